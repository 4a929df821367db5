"""Links in prose, `[[kind:id]]` or `[[kind:id|text]]`: found outside code, in definitions and hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LINK = re.compile(r"\[\[([^\]\[|\n]+)(?:\|([^\]\[\n]+))?\]\]")
_CODE = re.compile(r"(?ms)^(`{3,20}|~{3,20}).*?^\1|`[^`\n]+`")
_ADDRESS = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s{0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
_INLINE = re.compile(
    r"""(?<![!\\\[])\[((?:[^\[\]\n]|\n(?!\n)|\[[^\[\]\n]*\](?:\([^()\n]*\))?+)*+)\]"""
    r"""(?:\(\s*<?([^)\s>]+)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)|\[([^\[\]\n]*)\])"""
)
_NAMED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:\s*<?([^\s>]+)>?[^\n]*(?:\n|\Z)", re.MULTILINE)
_UNSEEN = re.compile(r"(?<=\[\[)[^\]\[|\n]+(?=[\]|])|(?<=\]\()[^)\n]*|https?://[^\s)>]+")
_SAFE = re.compile(r"https?://|mailto:[^@\s]+@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProseLink:
    """One link: what it leads to as typed, the text it shows (if given), and where it stands in the text."""

    target: str
    text: str | None
    start: int
    end: int


def find_links(text: str) -> list[ProseLink]:
    """Return the links in `text`, in order; what stands in code is left alone."""
    return [
        ProseLink(found[1].strip(), found[2].strip() if found[2] else None, found.start(), found.end())
        for found in LINK.finditer(_without_code(text))
    ]


def replace_links(text: str, replacement: Callable[[ProseLink], str]) -> str:
    """Return `text` with each link replaced by what `replacement` gives for it."""
    pieces, end = [], 0
    for found in find_links(text):
        pieces += [text[end : found.start], replacement(found)]
        end = found.end
    return "".join([*pieces, text[end:]])


def find_unsafe(text: str) -> list[str]:
    """Return the addresses of Markdown links in `text` that are not https, http or mailto."""
    if "](" not in text and "]:" not in text:
        return []
    addresses = (found[1] or found[2] or "" for found in _ADDRESS.finditer(_without_code(text)))
    return [address for address in addresses if not _SAFE.match(address)]


def unlinked(text: str, leads_nowhere: Callable[[str], bool]) -> str:
    """Return Markdown in which a link is plain text where `leads_nowhere` says so of its address, without its anchor."""
    if "](" not in text and "]:" not in text:
        return text
    seen = _without_code(text)
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
        text = _without_code(text)
    return _UNSEEN.sub(lambda found: " " * len(found[0]), text) if "[" in text or "://" in text else text


def plain_text(text: str) -> str:
    """Return prose without its Markdown, on one line, for titles, descriptions and search."""
    text = plain_line(text)
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*(?:[-+*>]|[0-9]+\.)\s+", "", text)).strip()


def plain_line(text: str) -> str:
    """Return text without links, emphasis and code; unlike in `plain_text`, "1. " may begin it."""
    text = LINK.sub(lambda found: found[2] or found[1].partition(":")[2], text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    return re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", text)


def _without_code(text: str) -> str:
    """Blank out code, keeping every other character where it is."""
    return _CODE.sub(lambda found: " " * len(found[0]), text) if "`" in text or "~~~" in text else text
