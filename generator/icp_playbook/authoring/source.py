"""The text of a file and where its values stand, so that one is replaced and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml as y

from icp_playbook.stages.load.parsers import event_parser

Place: TypeAlias = tuple[int, int]
"""A line and a column, from 1."""
Span: TypeAlias = tuple[int, int]
"""The offsets of begin and end."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Source:
    """A file as it stands on disk.

    Offsets count characters of `text`, which has no byte order mark.
    """

    path: str
    text: str
    mark: str = ""
    """The byte order mark, if the file begins with one."""

    @cached_property
    def _spans(self) -> tuple[dict[Place, Span], dict[Place, Span]]:
        """Spans of scalars, and of lists and groups.

        A block ends with its last value, not with comments behind it.
        """
        opened: list[Any] = []
        scalars: dict[Place, Span] = {}
        groups: dict[Place, Span] = {}
        last = 0
        for event, kind in _events(self.text):
            if issubclass(kind, y.ScalarEvent):
                last = event.end_mark.index
                scalars[_place(event)] = (event.start_mark.index, last)
            elif issubclass(kind, y.MappingStartEvent | y.SequenceStartEvent):
                opened.append(event)
            elif issubclass(kind, y.MappingEndEvent | y.SequenceEndEvent):
                begin = opened.pop()
                last = event.end_mark.index if begin.flow_style else last
                groups[_place(begin)] = (begin.start_mark.index, last)
        return scalars, groups

    def span(self, line: int, column: int) -> Span:
        """Return the offsets of the text that begins here, quotes, `|` and `>` included."""
        return self._spans[0][line, column]

    def extent(self, line: int, column: int) -> Span:
        """Return the offsets of the list or group that begins at this place."""
        return self._spans[1][line, column]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column, from 1, of an offset."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column that count from 1."""
        return sum(len(one) for one in self.text.split("\n")[: line - 1]) + (line - 1) + column - 1

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with `edits` made; they do not overlap."""
        pieces, end = [], 0
        for edit in sorted(edits, key=lambda one: (one.start, one.end)):
            pieces += [self.text[end : edit.start], edit.text]
            end = edit.end
        return "".join([*pieces, self.text[end:]])


def read_source(root: Path, path: str) -> Source:
    """Return a file that is known to be readable."""
    text = (root / path).read_bytes().decode("utf-8")
    return Source(path, text.removeprefix("\ufeff"), "\ufeff" if text.startswith("\ufeff") else "")


def _events(text: str) -> Iterator[tuple[Any, type]]:
    parser = event_parser(text)
    while (event := parser.get_event()) is not None:
        yield event, type(event)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
