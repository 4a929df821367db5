"""What an author can get wrong in YAML, and that what is right arrives as typed, with its place."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drawn import drawn_files
from icp_playbook.stages.load import parsers
from icp_playbook.stages.load.decoding import FORBIDDEN, MAX_BYTES
from icp_playbook.stages.load.reader import MAX_DEPTH, MAX_NODES, Document, read_yaml
from sites import ROOT

CASES = sorted(Path(__file__).with_name("cases").glob("*.yml"))


def read(text: str) -> Document:
    """Read a text as the file f.yml."""
    return read_yaml("f.yml", text.encode())


def without_libyaml(data: bytes) -> Document:
    """Read a file with PyYAML's own parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsers, "cyaml", None)
        return read_yaml("f.yml", data)


def found(document: Document) -> list[str]:
    """Return what a document's problems say, as `line:column rule`."""
    return [f"{p.line}:{p.column} {p.rule}" for p in document.problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_case_file_gives_the_problems_written_beside_it(case: Path) -> None:
    """The folder of cases is the list of what authors get wrong and of what they are told."""
    document = read_yaml("f.yml", case.read_bytes())
    said = (
        "".join(str(problem).removeprefix("f.yml:") + "\n" for problem in document.problems)
        or "fine\n"
    )
    assert said == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_without_libyaml_the_same_problems_are_found(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML has only its Python parser, an author is told the same at the same places."""
    expected = read_yaml("f.yml", case.read_bytes())
    monkeypatch.setattr(parsers, "cyaml", None)
    assert read_yaml("f.yml", case.read_bytes()) == expected


def test_without_libyaml_every_file_of_this_repository_says_the_same() -> None:
    """The sample company, and what the cases of all checks draw: values, places, problems."""
    texts = [
        file.read_bytes()
        for folder in ("content", "playbooks")
        for file in (ROOT / folder).rglob("*.yml")
    ]
    for case in (ROOT / "tests/stages/check/cases").glob("*.txt"):
        files = drawn_files(case.read_text("utf-8").partition("=== output\n")[0])
        texts += [text.encode() for path, text in files.items() if path.endswith(".yml")]
    assert len(texts) > 500
    assert [data for data in texts if read_yaml("f.yml", data) != without_libyaml(data)] == []


def test_every_scalar_is_the_text_that_was_typed() -> None:
    """No word becomes a truth value, number, date or nothing."""
    typed = [
        "no",
        "on",
        "~",
        "null",
        "010",
        "22:22",
        "1e3",
        "2024-13-01",
        "0x1F",
        ".nan",
        "1_000",
        "9" * 20,
    ]
    text = (
        "plain:\n" + "".join(f"- {word}\n" for word in typed) + "quoted: [\"no\", '010']\nno: yes\n"
    )
    assert read(text).values == {"plain": typed, "quoted": ["no", "010"], "no": "yes"}


def test_positions_are_of_values_and_keys() -> None:
    """Line and column count from 1, and columns are characters, not bytes."""
    text = '# 註解\n名稱: "品牌"\nfit:\n  - {客: 中, 大: [1,\n    2]}\n  - |\n    long\n'
    document = read(text)
    expected = {
        (): (2, 1),
        ("名稱",): (2, 5),
        ("fit",): (4, 3),
        ("fit", 0): (4, 5),
        ("fit", 0, "客"): (4, 9),
        ("fit", 0, "大"): (4, 15),
        ("fit", 0, "大", 1): (5, 5),
        ("fit", 1): (6, 5),
    }
    assert {loc: document.position(loc) for loc in expected} == expected
    assert document.position(("fit", 0, "大"), key=True) == (4, 12)
    assert document.position(("fit",), key=True) == (3, 1)


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("fit", "weight"), (3, 3)),
        (("fit", "bands", 2, "to"), (5, 5)),
        (("fit", "bands", "x"), (5, 5)),
        (("fit", "bands", -1), (5, 5)),
        (("name", "en"), (1, 7)),
        (("owner",), (1, 1)),
        ((0,), (1, 1)),
    ],
)
def test_a_path_that_is_not_there_has_the_place_of_its_nearest_ancestor(
    loc: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    """A missing field is reported where the mapping starts that lacks it."""
    document = read("name: x\nfit:\n  why: y\n  bands:\n    - a\n")
    assert document.position(loc) == document.position(loc, key=True) == place


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_no_place(ending: str, mark: str) -> None:
    """A file from Windows says the same at the same places."""
    document = read(
        mark + ending.join(["name: x", "goals:", "  - a", "  - b", "why: |", "  1", "  2", ""])
    )
    assert document.values == {"name": "x", "goals": ["a", "b"], "why": "1\n2\n"}
    assert not document.problems
    assert [document.position(loc) for loc in ((), ("goals", 1), ("why",))] == [
        (1, 1),
        (4, 5),
        (5, 6),
    ]


@pytest.mark.parametrize(
    ("data", "place", "encoding"),
    [
        ("a: x\nname: 客戶".encode("utf-16"), "1:1", "UTF-16"),
        ("a: x\n".encode("utf-16-le"), "1:1", "UTF-16"),
        ("a: x\n".encode("utf-16-be"), "1:1", "UTF-16"),
        ("a: x\nname: 客户成功".encode("gbk"), "2:7", "GBK"),
        ("a: x\r\nname: 客戶成功".encode("big5"), "2:7", "Chinese"),
        ("a: é\n".encode() + "name: café".encode("latin-1"), "2:10", "Latin-1"),
        (b"a: \xed\xa0\x80", "1:4", "Latin-1"),
    ],
)
def test_another_encoding_is_named_where_it_shows(data: bytes, place: str, encoding: str) -> None:
    """A file that is not UTF-8 is told what it looks like, at the first such letter."""
    document = read_yaml("f.yml", data)
    assert found(document) == [f"{place} yaml-encoding"]
    assert encoding in document.problems[0].message
    assert document.values == {}


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202a",
     "\u202e", "\u2066", "\u2069", "\ufeff", "\ufdd0", "\ufffe", "\U0001ffff", "\U0010fffe"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["owner: 客", "# ", 'owner: "'])
def test_an_invisible_character_is_refused_where_it_stands(character: str, before: str) -> None:
    """Characters that hide, reorder or break lines are refused in values and in comments."""
    document = read(f"name: x\r\n{before}{character}x\n{character}")
    assert found(document) == [f"2:{len(before) + 1} yaml-character", "3:1 yaml-character"]
    assert f"U+{ord(character):04X}" in document.problems[0].message


@pytest.mark.parametrize(
    "letters", ["客戶：中型", "👩‍👩‍👧", "a\u00a0b", "\u3000x", "naïve", "\ue000", "\u200f"]
)
def test_letters_of_all_scripts_are_welcome(letters: str) -> None:
    """What people really type arrives unchanged."""
    document = read(f'a: "{letters}"\n')
    assert (document.values, document.problems) == ({"a": letters}, ())


def test_depth_stops_at_the_first_level_too_many() -> None:
    """The limit is exact, and its place is the bracket that goes beyond it."""
    inside = MAX_DEPTH - 1
    assert not read("a: " + "[" * inside + "]" * inside).problems
    assert found(read("a: " + "[" * (inside + 1) + "]" * (inside + 1))) == [
        f"1:{4 + inside} yaml-depth"
    ]


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "? ", "[{a: ", "{? a: [", "- ? "])
def test_nothing_is_read_behind_the_level_that_is_too_deep(opener: str) -> None:
    """So it makes no difference how deep a file goes on: what comes behind is not even seen."""
    document = read(opener * (MAX_DEPTH + 1) + '\n,\n"never closed')
    assert {problem.rule for problem in document.problems} <= {"yaml-depth", "yaml-key"}


def test_size_and_number_of_values_are_limited() -> None:
    """The limits are exact."""
    assert not read("a: " + "x" * (MAX_BYTES - 3)).problems
    assert found(read("a: " + "x" * (MAX_BYTES - 2))) == ["1:1 file-size"]
    items = MAX_NODES - 3  # beside the mapping, the key and the list
    assert not read("a:\n" + "- b\n" * items).problems
    assert found(read("a:\n" + "- b\n" * (items + 1))) == [f"{items + 2}:3 yaml-size"]


def test_aliases_are_not_followed() -> None:
    """Both are refused, and an alias stands for nothing: a few bytes can't become many."""
    document = read("a: &a [x, x]\nb: [*a, *a]\n")
    assert found(document) == ["1:4 yaml-anchor", "2:5 yaml-anchor", "2:9 yaml-anchor"]
    assert document.values == {"a": ["x", "x"], "b": ["", ""]}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_directive_is_refused_before_a_parser_sees_it(ending: str) -> None:
    """Parsers compare each directive with all others, which takes long: none is read."""
    assert found(read(f'a: "{ending}%TAG !x! y{ending}')) == ["2:1 yaml-directive"]


def test_all_duplicates_name_the_first_and_the_first_stays() -> None:
    """A key that comes three times gives two problems."""
    document = read("a: 1\nb: {c: 2, c: 3}\na: 4\na: 5\n")
    assert document.values == {"a": "1", "b": {"c": "2"}}
    assert found(document) == [
        "2:11 yaml-duplicate-key",
        "3:1 yaml-duplicate-key",
        "4:1 yaml-duplicate-key",
    ]
    assert all("line 1" in p.message for p in document.problems[1:])
    assert document.position(("a",)) == (1, 4)


@pytest.mark.parametrize("code", ["\\r", "\\x0D", "\\x07", "\\u202e", "\\e"])
def test_no_escape_code_brings_in_what_may_not_stand_in_a_file(code: str) -> None:
    """An end of a line as older systems have it, too: Markdown would count other lines than we."""
    document = read(f'a: "x{code} <b>{code}y"\n')
    assert found(document) == ["1:4 yaml-character"]


def test_several_mistakes_are_all_told_in_one_go() -> None:
    """Only what stops the parser stops the list."""
    document = read("a: &x 1\nb:\nc: !!int 2\nc: 3\nd: [1\n")
    assert found(document) == [
        "1:4 yaml-anchor", "2:3 yaml-empty-value", "3:4 yaml-tag", "4:1 yaml-duplicate-key",
        "5:4 yaml-bracket",
    ]  # fmt: skip
    assert document.values == {}


LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Cf"), include_characters="\n"
) | (st.sampled_from(string.punctuation + "： "))
TEXTS = st.text(LETTERS, max_size=30)
KEYS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda key: key != "<<")
STRUCTURES = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_size=5,
)


