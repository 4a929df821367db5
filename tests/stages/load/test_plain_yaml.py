"""What is read at a glance is what the parser reads, and what may be a mistake is left to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.places import place_at
from icp_playbook.stages.load.plain_yaml import read_plain
from icp_playbook.stages.load.reader import compose, read_yaml, sound_field
from sites import ROOT

FILES = [
    file.read_text("utf-8")
    for top in ("content", "playbooks", "examples")
    for file in sorted((ROOT / top).rglob("*.yml"))
]
CASES = [
    file.read_text("utf-8")
    for file in sorted(Path(__file__).parent.rglob("*.yml"))
    if file.stat().st_size < 10_000
]
PIECES = (
    *(" ", "  ", "\n", "\n\n", "\n  ", "\n    ", ": ", ":", "- ", "-", "\n- ", "#", " #"),
    *("'", '"', "''", "\\", "\\n", '\\"', "[", "]", "{", "}", "[]", "|", "|-", ">-", ">", "|+"),
    *("&a", "*a", "!t", "? ", "%", "---", "...", "key: ", "key:", "en: x", "a: b", "<<: x", "~"),
    *("：", "中", "文 字", "null", "1,000", "@", ",", ", ", "\u00a0", "\u3000", "\U0001f600", "`"),
    *("|2", "\t", "\n# c\n"),
)  # fmt: skip


def test_files_as_people_write_them_are_plain() -> None:
    """Else all of this would be for nothing."""
    plain = [text for text in FILES if read_plain(text, sound_field) is not None]
    assert len(plain) > 0.95 * len(FILES)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: one # more\nb:\n  - {x: 1, y: [2]}\n", {"a": "one", "b": [{"x": "1", "y": ["2"]}]}),
        ("a: one\n  two\nb: 'it''s\n  so'\n", {"a": "one two", "b": "it's so"}),
        ("a: |\n  - x\n\n    y\n\nb: >-\n  one\n  two\n", {"a": "- x\n\n  y\n", "b": "one two"}),
        ("# c\na:\n- b: 1\n  c:\n    d: 2\n- b: 3\n",
         {"a": [{"b": "1", "c": {"d": "2"}}, {"b": "3"}]}),
        ('a: "x\\n- \\"y\\"\n  z"\n', {"a": 'x\n- "y" z'}),
    ],
)  # fmt: skip
def test_fields_lists_and_texts_are_plain(text: str, values: object) -> None:
    """What is read has the form of the file."""
    found = read_plain(text, sound_field)
    assert found is not None
    assert found[0] == values == read_yaml("a.yml", text.encode()).values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: {en: Mid-sized, zh-Hant: 中型品牌}\n", {"en": "Mid-sized", "zh-Hant": "中型品牌"}),
        ("a: [sales, customer-success, 2026-10-06]\n", ["sales", "customer-success", "2026-10-06"]),
        ("a: [It's here]\nb: c\n", ["It's here"]),
    ],
)  # fmt: skip
def test_brackets_around_words_take_no_parser(text: str, values: object) -> None:
    """As texts in several languages are written, thousands of times in a company that has two."""
    found = read_plain(text, lambda _: None)
    assert found is not None
    assert found[0]["a"] == values == read_yaml("a.yml", text.encode()).values["a"]


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: 1,234}\n", "a: {b: 1, b: 2}\n", "a: [b c,d]\n", "a: [b]\n  c\n", "a: {b, c: d}\n",
        "a: [b: c]\n", "a: [b ]\n", "a: [- b]\n", "a: [b, ]\n", "a: {b: c:d}\n", "a: [b #c]\n",
    ],
)  # fmt: skip
def test_other_brackets_are_left_to_the_parser(text: str) -> None:
    """What a comma, a colon or a line means there is not for a pattern to say."""
    assert read_plain(text, lambda _: None) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "# c\n", "- a\n", "a\n", "a:\n", "a: 1\na: 2\n", "a: b: c\n", "a: 1\n b: 2\n",
        "a: one\n  - two\n", "a: &x 1\n", "a: >-\n  - b\n  - c\n",
        "a:\n\tb: 1\n", "? a\n", "---\na: 1\n",
        "a: [1\n", "a: 'x\n", "a:\n  b: 1\n c: 2\n", "a: one\n- b\n",
    ],
)  # fmt: skip
def test_whatever_may_be_a_mistake_is_left_to_the_parser(text: str) -> None:
    """It has the words for it."""
    assert read_plain(text, sound_field) is None


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_both_read_the_same(seed: int) -> None:
    """A thousand times: a piece of a file, edited up to four times as people and accidents do."""
    chance, plain = random.Random(seed), 0
    for _ in range(1_000):
        text = _edited(chance, chance.choice(FILES if chance.random() < 0.8 else CASES))
        if decode("a.yml", text.encode())[1]:
            continue
        found = read_plain(text, sound_field)
        if found is None:
            continue
        plain += 1
        by_parser = compose(text)
        assert by_parser.findings == [], text
        assert by_parser.value == found[0], text
        assert by_parser.node[1] == place_at(found[1], 0), text
    assert plain > 100


def _edited(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    if chance.random() < 0.8:
        begin = chance.randrange(len(lines))
        lines = lines[begin : begin + chance.randint(1, 14)]
    if chance.random() < 0.5:
        width = min((len(one) - len(one.lstrip(" ")) for one in lines if one.strip()), default=0)
        lines = [one[width:] for one in lines]
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(lines))
        line, place = lines[at], chance.randint(0, len(lines[at]))
        match chance.randrange(5):
            case 0 | 1:
                lines[at] = line[:place] + chance.choice(PIECES) + line[place:]
            case 2:
                lines[at] = line[:place] + line[place + chance.randint(1, 3) :]
            case 3:
                lines[at] = " " * chance.randint(0, 6) + line.lstrip(" ")
            case _:
                lines.insert(chance.randint(0, len(lines)), line)
    return "\n".join(lines)
