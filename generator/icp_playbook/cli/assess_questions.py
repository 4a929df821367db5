"""The questions of `icp assess`, which are asked one by one where no file answers them."""

from __future__ import annotations

from typing import Any

import click

from icp_playbook.cli.terminal import printable, show
from icp_playbook.messages import Language, say
from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.answers import STATES, scale_of
from icp_playbook.scoring.rules import AttributeRules, DimensionRules, Rules
from icp_playbook.scoring.scores import asked_apart


def ask_account(rules: Rules, reader: Language) -> dict[str, Any]:
    """Return the answers given at the terminal."""
    asking = _Asking(rules, reader)
    show(reader.text(say("Answer what you know and skip the rest.")))
    _ask_attributes(rules, asking)
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


def _ask_attributes(rules: Rules, asking: _Asking) -> None:
    apart = asked_apart(rules)
    elsewhere = {name for names in apart.values() for name in names}
    attributes = {one["id"]: one for one in rules["attributes"]}
    asked = [one for name, one in attributes.items() if name not in elsewhere]
    if asked and (rules["segments"] or rules["scores"] or rules["flags"]):
        asking.title(say("Is this our customer?"))
        for attribute in asked:
            asking.attribute(attribute)
    for score in rules["scores"]:
        if apart[score["id"]]:
            asking.heading(score["question"])
            for name in apart[score["id"]]:
                asking.attribute(attributes[name])


class _Asking:
    def __init__(self, rules: Rules, reader: Language) -> None:
        self._rules, self._reader = rules, reader
        self._prompt = reader.text(say("Answer, or Enter to skip"))
        self.answers: dict[str, Any] = {}

    def title(self, text: str) -> None:
        self.heading(self._reader.text(text))

    def heading(self, text: str) -> None:
        show(f"\n{click.style(printable(text), bold=True)}")

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
