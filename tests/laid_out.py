"""HTML laid out for reading differences: an element a line, indented, lines kept short.

White space between blocks does not count, nor does its amount in running text, except in what shows
it as typed; nor does it whether a quote that needs no escape has one.
"""

from __future__ import annotations

import json
import re
import textwrap
from html.parser import HTMLParser

WIDTH = 100
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "button",
        "code",
        "del",
        "em",
        "i",
        "img",
        "input",
        "kbd",
        "label",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "wbr",
    ]
)
_NOTHING_INSIDE = frozenset(
    ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_AS_TYPED = frozenset(("pre", "textarea", "script", "style", "template"))


def lay_out(html: str) -> str:
    """Return `html` with one block below the other, a space deeper for each it stands in."""
    reader = _Reader()
    reader.feed(html.replace("&#39;", "'").replace("&#x27;", "'"))
    reader.close()
    return "\n".join(reader.lines())


def wrap(text: str, indent: str = "") -> list[str]:
    """Return `text` on as many lines as it needs; a word longer than a line has its own."""
    if len(indent) + len(text) <= WIDTH:
        return [indent + text]
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )


class _Reader(HTMLParser):
    """Gathers lines; `_run` holds words and inline elements since the last block's edge."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._lines: list[str] = []
        self._open: list[str] = []
        self._run = ""

    def lines(self) -> list[str]:
        self._end_run()
        return self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE or any(name in _AS_TYPED for name in self._open):
            self._run += self.get_starttag_text() or ""
            return
        self._end_run()
        self._lines += wrap(self.get_starttag_text() or "", " " * len(self._open))
        if tag not in _NOTHING_INSIDE and not (self.get_starttag_text() or "").endswith("/>"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE or tag not in self._open:
            self._run += f"</{tag}>"
            return
        self._end_run()
        while self._open.pop() != tag:
            pass
        self._lines.append(f"{' ' * len(self._open)}</{tag}>")
        self._join(tag)

    def _join(self, tag: str) -> None:
        """Put a block with at most one line in it on one line, where it fits."""
        for inside in (0, 1):
            *_, start = self._lines[: -inside - 1] or ("",)
            whole = start + "".join(line.strip() for line in self._lines[-inside - 1 :])
            if start.lstrip().startswith(f"<{tag}") and start.endswith(">") and len(whole) <= WIDTH:
                self._lines[-inside - 2 :] = [whole]
                return

    def handle_data(self, data: str) -> None:
        self._run += data

    def handle_entityref(self, name: str) -> None:
        self._run += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self._run += '"' if name == "34" else f"&#{name};"

    def handle_comment(self, data: str) -> None:
        self._run += f"<!--{data}-->"

    def _end_run(self) -> None:
        indent = " " * len(self._open)
        if self._open and self._open[-1] in _AS_TYPED:
            self._lines += [line for typed in _typed(self._run) for line in wrap(typed, indent)]
        elif text := re.sub(r"[ \t\n\r\f]+", " ", self._run).strip():
            self._lines += wrap(text, indent)
        self._run = ""


def _typed(text: str) -> list[str]:
    """Return data for scripts as its values one below the other, and anything else as it is."""
    try:
        data = json.loads(text)
    except ValueError:
        return text.split("\n")
    return json.dumps(data, ensure_ascii=False, indent=1).split("\n")
