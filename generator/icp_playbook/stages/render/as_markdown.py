"""A drawn page as Markdown: what people copy into a chat, and what assistants read.

Everything that is seen on the page is in it, in the same order; links lead to the Markdown of other
pages. It is made from the HTML of our own templates, so no text is said twice.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping

from icp_playbook.model.addresses import is_outside, opens, runs, way
from icp_playbook.project import Site
from icp_playbook.stages.render.pages import RenderedPage

_TAG = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
_VALUE = re.compile(r"\s(href|src|alt)=\"([^\"]*)\"")
_HIDDEN = re.compile(r"\shidden(?=[\s=]|$)")
_UNREAD = frozenset({"button", "script", "select", "style", "svg", "template", "textarea"})
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr", "col"})
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "code": "`"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_ITEMS = frozenset({"li", "dd"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "div", "dl", "dt", "details"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "label", "legend"),
        *("nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul", "summary"),
    }
)
_SYNTAX = re.compile(r"[\\`*\[\]<]|~(?=~)|(?<=~)~|(?<!\w)_|_(?!\w)|&(?=#?[A-Za-z0-9]{1,32};)")
_OPENS_BLOCK = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=[\s-]|$)|>|=+(?=\s*$)|\d{1,9}(?=[.)](?:\s|$)))")
"""What at the beginning of a line opens a heading, an item or a quote, or makes a heading of it."""
_SPACES = re.compile(r"(?<=\S) {2,}")
_MANY_BREAKS = re.compile(r"\n{3,}")


def page_as_markdown(page: RenderedPage, here: str, sources: Mapping[str, str]) -> str:
    """Return a page as Markdown.

    `here` is where it is served, from the site's root; `sources` gives the path of each page's
    Markdown by where that page is served, without a slash at its end.
    """
    parts = []
    for section in page.sections:
        parts.append(f"{'#' * section.level} {_SYNTAX.sub(_escaped, section.title)}")
        parts.append(_Writer(here, page.source, sources).written(section.html))
    text = "\n\n".join(part for part in parts if part)
    return _MANY_BREAKS.sub("\n\n", text) + "\n"


def way_to_markdown(source: str, served: str, site: Site) -> str:
    """Return the way from where a page is served to its Markdown; empty where there is none."""
    return way(posixpath.dirname(served), source) if site.has_markdown else ""


class _Writer:
    """Goes through the tags of some HTML once."""

    def __init__(self, here: str, source: str, sources: Mapping[str, str]) -> None:
        self._folder, self._from = posixpath.dirname(here), posixpath.dirname(source)
        self._sources = sources
        self._out: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._lists: list[str] = []
        self._columns = 0
        self._has_head = False

    def written(self, markup: str) -> str:
        """Return the Markdown of some HTML."""
        unread, depth, place = "", 0, 0
        for tag in _TAG.finditer(markup):
            if not depth:
                self._text(markup[place : tag.start()])
            place = tag.end()
            name = (tag[2] or "").lower()
            if depth:
                depth += 0 if name != unread or tag[3].endswith("/") else -1 if tag[1] else 1
            elif (
                not tag[1]
                and name not in _EMPTY
                and (name in _UNREAD or _HIDDEN.search(tag[3] or ""))
            ):
                unread, depth = name, 1
            elif name:
                (self._close if tag[1] else self._open)(name, tag[3])
        if not depth:
            self._text(markup[place:])
        lines = (_SPACES.sub(" ", line.rstrip()) for line in "".join(self._out).split("\n"))
        return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")

    def _text(self, text: str) -> None:
        words = " ".join(html.unescape(text).split())
        if not words:
            if text and self._out and not self._out[-1].endswith(("\n", " ")):
                self._out.append(" ")
            return
        if self._out[-1:] != ["`"] or "`" in words:  # code is read as it stands
            words = _SYNTAX.sub(_escaped, words)
        if self._columns:
            words = words.replace("|", "\\|")
        if self._is_line_start() and (found := _OPENS_BLOCK.match(words)):
            at = found.end() if found[0].isdigit() else 0
            words = f"{words[:at]}\\{words[at:]}"
        lead = " " if text[0].isspace() and not self._is_at_start() else ""
        self._out.append(f"{lead}{words}{' ' if text[-1].isspace() else ''}")

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

    def _open(self, name: str, attributes: str) -> None:
        if name in _MARKS:
            self._out.append(_MARKS[name])
        elif name in ("a", "img"):
            self._open_address(name, dict(_VALUE.findall(attributes)))
        elif name in _HEADINGS:
            self._break()
            self._out.append(f"{'**' if self._columns else _HEADINGS[name] + ' '}")
        elif name in ("ul", "ol"):
            self._break("" if self._lists else "\n\n")
            self._lists.append("1. " if name == "ol" else "- ")
        elif name in _ITEMS:
            self._item(name)
        elif name in ("dt", "summary"):
            self._break("\n" if name == "dt" else "\n\n")
            self._out.append("- **" if name == "dt" and not self._columns else "**")
        else:
            self._begin(name)

    def _open_address(self, name: str, found: Mapping[str, str]) -> None:
        if name == "img":
            self._image(found)
        else:
            self._links.append((self._way(html.unescape(found.get("href", ""))), len(self._out)))

    def _begin(self, name: str) -> None:
        if name in ("td", "th"):
            self._columns += 1
            self._out.append("| ")
        elif name == "br":
            self._break("\n")
        elif name not in _BLOCKS:
            return
        if name == "table":
            self._has_head = False
        if name == "tr":
            self._columns = 0
            self._out.append("\n")
        elif name in _BLOCKS - {"thead", "tbody"} and not self._is_item_start():
            self._break(self._indented())

    def _is_item_start(self) -> bool:
        return bool(self._out) and self._out[-1].endswith(("- ", "1. ", "| "))

    def _indented(self) -> str:
        return "\n\n" if not self._lists else f"\n{'  ' * len(self._lists)}"

    def _item(self, name: str) -> None:
        if name == "dd" or self._columns:
            self._out.append(" ")
        else:
            mark = self._lists[-1] if self._lists else "- "
            self._out.append(f"\n{'  ' * (len(self._lists) - 1)}{mark}")

    def _image(self, found: Mapping[str, str]) -> None:
        address = html.unescape(found.get("src", ""))
        if address and not address.startswith("data:"):
            alt = html.unescape(found.get("alt", ""))
            self._out.append(f"![{_SYNTAX.sub(_escaped, alt)}]({_whole(self._way(address))})")

    def _close(self, name: str, _: str) -> None:
        if name in _MARKS:
            self._end_of(_MARKS[name])
        elif name == "a" and self._links:
            self._link(*self._links.pop())
        elif name in _HEADINGS:
            self._end_of("**") if self._columns else None
            self._break()
        elif name in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._break("" if self._lists else "\n\n")
        elif name in ("dt", "summary"):
            self._end_of(":**" if name == "dt" else "**")
        elif name in ("td", "th"):
            self._out.append(" ")
        elif name == "tr":
            self._row()
        elif name in _BLOCKS and name not in ("thead", "tbody"):
            self._columns = 0 if name == "table" else self._columns
            self._break(self._indented() if name not in ("dl", "table") else "\n\n")

    def _row(self) -> None:
        columns, self._columns = self._columns, 0
        self._out.append("|")
        if not self._has_head and columns:
            self._has_head = True
            self._out.append("\n" + "|---" * columns + "|")

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
        if not address or not text.strip() or "\n" in text.strip():
            return
        del self._out[since:]
        lead = text[: len(text) - len(text.lstrip())]
        trail = text[len(text.rstrip()) :]
        lead = lead or (" " if self._out and self._out[-1].endswith(")") else "")
        self._out.append(f"{lead}[{text.strip()}]({_whole(address)}){trail}")

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


def _whole(address: str) -> str:
    """Return an address as Markdown reads all of it: it would end at a bracket."""
    if not re.search(r"[\s()<>]", address):
        return address
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
