"""Hover cards: what a link to a definition or a part shows of it, before anybody follows it.

A card is data; a script asks for it when somebody points at a link. Files are scripts, since a
browser fetches nothing else for a page that was opened from a folder. Each kind has its own, and
large kinds have several, so that pointing at a link moves a few kilobytes at most.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from icp_playbook.messages import Language, say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import Company, ListedWord
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.page import Plan
from icp_playbook.model.prose import plain_text
from icp_playbook.model.text import worded
from icp_playbook.model.walk import first_text
from icp_playbook.project import ASSETS
from icp_playbook.stages.render.sentences import first_sentence

FOLDER = f"{ASSETS}/cards"
MOST = 40
"""About so many cards are in one file."""
SENTENCE = 220
"""Characters that a card shows of a text: two or three lines."""

Card = Mapping[str, object]


def card_files(plan: Plan, catalog: Catalog, language: Language) -> dict[str, str]:
    """Return the files of all cards by their path on the site.

    `head.js` says in how many files the cards below each address are; `<address>-<n>.js` holds
    those whose address has the remainder n (see `place_of`).
    """
    maker = _Maker(catalog, language)
    groups: dict[str, dict[str, Card]] = defaultdict(dict)
    for ref, target in catalog.targets.items():
        url = plan.addresses[ref]
        if url.partition("#")[0] not in plan.left_out:
            kind = BY_NAME[target.definition.kind]
            groups[kind.url][url] = maker.card(target.definition, target.part)
    files = dict(_files(groups))
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:12]
    head = {"version": version, "counts": {url: _count(cards) for url, cards in groups.items()}}
    return {f"{FOLDER}/head.js": _script(head)} | files


def place_of(address: str, count: int) -> int:
    """Return in which of `count` files the card of an address is; the script computes the same."""
    return sum(map(ord, address)) % count


def _count(cards: Mapping[str, Card]) -> int:
    return -(-len(cards) // MOST)


def _files(groups: Mapping[str, Mapping[str, Card]]) -> Iterator[tuple[str, str]]:
    for folder, cards in groups.items():
        count = _count(cards)
        parts: list[dict[str, Card]] = [{} for _ in range(count)]
        for url, card in cards.items():
            parts[place_of(url, count)][url] = card
        for number, part in enumerate(parts):
            yield f"{FOLDER}/{folder}-{number}.js", _script({"cards": part})


def _script(told: Mapping[str, object]) -> str:
    """Return a script that tells what it holds; whoever loads it listens."""
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'document.dispatchEvent(new CustomEvent("icp-cards",{{detail:{data}}}));\n'


class _Maker:
    def __init__(self, catalog: Catalog, language: Language) -> None:
        company = catalog.one(Company)
        self._catalog, self._language = catalog, language
        self._contacts = company.contacts if company else {}

    def card(self, definition: Definition, part: NamedPart | None) -> Card:
        """Return a card; what it has nothing to say about is left out."""
        text = first_text(part) if part else definition.summary_text or first_text(definition)
        card = {
            "title": self._language.text((part or definition).title),
            "kind": self._kind(definition, part),
            "text": first_sentence(self._plain(text), SENTENCE) if text else "",
            "marks": list(self._marks(definition)),
            "owner": "" if part else self._owner(definition),
        }
        return {name: value for name, value in card.items() if value}

    def _kind(self, definition: Definition, part: NamedPart | None) -> str:
        kind = BY_NAME[definition.kind]
        if isinstance(part, ListedWord):
            return ""  # a word of the company's lists is no company
        if part is None or kind.single:
            return self._language.text(kind.title)
        return self._language.text(definition.title)

    def _marks(self, definition: Definition) -> Iterator[tuple[str, str]]:
        """Yield how what is unusual looks, and the word for it."""
        if definition.status != "active":
            yield definition.status, self._language.text(LABELS[definition.status])
        if definition.claims and definition.confidence == "hypothesis":
            yield definition.confidence, self._language.text(LABELS[definition.confidence])

    def _owner(self, definition: Definition) -> str:
        contact = self._contacts.get(definition.owner)
        owner = contact.name if contact and contact.name else worded(definition.owner)
        return self._language.text(say("Owner: {owner}", owner=owner))

    def _plain(self, text: str) -> str:
        return plain_text(self._language.text(text), self._title)

    def _title(self, ref: str) -> str:
        found = self._catalog.references.find(ref)
        return self._language.text(self._catalog.targets[found].title) if found else ref


__all__ = ["FOLDER", "card_files", "place_of"]
