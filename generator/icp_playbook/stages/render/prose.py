r"""Prose: the Markdown that definitions may hold, turned into harmless HTML.

Converted by ourselves, sanitised afterwards, and placed as HTML, so that no engine reads what an
author typed. Links between definitions and glossary terms come out with the address `\x02kind:id`,
images with `\x02file:path`, which the page replaces by its own relative one; authors cannot type
that character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from icp_playbook.model.markdown import parse, parser
from icp_playbook.model.prose import image_address, image_path

MARK = "\x02"
"""Begins an address that is still a reference."""

_TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "img", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "title"}, "ol": {"start"},
    "td": {"style"}, "th": {"style"},
}  # fmt: skip
_SYNTAX = re.compile(r"[\\`*_\[\]<>&|~]|\s\n|\n\s|^\s*(?:[-+=#:]|[0-9]+[.)])|://", re.MULTILINE)
_REFERENCE = re.compile(r' href="icp:([^"]*)"')
_IMAGE = re.compile(r' src="icp-file:([^"]*)"')
_TAG = re.compile(r'<(/?)([a-z]+)((?:[^>"]|"[^"]*")*)>')


class ProseConverter:
    """Converts prose for one site; the same text is converted once."""

    def __init__(
        self, title_of: Callable[[str], str | None], terms: Mapping[str, tuple[str, str]]
    ) -> None:
        """Take the title of each reference, and each word's term and definition in the glossary.

        `title_of` gives None for what is no reference.
        """
        self._renderer = _Renderer(title_of)
        self._title_of = title_of
        self._terms = {word.casefold(): entry for word, entry in terms.items()}
        self._words = _words_pattern(terms)
        self._done: dict[str, str] = {}

    def html(self, text: str) -> str:
        """Return the HTML of `text`, one or more blocks."""
        if (found := self._done.get(text)) is None:
            found = self._done[text] = self._explain(self._convert(text.strip()))
        return found

    def inline(self, text: str) -> str:
        """Return the HTML of `text` without a paragraph around it when it is just one."""
        block = self.html(text)
        single = block.startswith("<p>") and block.endswith("</p>") and "<p>" not in block[3:]
        return block[3:-4] if single else block

    def _convert(self, text: str) -> str:
        if not _SYNTAX.search(text) and not _is_wrapped(text):
            return f"<p>{html.escape(text, quote=False)}</p>"
        return convert_markdown(self._renderer, text)

    def _explain(self, block: str) -> str:
        """Mark words of the glossary, outside links and code, and the addresses of references."""
        pieces, end, closed_to = [], 0, 0
        for tag in _TAG.finditer(block):
            pieces.append(
                block[end : tag.start()] if closed_to else self._mark(block[end : tag.start()])
            )
            pieces.append(
                _IMAGE.sub(rf' src="{MARK}file:\1"', _REFERENCE.sub(self._address, tag[0]))
            )
            end = tag.end()
            if tag[2] in ("a", "code", "pre"):
                closed_to += -1 if tag[1] else 1
        return "".join([*pieces, self._mark(block[end:])])

    def _address(self, found: re.Match[str]) -> str:
        """Mark the address of a reference, and drop what an author typed to look like one."""
        return (
            f' href="{MARK}{found[1]}"'
            if self._title_of(html.unescape(found[1])) is not None
            else ""
        )

    def _mark(self, text: str) -> str:
        if self._words is None or not text:
            return text
        return self._words.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        word = html.unescape(found[0]).casefold()
        ref, meaning = next(
            self._terms[form] for form in (word, word[:-1], word[:-2]) if form in self._terms
        )
        title = html.escape(meaning)
        return f'<a class="icp-term" href="{MARK}{ref}" title="{title}">{found[0]}</a>'


def _is_wrapped(text: str) -> bool:
    """Tell whether a text goes over several lines that may belong together without a space."""
    return "\n" in text and not text.isascii()


def convert_markdown(renderer: RendererHTML, text: str) -> str:
    """Return the HTML of `text`, sanitised last, or what converting makes would be missed."""
    return nh3.clean(
        renderer.render(parse(text), parser().options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "icp", "icp-file"},
        url_relative="deny",
        link_rel="noopener noreferrer",
        filter_style_properties={"text-align"},
    ).strip()


class _Renderer(RendererHTML):
    """Draws links with titles, images that lie here, and what is not allowed as it was typed."""

    def __init__(self, title_of: Callable[[str], str | None]) -> None:
        super().__init__()
        self._title_of = title_of

    def link_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        """Draw the start of a link; one of ours has a title unless it has a text of its own."""
        token = tokens[at]
        if "ref" not in token.meta:
            return f'<a href="{html.escape(str(token.attrs["href"]))}">'
        title = self._title_of(token.meta["ref"])
        if title is None:  # brackets around something else
            return html.escape(f"[[{token.meta['ref']}{'|' * bool(token.meta['text'])}")
        words = "" if token.meta["text"] else html.escape(title)
        return f'<a href="icp:{html.escape(token.meta["ref"])}">{words}'

    def link_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        """Draw the end of a link."""
        opening = next(one for one in reversed(tokens[:at]) if one.type == "link_open")
        known = "ref" not in opening.meta or self._title_of(opening.meta["ref"]) is not None
        return "</a>" if known else "]]"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Draw an image that lies below the pages' folder."""
        token = tokens[idx]
        alt = html.escape(
            self.renderInlineAsText(token.children, options, env) if token.children else ""
        )
        title = (
            f' title="{html.escape(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
        )
        return f'<img src="icp-file:{quote(image_path(image_address(token)))}" alt="{alt}"{title}>'

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Show HTML as it was typed: none gets here, it is refused."""
        return html.escape(tokens[idx].content)

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Show HTML as it was typed."""
        return f"<p>{html.escape(tokens[idx].content.strip())}</p>"

    def heading_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        """Show a heading in bold: the page's headings are its own."""
        return "<p><strong>"

    def heading_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        """End a heading."""
        return "</strong></p>\n"


def _words_pattern(terms: Mapping[str, tuple[str, str]]) -> re.Pattern[str] | None:
    """Match any of the words, the longest first; in scripts without spaces none is around them."""
    words = sorted(
        (html.escape(word, quote=False) for word in terms), key=lambda word: (-len(word), word)
    )
    spaced = "|".join(_spelling(word) for word in words if not _UNSPACED.search(word))
    unspaced = "|".join(re.escape(word) for word in words if _UNSPACED.search(word))
    patterns = [
        rf"(?<![A-Za-z0-9_&-])(?:{spaced})(?:s|es)?(?![A-Za-z0-9_-])" if spaced else "",
        unspaced,
    ]
    return re.compile("|".join(pattern for pattern in patterns if pattern)) if words else None


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _spelling(word: str) -> str:
    """Match a word as written, or with a capital first; an abbreviation only as written."""
    first, rest = word[0], re.escape(word[1:])
    return (
        f"[{first.upper()}{first}]{rest}"
        if first.isascii() and first.islower()
        else re.escape(word)
    )
