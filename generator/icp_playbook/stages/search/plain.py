"""The plain text of a page's HTML, without what search is to leave out."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
_UNREAD = frozenset({"button", "script", "select", "style", "svg", "template", "textarea"})
_UNREAD_BY = re.compile(r"\s(?:data-search-exclude|hidden)(?=[\s=]|$)")
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
    }
)
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="?([^"\s>]+)')


def plain(markup: str) -> str:
    """Return the text of some HTML in one line."""
    out: list[str] = []
    unread, depth, place = "", 0, 0
    for tag in _TAG.finditer(markup):
        if not depth:
            out.append(markup[place : tag.start()])
        place = tag.end()
        name = (tag[2] or "").lower()
        if depth:
            depth += 0 if name != unread or tag[3].endswith("/") else -1 if tag[1] else 1
        elif name and not tag[1] and _is_unread(name, tag[3]):
            unread, depth = name, 1
        elif name not in _INLINE:
            out.append(" ")
    if not depth:
        out.append(markup[place:])
    return " ".join(html.unescape("".join(out)).split())


def _is_unread(name: str, attributes: str) -> bool:
    return (name in _UNREAD or bool(_UNREAD_BY.search(attributes))) and not attributes.endswith("/")


def passages(markup: str) -> list[tuple[str, str, str]]:
    """Return anchor, heading and text of each part of a page; the first has no heading."""
    markup = _PERMALINK.sub("", markup)
    found, anchor, heading, place = [], "", "", 0
    for match in _HEADING.finditer(markup):
        found.append((anchor, heading, plain(markup[place : match.start()])))
        named = _ID.search(match[2])
        anchor, heading, place = named[1] if named else "", plain(match[3]), match.end()
    return [*found, (anchor, heading, plain(markup[place:]))]
