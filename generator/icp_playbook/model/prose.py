"""What stands in prose: links, images, what no page can show, and its words in plain text.

Everything is found by the parser that also makes the pages, so nothing in code is taken for a link.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token

from icp_playbook.messages import say
from icp_playbook.model.addresses import HINT, address_fault, not_whole, opens
from icp_playbook.model.markdown import DEEPEST, LINK, parse
from icp_playbook.model.spots import Spot, line_starts, spots
from icp_playbook.model.text import ProseImage, ProseLink
from icp_playbook.problems import quoted

_BEYOND_LINKS = re.compile(r"[\[\]<>`~\\|]|\x04[(:\[]|!\x04|://|\n\s|    |[^\S\n ]")
"""What text has one of that may hold more than links to definitions, each of them one sign."""
_LIST_BEGINS = frozenset("-+*0123456789")
_LIST_SIGNS = re.compile(r"(?:^|\s)(?:[-+*]|[0-9]{1,9}[.)])(?=\s|$)")
"""What begins an item of a list; a list within lists has as many of them as it is deep."""
_SYNTAX = re.compile(r"[\\`*_\[\]<>|~]|^\s*(?:[-+=#:]|[0-9]+[.)])", re.MULTILINE)
"""What text without Markdown has none of."""


class Fault(NamedTuple):
    """Something that can't be shown: where it stands, what is wrong with it, and what to do."""

    place: int
    rule: str
    message: str
    hint: str


class Reading(NamedTuple):
    """What stands in a text: its links and images in order, and what can't be shown of it."""

    found: tuple[ProseLink | ProseImage, ...] = ()
    faults: tuple[Fault, ...] = ()


_WORDS = Reading()


def read_prose(text: str) -> Reading:
    """Return what stands in `text`; it is parsed once for all of it.

    Most texts are words alone, and parsing them would be a third of the time of a whole check.
    """
    if is_words(text):
        return _WORDS
    if (links := _links_alone(text)) is not None:
        return Reading(links)
    return parsed(text)


def is_words(text: str) -> bool:
    """Tell whether there is nothing to be found in `text`: no link, image, HTML, code or quote."""
    return not (
        # Each is looked for in a tenth of the time that a pattern takes.
        "[" in text or "<" in text or ">" in text or "`" in text or "~" in text or "://" in text
        or _may_be_too_deep(text)
    )  # fmt: skip


def _links_alone(text: str) -> tuple[ProseLink, ...] | None:
    """Return the links to definitions in `text`, or None where only the parser can tell."""
    if "[[" not in text or _BEYOND_LINKS.search(LINK.sub("\x04", text)) or _may_be_too_deep(text):
        return None
    links = []
    for found in LINK.finditer(text):
        said = (found[2] or "").strip()
        if not (found[1].strip() and said.isprintable()) or _BEYOND_LINKS.search(said):
            return None
        links.append(ProseLink(found[1].strip(), said or None, found.start(), found.end()))
    return tuple(links)


def parsed(text: str) -> Reading:
    """Return what the parser finds in `text`, which may hold anything."""
    tokens = parse(text)
    placed = list(spots(text, tokens))
    faults = [fault for spot in placed if (fault := _spot_fault(spot)) is not None]
    faults += _block_faults(tokens, line_starts(text.split("\n")))
    found = (_found(spot) for spot in placed)
    return Reading(tuple(one for one in found if one is not None), tuple(sorted(faults)))


def _may_be_too_deep(text: str) -> bool:
    """Tell whether lists can be deeper than pages show; most texts have too few signs for any."""
    if "\n" not in text and text[:1] not in _LIST_BEGINS:
        return False
    deep = DEEPEST // 2 - 1
    return sum(map(text.count, "-+*.)")) >= deep and len(_LIST_SIGNS.findall(text)) >= deep


def link_of(spot: Spot) -> ProseLink | None:
    """Return the link to a definition that a token is, or None."""
    meta = spot.token.meta
    return (
        ProseLink(meta["ref"], meta["text"] or None, spot.start, spot.end)
        if "ref" in meta
        else None
    )


