"""Words for invented companies: a key always gives the same text, and no two keys the same one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

TERMS = (
    # Written small, a term explains itself inside sentences; with a capital it stays quiet there.
    "exchange share", "returns portal", "reason code", "carrier label", "refund time",
    "return rate", "peak season", "pilot week", "policy page", "stock reservation", "first scan",
    "grading bench", "service desk", "rules engine", "margin of the sale", "second parcel",
    "size chart", "drop-off point", "written policy", "value review", "deal desk", "weekly list",
    "owner of returns", "kill criterion", "Customer", "Segment", "Persona", "Tier", "Play", "Pain",
    "Outcome", "Insight", "Exception", "Stage", "Renewal", "Expansion",
)  # fmt: skip
"""The glossary of every company, small or large: a language has as many words as it has."""

_ROLES = (
    "head of returns", "warehouse lead", "finance director", "shop manager", "care agent",
    "data analyst", "operations director", "brand founder", "platform engineer", "account manager",
)  # fmt: skip
_THINGS = ("parcels", "orders", "refunds", "tickets", "exchanges", "claims", "labels", "scans")
_MONTHS = ("January", "March", "May", "July", "September", "November")
_FRAMES = (
    "The {role} opens {n} {things} a week and can tell why {m} of them came back.",
    (
        "Since {month} the {term} has been read aloud in the Monday meeting, together with {n} "
        "{things}."
    ),
    "Of {n} {things} in {month}, {m} % were settled without a single mail to the shopper.",
    "Nobody has told the {role} what a {term} costs, so {n} {things} wait until somebody asks.",
    "They keep {n} {things} in a spreadsheet that only the {role} dares to sort.",
    "Ask for the {term} of {month} before talking about price; {m} of {n} cannot name it.",
    "When the {role} is away for {m} days, the {things} pile up and the {term} is forgotten.",
    (
        "A trial with {n} {things} shows more than a call: by {month} the {term} has moved or it "
        "has not."
    ),
    "What they bought for {n} {things} a month has to carry {m} times as many in {month}.",
    "The {role} and the {other} disagree about {n} {things}, and both are right in part.",
    (
        "Write down who decides on the {term}, by when, and what happens to the {n} {things} "
        "until then."
    ),
    "It ends when {m} {things} in a row went through without the {role} touching them.",
)


def number(key: str, below: int) -> int:
    """Return a number from 0 to `below` - 1 that belongs to `key`."""
    return crc32(key.encode()) % below


def pick(key: str, choices: Sequence[T]) -> T:
    """Return the one of `choices` that belongs to `key`."""
    return choices[number(key, len(choices))]


def line(key: str) -> str:
    """Return a short text without Markdown."""
    return (
        f"{pick(f'{key}r', _ROLES).capitalize()} and {2 + number(key, 9000)} "
        f"{pick(f'{key}t', _THINGS)}"
    )


def sentence(key: str) -> str:
    """Return one sentence; about half of them use a word of the glossary."""
    return pick(key, _FRAMES).format(
        role=pick(f"{key}a", _ROLES),
        other=pick(f"{key}b", _ROLES),
        things=pick(f"{key}c", _THINGS),
        term=pick(f"{key}d", TERMS),
        month=pick(f"{key}e", _MONTHS),
        n=200 + number(f"{key}f", 90_000),
        m=2 + number(f"{key}g", 190),
    )


def prose(key: str, sentences: int = 2, link: str = "") -> str:
    """Return a paragraph: one in ten links to `link`, one in a hundred elsewhere."""
    said = [sentence(f"{key}-{index}") for index in range(sentences)]
    kind = number(f"{key}-kind", 100)
    if kind < 10 and link:
        said.append(
            f"See [[{link}]]." if kind % 2 else f"The rest is in [[{link}|another definition]]."
        )
    elif kind < 16:
        said[0] = f"**{said[0]}**" if kind % 2 else said[0].replace("The ", "*The* ", 1)
    elif kind < 20:
        said.append("\n\n" + "\n".join(f"- {sentence(f'{key}-item-{item}')}" for item in range(3)))
    elif kind < 21:
        said.append(f"More [in the report](https://www.example.com/reports/{number(key, 999)}).")
    return " ".join(said)


def sentences(key: str, count: int, link: str = "") -> list[str]:
    """Return a list of short prose texts."""
    return [prose(f"{key}-{index}", 1, link) for index in range(count)]
