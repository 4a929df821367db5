"""What a department needs to know of customers: who they are, who they are not, and what they are worth."""

from __future__ import annotations

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
from icp_playbook.stages.plan.fit_tables import DisqualifierRow, disqualifier_rows
from icp_playbook.stages.plan.lens.block import Block, Entry, block, concerning
from icp_playbook.stages.plan.pages.research import newest_first

_SIDES = {"decision": "Decides", "both": "Decides and uses", "use": "Uses"}


def segments(catalog: Catalog, department: Department) -> Block:
    """Return the segments with their rules, the most wanted first."""
    entries = [
        Entry(one.ref, (one.definition,), note=one.focus.capitalize(), look=f"focus-{one.focus}")
        for one in _segments(catalog, department)
    ]
    return block("segments", "Who the customer is", entries, "page:segments", "Segments side by side")


def personas(catalog: Catalog, department: Department) -> Block:
    """Return the personas with their jobs; those who decide first."""
    order = tuple(_SIDES)
    found = sorted(
        concerning(catalog.all(Persona), department),
        key=lambda one: (order.index(one.side), one.id),
    )
    entries = [Entry(one.ref, (one.job_to_be_done,), note=_SIDES[one.side]) for one in found]
    return block("personas", "Whom you will meet", entries, "page:personas", "All personas")


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
    return block("scenarios", "What they need, and when", entries, "page:personas", "All personas")


def triggers(catalog: Catalog, department: Department) -> Block:
    """Return what makes each segment start looking."""
    entries = [
        Entry(f"page:segments/{one.id}#s-triggers", one.triggers, one.name, about=one)
        for one in _segments(catalog, department)
        if one.triggers and one.focus != "avoid"
    ]
    return block("triggers", "What makes them look", entries, "page:segments", "All segments")


def disqualifiers(catalog: Catalog, department: Department) -> Block:
    """Return whom to turn away: what rules an account out of each segment, and whom the company does not serve."""
    account, company = catalog.one(AccountAttributes), catalog.one(Company)
    entries = [
        Entry(
            f"page:segments/{one.id}#s-fit",
            tuple(_sentence(row) for row in rows),
            one.name,
            about=one,
        )
        for one in _segments(catalog, department)
        if one.focus != "avoid" and (rows := disqualifier_rows(one, account))
    ]
    entries += [
        Entry(one.ref, (one.definition,), note="Avoid", look="focus-avoid")
        for one in _segments(catalog, department)
        if one.focus == "avoid"
    ]
    entries += [
        Entry("page:company#s-not-served", (one.why,), one.who)
        for one in (company.not_served if company else ())
    ]
    declined = (company and company.not_served) or any(one.focus == "avoid" for one in catalog.all(Segment))
    whole = ("page:#s-not-served", "Whom we do not serve") if declined else ("page:segments", "All segments")
    return block("disqualifiers", "Whom to turn away, and not to pass on", entries, *whole)


def economics(catalog: Catalog, department: Department) -> Block:
    """Return what each segment is worth, in one line."""
    company = catalog.one(Company)
    agreed = company.agreed if company else None
    entries = []
    for one in _segments(catalog, department):
        if one.business_model is None or (money := one.business_model.economics) is None:
            continue
        unit = unit_economics(money, agreed)
        facts = [f"{shown(money.acv)} {money.currency} a year"]
        facts += [f"LTV {shown(unit.ltv)} {money.currency}"] if unit.ltv is not None else []
        facts += [f"LTV : CAC {shown(unit.ltv_to_cac, 1)}"] if unit.ltv_to_cac is not None else []
        facts += (
            [f"payback {shown(unit.payback_months, 1)} months"] if unit.payback_months is not None else []
        )
        fails = unit.ratio_ok is False or unit.payback_ok is False
        note = "Below what we agreed" if fails else ""
        anchor = f"page:segments/{one.id}#s-business-model"
        entries.append(Entry(anchor, (" · ".join(facts),), one.name, note, "bad" if fails else "", one))
    return block("economics", "What they are worth", entries, "page:segments", "Segments side by side")


def insights(catalog: Catalog, department: Department) -> Block:
    """Return what customers said, the newest first."""
    entries = [
        Entry(one.ref, (one.finding,), note=f"{shown(one.sample.n)} asked")
        for one in newest_first(concerning(catalog.all(Insight), department))
    ]
    return block("insights", "What customers told us", entries, "page:research", "All research")


def outcomes(catalog: Catalog, department: Department) -> Block:
    """Return what success means to customers."""
    entries = [
        Entry(one.ref, (one.outcome,), note=(one.indicator or "").capitalize())
        for one in concerning(catalog.all(Outcome), department)
    ]
    return block("outcomes", "What success means to them", entries, "page:outcomes", "All outcomes")


def _segments(catalog: Catalog, department: Department) -> list[Segment]:
    return concerning(catalog.all(Segment), department)


def _sentence(row: DisqualifierRow) -> Text:
    """Join a condition's words; in each language that one of them is written in."""
    tags = dict.fromkeys(
        tag for word in row.words if isinstance(word, Translations) for tag, _ in word.by_language
    )
    if not tags:
        return " ".join(str(word) for word in row.words)
    return Translations(tuple((tag, " ".join(_said(word, tag) for word in row.words)) for tag in tags))


def _said(word: Text, tag: str) -> str:
    return dict(word.by_language).get(tag, word.by_language[0][1]) if isinstance(word, Translations) else word
