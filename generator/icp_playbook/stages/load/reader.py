"""One YAML file becomes plain values that remember where they stand, or problems in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from icp_playbook.messages import Message, say
from icp_playbook.problems import Problem, quoted
from icp_playbook.stages.load.decoding import conflicts, decode
from icp_playbook.stages.load.parsers import EventParser, UnreadableYaml, event_parser
from icp_playbook.stages.load.places import (
    COLUMN_BITS,
    Mistake,
    Node,
    line_and_column,
    line_and_column_after,
    place_at,
    place_inside,
    place_of,
)
from icp_playbook.stages.load.plain_yaml import read_plain
from icp_playbook.stages.load.surprises import (
    ODD_KEYS,
    folded,
    joined_structure,
    kept_paragraphs,
    missing_colon,
    odd_key,
    odd_node,
    odd_scalar,
)
from icp_playbook.stages.load.syntax_help import explain

MAX_DEPTH = 20
MAX_NODES = 50_000

# After one of these, what the parser stumbles over is a consequence.
EXPLAINING = frozenset({"yaml-quote", "yaml-colon"})

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
# A line that tells the parser something; thousands of them take libyaml minutes. It looks for the
# character first and only then back at the one before: forty times as fast as trying each line.
DIRECTIVE = re.compile(r"%(?<![^\r\n]%)")
NO_DIRECTIVE = say('no line may start with "%"')


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says.

    `values` holds dicts, lists and strings only: every scalar is the text that stands in the file,
    so that the field it is for decides what `no` or `010` means. Where a value is reported (an
    empty one, say) the values still hold what could be read, an empty text for instance; `values`
    is empty when the file as a whole could not be read, and then `problems` is not.
    """

    path: str
    values: dict[str, Value]
    problems: tuple[Problem, ...]
    _start: int = 0
    _text: str = field(default="", repr=False)

    def position(self, loc: tuple[str | int, ...], key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at the path `loc`, or of its key.

        Of a path that is not there, the place where its nearest ancestor starts.
        """
        return line_and_column(place_of(_places(self._text), loc, key) if loc else self._start)

    def position_in(self, loc: tuple[str | int, ...], value: str, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset` of the text at `loc`."""
        return place_inside(self._text, *self.position(loc), value, offset)


def read_yaml(path: str, data: bytes) -> Document:
    """Read the definition in `data`; `path` is what problems call the file.

    Bad content never raises.
    """
    text, problems = decode(path, data)
    if problems:
        return Document(path, {}, tuple(problems))
    if left := conflicts(path, text):
        return Document(path, {}, tuple(left))
    if directive := DIRECTIVE.search(text):
        place = line_and_column_after(text[: directive.start()])
        hint = say("delete it, or indent the text it belongs to")
        problem = Problem(path, *place, "yaml-directive", NO_DIRECTIVE, hint)
        return Document(path, {}, (problem,))
    if (plain := read_plain(text, sound_field)) is not None:
        return Document(path, plain[0], (), place_at(plain[1], 0), text)
    composed = compose(text)
    if isinstance(composed.value, dict):
        problems, start = composed.problems(path), composed.node[1]
        return Document(path, composed.value, tuple(problems), start, text)
    if composed.value or not composed.findings:
        composed.findings.append(_no_fields(text, composed))
    return Document(path, {}, tuple(composed.problems(path)))


def sound_field(text: str) -> Value | None:
    """Return what a document of one field says, or None where anything is to be said of it."""
    composed = compose(text)
    if composed.findings or not isinstance(composed.value, dict) or len(composed.value) != 1:
        return None
    return next(iter(composed.value.values()))


@lru_cache(maxsize=64)
def _places(text: str) -> Node:
    """Return where everything stands in a text that was read before.

    Only who has something to say of a place asks, so they are not kept for every file.
    """
    return compose(text).node


def _no_fields(text: str, composed: Composition) -> Mistake:
    """Return the finding of a file that is empty, a list or one text instead of fields."""
    place = composed.node[1]
    if isinstance(composed.value, list):
        hint = say('write "name: value" lines; a list goes under a name')
        return Mistake(place, "yaml-shape", say("the file is a list"), hint)
    if not composed.value:
        empty, commented = say("the file is empty"), say("the file has nothing but comments")
        hint = say("write the definition, or delete the file")
        return Mistake(place, "yaml-empty-file", commented if text.strip() else empty, hint)
    lines = text.splitlines()
    if colon := missing_colon(lines, 0, 0, len(lines)):
        return colon
    message = say("the file is one text without fields")
    return Mistake(place, "yaml-shape", message, say('write "name: value" lines'))


@dataclass(slots=True)
class Composition:
    """What came out of one file: its value, if any, with the places, and what is wrong with it."""

    value: Value | None = None
    node: Node = (0, 0, None)
    findings: list[Mistake] = field(default_factory=list)

    def problems(self, path: str) -> list[Problem]:
        """Return the findings as problems of the file `path`."""
        return [
            Problem(path, *line_and_column(f.place), f.rule, f.message, f.hint)
            for f in self.findings
        ]


def compose(text: str) -> Composition:
    """Read the one document in `text`, however deep or wrong it is; what is wrong becomes findings.

    Duplicates, empty values, anchors and the like are collected; where it makes no sense to read on
    (syntax, depth, size), the value is None and the reason is the last finding.
    """
    result = Composition()
    lines = text.splitlines()
    end = place_at(len(lines) - 1, len(lines[-1])) if lines else 0
    try:
        _follow_events(event_parser(text), lines, end, result)
    except _GivenUpError as given_up:
        result.findings.append(given_up.finding)
        result.value = None
    except UnreadableYaml as error:
        if not any(found.rule in EXPLAINING for found in result.findings):
            broken = explain(text, lines, error)  # what was found behind it is a consequence, too
            broken = broken._replace(place=min(broken.place, end))
            result.findings = [found for found in result.findings if found.place < broken.place] + [
                broken
            ]
        result.value = None
    return result


class _GivenUpError(Exception):
    """The rest of the file cannot be read, or not with any sense."""

    def __init__(self, place: int, rule: str, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.finding = Mistake(place, rule, message, hint)


def _follow_events(  # noqa: C901, PLR0912, PLR0915 - half of its speed is that it calls nothing
    parser: EventParser, lines: list[str], end: int, result: Composition
) -> None:
    """Build values and places from the parser's events into `result`.

    No place is behind `end`, the end of the text.

    One loop with its own stack rather than functions that call each other: deep nesting cannot
    exhaust Python's stack, and this loop is where the time of loading goes.
    """
    get_event, findings = parser.get_event, result.findings
    stack: list[tuple[Any, Any, str | None, int, int, int]] = []
    # The open mapping or list, the places in it, and how far its block is indented.
    values: Any = None
    places: Any = None
    indent = -1
    key: str | None = None  # the key that waits for its value; None in a list
    key_place = nodes = documents = 0

    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            mark = event.start_mark
            place = mark.line << COLUMN_BITS | mark.column
            nodes += 1
            if nodes > MAX_NODES:
                raise _too_many_nodes(place)
            if event.tag is not None or event.anchor is not None:
                findings.extend(odd_node(event, place))
            value, inside = event.value, None
            if not value and place > end:  # libyaml sees the end of a file on a line of its own
                place = end
            if key is None:
                key_place = place
                if type(values) is dict:
                    key = value
                    if value in ODD_KEYS:
                        findings.append(odd_key(value, place))
                    continue
            style = event.style
            if style != "|" and (
                style or (stack and (not value or event.end_mark.line != key_place >> COLUMN_BITS))
            ):
                findings.extend(_oddities(event, place, key, indent, lines))
                value = _as_meant(event, lines)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            place = mark.line << COLUMN_BITS | mark.column
            nodes += 1
            if event.tag is not None or event.anchor is not None:
                findings.extend(odd_node(event, place))
            if len(stack) == MAX_DEPTH:
                raise _too_deep(place)
            if key is None:
                key_place = place
                if type(values) is dict:
                    raise _key_is_no_text(place)
            stack.append((values, places, key, key_place, place, indent))
            values, places = ({}, {}) if kind is MappingStartEvent else ([], [])
            key = None
            if not event.flow_style:
                indent = mark.column
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value, inside = values, places
            values, places, key, key_place, place, indent = stack.pop()
        elif kind is AliasEvent:
            place = event.start_mark.line << COLUMN_BITS | event.start_mark.column
            findings.extend(odd_node(event, place))
            value, inside = "", None
            if key is None:
                key_place = place
                if type(values) is dict:
                    key = f"*{event.anchor}"
                    continue
        elif kind is StreamEndEvent:
            return
        else:
            documents += kind is DocumentStartEvent
            if documents > 1:
                raise _second_document(event.start_mark.line << COLUMN_BITS)
            continue

        if key is not None:
            if key in values:
                findings.append(_duplicate(key, key_place, places[key][0]))
            else:
                values[key] = value
                places[key] = (key_place, place, inside)
            key = None
        elif values is None:
            result.value, result.node = value, (key_place, place, inside)
        else:
            values.append(value)
            places.append((key_place, place, inside))


def _oddities(
    event: ScalarEvent, place: int, key: str | None, indent: int, lines: list[str]
) -> list[Mistake]:
    """Return what the author of a text can hardly have meant."""
    if event.style == ">":
        return joined_structure(event, lines)
    return odd_scalar(event, place, key, indent, lines)


def _as_meant(event: ScalarEvent, lines: list[str]) -> str:
    """Return a text without what YAML changes where it joins lines."""
    in_quotes = event.style in ("'", '"')
    return folded(event, event.value if in_quotes else kept_paragraphs(event.value), lines)


def _duplicate(key: str, place: int, first: int) -> Mistake:
    """Return the finding of a key that its mapping already has."""
    line = line_and_column(first)[0]
    message = say("{key} is already given on line {line}", key=quoted(key), line=line)
    return Mistake(place, "yaml-duplicate-key", message, say("keep one of the two"))


def _too_deep(place: int) -> _GivenUpError:
    message = say("nested deeper than {most} levels", most=MAX_DEPTH)
    hint = say("no definition needs that; text with brackets goes in quotes")
    return _GivenUpError(place, "yaml-depth", message, hint)


def _too_many_nodes(place: int) -> _GivenUpError:
    message = say("the file has more than {most} values", most=f"{MAX_NODES:,}")
    return _GivenUpError(place, "yaml-size", message, say("split it into several definitions"))


def _key_is_no_text(place: int) -> _GivenUpError:
    message = say("a list or a mapping stands where a name belongs")
    hint = say("text that starts with [ or { goes in quotes")
    return _GivenUpError(place, "yaml-key", message, hint)


def _second_document(place: int) -> _GivenUpError:
    message = say("a second document starts here")
    return _GivenUpError(place, "yaml-documents", message, say("one file is one definition"))