@given(STRUCTURES, st.sampled_from([None, True, False]), st.integers(10, 200), st.booleans())
def test_what_was_dumped_is_read_and_every_place_points_at_its_value(
    structure: dict[str, Any], flow: bool | None, width: int, ascii_only: bool
) -> None:
    """Any structure, written in any of PyYAML's styles, comes back equal, with places that hold."""
    text = yaml.dump(
        structure,
        default_flow_style=flow,
        width=width,
        allow_unicode=not ascii_only,
        sort_keys=False,
    )
    document = read(text)
    if any(
        problem.rule in {"yaml-colon", "yaml-indentation", "yaml-quote"}
        for problem in document.problems
    ):
        return  # the dump looks like one of the mistakes that authors make
    written = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - builds text only; where PyYAML writes amiss, not we err
    assert document.values == written
    node = yaml.compose(text, yaml.CSafeLoader)
    assert node is not None
    holds(document, text.splitlines(), written, node, ())


def holds(
    document: Document, lines: list[str], value: Any, node: yaml.Node, loc: tuple[str | int, ...]
) -> None:
    """Compare the places below `loc` with those of PyYAML's own nodes, and with the text."""
    line, column = document.position(loc)
    assert (line, column) == (node.start_mark.line + 1, node.start_mark.column + 1)
    there = lines[line - 1][column - 1 :]
    if isinstance(value, str):
        assert there[0] in "'\"|>" or value.startswith(re.match(r".[^\s,:\]}]*", there)[0])  # type: ignore[index]
    elif isinstance(value, list):
        assert there[0] in "[-"
        for step, item in enumerate(value):
            assert document.position((*loc, step), key=True) == document.position((*loc, step))
            holds(document, lines, item, node.value[step], (*loc, step))
    else:
        for (key, item), (key_node, item_node) in zip(value.items(), node.value, strict=True):
            mark = key_node.start_mark
            assert document.position((*loc, key), key=True) == (mark.line + 1, mark.column + 1)
            holds(document, lines, item, item_node, (*loc, key))


