"""Links in prose, `[[kind:id]]` or `[[kind:id|text]]`, and prose as plain text; found by the parser, so never in code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from icp_playbook.model.markdown import parse, spots

_CODE = re.compile(r"(?ms)^(`{3,20}|~{3,20}).*?^\1|`[^`\n]+`")
_INLINE = re.compile(
    r"""(?<![!\\\[])\[((?:[^\[\]\n]|\n(?!\n)|\[[^\[\]\n]*\](?:\([^()\n]*\))?+)*+)\]"""
    r"""(?:\(\s*<?([^)\s>]+)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)|\[([^\[\]\n]*)\])"""
)
_NAMED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:\s*<?([^\s>]+)>?[^\n]*(?:\n|\Z)", re.MULTILINE)
_UNSEEN = re.compile(r"(?<=\[\[)[^\]\[|\n]+(?=[\]|])|(?<=\]\()[^)\n]*|https?://[^\s)>]+")
_SYNTAX = re.compile(r"[\\`*_\[\]<>|~]|^\s*(?:[-+=#:]|[0-9]+[.)])", re.MULTILINE)
"""What text without Markdown has none of."""


@dataclass(frozen=True, slots=True)
class ProseLink:
    """One link: what it leads to as typed, the text it shows (if given), and where it stands in the text."""

    target: str
    text: str | None
    start: int
    end: int


def find_links(text: str) -> list[ProseLink]:
    """Return the links in `text`, in order; what stands in code is left alone."""
    if "[[" not in text:
        return []
    return [
        ProseLink(one.token.meta["ref"], one.token.meta["text"] or None, one.start, one.end)
        for one in spots(text, parse(text))
        if "ref" in one.token.meta
    ]


def replace_links(
    text: str,
    replacement: Callable[[ProseLink], str],
    find: Callable[[str], Iterable[ProseLink]] = find_links,
) -> str:
    """Return `text` with each link replaced by what `replacement` gives for it."""
    pieces, end = [], 0
    for found in find(text):
        pieces += [text[end : found.start], replacement(found)]
        end = found.end
    return "".join([*pieces, text[end:]])


def unlinked(text: str, leads_nowhere: Callable[[str], bool]) -> str:
    """Return Markdown in which a link is plain text where `leads_nowhere` says so of its address, without its anchor."""
    if "](" not in text and "]:" not in text:
        return text
    seen = without_code(text)
    named = {
        found[1].casefold(): found
        for found in _NAMED.finditer(seen)
        if leads_nowhere(found[2].partition("#")[0])
    }
    cuts = [(found.start(), found.end(), "") for found in named.values()]
    for found in _INLINE.finditer(seen):
        address, name = found[2], found[3]
        gone = leads_nowhere(address.partition("#")[0]) if address else (name or found[1]).casefold() in named
        if gone:
            cuts.append((found.start(), found.end(), text[found.start(1) : found.end(1)]))
    for start, end, words in sorted(cuts, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Return where the character at `place` stands, both from 1."""
    before = text[:place]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def blank_unseen(text: str) -> str:
    """Return `text` with all that readers do not see as words blanked out: code, what links lead to, addresses."""
    if "`" in text or "~~~" in text:
        text = without_code(text)
    return _UNSEEN.sub(lambda found: " " * len(found[0]), text) if "[" in text or "://" in text else text


def without_code(text: str) -> str:
    """Blank out code, keeping every other character where it is."""
    return _CODE.sub(lambda found: " " * len(found[0]), text)


def id_of(target: str) -> str:
    """Return what stands for a link's target where no titles are known."""
    return target.partition(":")[2]


def plain_text(text: str, shown: Callable[[str], str] = id_of) -> str:
    """Return prose as a reader sees it, on one line, for descriptions and search.

    `shown` gives the words for the target of a link that has no text of its own.
    """
    if _SYNTAX.search(text):
        text = " ".join(filter(None, (_words(block, shown) for block in parse(text))))
    return " ".join(text.split())


def plain_inline(text: str) -> str:
    """Return one line without its links, emphasis and code; unlike in `plain_text`, "1. " may begin it."""
    return " ".join(plain_text(f"x {text}").split()[1:])


def _words(block: Token, shown: Callable[[str], str]) -> str:
    if block.type != "inline":
        return block.content if block.type in ("fence", "code_block", "html_block") else ""
    pieces = []
    for token in block.children or ():
        if token.type == "image":
            pieces.append(_words(Token("inline", "", 0, children=token.children), shown))
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif "ref" in token.meta:
            pieces.append("" if token.meta["text"] else shown(token.meta["ref"]))
        else:
            pieces.append(token.content)
    return "".join(pieces)
