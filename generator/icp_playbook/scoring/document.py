"""The document that an account is assessed with: the rules and all that is said and done about their results."""

from __future__ import annotations

from typing import TypedDict

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import MaturityModel
from icp_playbook.model.qualification import Qualification
from icp_playbook.scoring.compile import compile_rules, dimensions_in_order, sayers, scored_segments
from icp_playbook.scoring.fingerprints import fingerprints
from icp_playbook.scoring.onward import Onward, onward
from icp_playbook.scoring.renamed import Renamed, renamed
from icp_playbook.scoring.rules import Rules


class Document(TypedDict):
    """Everything that depends on the company, in one language; the page carries it as JSON."""

    rules: Rules
    onward: Onward
    questions: dict[str, str]
    """The fingerprint of each question, by `attributes.<id>`, `qualification.<id>`, `maturity.<id>`."""
    names: dict[str, str]
    """What each question is called in a table, by the same keys."""
    renamed: Renamed
    """Earlier ids, under which answers may have been saved."""


def document(catalog: Catalog, language: str) -> Document:
    """Return what the page and the command line assess an account with."""
    line, prose = sayers(catalog, language)
    rules = compile_rules(catalog, line, prose)
    account = catalog.one(AccountAttributes)
    qualification, maturity = rules["qualification"], rules["maturity"]
    return {
        "rules": rules,
        "onward": onward(catalog, line),
        "questions": fingerprints(catalog),
        "names": {
            **{
                f"attributes.{one.id}": line(one.name or one.question)
                for one in (account.attributes if account else ())
            },
            **{
                f"qualification.{one['id']}": one["name"]
                for one in (qualification["criteria"] if qualification else ())
            },
            **{f"maturity.{one['id']}": one["name"] for one in (maturity["dimensions"] if maturity else ())},
        },
        "renamed": renamed(catalog),
    }


def is_assessable(catalog: Catalog) -> bool:
    """Tell whether there is anything to assess: segments with criteria, qualification or maturity."""
    qualification, model = catalog.one(Qualification), catalog.one(MaturityModel)
    return bool(
        scored_segments(catalog)
        or (qualification and qualification.criteria)
        or (model and dimensions_in_order(catalog))
    )
