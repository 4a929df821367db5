"""What prose holds and no page can show, each at its place: raw HTML, outside images, addresses that are none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token

from icp_playbook.model.addresses import HINT, address_fault, opens
from icp_playbook.model.markdown import DEEPEST, Spot, line_starts, parse, spots
from icp_playbook.problems import quoted


class Fault(NamedTuple):
    """Something that can't be shown: where it stands in the text, what is wrong with it, and what to do."""

    place: int
    rule: str
    message: str
    hint: str


def prose_faults(text: str) -> list[Fault]:
    """Return what can't be shown of `text`, in order."""
    if not any(sign in text for sign in "<[:>-*+1`~"):
        return []
    tokens = parse(text)
    found = [fault for spot in spots(text, tokens) if (fault := _spot_fault(spot)) is not None]
    starts = line_starts(text.split("\n"))
    return sorted([*found, *_block_faults(tokens, starts)])


def image_address(token: Token) -> str:
    """Return the address of an image as typed."""
    return str(token.attrs.get("src", ""))


def image_path(address: str) -> str:
    """Return the path that the address of an image stands for: below the pages' folder, or from a page's own."""
    return posixpath.normpath(unquote(re.split("[?#]", address, maxsplit=1)[0]))


def is_closed(fence: Token) -> bool:
    """Tell whether a block of code ends with a line of its own, rather than with the text."""
    assert fence.map is not None
    return fence.map[1] - fence.map[0] == len(fence.content.splitlines()) + 2


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
        f"{quoted(content.strip(), 30)} looks like HTML, which is not shown",
        "use Markdown, or put it in `backticks` to show it as it is",
    )


def _image(place: int, address: str) -> Fault | None:
    if opens(address) or address.startswith("//") or ":" in address.partition("/")[0]:
        message = f"the image {quoted(address)} lies outside, and no page loads anything from elsewhere"
        hint = "put the file among the pages (docs_dir) and write its path there, such as ![What it shows](images/chart.png)"
        return Fault(place, "outside-image", message, hint)
    return None


def _link(place: int, address: str) -> Fault | None:
    if not opens(address):
        return Fault(
            place,
            "unsafe-link",
            f"the link to {quoted(address)} would not open",
            "link to https://, http:// or mailto:, or write [[kind:id]]",
        )
    if fault := address_fault(address):
        return Fault(place, "bad-link", f"{quoted(address)} is not a whole address: {fault}", HINT)
    return None


def _block_faults(tokens: list[Token], starts: list[int]) -> Iterator[Fault]:
    for token in tokens:
        if token.map is None:
            continue
        place = starts[token.map[0]]
        if token.type == "html_block":
            yield _html(place + len(token.content) - len(token.content.lstrip()), token.content)
        elif token.type == "fence" and not is_closed(token):
            message = f"a block of code is opened by {token.markup} and never closed"
            hint = f"write {token.markup} on a line of its own behind it, or a backslash before it to show it as it is"
            yield Fault(place, "code-not-closed", message, hint)
        elif token.level >= DEEPEST - 1 and token.type in ("list_item_open", "blockquote_open"):
            message = f"a list or quote is nested deeper than {DEEPEST // 2 - 1} levels"
            hint = "use fewer levels, or a backslash before a sign that is meant as it stands"
            yield Fault(place, "too-nested", message, hint)
            return
