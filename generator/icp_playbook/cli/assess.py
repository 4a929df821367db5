"""`icp assess`: what the page "Assess an account" asks and says, at a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from icp_playbook.accounts.account_file import AccountFile, read_account
from icp_playbook.accounts.reading import Accounts, read_accounts
from icp_playbook.cli.assess_questions import ask_account
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION, LANGUAGE
from icp_playbook.cli.terminal import printable, show, show_problem, tell, wrong_use, wrong_value
from icp_playbook.configuration import context_of
from icp_playbook.history import read_history
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.model.example import Example
from icp_playbook.problems import ContentError, Problem, quoted
from icp_playbook.project import template_folders
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.current import readers
from icp_playbook.scoring.document import (
    NOTHING_TO_ASSESS_BY,
    AssessmentDocument,
    document,
    is_assessable,
)
from icp_playbook.scoring.examples import DISAGREES, answers_of
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.renamed import followed
from icp_playbook.scoring.report import ReportSection, markdown, report, version_text
from icp_playbook.scoring.results import Assessment

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


_HELP = say("""\
Assess the account in FILE (YAML or JSON): is it our customer, do they want it, are they able, what
now?

FILE has answers under attributes, qualification and maturity; a file saved by the page will do, and
so will any file that `icp diff --accounts` reads: of many accounts, in CSV or a JSON list, each is
told in a line. Without it the questions are asked one by one; Enter skips. Exits with 1 when the
file or the playbook has errors.
""")
_SEGMENT = say("Assess for this segment instead of finding the best match.")
_STAGE = say("The stage of the lifecycle, for its plays.")
_EXAMPLES = say("Assess the examples of this playbook instead, each in a line.")
_FORMATS = click.Choice(["text", "json", "markdown"])
_TABLES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What accounts are assessed with, and for whom it is said."""

    catalog: Catalog
    document: AssessmentDocument
    reader: Language
    form: str
    problems: tuple[Problem, ...]


@click.command("assess", help=tell(_HELP))
@click.argument("file", type=_FILE, required=False)
@FOLDER_OPTION
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True)
@click.option("--segment", metavar="ID", help=tell(_SEGMENT))
@click.option("--stage", metavar="ID", help=tell(_STAGE))
@LANGUAGE
@click.option("--examples", is_flag=True, help=tell(_EXAMPLES))
@CONFIG_FILE
def command(
    file: Path | None, folder: Path, form: str, segment: str | None, stage: str | None,
    language: str | None, examples: bool, config_file: Path | None,
) -> int:  # fmt: skip
    """Read or ask for the answers, and print what they add up to."""
    folder = config_file.parent if config_file is not None else folder
    setting = _setting(folder, config_file, language, form, examples)
    if examples:
        return _assess_examples(setting)
    if file is not None and _holds_many(file):
        return _assess_many(
            setting, read_accounts(file, setting.catalog, setting.document["rules"])
        )
    assessed = setting.document
    account = _account(file, assessed, setting.reader)
    for problem in account.problems:
        show_problem(problem)
    if account.errors:
        return 1
    answers = account.answers | (
        {"segment": _known(segment, _segments(assessed), "--segment")} if segment else {}
    )
    stage = _known(stage, assessed["onward"]["stages"], "--stage") if stage else account.stage
    result = assess(assessed["rules"], answers)
    if form == "json":
        _show_json({"answers": answers, "rules": assessed["version"], "result": result})
    else:
        sections = report(assessed, result, stage, setting.reader)
        show(markdown(sections) if form == "markdown" else _text(sections), nl=False)
    return 0


def _setting(
    folder: Path, config_file: Path | None, language: str | None, form: str, examples: bool
) -> _Setting:
    """Read the playbook; an example that expects something else stops only its builder."""
    context = context_of(folder, config_file)
    checked = check_playbook(folder, context)
    disagree = tuple(one for one in checked.errors if one.rule == DISAGREES)
    if (examples and len(disagree) < len(checked.errors)) or (checked.errors and not examples):
        raise ContentError(checked.errors)
    tag = language or next(iter(context.languages), "en")
    catalog = replace(checked.catalog, history=read_history(folder))
    assessed = document(catalog, tag)
    if not is_assessable(catalog):
        raise wrong_use(NOTHING_TO_ASSESS_BY)
    reader = in_own_words(read_language(tag, template_folders(folder)), catalog)
    return _Setting(catalog, assessed, reader, form, disagree)


