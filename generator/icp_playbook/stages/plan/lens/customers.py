"""What a department needs to know of customers: who they are, who not, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.research import Insight
from icp_playbook.model.segment import Segment
from icp_playbook.numbers import shown
from icp_playbook.scoring.economics import unit_economics
from icp_playbook.stages.plan.fit_tables import asked_of, list_disqualifiers
from icp_playbook.stages.plan.lens.block import Block, Fact, block, concerning, sections, selection
from icp_playbook.stages.plan.pages.research import newest_first

_SIDES = ("decision", "both", "use")
_ALL_PERSONAS = "page:personas", say("All personas")
_ALL_SEGMENTS = "page:segments", say("All segments")
_SIDE_BY_SIDE = "page:segments", say("Segments side by side")


@selection("segments", say("Who the customer is"), *_SIDE_BY_SIDE)
def segments(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the segments with their rules, the most wanted first."""
    for one in concerning(catalog.all(Segment), department):
        look = f"focus-{one.focus}"
        yield Fact(one.ref, (one.definition,), note=LABELS[one.focus], look=look)


@selection("personas", say("Whom you will meet"), *_ALL_PERSONAS)
def personas(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the personas with their jobs; those who decide first."""
    found = concerning(catalog.all(Persona), department)
    for one in sorted(found, key=lambda one: (_SIDES.index(one.side), one.id)):
        yield Fact(one.ref, (one.job_to_be_done,), note=LABELS[one.side])


@selection("scenarios", say("What they need, and when"), *_ALL_PERSONAS)
def scenarios(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Return what each persona needs in which situation."""
    return sections(
        concerning(catalog.all(Persona), department),
        "s-scenarios",
        lambda one: [each.need for each in one.scenarios],
    )


@selection("usual-days", say("Their usual days"), *_ALL_PERSONAS)
def usual_days(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Return what each persona does on a usual day."""
    return sections(
        concerning(catalog.all(Persona), department),
        "s-day",
        lambda one: [each.what for each in one.usual_day],
    )


@selection("deals", say("What makes a deal, what breaks it"), *_ALL_PERSONAS)
def deals(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield what makes each persona say yes, and what ends it whatever else we offer."""
    for one in concerning(catalog.all(Persona), department):
        place = f"page:personas/{one.id}#s-deals"
        for lines, note, look in (
            (one.deal_makers, say("Makes it"), "good"),
            (one.deal_breakers, say("Breaks it"), "bad"),
        ):
            if lines:
                yield Fact(place, lines, one.title, note, look, one)


@selection("triggers", say("What makes them look"), *_ALL_SEGMENTS)
def triggers(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Return what makes each segment start looking."""
    return sections(_served(catalog, department), "s-triggers", lambda one: one.triggers)


def disqualifiers(catalog: Catalog, department: Department) -> Block:
    """Return the disqualifiers of each segment, the segments to avoid, and whom we do not serve."""
    company = catalog.one(Company)
    avoided = [one for one in catalog.all(Segment) if one.focus == "avoid"]
    asked = asked_of(catalog)
    not_served = company.not_served if company else ()
    whole = ("page:#s-not-served", say("Whom we do not serve"))
    return block(
        "disqualifiers",
        say("Whom to turn away, and not to pass on"),
        [
            *sections(
                _served(catalog, department),
                "s-fit",
                lambda one: [
                    row.words[0] for row in (list_disqualifiers(one.fit, asked) if one.fit else ())
                ],
            ),
            *(
                Fact(one.ref, (one.definition,), note=LABELS["avoid"], look="focus-avoid")
                for one in concerning(avoided, department)
            ),
            *(Fact("page:company#s-not-served", (one.why,), one.who) for one in not_served),
        ],
        *(whole if not_served or avoided else _ALL_SEGMENTS),
    )


@selection("economics", say("What they are worth"), *_SIDE_BY_SIDE)
def economics(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield what each segment is worth, in one line."""
    company = catalog.one(Company)
    for one in concerning(catalog.all(Segment), department):
        if one.business_model is None or (money := one.business_model.economics) is None:
            continue
        unit, currency = unit_economics(money, company.agreed if company else None), money.currency
        facts: list[str] = [
            say("{amount} a year", amount=shown(money.acv, form="money", currency=currency))
        ]
        if unit.ltv is not None:
            facts += [say("LTV {amount}", amount=shown(unit.ltv, form="money", currency=currency))]
        if unit.ltv_to_cac is not None:
            facts += [say("LTV : CAC {ratio}", ratio=shown(unit.ltv_to_cac, 1))]
        if unit.payback_months is not None:
            facts += [say("payback {months} months", months=shown(unit.payback_months, 1))]
        fails = unit.ratio_ok is False or unit.payback_ok is False
        note, look = (say("Below what we agreed"), "bad") if fails else ("", "")
        anchor = f"page:segments/{one.id}#s-business-model"
        yield Fact(anchor, (reduce(_beside, facts),), one.name, note, look, one)


@selection("insights", say("What customers told us"), "page:research", say("All research"))
def insights(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield what customers said, the newest first."""
    for one in newest_first(concerning(catalog.all(Insight), department)):
        asked = say("{count} asked", count=shown(one.sample.n))
        yield Fact(one.ref, (one.finding,), note=asked)


@selection("outcomes", say("What success means to them"), "page:outcomes", say("All outcomes"))
def outcomes(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield what success means to customers."""
    for one in concerning(catalog.all(Outcome), department):
        yield Fact(one.ref, (one.outcome,), note=LABELS[one.indicator] if one.indicator else "")


def _served(catalog: Catalog, department: Department) -> list[Segment]:
    found = concerning(catalog.all(Segment), department)
    return [one for one in found if one.focus != "avoid"]


def _beside(first: str, then: str) -> str:
    return say("{first} · {then}", first=first, then=then)
