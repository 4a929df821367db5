"""`icp assess`: what the page "Assess an account" asks and says, at a terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from icp_playbook.accounts.account_file import AccountFile, read_account
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION
from icp_playbook.cli.terminal import show, show_problem, tell, wrong_use, wrong_value
from icp_playbook.configuration import context_of
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say
from icp_playbook.model.choices import in_own_words
from icp_playbook.problems import ContentError, quoted
from icp_playbook.project import template_folders
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.answers import STATES, scale_of
from icp_playbook.scoring.document import AssessmentDocument, document, is_assessable
from icp_playbook.scoring.report import ReportSection, markdown, report
from icp_playbook.scoring.rules import AttributeRules, DimensionRules, Rules

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


_HELP = say("""\
Assess the account in FILE (YAML or JSON): is it our customer, do they want it, are they able, what
now?

FILE has answers under attributes, qualification and maturity; a file saved by the page will do.
Without it the questions are asked one by one; Enter skips. Exits with 1 when the file or the
playbook has errors.
""")
_SEGMENT = say("Assess for this segment instead of finding the best match.")
_STAGE = say("The stage of the lifecycle, for its plays.")
_LANGUAGE = say("The language of the answer; default: as in mkdocs.yml.")
_FORMATS = click.Choice(["text", "json", "markdown"])


@click.command("assess", help=tell(_HELP))
@click.argument("file", type=_FILE, required=False)
@FOLDER_OPTION
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True)
@click.option("--segment", metavar="ID", help=tell(_SEGMENT))
@click.option("--stage", metavar="ID", help=tell(_STAGE))
@click.option("--language", help=tell(_LANGUAGE))
@CONFIG_FILE
def command(
    file: Path | None, folder: Path, form: str, segment: str | None, stage: str | None,
    language: str | None, config_file: Path | None,
) -> int:  # fmt: skip
    """Read or ask for the answers, and print what they add up to."""
    folder = config_file.parent if config_file is not None else folder
    context = context_of(folder, config_file)
    checked = check_playbook(folder, context)
    if checked.errors:
        raise ContentError(checked.errors)
    tag = language or next(iter(context.languages), "en")
    assessed = document(checked.catalog, tag)
    if not is_assessable(checked.catalog):
        raise wrong_use(
            say(
                "this playbook has nothing to assess by: no fit, no qualification,"
                " no maturity model"
            )
        )
    folders = template_folders(folder)
    reader = in_own_words(read_language(tag, folders), checked.catalog)
    account = _account(file, assessed, reader)
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
        judged = {"answers": answers, "rules": assessed["version"], "result": result}
        show(json.dumps(judged, ensure_ascii=False, indent=2))
    else:
        sections = report(assessed, result, stage, reader)
        show(markdown(sections) if form == "markdown" else _text(sections), nl=False)
    return 0


def _account(file: Path | None, assessed: AssessmentDocument, reader: Language) -> AccountFile:
    if file is not None:
        return read_account(file, assessed)
    if not sys.stdin.isatty():
        raise wrong_use(say("name a file with answers; only at a terminal are they asked for"))
    return AccountFile(_ask_account(assessed["rules"], reader), "", ())


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
            *(f"  {_plain(line)}" for line in section.lines),
        ]
        width = max((len(row[0]) for row in section.table), default=0)
        lines += [
            f"    {_plain(row[0]):<{width}}  {_plain(row[2]):>9}  {_plain(row[1])}"
            for row in section.table
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Return text without control characters, which an account's words may hold."""
    return "".join(c if c.isprintable() else "�" for c in text)


def _ask_account(rules: Rules, reader: Language) -> dict[str, Any]:
    """Return the answers given at the terminal."""
    asking = _Asking(rules, reader)
    show(reader.text(say("Answer what you know and skip the rest.")))
    if rules["segments"]:
        asking.title(say("Is this our customer?"))
        for attribute in rules["attributes"]:
            asking.attribute(attribute)
    if rules["qualification"]:
        asking.title(say("Do they want it?"))
        for criterion in rules["qualification"]["criteria"]:
            meanings = (say("Confirmed"), say("Partly"), say("Absent"))
            words = [
                f"{state}: {reader.text(meaning)}"
                for state, meaning in zip(STATES[:3], meanings, strict=True)
            ]
            question = f"{criterion['name']}. {next(iter(criterion['questions']), '')}"
            asking.one(question, STATES[:3], words, ("qualification", criterion["id"]))
    if rules["maturity"]:
        asking.title(say("Are they able?"))
        for dimension in rules["maturity"]["dimensions"]:
            asking.dimension(dimension)
    for model in rules["further"]:
        asking.title(model["name"])
        for dimension in model["ability"]["dimensions"]:
            asking.dimension(dimension)
    return asking.answers


class _Asking:
    def __init__(self, rules: Rules, reader: Language) -> None:
        self._rules, self._reader = rules, reader
        self._prompt = reader.text(say("Answer, or Enter to skip"))
        self.answers: dict[str, Any] = {}

    def title(self, text: str) -> None:
        show(f"\n{click.style(self._reader.text(text), bold=True)}")

    def attribute(self, attribute: AttributeRules) -> None:
        options = attribute.get("options", [])
        words = [f"{option['value']}: {option['label']}" for option in options]
        values = (
            ("yes", "no")
            if attribute["type"] == "yes-no"
            else tuple(option["value"] for option in options)
        )
        sign = "%" if attribute.get("form") == "percent" else attribute.get("currency")
        words_after = " ".join(filter(None, (sign, attribute.get("unit"))))
        unit = f" ({words_after})" if words_after else ""
        self.one(attribute["question"] + unit, values, words, ("attributes", attribute["id"]))

    def dimension(self, dimension: DimensionRules) -> None:
        if dimension["method"] == "rubric":
            words = [f"{level['level']}: {level['label']}" for level in dimension["levels"]]
            values = tuple(str(level["level"]) for level in dimension["levels"])
            self.one(
                f"{dimension['name']}. {dimension['question']}",
                values,
                words,
                ("maturity", dimension["id"]),
            )
            return
        show(f"{dimension['name']}. {dimension['question']}")
        for level in dimension["levels"]:
            for item in level["items"]:
                path = ("maturity", dimension["id"], item["id"])
                scale = scale_of(dimension, item)
                values = tuple(step["value"] for step in scale) or ("yes", "no")
                words = [f"{step['value']}: {step['label']}" for step in scale if "label" in step]
                words += ["not-applicable"] if words else []
                question = f"  {level['level']}. {item['text']}"
                self.one(question, (*values, "not-applicable"), words, path)

    def one(
        self, question: str, values: tuple[str, ...], words: list[str], path: tuple[str, ...]
    ) -> None:
        """Ask until the answer can be used, or is skipped."""
        show(question)
        for word in words:
            show(f"    {word}")
        among = f" ({'/'.join(values)})" if values and not words else ""
        while typed := click.prompt(
            f"    {self._prompt}{among}", default="", show_default=False
        ).strip():
            notes = assess(self._rules, _nested(path, typed))["notes"]
            if not notes:
                _put(self.answers, path, typed)
                return
            for note in notes:
                show(f"    {format_message(note, self._reader)}")


def _nested(path: tuple[str, ...], value: str) -> dict[str, Any]:
    nested: Any = value
    for name in reversed(path):
        nested = {name: nested}
    return nested  # type: ignore[no-any-return]


def _put(answers: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    for name in path[:-1]:
        answers = answers.setdefault(name, {})
    answers[path[-1]] = value