def _holds_many(file: Path) -> bool:
    """Tell whether a file is a table or a JSON list of accounts."""
    if file.suffix.lower() in _TABLES:
        return True
    # A pipe is not looked into: nobody may ever write to it.
    if file.suffix.lower() != ".json" or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def _assess_many(setting: _Setting, accounts: Accounts) -> int:
    """Tell of each account in a line, and what of the file cannot be used."""
    rules, renamed = setting.document["rules"], setting.document["renamed"]
    found = [
        (account.name, None, spoken(rules, followed(renamed, account.answers)))
        for account in accounts.accounts
    ]
    unused: list[str] = []
    for name, result in _told(setting, found):
        for note in result["notes"]:
            said = format_message(note, setting.reader)
            unused.append(say("{name}: {note}", name=printable(name), note=printable(said)))
    for text in (*accounts.notes, *unused):
        show(setting.reader.text(text), err=True)
    return 0


def _assess_examples(setting: _Setting) -> int:
    """Tell of each example in a line, then of expectations that do not hold."""
    rules, renamed = setting.document["rules"], setting.document["renamed"]
    line, _ = readers(setting.catalog, setting.reader.tag)
    examples = [one for one in setting.catalog.all(Example) if one.status != "retired"]
    if not examples:
        raise wrong_use(say("this playbook has no examples yet; icp new example begins one"))
    given = [
        (line(one.name), one.good, spoken(rules, answers_of(one, renamed))) for one in examples
    ]
    _told(setting, given)
    for problem in setting.problems:
        show_problem(problem)
    return 1 if setting.problems else 0


def _told(
    setting: _Setting, accounts: Sequence[tuple[str, bool | None, dict[str, Any]]]
) -> list[tuple[str, Assessment]]:
    """Show accounts, each with whether it is a good one where that is known; return the results."""
    rules, version = setting.document["rules"], setting.document["version"]
    results = [(name, assess(rules, answers)) for name, _, answers in accounts]
    if setting.form == "json":
        records = [
            {"name": name, **({} if good is None else {"good": good}), "answers": answers,
             "result": result}
            for (name, good, answers), (_, result) in zip(accounts, results, strict=True)
        ]  # fmt: skip
        _show_json({"rules": version, "accounts": records})
        return results
    mark = "- " if setting.form == "markdown" else ""
    for (name, good, _), (_, result) in zip(accounts, results, strict=True):
        found = outcome_of(rules, result)
        between = setting.reader.text(say("; "))
        parts = between.join(setting.reader.text(_part(*one)) for one in found.parts)
        said = say("{name}: {parts}", name=f"**{name}**" if mark else name, parts=parts)
        if good is not None:
            said = (
                say("{account} (a good one)", account=said)
                if good
                else say("{account} (a bad one)", account=said)
            )
        show(mark + printable(setting.reader.text(said)))
    show(f"\n{setting.reader.text(version_text(version))}")
    return results


def _part(what: str, said: str) -> str:
    return say("{what}: {said}", what=what, said=said)


def _show_json(value: dict[str, Any]) -> None:
    show(json.dumps(value, ensure_ascii=False, indent=2))


def _account(file: Path | None, assessed: AssessmentDocument, reader: Language) -> AccountFile:
    if file is not None:
        return read_account(file, assessed)
    if not sys.stdin.isatty():
        raise wrong_use(say("name a file with answers; only at a terminal are they asked for"))
    return AccountFile(ask_account(assessed["rules"], reader), "", ())


def _segments(assessed: AssessmentDocument) -> list[str]:
    return [segment["id"] for segment in assessed["rules"]["segments"]]


def _known(wanted: str, known: list[str] | dict[str, str], option: str) -> str:
    if wanted not in known:
        hint = (
            say("choose {names}", names=list(known)) if known else say("the playbook has none yet")
        )
        why = say("{written} is not known; {hint}", written=quoted(wanted), hint=hint)
        raise wrong_value(why, option)
    return wanted


def _text(sections: list[ReportSection]) -> str:
    """Return the report for a terminal: a table is a list of its rows, without the reasons."""
    parts = []
    for section in sections:
        lines = [
            click.style(section.title, bold=True),
            *(f"  {printable(line)}" for line in section.lines),
        ]
        width = max((len(row[0]) for row in section.table), default=0)
        lines += [
            f"    {printable(row[0]):<{width}}  {printable(row[2]):>9}  {printable(row[1])}"
            for row in section.table
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
