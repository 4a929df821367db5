"""How a change looks: in a terminal, and in a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from icp_playbook.changes.fields import FieldChange
from icp_playbook.cutting import cut_short
from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.project import Site

_MANY = 20
_SHORT = 70
_LONG = 2 * _SHORT
# Groups that only say where a field stands; people name the field itself.
_SILENT = {"fit", "criteria", "business model", "economics", "when"}
UNSEEN = "\u200b"
"""A space of no width: in a word that has one, no code host sees a name or a command."""
# Names of people, addresses, and what a code host takes for the number of an issue, a request
# or a milestone.
_CALLED = re.compile(r"@|:(?=//)|www(?=\.)|[#!](?=[0-9])|%(?=[\w\"])|\bGH(?=-[0-9])", re.IGNORECASE)


class Look:
    """Draws headings, items and names in the reader's language.

    What authors typed goes through `text`, so that it stays what it is; what we say takes such
    texts as arguments.
    """

    def __init__(self, language: Language = ENGLISH) -> None:
        self._language = language

    def say(self, message: str) -> str:
        """Return what we say in the reader's language."""
        return self._language.text(message)

    def joined(self, texts: Iterable[str]) -> str:
        """Return texts with signs between them that stand out among commas."""
        return self.say(say("; ")).join(texts)

    def heading(self, message: str) -> list[str]:
        raise NotImplementedError

    def item(self, message: str, depth: int = 1) -> str:
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

    def heading(self, message: str) -> list[str]:
        return ["", self.say(message)]

    def item(self, message: str, depth: int = 1) -> str:
        return "  " * depth + self.say(message)

    def strong(self, text: str) -> str:
        return self.text(text)

    def page(self, url: str, title: str) -> str:
        return f"{self.text(title)} (/{url})"

    def text(self, text: str) -> str:
        return _one_line(self.say(text))

    def long(self, items: list[str]) -> list[str]:
        more = len(items) - _MANY
        return [
            *items[:_MANY],
            *([self.item(say("and {count} more", count=more))] if more > 0 else []),
        ]


class MarkdownLook(Look):
    """For a pull request, where nothing that was typed is syntax, and calls nobody and nothing."""

    def __init__(self, language: Language, site: Site) -> None:
        super().__init__(language)
        self._site = site

    def heading(self, message: str) -> list[str]:
        return ["", f"### {self.say(message)}", ""]

    def item(self, message: str, depth: int = 1) -> str:
        return "  " * (depth - 1) + f"- {self.say(message)}"

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**"

    def page(self, url: str, title: str) -> str:
        address = self._site.page_url(quote(url))
        return f"[{self.text(title)}]({address})" if address else self.text(title)

    def text(self, text: str) -> str:
        line = _one_line(self.say(text))
        escaped = "".join(f"\\{one}" if one in "\\`*_[]<>#|~$&!^" else one for one in line)
        return _CALLED.sub(lambda sign: sign[0] + UNSEEN, escaped)

    def long(self, items: list[str]) -> list[str]:
        more = len(items) - _MANY
        if more <= 0:
            return items
        summary = self.say(say("and {count} more", count=more))
        folded = f"<details><summary>{summary}</summary>"
        return [*items[:_MANY], "", folded, "", *items[_MANY:], "", "</details>"]


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def told(fields: Sequence[FieldChange], look: Look) -> Iterator[str]:
    """Yield a line for each difference: `**Share of effort**: 45 % → 50 %`."""
    for (where, came, went), group in groupby(
        fields, key=lambda one: (one.where, one.old is None, one.new is None)
    ):
        found = list(group)
        words = [word for word in where if word not in _SILENT] or list(where)
        name = look.say(words[0])
        for word in words[1:]:
            name = look.say(say("{field}: {value}", field=name, value=word))
        name = look.strong(name[0].upper() + name[1:])
        if came or went:
            texts = look.joined(
                look.text(cut_short((one.new if came else one.old) or "", _LONG)) for one in found
            )
            yield look.say(
                say("{field}: added {texts}", field=name, texts=texts)
                if came
                else say("{field}: removed {texts}", field=name, texts=texts)
            )
        else:
            for one in found:
                old, new = map(look.text, _apart(one.old or "", one.new or ""))
                yield look.say(say("{field}: {old} → {new}", field=name, old=old, new=new))


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts, cut to where they differ when they are long."""
    if len(old) <= _SHORT and len(new) <= _SHORT:
        return old, new
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    rest = min(len(old), len(new)) - start
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    begin = max(old.rfind(" ", 0, max(start - 20, 0)) + 1, start - 40, 0)
    return _middle(old, begin, len(old) - tail), _middle(new, begin, len(new) - tail)


def _middle(text: str, begin: int, end: int) -> str:
    """Return a part of `text` with a little of what follows, and dots for what is left out."""
    stop = text.find(" ", end + 20)
    stop = len(text) if stop < 0 or stop > end + 40 else stop
    said = ("… " if begin else "") + text[begin:stop].strip() + (" …" if stop < len(text) else "")
    return cut_short(said, _LONG)
