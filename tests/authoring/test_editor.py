"""The newest yaml-language-server completes, explains and flags by our schemas."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import icp
from drawn import draw
from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.shape import Many, Shape, fields_of
from icp_playbook.stages.load.reader import read_yaml
from language_server import ROOT, Editor, accepted, editor

SEGMENT = "content/segments/mid-market.yml"
PERSONA = "content/personas/founder.yml"
_COMPANY = "# yaml-language-server: $schema=../schemas/company.json\n"
_LIFECYCLE = """\
--- content/lifecycle.yml
name: Lifecycle
owner: sales
stages:
  - {id: adoption, name: {en: Adoption, zh-Hant: 採用}, goal: They use it.}
"""


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small playbook with what `icp schema` writes."""
    root = draw(tmp_path_factory.mktemp("playbook"), "--- + minimal\n--- + tiers\n" + _LIFECYCLE)
    assert icp(root, "schema").code == 0
    return root


@pytest.fixture(scope="module")
def at_work(playbook: Path) -> Iterator[Editor]:
    """An editor with that playbook open."""
    with editor(playbook) as found:
        yield found


def test_whatever_is_accepted_can_be_read_and_wants_only_to_be_filled_in(at_work: Editor) -> None:
    """Try every completion everywhere: in an empty file of each kind, group, list, map and value.

    What then stands there is YAML, and the only thing wrong with it is that something is still
    missing.
    """
    texts = {
        (_beside(kind), accepted(drawn.replace("^", ""), item)): drawn
        for kind in KINDS
        for drawn in _places(kind.model, set())
        for item in _offered(at_work, _beside(kind), drawn)
    }
    assert len(texts) > 500
    opened = {place: at_work.open(*place) for place in texts}
    unreadable = [text for _, text in texts if _is_broken(text)]
    wrong = [
        (text, flag["message"])
        for (path, text), uri in opened.items()
        for flag in at_work.flagged(uri)
        if not _only_missing(text, flag)
    ]
    assert unreadable == []
    assert wrong == []


def test_nothing_is_offered_that_nobody_meant(playbook: Path, at_work: Editor) -> None:
    """No example and no placeholder: only fields, groups by their titles, choices and ids."""
    labels = {
        item["label"].strip('"')
        for kind in KINDS
        for drawn in _places(kind.model, set())
        for item in _offered(at_work, _beside(kind), drawn)
    }
    assert {"name", "Segment", "beachhead", "mid-market"} <= labels
    schemas = "".join(file.read_text("utf-8") for file in (playbook / "schemas").glob("*.json"))
    titles = {"zh-Hant", *re.findall(r'"title": "(.+?)"', schemas)}
    words = re.compile(r"(?!(?:property|true|false|null|undefined)$)[a-z][a-z0-9_:#-]*")
    assert [label for label in labels if label not in titles and not words.fullmatch(label)] == []


@pytest.mark.parametrize(
    ("path", "drawn", "words"),
    [
        (SEGMENT, "na^", ["name", "focus", "fit"]),
        (SEGMENT, "focus: ^", ["beachhead", "avoid"]),
        (SEGMENT, "owner: ^", ["sales"]),
        ("content/company.yml", f"{_COMPANY}words:\n  ^", ["beachhead", "avoid"]),
        (PERSONA, "buying_roles: [^]", ["champion", "gatekeeper"]),
        (SEGMENT, "business_model:\n  judgements:\n    - between: [^]", ["market", "model"]),
        (PERSONA, "segments: [^]", ["mid-market"]),
        (PERSONA, "segments:\n  - ^", ["mid-market"]),
        (
            "content/departments/sales.yml",
            "start_here: [^]",
            ["segment:mid-market", "persona:founder"],
        ),
    ],
)
def test_fields_choices_and_ids_are_completed(
    at_work: Editor, path: str, drawn: str, words: list[str]
) -> None:
    """A file is known by its folder; a reference completes to what is there."""
    assert set(words) <= {item["label"] for item in _offered(at_work, path, drawn)}


def test_yes_and_no_are_written_without_quotes(at_work: Editor) -> None:
    """As people write them, and as the sample does."""
    offered = _offered(at_work, "content/maturity/tiers/expert.yml", "ideal: ^")
    assert [accepted("ideal: ", item) for item in offered] == ["ideal: yes", "ideal: no"]


def test_a_text_in_several_languages_completes_to_those_of_the_playbook(at_work: Editor) -> None:
    """To the tags that titles are written in, and to no placeholder."""
    offered = _offered(at_work, SEGMENT, "message:\n  ^")
    assert [item["label"] for item in offered] == ["en", "zh-Hant"]


def test_a_list_item_begins_with_all_that_it_needs(at_work: Editor) -> None:
    """Accepting a list of groups gives its first item, with every required field."""
    drawn = {"intentional": ["rule", "reason"], "fit:\n  disqualifiers": ["when", "why"]}
    for place, needed in drawn.items():
        above, _, key = place.rpartition("\n  ")
        offered = _offered(at_work, SEGMENT, f"{above}\n  ^" if above else "^")
        text = next(item["textEdit"]["newText"] for item in offered if item["label"] == key)
        assert [line for line in needed if f"{line}:" not in text] == []