PIECES = st.sampled_from(
    ["a: ", "b:", "- ", "\n", "\n  ", "\n    ", "\t", '"', "'", "[", "]", "{", "}", ", ", "#",
     "&x ", "*x", "!t ", "|", ">", "? ", ": ", "：", "\\", "%", "@", "---", "...", "<<: ", "客戶",
     "x", "\r", "\\ud800", "\ufeff", "~", "\u2028"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("- [\n")
@example("a: [[")
@example("%")
@example('"\\U00110000"')
def test_no_text_raises_and_every_problem_has_its_place(text: str) -> None:
    """Whatever is typed, the answer is values or problems that lie inside the file."""
    document = read(text)
    lines = (
        text.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .removesuffix("\n")
        .split("\n")
    )
    for problem in document.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
        assert str(problem).isprintable()
    assert document.problems or document.values or text.strip("\ufeff \n\r\t").startswith("{")


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
@example('"\\U00110000"')
@example("{a: b?, c: }")
@example("a:\tb\t# c")
@example("|\t# x\n\n \tx")
def test_without_libyaml_any_text_is_read_or_refused_alike(text: str) -> None:
    """Values and places are the same.

    Of broken brackets and of tags the two complain in words of their own.
    """
    with_it, without = read(text), without_libyaml(text.encode("utf-8", "surrogatepass"))
    assert bool(with_it.problems) == bool(without.problems)
    if not with_it.problems:
        assert without == with_it


@settings(max_examples=300)
@given(
    st.binary(max_size=80)
    | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes are a file: what is read has no forbidden character, or a problem says so."""
    document = read_yaml("f.yml", data)
    if not document.problems:
        assert not FORBIDDEN.search(str(list(document.values)))
