"""A hand-written page in pieces that are plain Markdown: what the engine's own extensions indent is dedented first.

The body of an admonition, a tab, a footnote or a definition is indented by four, which plain Markdown would take for
code. Each piece is parsed alone, and knows where its lines stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from icp_playbook.model.markdown import line_starts, parse, spots
from icp_playbook.model.prose_links import ProseLink

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OWNED = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S|\[\^[^\]\n]+\]:|:[ \t]{1,3}\S")
"""Opens a block of an extension: an admonition, a tab, a footnote, a definition."""
_FENCED = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ALONE = re.compile(r"/{3,}(?:[ \t]|$)|\*\[[^\]]*\]:")
"""A line that is an extension's own: the ends of a block between slashes, an abbreviation."""
_BODY = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a page, dedented; `starts` are the offsets on the page where they begin, `indent` by how much.

    The lines of a piece that is `owned` belong to an extension, and are left as they are.
    """

    lines: tuple[str, ...]
    starts: tuple[int, ...]
    indent: int
    owned: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    def place(self, offset: int) -> int:
        """Return where the character at `offset` of the text stands on the page."""
        before = self.text[:offset]
        row = before.count("\n")
        return self.starts[row] + len(before) - (before.rfind("\n") + 1)


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A token of a page, and where it stands on it."""

    token: Token
    start: int
    end: int


def pieces(text: str, begin: int = 0) -> Iterator[Piece]:
    """Yield the pieces of the page `text` from the offset `begin` on, in order; together they are all its lines."""
    lines, starts, place = [], [], begin
    for line in re.split("\n", text[begin:]):
        lines.append(line.removesuffix("\r"))
        starts.append(place)
        place += len(line) + 1
    yield from _pieces(lines, starts, 0)


def page_spots(text: str, begin: int = 0) -> list[PageSpot]:
    """Return the inline tokens of a page that stand at a place of their own, blocks of code and those of raw HTML."""
    found = []
    for piece in pieces(text, begin):
        tokens = parse(piece.text)
        inner = line_starts(list(piece.lines))
        found += [
            PageSpot(spot.token, piece.place(spot.start), piece.place(spot.end))
            for spot in spots(piece.text, tokens)
        ]
        for token in tokens:
            if token.type in ("fence", "code_block", "html_block") and token.map is not None:
                end = min(inner[token.map[1]] - 1, len(piece.text))
                found.append(PageSpot(token, piece.place(inner[token.map[0]]), piece.place(end)))
    return sorted(found, key=lambda spot: spot.start)


def find_page_links(text: str) -> list[ProseLink]:
    """Return our links on a hand-written page, in order; none of them stands in code or in the front matter."""
    if "[[" not in text:
        return []
    matter = FRONT_MATTER.match(text)
    return [
        ProseLink(spot.token.meta["ref"], spot.token.meta["text"] or None, spot.start, spot.end)
        for spot in page_spots(text, matter.end() if matter else 0)
        if "ref" in spot.token.meta
    ]


def _pieces(lines: list[str], starts: list[int], indent: int) -> Iterator[Piece]:
    """Yield the pieces of lines that are dedented by `indent`."""
    begin, fence = 0, ""
    number = 0

    def piece(first: int, last: int, owned: bool = False) -> Iterator[Piece]:
        if first < last:
            yield Piece(tuple(lines[first:last]), tuple(starts[first:last]), indent, owned)

    while number < len(lines):
        line = lines[number]
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif found := _FENCED.match(line):
            fence = found[1]
        elif _OWNED.match(line) or _ALONE.match(line):
            yield from piece(begin, number)
            yield from piece(number, number + 1, owned=True)
            begin = number + 1
            if _OWNED.match(line):
                begin = _body_end(lines, number + 1)
                body = range(number + 1, begin)
                cut = [min(_BODY, len(lines[at]) - len(lines[at].lstrip(" "))) for at in body]
                cut = [
                    1 if lines[at].startswith("\t") else width for at, width in zip(body, cut, strict=True)
                ]
                inner = [lines[at][width:] for at, width in zip(body, cut, strict=True)]
                places = [starts[at] + width for at, width in zip(body, cut, strict=True)]
                if inner and indent < 40:
                    yield from _pieces(inner, places, indent + _BODY)
                else:
                    yield from piece(number + 1, begin, owned=True)
            number = begin
            continue
        number += 1
    yield from piece(begin, len(lines))


def _body_end(lines: list[str], first: int) -> int:
    """Return the number of the line behind a body that begins at `first`; blank lines at its end are not part of it."""
    end = number = first
    while number < len(lines) and (
        not lines[number].strip() or lines[number].startswith((" " * _BODY, "\t"))
    ):
        number += 1
        end = number if lines[number - 1].strip() else end
    return end


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and not bare.strip(fence[0]) and len(line) - len(line.lstrip()) < 4
