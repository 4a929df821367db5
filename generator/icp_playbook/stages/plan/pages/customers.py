"""Customers: segments, the personas met there, and customers outside the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from icp_playbook.messages import Message, say
from icp_playbook.model.account import AccountAttributes, Flag
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import BEACHHEAD
from icp_playbook.model.company import Company, ListedWord
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.maturity import Tier
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.score import Score
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import said
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.project import Site
from icp_playbook.scoring.economics import UnitEconomics, unit_economics
from icp_playbook.stages.plan.fit_glance import glance_of
from icp_playbook.stages.plan.fit_tables import asked_in, asked_of, fit_table, list_flags
from icp_playbook.stages.plan.pages import KindPages, View
from icp_playbook.stages.plan.pages.value import outcomes_of
from icp_playbook.stages.plan.pictures.committee import seat_committee
from icp_playbook.stages.plan.pictures.four_fits import draw_fits
from icp_playbook.stages.plan.pictures.outside import draw_outside
from icp_playbook.stages.plan.pictures.segment_value import Valued, draw_value


def show_company(catalog: Catalog, site: Site) -> Callable[[Company], View]:
    """Return its lists of words, and the picture of new customers outside the profile."""
    return lambda company: {
        "lists": [
            (title, company.parts[field], _used_words(catalog, company, field))
            for title, field in _LISTS
        ],
        **_outside(company, site),
        "registered": bool(catalog.all(ExceptionRecord)),
    }


def _outside(company: Company | None, site: Site) -> View:
    """Return the picture of new customers outside the profile, and the same for a phone."""
    periods = company.new_customers if company else ()
    return {
        "outside": draw_outside(periods, 760, site.language),
        "outside_narrow": draw_outside(periods, 340, site.language),
    }


def show_account(catalog: Catalog, account: AccountAttributes) -> View:
    """Return what raises each flag, and the flags that each attribute may raise."""
    raised: dict[str, list[Flag]] = {}
    for flag in account.flags:
        for attribute in dict.fromkeys(asked_in(flag.when)):
            raised.setdefault(attribute, []).append(flag)
    return {"flags": list_flags(account, asked_of(catalog)), "raised": raised}


def show_score(catalog: Catalog, score: Score) -> View:
    """Return how a score of the company as a whole comes about."""
    return {"fit": fit_table(score.scoring, asked_of(catalog))}


_LISTS = (
    (say("Roles in a purchase"), "buying_roles"),
    (say("Why we make exceptions"), "exception_categories"),
    (say("How a best practice reaches the customer"), "deliveries"),
)


def _used_words(
    catalog: Catalog, company: Company, field: str
) -> list[tuple[ListedWord, list[Definition]]]:
    """Return the words of a list with who uses each; of a list of ours those that are used."""
    own = field in company.model_fields_set
    found = []
    for word in getattr(company, field):
        users = {use.by.ref: use.by for use in catalog.uses.get(catalog.ref(word), ())}
        if own or users:
            found.append((word, [one for ref, one in users.items() if ref != company.ref]))
    return found


def next_first(exceptions: Iterable[ExceptionRecord]) -> list[ExceptionRecord]:
    """Return exceptions by the day of their next review."""
    return sorted(exceptions, key=lambda one: (one.review_on, one.id))


def list_exceptions(catalog: Catalog, site: Site) -> View:
    """Return the register of customers outside the profile, the next to be looked at first."""
    register, company = next_first(catalog.all(ExceptionRecord)), catalog.one(Company)
    return {
        "register": register,
        "with_results": [one for one in register if one.results],
        "lessons": [one for one in register if one.lesson],
        **_outside(company, site),
        "asking": _plays_that_ask(catalog),
        "approvers": list(dict.fromkeys(one.approved_by for one in register)),
        "categories": _used_words(catalog, company, "exception_categories") if company else [],
    }


def _plays_that_ask(catalog: Catalog) -> list[Play]:
    """Return the plays that disqualifiers name which allow an exception: they ask for one."""
    named = {
        one.play
        for segment in catalog.all(Segment)
        for one in (segment.fit.disqualifiers if segment.fit else ())
        if one.play and one.exception == "ask"
    }
    return [play for play in catalog.all(Play) if play.id in named]


def show_segments(catalog: Catalog) -> Callable[[Segment], View]:
    """Return what shows a segment: the fit table, whom one meets, what we do, whether it pays."""
    asked = asked_of(catalog)
    level = {tier.id: tier.level for tier in catalog.all(Tier)}
    general = [strategy for strategy in catalog.all(Strategy) if strategy.segment is None]
    everywhere = [outcome for outcome in catalog.all(Outcome) if not outcome.segments]

    def strategies(segment: Segment) -> list[Strategy]:
        own = catalog.users(segment.ref, Strategy, "segment")
        replaced = {strategy.tier for strategy in own}
        found = [*own, *(strategy for strategy in general if strategy.tier not in replaced)]
        return sorted(found, key=lambda strategy: level.get(strategy.tier, 0))

    def show(segment: Segment) -> View:
        served = segment.focus != "avoid"
        personas = catalog.users(segment.ref, Persona, "segments")
        model = segment.business_model
        return {
            "fit": fit_table(segment.fit, asked) if segment.fit else None,
            "lanes": seat_committee(catalog, personas),
            "signing": _signing(personas),
            "outcomes": outcomes_of(catalog, segment, everywhere) if served else [],
            "strategies": strategies(segment) if served else [],
            "unit": unit_of(catalog, segment),
            "fits": draw_fits(model) if model else None,
        }

    return show


def _signing(personas: Iterable[Persona]) -> list[Persona]:
    """Return who signs, those first who do so before all else; none under roles of another name."""
    found = [one for one in personas if _SIGNS in one.buying_roles]
    return sorted(found, key=lambda one: (one.buying_roles.index(_SIGNS), one.rank))


_SIGNS = "economic-buyer"


def list_segments(catalog: Catalog, site: Site) -> View:
    """Return what serving each segment earns, how one tells it, what the first is called."""
    segments, asked = catalog.all(Segment), asked_of(catalog)
    units = {one.id: unit_of(catalog, one) for one in segments}
    valued = [Valued(one, said(one.name, site.language), units[one.id]) for one in segments]
    return {
        "units": units,
        "glances": {one.id: glance_of(one.fit, asked) for one in segments},
        "beachhead": BEACHHEAD,
        "value_wide": draw_value(valued, 760, 420),
        "value_narrow": draw_value(valued, 340, 400),
    }


def unit_of(catalog: Catalog, segment: Segment) -> UnitEconomics | None:
    """Return what serving a segment earns, if its numbers are known."""
    model = segment.business_model
    if model is None or model.economics is None:
        return None
    company = catalog.one(Company)
    return unit_economics(model.economics, company.agreed if company else None)


def show_persona(catalog: Catalog, persona: Persona) -> View:
    """Return what we say to a persona, and how they decide."""
    mindset = persona.decision_mindset
    traits = [
        (say("What counts as a reason"), mindset.rationale),
        (say("What keeps the status quo"), mindset.inertia),
        (say("Value over price"), mindset.value_over_price),
        (say("The cost of switching"), mindset.switching_cost),
    ] if mindset else []  # fmt: skip
    return {
        "messages": [
            (proposition, message)
            for proposition in catalog.users(persona.ref, ValueProposition, "messages")
            for message in proposition.messages
            if message.persona == persona.id
        ],
        "traits": [(name, trait) for name, trait in traits if trait is not None],
    }


def _sides(catalog: Catalog) -> list[tuple[str, Message, Message, list[Persona]]]:
    """Return the personas by side: those who decide, those who do both, those who use."""
    sides = (
        (
            "decision",
            say("They decide"),
            say(
                "The buying decision is the company's: "
                "several people, slow to move, looking at value."
            ),
        ),
        (
            "both",
            say("They decide and use"),
            say("They feel the product daily and have a say in buying it."),
        ),
        (
            "use",
            say("They use it"),
            say("Their needs and situations drive product design and customer success."),
        ),
    )
    return [
        (side, title, about, [one for one in catalog.all(Persona) if one.side == side])
        for side, title, about in sides
    ]


def list_personas(catalog: Catalog) -> Mapping[str, Any]:
    """Return the personas by side, the roles that they have, and the table they sit at."""
    return {
        "sides": _sides(catalog),
        "roles": _roles(catalog),
        "lanes": seat_committee(catalog, catalog.all(Persona)),
    }


def _roles(catalog: Catalog) -> list[tuple[ListedWord, tuple[Persona, ...]]]:
    """Return the roles in a purchase, each with who has it; those of a list of ours if used."""
    company = catalog.one(Company)
    if company is None:
        return []
    own = "buying_roles" in company.model_fields_set
    found = [(role, catalog.users(catalog.ref(role), Persona)) for role in company.buying_roles]
    return [(role, personas) for role, personas in found if own or personas]


def _by_side(catalog: Catalog) -> Iterator[tuple[str, str, list[Persona]]]:
    """Yield the sides as headings of the list, each with its personas."""
    for side, title, _, personas in _sides(catalog):
        yield title, f"s-{side}", personas


PAGES = (
    KindPages(Company, sited=show_company),
    KindPages(Segment, pages=show_segments, sited_index=list_segments, has_sheet=True),
    KindPages(AccountAttributes, show_account),
    KindPages(Score, show_score),
    KindPages(Persona, show_persona, index=list_personas, order=_by_side, has_sheet=True),
    KindPages(ExceptionRecord, sited_index=list_exceptions),
)
