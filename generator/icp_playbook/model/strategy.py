"""A strategy: what we do for customers of a maturity tier, in general or in one segment."""

import re
from typing import Annotated, ClassVar

from icp_playbook.model.base import Amount, Definition, LineText, ProseText, Told
from icp_playbook.model.fields import Line, Ref
from icp_playbook.model.text import Text

_STYLED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class StageStrategy(Told):
    """What we do at one stage of the lifecycle."""

    once: ClassVar[tuple[str, ...]] = ("stage",)

    stage: Annotated[str, Ref(("stage",))]
    """The stage."""
    text: ProseText
    """What we do there; the plays are derived."""


class SalesLens(Told):
    """How to sell to this tier by consulting."""

    ask: tuple[ProseText, ...] = ()
    """What to ask."""
    offer: tuple[ProseText, ...] = ()
    """What to offer."""
    do_not_promise: tuple[ProseText, ...] = ()
    """What not to promise."""


class Expansion(Told):
    """Whether and how customers of a tier take more."""

    stance: ProseText
    """Whether they are to take more, from when on and what; or why not."""
    practices: tuple[Annotated[str, Ref(("best-practice",))], ...] = ()
    """The best practices that lead there, in order."""


class Decline(Told):
    """How to say no kindly."""

    how: ProseText
    """The text to send or to say."""
    instead: ProseText
    """What to offer instead."""


class Strategy(Definition):
    """Our stance towards a tier."""

    kind: ClassVar[str] = "strategy"
    as_needed: ClassVar[frozenset[str]] = frozenset(
        {"segment", "expansion", "decline", "effort_hours"}
    )
    summary_field: ClassVar[str] = "strategy"

    name: LineText
    """A short title, for example Grow medium maturity."""
    tier: Annotated[str, Ref(("tier",))]
    """The tier it is for."""
    segment: Annotated[str, Ref(("segment",))] | None = None
    """Only for this segment; it overrides the tier's general strategy there."""
    stance: Annotated[Text, Line(40)]
    """In a word or two: do-not-sell, limited, grow or premium, or your own."""
    strategy: ProseText
    """What we do and why, in a paragraph."""
    do: tuple[ProseText, ...] = ()
    """What we do."""
    dont: tuple[ProseText, ...] = ()
    """What we do not do."""
    service_level: ProseText | None = None
    """The service that such customers get."""
    effort_budget: ProseText | None = None
    """The cap on our effort, in hours or people."""
    effort_hours: Amount | None = None
    """The same as a number, for the picture that compares tiers: most hours that one such customer
    may take in the first year."""
    pricing: ProseText | None = None
    """Our stance on price, and the moat it rests on."""
    expansion: Expansion | None = None
    """Whether we expand such customers, and with which practices."""
    sales: SalesLens | None = None
    """What to ask, to offer and not to promise."""
    by_stage: tuple[StageStrategy, ...] = ()
    """What we do at each stage."""
    decline: Decline | None = None
    """For do-not-sell: how to say no, and what to offer instead."""

    @property
    def stances(self) -> tuple[str, ...]:
        """Its stance written as an id, in each language that it has: `do-not-sell`."""
        return tuple("-".join(one.casefold().split()) for _, one in self.stance.each)

    @property
    def look(self) -> str:
        """How its chip looks: as the first that styles can name."""
        return next((f"stance-{one}" for one in self.stances if _STYLED.fullmatch(one)), "")
