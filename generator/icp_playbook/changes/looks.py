"""How a report looks: in a terminal, and in a pull request."""

from __future__ import annotations

import re
from urllib.parse import quote

from icp_playbook.project import Site

_MANY = 20
UNSEEN = "\u200b"
"""A space of no width: what it parts is read by people as before, and by no code host as a name or a command."""
# Names of people, addresses, and what a code host takes for the number of an issue, a request or a milestone.
_CALLED = re.compile(r"@|:(?=//)|www(?=\.)|[#!](?=[0-9])|%(?=[\w\"])|\bGH(?=-[0-9])", re.IGNORECASE)


class Look:
    """Headings, items and names; what authors typed goes through `text`, so that it stays what it is."""

    def heading(self, text: str) -> list[str]:
        raise NotImplementedError

    def item(self, text: str, depth: int = 1) -> str:
        raise NotImplementedError

    def strong(self, text: str) -> str:
        raise NotImplementedError

    def page(self, url: str, title: str) -> str:
        raise NotImplementedError

    def text(self, text: str) -> str:
        raise NotImplementedError

    def long(self, items: list[str]) -> list[str]:
        """Return the items of a list that may be too long to be read at once."""
        raise NotImplementedError


class TextLook(Look):
    """For a terminal."""

    def heading(self, text: str) -> list[str]:
        return ["", text]

    def item(self, text: str, depth: int = 1) -> str:
        return "  " * depth + text

    def strong(self, text: str) -> str:
        return self.text(text)

    def page(self, url: str, title: str) -> str:
        return f"{self.text(title)} (/{url})"

    def text(self, text: str) -> str:
        return "".join(c if c.isprintable() else " " for c in text)

    def long(self, items: list[str]) -> list[str]:
        more = [self.item(f"and {len(items) - _MANY} more")] if len(items) > _MANY else []
        return [*items[:_MANY], *more]


class MarkdownLook(Look):
    """For a pull request, where nothing that was typed is syntax, and nobody and nothing is called by it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def heading(self, text: str) -> list[str]:
        return ["", f"### {text}", ""]

    def item(self, text: str, depth: int = 1) -> str:
        return "  " * (depth - 1) + f"- {text}"

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**"

    def page(self, url: str, title: str) -> str:
        address = self._site.page_url(quote(url))
        return f"[{self.text(title)}]({address})" if address else self.text(title)

    def text(self, text: str) -> str:
        line = "".join(c if c.isprintable() else " " for c in text)
        escaped = "".join(f"\\{one}" if one in "\\`*_[]<>#|~$&!^" else one for one in line)
        return _CALLED.sub(lambda sign: sign[0] + UNSEEN, escaped)

    def long(self, items: list[str]) -> list[str]:
        if len(items) <= _MANY:
            return items
        folded = f"<details><summary>and {len(items) - _MANY} more</summary>"
        return [*items[:_MANY], "", folded, "", *items[_MANY:], "", "</details>"]
