"""A translation takes its place in YAML, and all else stays as it was."""

from __future__ import annotations

import textwrap

import pytest

from icp_playbook.authoring.source import Source
from icp_playbook.authoring.translating.placing import Addition, place_texts
from icp_playbook.model.walk import Loc

LONG = "Brands with 50 to 500 people, a shop of their own, and somebody who owns returns by name."

CASES: dict[str, tuple[str, Loc, str, str]] = {
    "a short text goes into braces": (
        "name: Foo  # as on the door\nowner: sales\n", ("name",), "甲",
        "name: {en: Foo, zh-Hant: 甲}  # as on the door\nowner: sales\n",
    ),
    "quotes stay": (
        "name: 'Foo: it''s'\n", ("name",), "甲", "name: {en: 'Foo: it''s', zh-Hant: 甲}\n",
    ),
    "what can't stand in braces as it is gets quotes": (
        "name: Foo, bar\n", ("name",), "甲, 乙", 'name: {en: "Foo, bar", zh-Hant: "甲, 乙"}\n',
    ),
    "a long text goes over lines, its comment beside the field": (
        f"why: {LONG}  # ask again\nb: c\n", ("why",), "甲",
        f"why:  # ask again\n  en: {LONG}\n  zh-Hant: 甲\nb: c\n",
    ),
    "a folded text stays folded, and Chinese keeps its line": (
        "why: >-\n  One line\n  and another.\n\n# about b\nb: c\n", ("why",), "甲。" * 90,
        "why:\n  en: >-\n    One line\n    and another.\n  zh-Hant: >-\n    " + "甲。" * 90
        + "\n\n# about b\nb: c\n",
    ),
    "paragraphs and lists keep their lines": (
        "why: |-\n  One:\n\n    - two\n", ("why",), "一：\n\n  - 二",
        "why:\n  en: |-\n    One:\n\n      - two\n  zh-Hant: |-\n    一：\n\n      - 二\n",
    ),
    "a plain text over lines stays so": (
        "why: one\n  two\nb: c\n", ("why",), "甲",
        "why:\n  en: one\n    two\n  zh-Hant: 甲\nb: c\n",
    ),
    "a text below its field stays there": (
        "why:  # here\n  one\nb: c\n", ("why",), "甲",
        "why:  # here\n  {en: one, zh-Hant: 甲}\nb: c\n",
    ),
    "an item of a list": (
        "a:\n  - Foo\n  - Bar # two\n", ("a", 1), "甲",
        "a:\n  - Foo\n  - {en: Bar, zh-Hant: 甲} # two\n",
    ),
    "a long item of a list with a comment": (
        f"a:\n  - {LONG} # two\n  - Bar\n", ("a", 0), "甲",
        f"a:\n  - # two\n    en: {LONG}\n    zh-Hant: 甲\n  - Bar\n",
    ),
    "brackets that have room stay": (
        "a: [Foo, Bar]\n", ("a", 1), "甲", "a: [Foo, {en: Bar, zh-Hant: 甲}]\n",
    ),
    "brackets without room become lines": (
        f"a: [Foo, {LONG.replace(',', '')}]\n", ("a", 0), "甲",
        f"a:\n  - {{en: Foo, zh-Hant: 甲}}\n  - {LONG.replace(',', '')}\n",
    ),
    "brackets that their author laid out stay so": (
        f"a: [Foo, # first\n  {LONG.replace(',', '')}]\n", ("a", 0), "甲",
        f"a: [{{en: Foo, zh-Hant: 甲}}, # first\n  {LONG.replace(',', '')}]\n",
    ),
    "a record without room becomes lines": (
        f'a:\n  - {{id: x}}\n  - {{id: y, why: "{LONG}"}}\n', ("a", 1, "why"), "甲",
        f'a:\n  - {{id: x}}\n  - id: y\n    why:\n      en: "{LONG}"\n      zh-Hant: 甲\n',
    ),
    "a language joins the others in braces": (
        "name: {en: Foo, de: Bar} # x\n", ("name",), "甲",
        "name: {en: Foo, de: Bar, zh-Hant: 甲} # x\n",
    ),
    "a language joins the others on lines": (
        "name:\n  en: Foo # x\n  de: Bar # y\n# about b\nb: c\n", ("name",), "甲",
        "name:\n  en: Foo # x\n  de: Bar # y\n  zh-Hant: 甲\n# about b\nb: c\n",
    ),
    "an older translation gives way in braces": (
        "name: {zh-Hant: 乙, en: Foo} # x\n", ("name",), "甲", "name: {zh-Hant: 甲, en: Foo} # x\n",
    ),
    "an older translation gives way on lines": (
        "name:\n  zh-Hant: >-\n    乙\n    丙\n\n  en: Foo\n", ("name",), "甲",
        "name:\n  zh-Hant: >-\n    甲\n\n  en: Foo\n",
    ),
    "a file without an end of line": ("name: Foo", ("name",), "甲", "name: {en: Foo, zh-Hant: 甲}"),
    "a file of Windows": (
        "why: >-\r\n  One\r\n  two.\r\nb: c\r\n", ("why",), "甲",
        "why:\r\n  en: >-\r\n    One\r\n    two.\r\n  zh-Hant: >-\r\n    甲\r\nb: c\r\n",
    ),
    "a file in braces": (
        "{name: Foo, b: c}\n", ("name",), "甲", "{name: {en: Foo, zh-Hant: 甲}, b: c}\n",
    ),
    "words that are more than words to a parser": (
        "name: Foo\n", ("name",), "no", 'name: {en: Foo, zh-Hant: "no"}\n',
    ),
    "signs that YAML would read": (
        "name: Foo\n", ("name",), "# 甲: '乙' \"丙\"",
        "name: {en: Foo, zh-Hant: '# 甲: ''乙'' \"丙\"'}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_translation_is_placed(case: str) -> None:
    """Nothing but its text changes; the layout is what people would write."""
    before, loc, text, after = CASES[case]
    assert _placed(before, loc, text) == after


def test_other_languages_than_chinese_are_folded() -> None:
    """Between words YAML's space is right."""
    placed = _placed("why: >-\n  One\n  two.\n", ("why",), " ".join(["Wort"] * 30))
    rows = placed.partition("zh-Hant:")[2].splitlines()
    assert rows[0] == " >-"
    assert len(rows) == 3
    assert max(map(len, rows)) <= 104


def test_several_in_one_file() -> None:
    """Each at its own place, and a record's fields on lines of their own where it is needed."""
    before = textwrap.dedent(
        """\
        # the file
        bands:
          - {from: 0, name: Poor fit, meaning: "Send the list, and the link to the template."}
          # between
          - {from: 40, name: Stretch, meaning: Ask.}
        """
    )
    additions: dict[Loc, Addition] = {
        ("bands", at, field): Addition("de", text, "en")
        for at, field, text in (
            (0, "name", "Kaum"), (0, "meaning", "Erst die Liste schicken, dann mehr."),
            (1, "name", "Knapp"), (1, "meaning", "Fragen."),
        )
    }  # fmt: skip
    assert place_texts(Source("x.yml", before), additions) == textwrap.dedent(
        """\
        # the file
        bands:
          - from: 0
            name: {en: Poor fit, de: Kaum}
            meaning:
              en: "Send the list, and the link to the template."
              de: Erst die Liste schicken, dann mehr.
          # between
          - from: 40
            name: {en: Stretch, de: Knapp}
            meaning: {en: Ask., de: Fragen.}
        """
    )


def _placed(before: str, loc: Loc, text: str) -> str:
    return place_texts(Source("x.yml", before), {loc: Addition("zh-Hant", text, "en")})