@pytest.mark.parametrize(
    ("drawn", "title", "meaning"),
    [
        ("fo^cus: beachhead", "Focus", "Exactly one segment is the beachhead"),
        ("focus: beach^head", "Focus", "the one segment that all efforts go to first"),
        ("fit:\n  criteria:\n    - wei^ght: 3", "Weight", "How much it counts against the others"),
        ("f^it:\n  criteria: []", "Fit", "Criteria, disqualifiers and bands"),
        ("departments: [sa^les]", "Departments", "The id of a department"),
        ("vocabulary: [ba^sket]", "Vocabulary", "Words they use"),
    ],
)
def test_what_stands_there_is_explained(
    at_work: Editor, drawn: str, title: str, meaning: str
) -> None:
    """A field goes by its own name, not its file's; choices and list items are explained too."""
    said = at_work.explained(*_cursor(at_work, SEGMENT, drawn))
    assert said.startswith(f"#### {title}\n")
    assert meaning in said
    assert said.count(meaning) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("focus_: x", "Property focus_ is not allowed"),
        ("focus: beachead", '"beachhead"'),
        ("name:", "Write text, or leave the field out"),
        ("owner: Product Marketing", "as the company's contacts name it"),
        ("share_of_effort: 140", "maximum of 100"),
        ("share_of_effort: 1,5", "Write digits only, such as 1200 or 0.5"),
        ("review_every: 0", "minimum of 1"),
        ("reviewed: 2026-02-30", "Write a day as year-month-day, such as 2026-03-31"),
        ("departments: [Not An Id]", "Write the id of a department"),
        ("sources: [www.example.com]", "or a link that begins with https://"),
        ("name: {English: a}", "one text for each language"),
    ],
)
def test_a_mistake_is_told_in_words(at_work: Editor, text: str, message: str) -> None:
    """No message is a pattern, and each mistake is told once."""
    said = [
        flag["message"] for flag in at_work.flagged(at_work.open(SEGMENT, text)) if _is_told(flag)
    ]
    assert len(said) == 1
    assert message in said[0]
    assert "^" not in said[0]


def test_what_the_check_accepts_is_accepted(at_work: Editor) -> None:
    """Text that other parsers read as something else, translations, and ids still to come."""
    fine = (
        "vocabulary: [no, 012, 12:30, 1e3, true, 0x1f, 2026-01-01, .5]\n"
        "message: {en: Keep the sale., zh-Hant: 留住這筆生意。}\ndepartments: [not-there-yet]\n"
        "share_of_effort: 0.5\n"
    )
    assert [flag for flag in at_work.flagged(at_work.open(SEGMENT, fine)) if _is_told(flag)] == []


def test_the_sample_is_fine_in_an_editor(tmp_path: Path) -> None:
    """Nothing in the sample company is underlined."""
    for top in ("content", "playbooks"):
        shutil.copytree(ROOT / top, tmp_path / top)
    assert icp(tmp_path, "schema").code == 0
    with editor(tmp_path) as found:
        files = [
            file.relative_to(ROOT)
            for top in ("content", "playbooks")
            for file in (ROOT / top).rglob("*.yml")
        ]
        opened = {
            file: found.open(file.as_posix(), (ROOT / file).read_text("utf-8")) for file in files
        }
        wrong = {str(file): flags for file, uri in opened.items() if (flags := found.flagged(uri))}
    assert len(files) > 100
    assert wrong == {}


def _beside(kind: Kind) -> str:
    return kind.where if kind.single else f"{kind.where}/new.yml"


def _places(model: type[Part], seen: set[type[Part]]) -> Iterator[str]:
    """Yield each place in a `model` where YAML can be completed, with `^` for the cursor."""
    yield "^"
    for entry in fields_of(model):
        for inside in _inside(entry.shape, seen):
            yield f"{entry.key}:{inside}"


def _inside(shape: Shape, seen: set[type[Part]]) -> Iterator[str]:
    """Yield the places behind a key; a group is looked into once, wherever it stands."""
    if isinstance(shape, Field):
        yield " ^"
    elif isinstance(shape, Many) and shape.keyed:
        yield "\n  ^"
        yield from (_indented(f"some:{inside}") for inside in _inside(shape.item, seen))
    elif isinstance(shape, Many):
        if isinstance(
            shape.item, Field
        ):  # of groups in brackets the server itself writes what belongs on lines
            yield " [^]"
        yield from (
            _indented(f"- {_indented(inside, 2)}") for inside in _in_group(shape.item, seen)
        )
    else:
        yield from map(_indented, _in_group(shape, seen))


def _in_group(shape: Shape, seen: set[type[Part]]) -> Iterator[str]:
    if not isinstance(shape, type):
        yield "^"
    elif shape not in seen:
        seen.add(shape)
        yield from _places(shape, seen)


def _indented(text: str, behind: int = 0) -> str:
    """Return `text` two columns further in, on lines of its own or `behind` a dash."""
    lines = text.replace("\n", "\n  ")
    return lines if behind else f"\n  {lines}"


def _offered(at_work: Editor, path: str, drawn: str) -> list[dict[str, Any]]:
    items = at_work.completed(*_cursor(at_work, path, drawn))
    return [
        item for item in items if item["label"] != "Inline schema"
    ]  # the server's own: our first line


def _cursor(at_work: Editor, path: str, drawn: str) -> tuple[str, int, int]:
    lines = drawn.partition("^")[0].split("\n")
    return at_work.open(path, drawn.replace("^", "")), len(lines) - 1, len(lines[-1])


def _is_broken(text: str) -> bool:
    return any(
        problem.rule != "yaml-empty-value" for problem in read_yaml("x.yml", text.encode()).problems
    )


def _is_told(flag: dict[str, Any]) -> bool:
    return not flag["message"].startswith("Missing property")


def _only_missing(text: str, flag: dict[str, Any]) -> bool:
    """Whether what is flagged is a field that is missing, or one with nothing behind it yet."""
    if not _is_told(flag):
        return True
    start, lines = flag["range"]["start"], text.split("\n")
    rest = lines[start["line"]][start["character"] :] if start["line"] < len(lines) else ""
    return rest.strip() in ("", "]", "[]", "-") or rest.rstrip().endswith((":", "-"))
