"""Linking: a relation is written once and shows on both sides.

What leads nowhere is a problem at its place.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Ref, is_link
from icp_playbook.model.persona import Persona
from icp_playbook.model.references import SUGGESTIONS
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.model.walk import walk
from icp_playbook.problems import Problem
from icp_playbook.stages.link import link
from icp_playbook.stages.load import load


def linked(root: Path, drawing: str) -> tuple[Catalog, list[Problem]]:
    """Return what linking makes of a drawn repository without mistakes of shape."""
    loaded = load(draw(root, drawing))
    assert not loaded.problems
    return link(loaded.definitions, loaded.pages)


_PRACTICE = """\
--- + minimal
--- + tiers
--- content/value_propositions/exchanges.yml +
pains: [{id: label-chaos, pain: Ten formats.}]
relievers: [{pain: label-chaos, how: One format.}]
--- content/best_practices/one-label.yml
name: One label
owner: sales
solves: [exchanges#label-chaos]
tiers: [expert]
steps: ["Read [[persona:founder|what founders want]], then choose."]
value_event: The first label.
"""


def test_a_relation_shows_on_both_sides(tmp_path: Path) -> None:
    """The persona names its segment; the segment knows the persona, without saying so itself."""
    catalog, problems = linked(tmp_path, "--- + minimal")
    assert not problems
    assert catalog.users("segment:mid-market", Persona) == (catalog.get(Persona, "founder"),)
    assert catalog.users("segment:mid-market", ValueProposition, "segment")[0].id == "exchanges"
    assert catalog.users("segment:mid-market", ValueProposition, "personas") == ()
    assert catalog.users("segment:mid-market", Segment) == ()


def test_a_use_of_a_part_is_a_use_of_its_definition(tmp_path: Path) -> None:
    """Who solves a pain shows at the pain and on the page of its value proposition."""
    catalog, problems = linked(tmp_path, _PRACTICE)
    assert not problems
    for ref in ("pain:exchanges#label-chaos", "value-proposition:exchanges"):
        assert [use.by.id for use in catalog.uses[ref]] == ["one-label"]
    assert catalog.targets["pain:exchanges#label-chaos"].loc == ("pains", 0)


def test_every_use_leads_back_to_where_it_is_written(tmp_path: Path) -> None:
    """Each use knows its definition, its field and its place, and whether it stands in prose."""
    catalog, _ = linked(tmp_path, _PRACTICE)
    (prose,) = (use for use in catalog.uses["persona:founder"] if use.in_prose)
    assert (prose.by.id, prose.field, prose.loc) == ("one-label", "steps", ("steps", 0))
    assert catalog.users("persona:founder", type(prose.by)) == ()


def test_every_reference_of_the_sample_company_shows_on_both_sides() -> None:
    """Whatever a definition refers to, in a field, lists that very place among its uses."""
    loaded = load(Path(__file__).parents[2])
    catalog, problems = link(loaded.definitions, loaded.pages)
    assert not problems
    for definition in loaded.definitions:
        for leaf in walk(definition, Ref):
            if not is_link(leaf.value):
                written = [f"{kind}:{leaf.value}" for kind in leaf.field.kinds] or [leaf.value]  # type: ignore[attr-defined]
                used = next(catalog.targets[ref] for ref in written if ref in catalog.targets)
                for ref in (used.ref, used.definition.ref):
                    assert any(
                        use.by is definition and use.loc == leaf.loc for use in catalog.uses[ref]
                    )


@pytest.mark.parametrize(
    "written",
    [
        "value-proposition:exchanges#label-chaos",
        "pain:exchanges#label-chaos",
        "company:company",
        "company:",
    ],
)
def test_a_part_and_the_only_one_of_its_kind_may_be_written_in_two_ways(
    written: str, tmp_path: Path
) -> None:
    """A part goes by its own word or its definition's; one part alone needs no id."""
    drawing = _PRACTICE + f'mistakes: ["See [[{written}]]."]\n'
    assert linked(tmp_path, drawing)[1] == []


def test_an_old_id_says_the_new_one(tmp_path: Path) -> None:
    """An alias keeps old addresses alive, and tells authors how the definition is called now."""
    drawing = (
        "--- + minimal\n--- content/segments/mid-market.yml +\naliases: [medium]\n"
        "--- content/pages/a.md\n[[segment:medium]]\n"
    )
    (problem,) = linked(tmp_path, drawing)[1]
    assert (problem.path, problem.line, problem.column) == ("content/pages/a.md", 1, 1)
    assert problem.hint == 'it is called "mid-market" now'


def test_what_leads_to_an_unreadable_definition_is_no_mistake(tmp_path: Path) -> None:
    """Its own problems are told; the same again at each reference would bury them."""
    loaded = load(
        draw(tmp_path, "--- + minimal\n--- content/segments/mid-market.yml +\ncolour: red\n")
    )
    assert link(loaded.definitions, loaded.pages, loaded.unread)[1] == []
    assert link(loaded.definitions, loaded.pages)[1]


def test_thousands_of_unknown_references_take_no_longer_than_reading(tmp_path: Path) -> None:
    """After so many suggestions the known names are listed instead."""
    links = " ".join(f"[[segment:mid-markt-{number}]]" for number in range(SUGGESTIONS + 5))
    problems = linked(tmp_path, f"--- + minimal\n--- content/pages/a.md\n{links}\n")[1]
    assert sum(problem.hint.startswith("did you mean") for problem in problems) == SUGGESTIONS
    assert problems[-1].hint == "known are mid-market"
