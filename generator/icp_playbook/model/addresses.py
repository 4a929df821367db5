"""Addresses: which are none, what is wrong with them, and the way from one page to another."""

from __future__ import annotations

import html
import re
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from icp_playbook.messages import say
from icp_playbook.problems import quoted

_OPENS = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_RUNS = ("javascript", "vbscript", "livescript", "data")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")
_HOST = re.compile(r"[^\s!-,/:-@\[-^`{-\x7f]+")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)*", re.ASCII)


def opens(address: str) -> bool:
    """Tell whether a reader may open `address` from anywhere: https://, http:// or mailto:."""
    return _OPENS.match(address) is not None


def is_outside(address: str) -> bool:
    """Tell whether `address` leads to another site."""
    bare = _bare(address)
    return bare.startswith(("//", "\\\\", "/\\")) or (
        _SCHEME.match(bare) is not None and not runs(address)
    )


def runs(address: str) -> str:
    """Return the scheme of an address that runs something instead of leading anywhere, else an empty string.

    Browsers pass over spaces and control characters, and Markdown over references to characters and
    backslashes.
    """
    found = _SCHEME.match(_bare(address))
    return found[0].lower() if found and found[0].lower() in _RUNS else ""


def _bare(address: str) -> str:
    return _UNSEEN.sub("", html.unescape(address.replace("\\", ""))).lstrip("<")


def way(start: str, target: str) -> str:
    """Return the way from the folder `start` to `target`; both are paths below the site's top, which is empty.

    A site has hundreds of links a page, and `posixpath.relpath` asks for the current folder each
    time.
    """
    left = start.split("/") if start else []
    right = target.split("/") if target else []
    same = 0
    while same < len(left) and same < len(right) and left[same] == right[same]:
        same += 1
    return "/".join([".."] * (len(left) - same) + right[same:]) or "."


def address_fault(address: str) -> str:
    """Return what is wrong with an address that begins with https://, http:// or mailto:, or an empty string."""
    if re.search(r"\s", address):
        return say("there is a space in it")
    if address.lower().startswith("mailto:"):
        who = re.split(r"[?]", address[7:], maxsplit=1)[0]
        return "" if _MAIL.fullmatch(who) else say("it names no mailbox")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        return (
            say("its port is no number up to 65535")
            if "ort" in str(error)
            else say("its brackets do not fit")
        )
    if not host:
        return say("the name of the site is missing")
    if port == 0:
        return say("its port is no number up to 65535")
    return (
        "" if _is_host(host, parts.netloc) else say("{host} can't be the name of a site", host=host)
    )


def _is_host(host: str, place: str) -> bool:
    if "[" in place:
        try:
            return bool(IPv6Address(host.partition("%")[0]))
        except ValueError:
            return False
    labels = host.removesuffix(".").split(".")
    return len(host) <= 253 and all(_HOST.fullmatch(label) and len(label) <= 63 for label in labels)


def not_whole(address: str, fault: str) -> str:
    """Return what to say of an address with a fault."""
    return say("{address} is not a whole address: {fault}", address=quoted(address), fault=fault)


HINT = say(
    "write it as it stands in the browser's address bar, for example https://example.com/page"
)
