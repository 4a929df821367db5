"""`icp export --crm`: the fit rules for a CRM's own scoring, as a draft that a person publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from icp_playbook.cli.scoring_rules import rules_of
from icp_playbook.configuration import read_configuration_file
from icp_playbook.engines.export import refuse_sources
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.project import template_folders
from icp_playbook.scoring.crm import hubspot, hubspot_page, salesforce, salesforce_page
from icp_playbook.scoring.crm.told import README, mark_of
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.stages.write import MANIFEST, WrittenFiles, write_folder

_Write = Callable[[Catalog, AssessmentDocument, Language], dict[str, bytes]]


def export_crm(config_file: Path, folder: Path, crm: str) -> WrittenFiles:
    """Write the draft into `folder`; raise `FileExistsError` where other files are there."""
    root = config_file.resolve().parent
    known = read_configuration_file(config_file)
    refuse_sources(folder, root, root / known.docs)
    tag = next(iter(known.languages), "en")
    catalog, document = rules_of(config_file.parent, config_file, tag)
    language = read_language(tag, template_folders(root))
    return write_folder(folder, CRMS[crm](catalog, document, language))


def refuse_other_exports(folder: Path, crm: str | None) -> None:
    """Refuse a folder with an export of something else, whose files would be removed.

    Without a CRM it is for pages. Raise `FileExistsError`.
    """
    page = folder / README
    begun = page.read_bytes() if page.is_file() else b""
    there = next((one for one in CRMS if begun.startswith(mark_of(one).encode())), None)
    if (folder / MANIFEST).is_file() and there != crm:
        why = say(
            "{folder} holds another export; choose an empty folder",
            folder=str(folder),
        )
        raise FileExistsError(why)


def _for_salesforce(
    catalog: Catalog, document: AssessmentDocument, language: Language
) -> dict[str, bytes]:
    asked = catalog.one(AccountAttributes)
    draft = salesforce.draft_of(document["rules"], asked.attributes if asked else ())
    files = salesforce.files_of(draft, document["version"]["letters"], language)
    return files | {README: salesforce_page.page(draft, document, language).encode()}


def _for_hubspot(_: Catalog, document: AssessmentDocument, language: Language) -> dict[str, bytes]:
    rows = hubspot.rows_of(document["rules"], language)
    return {
        "scoring.csv": hubspot.as_csv(rows, language).encode(),
        README: hubspot_page.page(rows, document, language).encode(),
    }


CRMS: Mapping[str, _Write] = {"salesforce": _for_salesforce, "hubspot": _for_hubspot}
"""What is written for each."""
