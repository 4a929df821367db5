"""A hand-written page: Markdown for the engine, of which we read links and images.

It is read in pieces that are plain Markdown: what the engine's own extensions indent is dedented
first.

The body of an admonition, a tab, a footnote or a definition is indented by four, which plain
Markdown would take for code. Each piece is parsed alone, and knows where its lines stand on the
page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from icp_playbook.model.markdown import parse
from icp_playbook.model.prose import link_of
from icp_playbook.model.spots import Spot, spots
from icp_playbook.model.text import ProseLink

_OWNED = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S|\[\^[^\]\n]+\]:|:[ \t]{1,3}\S")
"""Opens a block of an extension: an admonition, a tab, a footnote, a definition."""
_FENCED = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ALONE = re.compile(r"/{3,}(?:[ \t]|$)|\*\[[^\]]*\]:")
"""A line that is an extension's own: the ends of a block between slashes, an abbreviation."""
_BODY = 4


@dataclass(frozen=True)
class Prosepage:
    """A hand-written page: Markdown for the engine, with our links in it."""

    path: str
    """The file, relative to the repository."""
    url: str
    """Its path below the site, without ending: `how-to` or `guides/how-to`."""
    title: str
    text: str
    """The Markdown as typed, front matter included; lines end with a line feed."""
    area: str | None = None
    """The part of the navigation it belongs to."""
    order: int = 100
    audience: tuple[str, ...] = ()
    """Who else than the company may read it."""
    body_at: int = 0
    """Where in the text the front matter is over."""
    matter: Mapping[str, object] = field(default_factory=dict)
    """The front matter that is for the engine, its theme and plugins."""

    @property
    def source(self) -> str:
        """The path of its Markdown file in a docs folder."""
        return f"{self.url}.md"

    @property
    def body(self) -> str:
        """The Markdown without front matter."""
        return self.text[self.body_at :]

    @cached_property
    def spots(self) -> list[Spot]:
        """What stands at a place of its own in the body: links, images, code, raw HTML."""
        return page_spots(self.text, self.body_at)

    @property
    def links(self) -> list[ProseLink]:
        """Our links on the page, in order, by their place in `text`.

        None of them stands in code.
        """
        found = map(link_of, self.spots) if "[[" in self.text else ()
        return [link for link in found if link is not None]

    def unlinked(self, leads_nowhere: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
        """Yield the edits that make plain text of each link that leads nowhere, anchors aside."""
        for spot in self.spots:
            token, address = spot.token, str(spot.token.attrs.get("href", "")).partition("#")[0]
            if "ref" in token.meta or not address or not leads_nowhere(address):
                continue
            if token.type == "definition":
                yield spot.start, min(spot.end + 1, len(self.text)), ""
            elif spot.address_at > spot.start:
                yield spot.start, spot.start + 1, ""
                yield spot.address_at, spot.end, ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a page, dedented by `indent`.

    `starts` are the offsets on the page where they begin.
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


def pieces(text: str, begin: int = 0) -> Iterator[Piece]:
    """Yield the pieces of the page `text` from the offset `begin` on, in order.

    Together they are all its lines.
    """
    lines, starts, place = [], [], begin
    for line in re.split("\n", text[begin:]):
        lines.append(line.removesuffix("\r"))
        starts.append(place)
        place += len(line) + 1
    yield from _pieces(lines, starts, 0)


def page_spots(text: str, begin: int = 0) -> list[Spot]:
    """Return what stands at a place of its own on a page: links, images, code, raw HTML.

    From the offset `begin` on.
    """
    found = []
    for piece in pieces(text, begin):
        own = (
            piece.text.replace("[^", "(^") if piece.owned else piece.text
        )  # a footnote defines no link
        found += [
            Spot(spot.token, *(piece.place(at) for at in (spot.start, spot.end, spot.address_at)))
            for spot in spots(own, parse(own))
        ]
    return sorted(found, key=lambda spot: spot.start)


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
                    1 if lines[at].startswith("\t") else width
                    for at, width in zip(body, cut, strict=True)
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
    """Return the number of the line behind a body that begins at `first`.

    Blank lines at its end are not part of it.
    """
    end = number = first
    while number < len(lines) and (
        not lines[number].strip() or lines[number].startswith((" " * _BODY, "\t"))
    ):
        number += 1
        end = number if lines[number - 1].strip() else end
    return end


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return (
        len(bare) >= len(fence) and not bare.strip(fence[0]) and len(line) - len(line.lstrip()) < 4
    )
