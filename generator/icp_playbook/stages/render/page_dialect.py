"""A hand-written page in its engine's Markdown: a list, table or link looks as it does on GitHub.

Python-Markdown wants a blank line before a list or table and four spaces for what lies in an item,
and knows neither bare addresses nor struck text. So lists, quotes and blocks of code are written
anew from what the parser of prose found; other lines, and what belongs to the engine's extensions,
stay as they are. With the blocks of code alike, both parsers also agree on what is raw HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from markdown.extensions.toc import slugify_unicode
from markdown_it.token import Token

from icp_playbook.model.markdown import DEEPEST, parse, task_sign
from icp_playbook.model.prose import plain_inline
from icp_playbook.model.prosepage import Piece, pieces
from icp_playbook.model.spots import spots
from icp_playbook.model.unspaced import is_unspaced, joins

_ITEM = re.compile(r"(?P<lead> *)(?P<mark>[-*+]|[0-9]{1,9}[.)])(?P<space>[ \t]*)")
_QUOTE = re.compile(r" {0,3}> ?")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_OTHER_LETTER = re.compile("[\u0370-\U0003ffff]")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_LANGUAGE = re.compile(r"[\w#.+-]*")
_INFO = re.compile(r"""\{[^{}]*\}|[\w#.+-]*(?:[ \t]+[A-Za-z]\w*(?:=(?:"[^"]*"|'[^']*'))?)*""")
"""What superfences takes for the language and options of a block of code."""
_STEP = 4
_PARTS = ("bullet_list_open", "ordered_list_open", "blockquote_open", "fence", "table_open")


def in_engines_dialect(text: str, extensions: Collection[str]) -> str:
    """Return the body of a page as Python-Markdown, with these `extensions`, has to read it."""
    writer = _Writer(frozenset(name.removeprefix("markdown.extensions.") for name in extensions))
    return "\n".join(line for piece in pieces(text) for line in writer.piece(piece))


_SENTENCE = re.compile(r"\[\^|:")
"""Begins the line of an extension that is followed by a sentence, such as a footnote's."""


class _Writer:
    """Writes blocks anew, from the outside in."""

    def __init__(self, extensions: frozenset[str]) -> None:
        self._nested_fences = bool(extensions & {"pymdownx.superfences", "pymdownx.extra"})
        self._tasks = "pymdownx.tasklist" in extensions
        self._links = "pymdownx.magiclink" in extensions
        self._struck = bool(extensions & {"pymdownx.tilde"})
        self._after_sentence = False
        self._anchors: Counter[str] = Counter()

    def piece(self, piece: Piece) -> Iterator[str]:
        """Yield the lines of one piece of a page."""
        lead = " " * piece.indent
        if piece.owned:
            lines = list(piece.lines)
        else:
            lines = self._blocks(self._inline(piece.text).split("\n"), piece.indent // _STEP)
            if self._after_sentence and (first := parse(lines[0])) and first[0].type in _PARTS:
                lines.insert(0, "")
        self._after_sentence = piece.owned and _SENTENCE.match(piece.lines[0]) is not None
        yield from (lead + line if line.strip() else line for line in lines)

    def _inline(self, text: str) -> str:
        """Return `text` with bare addresses in angle brackets and struck text in tags."""
        if "://" not in text and "~~" not in text:
            return text
        found, end = [], 0
        for spot in spots(text, parse(text)):
            token = spot.token
            if token.type == "link_open" and token.markup == "linkify" and not self._links:
                found += [text[end : spot.start], f"<{text[spot.start : spot.end]}>"]
            elif token.type in ("s_open", "s_close") and not self._struck:
                found += [text[end : spot.start], "<del>" if token.type == "s_open" else "</del>"]
            else:
                continue
            end = spot.end
        return "".join([*found, text[end:]])

    def _blocks(self, lines: list[str], depth: int, in_item: bool = False) -> list[str]:
        """Return the lines of some blocks; `depth` is how many levels they are within others.

        A list below the text of an item needs no blank line, and with one would swallow the
        items that follow.
        """
        tokens = [
            token for token in parse("\n".join(lines)) if token.level == 0 and token.map is not None
        ]
        written: list[str] = []
        read = 0
        before = ""
        for token in tokens:
            assert token.map is not None
            first, last = token.map
            written += lines[read:first]
            read = max(last, read)
            own = lines[first:last]
            blank = _blank_end(own)
            own = own[: len(own) - blank]
            apart = token.type in _PARTS or before in _PARTS
            if in_item and token.type.endswith("list_open") and before == "paragraph_open":
                apart = False
            if apart and written and written[-1].strip():
                written.append("")
            indented = token.type == "fence" and depth and not self._nested_fences
            if before.endswith("list_open") and (token.type.endswith("list_open") or indented):
                written += ["<!-- -->", ""]  # else the second would be part of the first
            written += self._block(token, own, depth) + [""] * blank
            before = token.type
        return written + lines[read:]

    def _block(self, token: Token, lines: list[str], depth: int) -> list[str]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open" if depth < DEEPEST:
                return self._list(lines, depth)
            case "blockquote_open" if depth < DEEPEST:
                inner = [_QUOTE.sub("", line, count=1) for line in lines]
                return [f"> {line}".rstrip() for line in self._blocks(inner, depth + 1)]
            case "fence":
                return self._fence(token, lines, depth)
            case "heading_open":
                return [self._named(lines[0]), *lines[1:]]
            case "paragraph_open":
                own = [line.lstrip(" ") for line in lines] if depth else lines
                own = _joined(own)
                return [re.sub(r"^( {0,3})(?=#)", r"\1\\", line) for line in own]
        return lines

    def _named(self, heading: str) -> str:
        """Return a heading with the anchor of its own words, where the engine would number it.

        It drops what is not Latin: all are `_1`, `_2` then, and others with each new heading.
        """
        words = _CLOSING.sub("", heading.lstrip("# ")).rstrip()
        anchor = slugify_unicode(plain_inline(words), "-")
        if _ATTRIBUTES.search(words) or not _OTHER_LETTER.search(anchor):
            return heading
        self._anchors[anchor] += 1
        if (count := self._anchors[anchor]) > 1:
            anchor += f"_{count - 1}"
        return f"{_CLOSING.sub('', heading).rstrip()} {{ #{anchor} }}"

    def _list(self, lines: list[str], depth: int) -> list[str]:
        items = [
            token
            for token in parse("\n".join(lines))
            if token.type == "list_item_open" and token.level == 1
        ]
        written: list[str] = []
        for item in items:
            assert item.map is not None
            own = lines[item.map[0] : item.map[1]]
            blank = _blank_end(own)
            found = _ITEM.match(own[0].expandtabs(_STEP))
            assert found is not None
            inner = _item_lines(own[: len(own) - blank], found)
            body = self._blocks(inner, depth + 1, in_item=True)
            if not self._tasks and (box := _TASK.match(body[0])):
                body[0] = task_sign(box[1]) + body[0][3:]
            mark = found["mark"].replace(")", ".")
            if inner and inner[0].startswith(("```", "~~~")):
                body.insert(0, "")
            written.append(f"{mark} {body[0]}")
            written += [" " * _STEP + line if line.strip() else "" for line in body[1:]]
            written += [""] * (blank or (item is not items[-1] and "" in body))
        return written

    def _fence(self, token: Token, lines: list[str], depth: int) -> list[str]:
        """Return a block of code; within other blocks the engine may know indented ones only."""
        width = len(lines[0]) - len(lines[0].lstrip(" "))
        own = [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines]
        sign = token.markup
        closed = (
            len(own) > 1 and own[-1].strip().startswith(sign) and not own[-1].strip().strip(sign[0])
        )
        code = own[1 : len(own) - closed]
        if depth and code and not self._nested_fences:
            return [" " * _STEP + line if line.strip() else "" for line in code]
        info = token.info.strip()
        known = _INFO.fullmatch(info) if self._nested_fences else re.fullmatch(r"\{[^{}]*\}", info)
        language = _LANGUAGE.match(info)
        head = (
            info if known else language[0] if language else ""
        )  # else the engine would not see that it is code
        return [sign + head, *code, sign]


def _joined(lines: list[str]) -> list[str]:
    """Return the lines of a paragraph, those as one that are one sentence without spaces."""
    if all(line.isascii() for line in lines):
        return lines
    unspaced, written = is_unspaced("".join(lines)), lines[:1]
    for line in lines[1:]:
        if not written[-1].endswith("  ") and joins(written[-1].rstrip(), line.lstrip(), unspaced):
            written[-1] = written[-1].rstrip() + line.lstrip()
        else:
            written.append(line)
    return written


def _item_lines(lines: list[str], found: re.Match[str]) -> list[str]:
    """Return the lines of an item without its mark and its indentation."""
    first = lines[0].expandtabs(_STEP)[found.end() :]
    space = len(found["space"])
    width = found.end() if 1 <= space <= _STEP and first.strip() else found.end("mark") + 1
    rest = [line.expandtabs(_STEP) for line in lines[1:]]
    inner = [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in rest]
    return [first if space <= _STEP else " " * (space - 1) + first, *inner]


def _blank_end(lines: list[str]) -> int:
    """Return how many lines at the end are blank."""
    count = 0
    while count < len(lines) - 1 and not lines[-1 - count].strip():
        count += 1
    return count
