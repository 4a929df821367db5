"""What a department needs to know of customers: who they are, who not, and what they are worth."""

from __future__ import annotations

from functools import reduce

from icp_playbook.messages import Message, say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.fields import Text, Translations
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.research import Insight
from icp_playbook.model.segment import Segment
from icp_playbook.numbers import shown
from icp_playbook.scoring.economics import unit_economics
from icp_playbook.stages.plan.fit_tables import DisqualifierRow, list_disqualifiers
from icp_playbook.stages.plan.lens.block import Block, Entry, block, concerning
from icp_playbook.stages.plan.pages.research import newest_first

_SIDES = {"decision": say("Decides"), "both": say("Decides and uses"), "use": say("Uses")}


def segments(catalog: Catalog, department: Department) -> Block:
    """Return the segments with their rules, the most wanted first."""
    entries = [
        Entry(one.ref, (one.definition,), note=one.focus.capitalize(), look=f"focus-{one.focus}")
        for one in _segments(catalog, department)
    ]
    return block(
        "segments",
        say("Who the customer is"),
        entries,
        "page:segments",
        say("Segments side by side"),
    )


def personas(catalog: Catalog, department: Department) -> Block:
    """Return the personas with their jobs; those who decide first."""
    order = tuple(_SIDES)
    found = sorted(
        concerning(catalog.all(Persona), department),
        key=lambda one: (order.index(one.side), one.id),
    )
    entries = [Entry(one.ref, (one.job_to_be_done,), note=_SIDES[one.side]) for one in found]
    return block(
        "personas", say("Whom you will meet"), entries, "page:personas", say("All personas")
    )


def scenarios(catalog: Catalog, department: Department) -> Block:
    """Return what each persona needs in which situation."""
    entries = [
        Entry(
            f"page:personas/{one.id}#s-scenarios",
            tuple(each.need for each in one.scenarios),
            one.name,
            about=one,
        )
        for one in concerning(catalog.all(Persona), department)
        if one.scenarios
    ]
    return block(
        "scenarios", say("What they need, and when"), entries, "page:personas", say("All personas")
    )


def triggers(catalog: Catalog, department: Department) -> Block:
    """Return what makes each segment start looking."""
    entries = [
        Entry(f"page:segments/{one.id}#s-triggers", one.triggers, one.name, about=one)
        for one in _segments(catalog, department)
        if one.triggers and one.focus != "avoid"
    ]
    return block(
        "triggers", say("What makes them look"), entries, "page:segments", say("All segments")
    )


def disqualifiers(catalog: Catalog, department: Department) -> Block:
    """Return the disqualifiers of each segment, the segments to avoid, and whom we do not serve."""
    account, company = catalog.one(AccountAttributes), catalog.one(Company)
    entries = [
        Entry(
            f"page:segments/{one.id}#s-fit",
            tuple(_sentence(row) for row in rows),
            one.name,
            about=one,
        )
        for one in _segments(catalog, department)
        if one.focus != "avoid" and (rows := list_disqualifiers(one, account))
    ]
    entries += [
        Entry(one.ref, (one.definition,), note=say("Avoid"), look="focus-avoid")
        for one in _segments(catalog, department)
        if one.focus == "avoid"
    ]
    entries += [
        Entry("page:company#s-not-served", (one.why,), one.who)
        for one in (company.not_served if company else ())
    ]
    declined = (company and company.not_served) or any(
        one.focus == "avoid" for one in catalog.all(Segment)
    )
    whole = (
        ("page:#s-not-served", say("Whom we do not serve"))
        if declined
        else ("page:segments", say("All segments"))
    )
    return block("disqualifiers", say("Whom to turn away, and not to pass on"), entries, *whole)


def economics(catalog: Catalog, department: Department) -> Block:
    """Return what each segment is worth, in one line."""
    company = catalog.one(Company)
    agreed = company.agreed if company else None
    entries = []
    for one in _segments(catalog, department):
        if one.business_model is None or (money := one.business_model.economics) is None:
            continue
        unit = unit_economics(money, agreed)
        facts = [
            say("{amount} {currency} a year", amount=shown(money.acv), currency=money.currency)
        ]
        if unit.ltv is not None:
            facts.append(
                say("LTV {amount} {currency}", amount=shown(unit.ltv), currency=money.currency)
            )
        if unit.ltv_to_cac is not None:
            facts.append(say("LTV : CAC {ratio}", ratio=shown(unit.ltv_to_cac, 1)))
        if unit.payback_months is not None:
            facts.append(say("payback {months} months", months=shown(unit.payback_months, 1)))
        fails = unit.ratio_ok is False or unit.payback_ok is False
        note = say("Below what we agreed") if fails else ""
        anchor = f"page:segments/{one.id}#s-business-model"
        entries.append(
            Entry(anchor, (reduce(_beside, facts),), one.name, note, "bad" if fails else "", one)
        )
    return block(
        "economics",
        say("What they are worth"),
        entries,
        "page:segments",
        say("Segments side by side"),
    )


def insights(catalog: Catalog, department: Department) -> Block:
    """Return what customers said, the newest first."""
    entries = [
        Entry(one.ref, (one.finding,), note=say("{count} asked", count=shown(one.sample.n)))
        for one in newest_first(concerning(catalog.all(Insight), department))
    ]
    return block(
        "insights", say("What customers told us"), entries, "page:research", say("All research")
    )


def outcomes(catalog: Catalog, department: Department) -> Block:
    """Return what success means to customers."""
    entries = [
        Entry(one.ref, (one.outcome,), note=(one.indicator or "").capitalize())
        for one in concerning(catalog.all(Outcome), department)
    ]
    return block(
        "outcomes", say("What success means to them"), entries, "page:outcomes", say("All outcomes")
    )


def _segments(catalog: Catalog, department: Department) -> list[Segment]:
    return concerning(catalog.all(Segment), department)


def _beside(first: Message, then: Message) -> Message:
    return say("{first} · {then}", first=first, then=then)


def _sentence(row: DisqualifierRow) -> Text:
    """Join a condition's words; in each language that one of them is written in."""
    tags = dict.fromkeys(
        tag for word in row.words if isinstance(word, Translations) for tag, _ in word.by_language
    )
    if not tags:
        return " ".join(str(word) for word in row.words)
    return Translations(
        tuple((tag, " ".join(_said(word, tag) for word in row.words)) for tag in tags)
    )


def _said(word: Text, tag: str) -> str:
    return (
        dict(word.by_language).get(tag, word.by_language[0][1])
        if isinstance(word, Translations)
        else word
    )
