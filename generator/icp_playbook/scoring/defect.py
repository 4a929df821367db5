"""One defect of the rules document, and what every part of it checks alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Defect:
    """What can't be scored: `where` is the path into the rules, such as ("segments", 0, "criteria", 2)."""

    where: Where
    message: str
    hint: str = ""


def share_defects(where: Where, share: str) -> Iterator[Defect]:
    """Yield a defect unless the share lies between 0 and 1."""
    if not 0 <= Fraction(share) <= 1:
        yield Defect(
            where, f"{share} is not a share", "give a part of the whole between 0 and 1, such as 0.75"
        )