def replaced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return `text` with other words from a start to an end; no two of `edits` overlap."""
    pieces, at = [], 0
    for start, end, words in sorted(edits):
        pieces += [text[at:start], words]
        at = end
    return "".join([*pieces, text[at:]])


def code_in(spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """Return where code stands."""
    return [
        (one.start, one.end)
        for one in spots
        if one.token.type in ("code_inline", "fence", "code_block")
    ]


def unseen_in(text: str, spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """Return where readers of `text` see no words: code, what links lead to, addresses."""
    placed = list(spots)
    found = code_in(placed)
    for one in placed:
        if "ref" in one.token.meta:
            words = text.find("|", one.start, one.end)
            found.append((one.start, words if words >= 0 else one.end))
        elif one.token.type in ("link_open", "image", "definition"):
            found.append((one.address_at, one.end))
    return sorted(found)


def blanked(text: str, parts: Iterable[tuple[int, int]]) -> str:
    """Return `text` with some parts blanked out, and every other character where it is."""
    pieces, at = [], 0
    for start, end in parts:
        if start >= at:
            pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Return where the character at `place` stands, both from 1."""
    before = text[:place]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def id_of(target: str) -> str:
    """Return what stands for a link's target where no titles are known."""
    return target.partition(":")[2]


def plain_text(text: str, shown: Callable[[str], str] = id_of) -> str:
    """Return prose as a reader sees it, on one line, for descriptions and search.

    `shown` gives the words for the target of a link that has no text of its own.
    """
    if _SYNTAX.search(text) or ("\n" in text and not text.isascii()):
        text = " ".join(filter(None, (_words(block, shown) for block in parse(text))))
    return " ".join(text.split())


def plain_inline(text: str) -> str:
    """Return one line without its links, emphasis and code; unlike in `plain_text`, "1.

    " may begin it.
    """
    return " ".join(plain_text(f"x {text}").split()[1:])


def image_address(token: Token) -> str:
    """Return the address of an image as typed."""
    return str(token.attrs.get("src", ""))


def image_path(address: str) -> str:
    """Return the path that an image's address stands for: from the pages' folder or a page's."""
    return posixpath.normpath(unquote(re.split("[?#]", address, maxsplit=1)[0]))


def is_closed(fence: Token) -> bool:
    """Tell whether a block of code ends with a line of its own, rather than with the text."""
    assert fence.map is not None
    return fence.map[1] - fence.map[0] == len(fence.content.splitlines()) + 2


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


def _found(spot: Spot) -> ProseLink | ProseImage | None:
    if spot.token.type == "image":
        return ProseImage(image_address(spot.token), spot.token.content, spot.start, spot.end)
    return link_of(spot)


def _spot_fault(spot: Spot) -> Fault | None:
    token = spot.token
    if token.type == "html_inline" and not token.content.startswith("</"):
        return _html(spot.start, token.content)
    if token.type == "image":
        return _image(spot.start, image_address(token))
    if token.type == "link_open" and "ref" not in token.meta:
        return _link(spot.start, str(token.attrs.get("href", "")))
    return None


def _html(place: int, content: str) -> Fault:
    return Fault(
        place,
        "raw-html",
        say("{html} looks like HTML, which is not shown", html=quoted(content.strip(), 30)),
        say("use Markdown, or put it in `backticks` to show it as it is"),
    )


def _image(place: int, address: str) -> Fault | None:
    if opens(address) or address.startswith("//") or ":" in address.partition("/")[0]:
        return Fault(
            place,
            "outside-image",
            say(
                "the image {address} lies outside, and no page loads anything from elsewhere",
                address=quoted(address),
            ),
            say(
                "put the file among the pages (docs_dir) and write its path there, "
                "such as ![What it shows](images/chart.png)"
            ),
        )
    return None


def _link(place: int, address: str) -> Fault | None:
    if not opens(address):
        return Fault(
            place,
            "unsafe-link",
            say("the link to {address} would not open", address=quoted(address)),
            say("link to https://, http:// or mailto:, or write [[kind:id]]"),
        )
    if fault := address_fault(address):
        return Fault(place, "bad-link", not_whole(address, fault), HINT)
    return None


def _block_faults(tokens: list[Token], starts: list[int]) -> Iterator[Fault]:
    for token in tokens:
        if token.map is None:
            continue
        place = starts[token.map[0]]
        if token.type == "html_block":
            yield _html(place + len(token.content) - len(token.content.lstrip()), token.content)
        elif token.type == "fence" and not is_closed(token):
            mark = token.markup
            message = say("a block of code is opened by {mark} and never closed", mark=mark)
            hint = say(
                "write {mark} on a line of its own behind it, "
                "or a backslash before it to show it as it is",
                mark=mark,
            )
            yield Fault(place, "code-not-closed", message, hint)
        elif token.level >= DEEPEST - 1 and token.type in ("list_item_open", "blockquote_open"):
            levels = DEEPEST // 2 - 1
            message = say("a list or quote is nested deeper than {levels} levels", levels=levels)
            hint = say("use fewer levels, or a backslash before a sign that is meant as it stands")
            yield Fault(place, "too-nested", message, hint)
            return
