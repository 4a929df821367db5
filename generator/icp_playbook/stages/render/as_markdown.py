"""A drawn page as Markdown: what people copy into a chat, and what assistants read.

Everything that is seen on the page is in it, in the same order; links lead to the Markdown of other
pages. It is made from the HTML of our own templates, so no text is said twice.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from icp_playbook.model.addresses import is_outside, opens, runs, way
from icp_playbook.project import Site
from icp_playbook.stages.render.pages import RenderedPage

_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>",
    re.DOTALL,
)
_VALUE = re.compile(r"\s(href|src|alt)=\"([^\"]*)\"")
_HIDDEN = re.compile(r"\shidden(?=[\s=]|$)")
_UNREAD = frozenset({"button", "script", "select", "style", "svg", "template", "textarea"})
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr", "col"})
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "code": "`"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "caption", "div", "dl", "details"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "label", "legend"),
    *("nav", "p", "pre", "section", "table"),
)
_SYNTAX = re.compile(r"[\\`*\[\]<]|~(?=~)|(?<=~)~|(?<!\w)_|_(?!\w)|&(?=#?[A-Za-z0-9]{1,32};)")
_OPENS_BLOCK = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=[\s-]|$)|>|=+(?=\s*$)|\d{1,9}(?=[.)](?:\s|$)))")
"""What at the beginning of a line opens a heading, an item or a quote, or makes a heading of it."""
_SPACES = re.compile(r"(?<=\S) {2,}")
_MANY_BREAKS = re.compile(r"\n{3,}")
_KEPT = 4096
"""Labels and names are said again and again."""


def page_as_markdown(page: RenderedPage, here: str, sources: Mapping[str, str]) -> str:
    """Return a page as Markdown.

    `here` is where it is served, from the site's root; `sources` gives the path of each page's
    Markdown by where that page is served, without a slash at its end.
    """
    parts = []
    writer = _Writer(here, page.source, sources)
    for section in page.sections:
        parts.append(f"{'#' * section.level} {_SYNTAX.sub(_escaped, section.title)}")
        parts.append(writer.written(section.html))
    text = "\n\n".join(part for part in parts if part)
    return _MANY_BREAKS.sub("\n\n", text) + "\n"


def way_to_markdown(source: str, served: str, site: Site) -> str:
    """Return the way from where a page is served to its Markdown; empty where there is none."""
    return way(posixpath.dirname(served), source) if site.has_markdown else ""


class _Writer:
    """Goes through the tags of each section of a page once."""

    def __init__(self, here: str, source: str, sources: Mapping[str, str]) -> None:
        self._folder, self._from = posixpath.dirname(here), posixpath.dirname(source)
        self._sources = sources
        self._ways: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        self._out: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._lists: list[str] = []
        self._columns = 0
        self._has_head = False

    def written(self, markup: str) -> str:
        """Return the Markdown of some HTML."""
        self._begin()
        unread, depth = "", 0
        first, *rest = _TAG.split(markup)
        self._text(first)
        parts = iter(rest)
        for end, name, attributes, text in zip(parts, parts, parts, parts, strict=True):
            if depth:
                if name == unread and not attributes.endswith("/"):
                    depth += -1 if end else 1
            elif end:
                if close := _CLOSES.get(name):
                    close(self, name)
            elif name in _UNREAD or (
                attributes and "hidden" in attributes and _is_hidden(name, attributes)
            ):
                unread, depth = name, 1
            elif begin := _OPENS.get(name):
                begin(self, name, attributes)
            if text and not depth:
                self._text(text)
        lines = map(str.rstrip, "".join(self._out).split("\n"))
        return _MANY_BREAKS.sub("\n\n", _SPACES.sub(" ", "\n".join(lines))).strip("\n")

    def _text(self, text: str) -> None:
        out = self._out
        words, opens_block = _words(text, bool(out) and out[-1] == "`")
        if not words:
            if text and out and not out[-1].endswith(("\n", " ")):
                out.append(" ")
            return
        if opens_block is not None and self._is_line_start():
            words = f"{words[:opens_block]}\\{words[opens_block:]}"
        if self._columns:
            words = words.replace("|", "\\|")
        lead = " " if text[0].isspace() and not self._is_at_start() else ""
        out.append(f"{lead}{words}{' ' if text[-1].isspace() else ''}")

    def _is_line_start(self) -> bool:
        """Tell whether a line begins here, on the page or in an item of a list."""
        return not "".join(self._out[-2:]).rpartition("\n")[2].strip(" -") or self._is_item_start()

    def _is_at_start(self) -> bool:
        return not self._out or self._out[-1].endswith(("\n", " ", "**", "- ", "[", "| "))

    def _break(self, lines: str = "\n\n") -> None:
        if self._columns:
            lines = " "  # a cell is on one line
        if self._out and not (lines == " " and self._out[-1].endswith((" ", "| "))):
            self._out.append(lines)

    def open_mark(self, name: str, _: str) -> None:
        self._out.append(_MARKS[name])

    def open_link(self, _: str, attributes: str) -> None:
        address = dict(_VALUE.findall(attributes)).get("href", "")
        if (there := self._ways.get(address)) is None:
            there = self._ways[address] = _whole(self._way(html.unescape(address)))
        self._links.append((there, len(self._out)))

    def open_heading(self, name: str, _: str) -> None:
        self._break()
        self._out.append("**" if self._columns else f"{_HEADINGS[name]} ")

    def open_list(self, name: str, _: str) -> None:
        self._break("" if self._lists else "\n\n")
        self._lists.append("1. " if name == "ol" else "- ")

    def open_term(self, name: str, _: str) -> None:
        self._break("\n" if name == "dt" else "\n\n")
        self._out.append("- **" if name == "dt" and not self._columns else "**")

    def open_cell(self, _: str, __: str) -> None:
        self._columns += 1
        self._out.append("| ")

    def open_row(self, _: str, __: str) -> None:
        self._columns = 0
        self._out.append("\n")

    def break_line(self, _: str, __: str) -> None:
        self._break("\n")

    def open_block(self, name: str, _: str) -> None:
        if name == "table":
            self._has_head = False
        if not self._is_item_start():
            self._break(self._indented())

    def _is_item_start(self) -> bool:
        return bool(self._out) and self._out[-1].endswith(("- ", "1. ", "| "))

    def _indented(self) -> str:
        return "\n\n" if not self._lists else f"\n{'  ' * len(self._lists)}"

    def open_item(self, name: str, _: str) -> None:
        if name == "dd" or self._columns:
            self._out.append(" ")
        else:
            mark = self._lists[-1] if self._lists else "- "
            self._out.append(f"\n{'  ' * (len(self._lists) - 1)}{mark}")

    def put_image(self, _: str, attributes: str) -> None:
        found = dict(_VALUE.findall(attributes))
        address = html.unescape(found.get("src", ""))
        if address and not address.startswith("data:"):
            alt = html.unescape(found.get("alt", ""))
            self._out.append(f"![{_SYNTAX.sub(_escaped, alt)}]({_whole(self._way(address))})")

    def close_mark(self, name: str) -> None:
        self._end_of(_MARKS[name])

    def close_link(self, _: str) -> None:
        if self._links:
            self._link(*self._links.pop())

    def close_heading(self, _: str) -> None:
        if self._columns:
            self._end_of("**")
        self._break()

    def close_list(self, _: str) -> None:
        if self._lists:
            self._lists.pop()
        self._break("" if self._lists else "\n\n")

    def close_term(self, name: str) -> None:
        self._end_of(":**" if name == "dt" else "**")

    def close_cell(self, _: str) -> None:
        self._out.append(" ")

    def close_row(self, _: str) -> None:
        columns, self._columns = self._columns, 0
        self._out.append("|")
        if not self._has_head and columns:
            self._has_head = True
            self._out.append("\n" + "|---" * columns + "|")

    def close_block(self, name: str) -> None:
        if name == "table":
            self._columns = 0
        self._break("\n\n" if name in ("dl", "table") else self._indented())

    def _end_of(self, mark: str) -> None:
        """Close what is marked: without a space before the mark, and not at all around nothing."""
        opened = mark.removeprefix(":")
        if self._out and self._out[-1] in (opened, f"- {opened}"):
            self._out.pop()
            return
        space = self._out[-1].endswith(" ") if self._out else False
        if space:
            self._out[-1] = self._out[-1].rstrip(" ")
        is_lead = mark.startswith(":") or (bool(self._out) and self._out[-1].endswith(":"))
        self._out.append(mark + (" " if space or is_lead else ""))

    def _link(self, address: str, since: int) -> None:
        text = "".join(self._out[since:])
        words = text.strip()
        if not address or not words or "\n" in words:
            return
        del self._out[since:]
        lead = text[: len(text) - len(text.lstrip())]
        trail = text[len(text.rstrip()) :]
        lead = lead or (" " if self._out and self._out[-1].endswith(")") else "")
        self._out.append(f"{lead}[{words}]({address}){trail}")

    def _way(self, address: str) -> str:
        """Return an address as seen from the Markdown; empty for a place on the same page."""
        if opens(address):
            return address
        path = address.partition("#")[0]
        if not path or is_outside(address) or runs(address):
            return ""
        served = posixpath.normpath(posixpath.join(self._folder, path))
        there = "" if served == "." else served.removesuffix("/index.html")
        if there in self._sources:
            return way(self._from, self._sources[there])
        return way(self._from, there) + ("/" if path.endswith("/") else "")


_OPENS: dict[str, Callable[[_Writer, str, str], None]] = {
    **dict.fromkeys(_BLOCKS, _Writer.open_block),
    **dict.fromkeys(_MARKS, _Writer.open_mark),
    **dict.fromkeys(_HEADINGS, _Writer.open_heading),
    **dict.fromkeys(("ul", "ol"), _Writer.open_list),
    **dict.fromkeys(("li", "dd"), _Writer.open_item),
    **dict.fromkeys(("dt", "summary"), _Writer.open_term),
    **dict.fromkeys(("td", "th"), _Writer.open_cell),
    "tr": _Writer.open_row,
    "br": _Writer.break_line,
    "a": _Writer.open_link,
    "img": _Writer.put_image,
}
"""What a tag of a name does; those of others do nothing."""
_CLOSES: dict[str, Callable[[_Writer, str], None]] = {
    **dict.fromkeys(_BLOCKS, _Writer.close_block),
    **dict.fromkeys(_MARKS, _Writer.close_mark),
    **dict.fromkeys(_HEADINGS, _Writer.close_heading),
    **dict.fromkeys(("ul", "ol"), _Writer.close_list),
    **dict.fromkeys(("dt", "summary"), _Writer.close_term),
    **dict.fromkeys(("td", "th"), _Writer.close_cell),
    "tr": _Writer.close_row,
    "a": _Writer.close_link,
}


def _is_hidden(name: str, attributes: str) -> bool:
    return name not in _EMPTY and _HIDDEN.search(attributes) is not None


@lru_cache(_KEPT)
def _words(text: str, is_code: bool) -> tuple[str, int | None]:
    """Return the words of a text, and where they need a backslash if a line begins with them."""
    words = " ".join(html.unescape(text).split())
    if not is_code or "`" in words:  # code is read as it stands
        words = _SYNTAX.sub(_escaped, words)
    found = _OPENS_BLOCK.match(words)
    return words, None if found is None else found.end() if found[0].isdigit() else 0


def _whole(address: str) -> str:
    """Return an address as Markdown reads all of it: it would end at a bracket."""
    if not re.search(r"[\s()<>]", address):
        return address
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
