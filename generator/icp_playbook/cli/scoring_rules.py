"""What commands that score take from a playbook: its catalog and its rules document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from icp_playbook.cli.terminal import wrong_use
from icp_playbook.configuration import context_of
from icp_playbook.history import read_history
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.problems import ContentError
from icp_playbook.project import template_folders
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.document import AssessmentDocument, document, is_assessable
from icp_playbook.scoring.examples import DISAGREES
from icp_playbook.scoring.sql.compiled import compile_scoring
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.tree import TooLargeError


def rules_of(
    folder: Path, config_file: Path | None, language: str | None, is_trial: bool = False
) -> tuple[Catalog, AssessmentDocument]:
    """Return a playbook without errors, and what its accounts are assessed with.

    In a trial, which no CRM gets the answers of, examples may expect something else.
    """
    context = context_of(folder, config_file)
    checked = check_playbook(folder, context)
    mistakes = [one for one in checked.errors if not (is_trial and one.rule == DISAGREES)]
    if mistakes:
        raise ContentError(mistakes)
    catalog = replace(checked.catalog, history=read_history(folder))
    if not is_assessable(catalog):
        raise wrong_use(say("this playbook has nothing to score by"))
    return catalog, document(catalog, language or next(iter(context.languages), "en"))


def reader_of(
    folder: Path, config_file: Path | None, language: str | None, catalog: Catalog
) -> Language:
    """Return the language that is answered in, with what the company calls its own."""
    return in_own_words(language_of(folder, config_file, language), catalog)


def language_of(folder: Path, config_file: Path | None, language: str | None) -> Language:
    """Return the language that is answered in: the one that the rules' names are in."""
    tag = language or next(iter(context_of(folder, config_file).languages), "en")
    return read_language(tag, template_folders(folder))


def statement_of(config_file: Path, dialect: str) -> str:
    """Return the rules as one statement for an engine, over the table `accounts`."""
    _, assessed = rules_of(config_file.parent, config_file, None)
    version = assessed["version"]
    try:
        compiled = compile_scoring(assessed["rules"], version["letters"])
    except TooLargeError:
        raise wrong_use(too_large()) from None
    engine = DIALECTS[dialect]
    head = [
        f"-- Rules {version['letters']}, {version['revision'] or 'not committed'}, for {dialect}.",
        "-- Written by icp export --sql: change the playbook, not this. The table accounts has",
        "-- account_id and a column of text for each question: answers as in icp assess, or null.",
        *(f"--   {one.column}: {'.'.join(one.path)}" for one in compiled.used),
    ]
    return "\n".join([*head, compiled.statement(engine, "accounts", ["account_id"])])


def too_large() -> str:
    """Return what is wrong with rules that engines can't add up."""
    return say("points and weights add up to numbers of more than 38 digits")
