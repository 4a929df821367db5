"""Ask for the answers about an account, one by one, at a terminal; Enter skips, and what is skipped is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.answers import STATES
from icp_playbook.scoring.rules import Attribute, Dimension, Rules


def ask_account(rules: Rules, texts: Mapping[str, str], page: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers given at the terminal."""
    asking = _Asking(rules, texts, page["terminal_answer"])
    click.echo(page["intro"].partition(":")[0] + ".")
    if rules["segments"]:
        asking.title(page["fit"])
        for attribute in rules["attributes"]:
            asking.attribute(attribute)
    if rules["qualification"]:
        asking.title(page["motivation"])
        for criterion in rules["qualification"]["criteria"]:
            words = [f"{state}: {page[f'state.{state}']}" for state in STATES[:3]]
            question = f"{criterion['name']}. {next(iter(criterion['questions']), '')}"
            asking.one(question, STATES[:3], words, ("qualification", criterion["id"]))
    if rules["maturity"]:
        asking.title(page["ability"])
        for dimension in rules["maturity"]["dimensions"]:
            asking.dimension(dimension)
    return asking.answers


class _Asking:
    def __init__(self, rules: Rules, texts: Mapping[str, str], prompt: str) -> None:
        self._rules, self._texts, self._prompt = rules, texts, prompt
        self.answers: dict[str, Any] = {}

    def title(self, text: str) -> None:
        click.echo(f"\n{click.style(text, bold=True)}")

    def attribute(self, attribute: Attribute) -> None:
        options = attribute.get("options", [])
        words = [f"{option['value']}: {option['label']}" for option in options]
        values = (
            ("yes", "no") if attribute["type"] == "yes-no" else tuple(option["value"] for option in options)
        )
        unit = f" ({attribute['unit']})" if "unit" in attribute else ""
        self.one(attribute["question"] + unit, values, words, ("attributes", attribute["id"]))

    def dimension(self, dimension: Dimension) -> None:
        if dimension["method"] == "rubric":
            words = [f"{level['level']}: {level['label']}" for level in dimension["levels"]]
            values = tuple(str(level["level"]) for level in dimension["levels"])
            self.one(
                f"{dimension['name']}. {dimension['question']}", values, words, ("maturity", dimension["id"])
            )
            return
        values = ("yes", "no") if dimension["method"] == "checklist" else tuple(dimension.get("scale", []))
        click.echo(f"{dimension['name']}. {dimension['question']}")
        for level in dimension["levels"]:
            for item in level["items"]:
                path = ("maturity", dimension["id"], item["id"])
                self.one(f"  {level['level']}. {item['text']}", (*values, "not-applicable"), [], path)

    def one(self, question: str, values: tuple[str, ...], words: list[str], path: tuple[str, ...]) -> None:
        """Ask until the answer can be used, or is skipped."""
        click.echo(question)
        for word in words:
            click.echo(f"    {word}")
        among = f" ({'/'.join(values)})" if values and not words else ""
        while typed := click.prompt(f"    {self._prompt}{among}", default="", show_default=False).strip():
            notes = assess(self._rules, _nested(path, typed))["notes"]
            if not notes:
                _put(self.answers, path, typed)
                return
            for note in notes:
                click.echo(f"    {format_message(self._texts, note['key'], note['params'])}")


def _nested(path: tuple[str, ...], value: str) -> dict[str, Any]:
    nested: Any = value
    for name in reversed(path):
        nested = {name: nested}
    return nested  # type: ignore[no-any-return]


def _put(answers: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    for name in path[:-1]:
        answers = answers.setdefault(name, {})
    answers[path[-1]] = value
