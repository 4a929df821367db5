"""The picture of a buying committee: who decides and who uses, each in a seat by their role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    colleagues = _colleagues(personas)
    seats = [_seat(catalog, persona, colleagues[persona.id]) for persona in personas]
    seats.sort(key=lambda seat: order.get(seat.role.id, len(order)) if seat.role else len(order))
    lanes = [
        Lane(side, title, tuple(seat for seat in seats if seat.persona.side == side))
        for side, title in _LANES
    ]
    return tuple(lane for lane in lanes if lane.seats)


def _colleagues(personas: Sequence[Persona]) -> Mapping[str, tuple[Persona, ...]]:
    """Return by id those at the table whom one works with, whichever of the two says so."""
    place = {persona.id: at for at, persona in enumerate(personas)}
    pairs = {
        pair
        for persona in personas
        for other in persona.works_with
        if other in place and other != persona.id
        for pair in ((persona.id, other), (other, persona.id))
    }
    found: dict[str, list[int]] = {persona.id: [] for persona in personas}
    for one, other in pairs:
        found[one].append(place[other])
    return {id: tuple(personas[at] for at in sorted(places)) for id, places in found.items()}


def _seat(catalog: Catalog, persona: Persona, colleagues: tuple[Persona, ...]) -> Seat:
    named = [catalog.targets[catalog.ref(ref)].part for ref in persona.buying_roles]
    roles = tuple(role for role in named if isinstance(role, ListedWord))
    return Seat(persona, next(iter(roles), None), roles[1:], colleagues)
