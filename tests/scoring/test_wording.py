"""Numbers, ranges and conditions in words, in Python and in JavaScript."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from icp_playbook.languages import read_language
from icp_playbook.numbers import Figure
from icp_playbook.scoring import wording
from icp_playbook.scoring.messages import format_message
from javascript import Call
from scoring import companies

TABLE = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
ATTRIBUTES = {one["id"]: one for one in TABLE["attributes"]}
LANGUAGES = ("de", "fr", "hi", "tr", "sv", "zh-Hant", "ar", "eu", "pt", "en-IN", "de-CH")


def english(said: Any) -> str:
    """Return anything that is said, in English."""
    return format_message({"key": "{said}", "params": {"said": said}})


@pytest.mark.parametrize(("name", "start", "end", "words"), TABLE["ranges"])
def test_a_range_is_said_as_people_do(
    javascript: Call, name: str, start: str | None, end: str | None, words: str
) -> None:
    """Whole numbers end with the last one that counts; others say what they stay below."""
    said = wording.number_range(ATTRIBUTES[name], start, end)
    assert english(said) == words
    theirs = javascript("scoring/wording.js", "numberRange", ATTRIBUTES[name], start, end)
    assert theirs == said
    assert javascript("texts.js", "sayArgument", theirs) == words


@pytest.mark.parametrize(("name", "value", "words"), TABLE["answers"])
def test_an_answer_has_its_unit(javascript: Call, name: str, value: str, words: str) -> None:
    """So has a number that is nothing but a number, and no year has groups."""
    said = wording.answer(ATTRIBUTES[name], value)
    assert english(said) == words
    assert javascript("scoring/wording.js", "answer", ATTRIBUTES[name], value) == said


@pytest.mark.parametrize(("when", "words"), TABLE["conditions"])
def test_a_condition_is_a_sentence(javascript: Call, when: Any, words: str) -> None:
    """It says what the author's statements say, and else what the answer is."""
    said = wording.condition(when, TABLE["attributes"])
    assert format_message(said) == words
    theirs = javascript("scoring/wording.js", "condition", when, TABLE["attributes"])
    assert theirs == said
    assert javascript("texts.js", "sayMessage", theirs) == words


def test_random_conditions_read_alike_in_both_languages(javascript: Call) -> None:
    """Whatever is nested in whatever, and whatever ids are called."""
    for seed in range(200):
        rng = Random(seed)
        attributes = companies.company(rng)["attributes"]
        when: Any = companies._condition(rng, attributes, 3)
        ours = json.loads(json.dumps(wording.condition(when, attributes)))
        assert javascript("scoring/wording.js", "condition", when, attributes) == ours


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_are_written_alike_in_any_language(javascript: Call, tag: str) -> None:
    """Signs, groups, percent and currency stand where the language has them, in both twins."""
    language = read_language(tag, [])
    formats = language.for_scripts["numbers"]
    rng = Random(tag)
    for _ in range(60):
        digits = f"{rng.choice(('', '-'))}{rng.randint(1, 10 ** rng.randint(1, 15))}"
        digits += rng.choice(("", f".{rng.randint(1, 999999):06}".rstrip("0")))
        form = rng.choice(("", "count", "money", "percent", "year"))
        currency = rng.choice(("EUR", "USD", "CHF", "{number}", "$&")) if form == "money" else ""
        figure = {"number": digits, "form": form, "currency": currency}
        ours = language.text(Figure(digits, form, currency))
        assert javascript("numbers.js", "written", figure, formats) == ours, figure


def test_english_is_the_same_in_both_twins(javascript: Call) -> None:
    """The scripts of an English page carry what Python knows without asking Babel."""
    for digits, form, currency, text in (
        ("1234567.5", "", "", "1,234,567.5"),
        ("-12.5", "percent", "", "-12.5 %"),
        ("-12000.5", "money", "EUR", "-€12,000.50"),
        ("12000", "money", "CHF", "CHF\u00a012,000"),
        ("12000", "money", "credits", "credits\u00a012,000"),
        ("2015", "year", "", "2015"),
        ("123", "count", "", "123"),
    ):
        assert Figure(digits, form, currency) == text
        figure = {"number": digits, "form": form, "currency": currency}
        assert javascript("numbers.js", "written", figure) == text
