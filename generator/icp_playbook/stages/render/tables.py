"""Tables that fit: columns that say nothing go, and each cell knows what its column is called.

On a phone a row is a block, and what stands at the head of a column stands before the cell. A
template draws rows as it likes; here they are read again, so that it need not say each name twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_TAG = re.compile(r'<(/?)(table|tr|th|td)\b((?:[^>"]|"[^"]*")*)>')
_SEEN = re.compile(r"<(?:svg|img|input|button|textarea|select|canvas)\b")
_MARKUP = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_SPAN = re.compile(r"\b(?:row|col)span=")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row: its name (`th` or `td`), what its tag says beside it, what is inside."""

    tag: str
    attributes: str
    inner: str

    @property
    def is_empty(self) -> bool:
        return not _SEEN.search(self.inner) and not _MARKUP.sub("", self.inner).strip()

    def drawn(self, head: str) -> str:
        """Return the cell with the name of its column, where it has one."""
        is_named = bool(head) and "data-icp-head" not in self.attributes
        label = f' data-icp-head="{escape(head)}"' if is_named else ""
        inner = "" if self.is_empty else self.inner.strip()
        return f"<{self.tag}{self.attributes}{label}>{inner}</{self.tag}>"


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands before a row, what its tag says, and its cells."""

    before: str
    attributes: str
    cells: tuple[_Cell, ...]

    @property
    def spans(self) -> bool:
        return any(_SPAN.search(cell.attributes) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class FittedTable:
    """Heads and rows of a table without the columns that say nothing."""

    heads: list[Markup]
    rows: Markup


def fitted(
    rows: str, heads: Sequence[Markup], *, below: bool = False, whole: bool = False
) -> FittedTable:
    """Return a table that fits; `heads` are drawn already.

    `below` puts what the last column says below its row: for notes, and for what few rows have.
    A `whole` table keeps its empty columns: it is a form to fill in, or a hole in it is the point.
    """
    read, after = _read(str(rows))
    width = len(heads)
    regular = all(len(row.cells) == width and not row.spans for row in read)
    kept = list(range(width))
    if regular and not whole:
        # A head with a link names one of several things; that it has nothing says something.
        kept = [
            at
            for at, head in enumerate(heads)
            if "<" in head or not all(row.cells[at].is_empty for row in read)
        ]
    under = None
    if below and regular and len(kept) > 2 and kept[-1] == width - 1:
        under = kept.pop()
    names = [_bare(head) for head in heads]
    drawn = "".join(_draw(row, names, kept if regular else None, under) for row in read)
    return FittedTable([heads[at] for at in kept], Markup(drawn + after))  # noqa: S704 (they were drawn)


def _draw(row: _Row, names: list[str], kept: list[int] | None, under: int | None) -> str:
    """Return a row again: of an irregular table (`kept` is None) with all cells that it has."""
    if kept is None:
        fits = len(row.cells) == len(names) and not row.spans
        named = ["", *names[1:]] if fits else [""] * len(row.cells)
        cells = list(zip(row.cells, named, strict=True))
    else:
        cells = [(row.cells[at], names[at] if at else "") for at in kept]
    inside = "\n".join(cell.drawn(name) for cell, name in cells)
    drawn = f"{row.before}<tr{row.attributes}>\n{inside}\n</tr>"
    if under is None or row.cells[under].is_empty:
        return drawn
    return (
        f'{drawn}\n<tr class="icp-below">\n<td colspan="{len(cells)}">'
        f'<span class="icp-below__head">{escape(names[under])}</span> '
        f"{row.cells[under].inner.strip()}</td>\n</tr>"
    )


def _bare(head: Markup) -> str:
    """Return what a head says, without its links."""
    return head.striptags()


def _read(rows: str) -> tuple[list[_Row], str]:
    """Return the rows and what stands after the last; tables in cells are left alone."""
    found: list[_Row] = []
    cells: list[_Cell] = []
    before = attributes = ""
    start = end = 0
    opened: re.Match[str] | None = None
    for tag in _outer(rows):
        closes, name = tag[1], tag[2]
        if name == "tr" and not closes:
            before, attributes, cells = rows[end : tag.start()], tag[3], []
        elif name == "tr":
            found.append(_Row(before, attributes, tuple(cells)))
            end = tag.end()
        elif not closes:
            opened, start = tag, tag.end()
        elif opened is not None:
            cells.append(_Cell(name, opened[3], rows[start : tag.start()]))
    return found, rows[end:]


def _outer(rows: str) -> Iterator[re.Match[str]]:
    """Yield the tags of rows and cells that belong to no table within a cell."""
    depth = 0
    for tag in _TAG.finditer(rows):
        if tag[2] == "table":
            depth += -1 if tag[1] else 1
        elif not depth:
            yield tag
