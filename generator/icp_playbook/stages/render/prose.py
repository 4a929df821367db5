r"""Prose: the small subset of Markdown that definitions may hold, turned into harmless HTML.

Converted by ourselves, sanitised afterwards, and placed as HTML, so that no engine reads what an author typed.
Links between definitions and glossary terms come out with the address `\x02kind:id`, which the page replaces by its
own relative one; authors cannot type that character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ENTITY_RE, InlineProcessor
from markdown.util import AtomicString

from icp_playbook.model.prose_links import LINK, find_links

MARK = "\x02"
"""Begins an address that is still a reference."""

_TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SYNTAX = re.compile(r"[\\`*_\[\]<>&|~]|  \n|\n\s*\n|^\s*(?:[-+=#:]|[0-9]+[.)])", re.MULTILINE)
_REFERENCE = re.compile(r' href="icp:([^"]*)"')
_TAG = re.compile(r'<(/?)([a-z]+)((?:[^>"]|"[^"]*")*)>')


class ProseConverter:
    """Converts prose for one site; the same text is converted once."""

    def __init__(self, title_of: Callable[[str], str | None], terms: Mapping[str, tuple[str, str]]) -> None:
        """Take the title of each reference, and for each word of the glossary its term's reference and definition.

        `title_of` gives None for what is no reference.
        """
        self._markdown = _markdown(title_of)
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
        if not _SYNTAX.search(text):
            return f"<p>{html.escape(text, quote=False)}</p>"
        return convert_markdown(self._markdown, text)

    def _explain(self, block: str) -> str:
        """Mark words of the glossary, outside links and code, and turn references into marked addresses."""
        pieces, end, closed_to = [], 0, 0
        for tag in _TAG.finditer(block):
            pieces.append(block[end : tag.start()] if closed_to else self._mark(block[end : tag.start()]))
            pieces.append(_REFERENCE.sub(self._address, tag[0]))
            end = tag.end()
            if tag[2] in ("a", "code", "pre"):
                closed_to += -1 if tag[1] else 1
        return "".join([*pieces, self._mark(block[end:])])

    def _address(self, found: re.Match[str]) -> str:
        """Mark the address of a reference, and drop what an author typed to look like one."""
        return f' href="{MARK}{found[1]}"' if self._title_of(html.unescape(found[1])) is not None else ""

    def _mark(self, text: str) -> str:
        if self._words is None or not text:
            return text
        return self._words.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        word = html.unescape(found[0]).casefold()
        ref, meaning = next(self._terms[form] for form in (word, word[:-1], word[:-2]) if form in self._terms)
        title = html.escape(meaning)
        return f'<a class="icp-term" href="{MARK}{ref}" title="{title}">{found[0]}</a>'


def convert_markdown(markdown: Markdown, text: str) -> str:
    """Return the sanitised HTML of `text`; sanitising comes after converting, or it would miss what converting makes."""
    markdown.reset()
    return nh3.clean(
        markdown.convert(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "icp"},
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


def _markdown(title_of: Callable[[str], str | None]) -> Markdown:
    return Markdown(extensions=["sane_lists", "tables", "fenced_code", _DefinitionLinks(title_of)])


class _DefinitionLinks(Extension):
    """Links to definitions; and what prose must not have: raw HTML and headings of its own."""

    def __init__(self, title_of: Callable[[str], str | None]) -> None:
        super().__init__()
        self.title_of = title_of

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_EntityAsTyped(ENTITY_RE, md), "entity", 80)
        md.parser.blockprocessors.deregister("hashheader")
        md.parser.blockprocessors.deregister("setextheader")
        md.inlinePatterns.register(_LinkProcessor(LINK.pattern, md, self.title_of), "icp-link", 185)


class _EntityAsTyped(InlineProcessor):
    """Keeps `&lt;` and its like as they were typed: there is no HTML in prose, so there are no references either."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.md.htmlStash.store(html.escape(m[0])), m.start(0), m.end(0)


class _LinkProcessor(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, title_of: Callable[[str], str | None]) -> None:
        super().__init__(pattern, md)
        self.title_of = title_of

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        link = next(iter(find_links(m[0])), None)
        title = self.title_of(link.target) if link else None
        if link is None or title is None:  # brackets around something else, such as code
            return None, None, None
        element = ElementTree.Element("a", {"href": f"icp:{link.target}"})
        element.text = link.text or AtomicString(title)
        return element, m.start(0), m.end(0)


def _words_pattern(terms: Mapping[str, tuple[str, str]]) -> re.Pattern[str] | None:
    """Match any of the words, the longest first; words of scripts without spaces need none around them."""
    words = sorted((html.escape(word, quote=False) for word in terms), key=lambda word: (-len(word), word))
    spaced = "|".join(_spelling(word) for word in words if not _UNSPACED.search(word))
    unspaced = "|".join(re.escape(word) for word in words if _UNSPACED.search(word))
    patterns = [rf"(?<![A-Za-z0-9_&-])(?:{spaced})(?:s|es)?(?![A-Za-z0-9_-])" if spaced else "", unspaced]
    return re.compile("|".join(pattern for pattern in patterns if pattern)) if words else None


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _spelling(word: str) -> str:
    """Match a word as written, or with a capital at the start of a sentence; an abbreviation only as written."""
    first, rest = word[0], re.escape(word[1:])
    return f"[{first.upper()}{first}]{rest}" if first.isascii() and first.islower() else re.escape(word)
