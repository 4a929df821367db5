"""The sections of a page: how a template begins one, and how its HTML passes an engine unharmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

_SECTION, _TITLE, _BODY = "\x03", "\x1e", "\x1f"
"""Separate the sections of a rendered page: authors cannot type these characters."""

_VISIBLE = re.compile(r"<(?:svg|img|input|button|textarea|select|canvas|hr)\b")
_NOTHING_SEEN = re.compile(r'(?:<(?:[^>"]|"[^"]*")*+>|\s)*+')
_APART = re.compile(r"(<pre\b.*?</pre>|<script\b.*?</script>)", re.DOTALL)
_INDENTED = re.compile(r"\n\s+")
_RUN_TOGETHER = re.compile(r"</(?:dd|dt|h[2-6]|td|th|thead|tr|text|title)>(?=<[a-z])")
_SYNTAX = {character: f"&#{ord(character)};" for character in "{}[]`~"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (none for what stands before the first) and the HTML below it."""

    level: int
    anchor: str
    title: str
    html: str
    is_indexed: bool = True
    """Whether the engine's own search reads it; ours does in any case."""


def section(title: str, id: str = "", level: int = 2, *, caller: Callable[[], str]) -> Markup:
    """Begin a section, or give nothing when it shows nothing: no page has an empty heading."""
    body = caller()
    if not _shows_something(body):
        return Markup("")
    anchor = id or "s-" + re.sub(r"[^a-z0-9]+", "-", str(title).lower()).strip("-")
    heading = title.unescape() if isinstance(title, Markup) else title
    return Markup(f"{_SECTION}{level}{_TITLE}{anchor}{_TITLE}{heading}{_BODY}{body}")  # noqa: S704


def sections_of(rendered: str, title: str, resolve: Callable[[str], str]) -> Iterator[Section]:
    """Yield what a template gave as sections; `resolve` makes the addresses in a block relative."""
    first, *others = rendered.split(_SECTION)
    yield Section(1, "s-page", title, as_block(resolve(first)))
    for other in others:
        head, _, body = other.partition(_BODY)
        level, anchor, heading = head.split(_TITLE)
        yield Section(int(level), anchor, heading, as_block(resolve(body)))


def _shows_something(body: str) -> bool:
    shown = _NOTHING_SEEN.match(body)
    return shown is None or shown.end() < len(body) or bool(_VISIBLE.search(body))


def as_block(markup: str) -> str:
    """Return `markup` so that an engine's Markdown leaves it as it is, whatever extensions it has.

    Some of them, and plugins too, look for their syntax before Markdown knows what is HTML: fences,
    snippets, macros, wiki links. So the characters it begins with are written as character
    references, which a reader sees as typed; not in scripts, where no references are read.
    Cells that touch get a space between them: a search strips the tags and would read two words as
    one. The template's indentation goes: it would be a good part of a page.
    """
    return "".join(map(_unharmed, _APART.split(markup.strip())))


def _unharmed(part: str) -> str:
    if part.startswith("<script"):
        return part
    if not part.startswith("<pre"):
        part = _RUN_TOGETHER.sub(r"\g<0> ", _INDENTED.sub("\n", part))
    for character, reference in _SYNTAX.items():
        part = part.replace(character, reference)
    return part
