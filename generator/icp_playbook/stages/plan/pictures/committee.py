"""The picture of a buying committee: who decides and who uses, each in a seat by their role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icp_playbook.messages import Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, ListedWord
from icp_playbook.model.persona import Persona

_LANES = (
    ("decision", say("They decide")),
    ("both", say("They decide and use")),
    ("use", say("They use it")),
)
_SIGNS = frozenset({
    "economic-buyer", "champion", "technical-buyer", "influencer", "gatekeeper", "user",
})  # fmt: skip
"""The roles that have a sign of their own; a company may list others."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at the table: the role they mostly have, those they may have, whom they talk to."""

    persona: Persona
    role: ListedWord | None
    others: tuple[ListedWord, ...]
    colleagues: tuple[Persona, ...]

    @property
    def sign(self) -> str:
        """What is drawn beside the role."""
        return self.role.id if self.role and self.role.id in _SIGNS else "other"


@dataclass(frozen=True, slots=True)
class Lane:
    """People of one side, those first whose role is asked for first."""

    side: str
    title: Message
    seats: tuple[Seat, ...]


def seat_committee(catalog: Catalog, personas: Sequence[Persona]) -> tuple[Lane, ...]:
    """Return the lanes that have somebody; colleagues are only those who are at the table."""
    company = catalog.one(Company)
    order = {role.id: place for place, role in enumerate(company.buying_roles if company else ())}
    seats = [_seat(catalog, persona, personas) for persona in personas]
    seats.sort(key=lambda seat: order.get(seat.role.id, len(order)) if seat.role else len(order))
    lanes = [
        Lane(side, title, tuple(seat for seat in seats if seat.persona.side == side))
        for side, title in _LANES
    ]
    return tuple(lane for lane in lanes if lane.seats)


def _seat(catalog: Catalog, persona: Persona, personas: Iterable[Persona]) -> Seat:
    named = [catalog.targets[catalog.ref(ref)].part for ref in persona.buying_roles]
    roles = tuple(role for role in named if isinstance(role, ListedWord))
    works_with = set(persona.works_with)
    colleagues = tuple(
        one
        for one in personas
        if one is not persona and (one.id in works_with or persona.id in one.works_with)
    )
    return Seat(persona, next(iter(roles), None), roles[1:], colleagues)
