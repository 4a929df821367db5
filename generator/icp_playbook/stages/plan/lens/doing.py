"""What a department needs to do: the stance for each tier, its part in plays and practices, and the limits."""

from __future__ import annotations

from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.strategy import Strategy
from icp_playbook.stages.plan.lens.block import Block, Entry, block, concerning, worded
from icp_playbook.stages.plan.pages.plays import general_strategy

_TYPES = ("risk", "opportunity", "lifecycle")


def tiers(catalog: Catalog, department: Department) -> Block:
    """Return the tiers from low to high, each with our stance."""
    strategies = catalog.all(Strategy)
    entries = []
    for one in concerning(catalog.all(Tier), department):
        strategy = general_strategy(one, strategies)
        stance = strategy.stance if strategy else ""
        lines = (one.summary,) if one.summary is not None else ()
        entries.append(Entry(one.ref, lines, note=worded(stance), look=f"stance-{stance}" if stance else ""))
    return block("tiers", "How ready they are", entries, "page:maturity/tiers", "Tiers side by side")


def qualification(catalog: Catalog, _: Department) -> Block:
    """Return the criteria of motivation, each with its best question."""
    found = catalog.one(Qualification)
    entries = [Entry(f"criterion:{one.id}", one.questions[:1]) for one in (found.criteria if found else ())]
    return block(
        "qualification",
        "What to ask",
        entries,
        "page:qualification",
        "All questions, and what they add up to",
    )


def strategies(catalog: Catalog, department: Department) -> Block:
    """Return our stance for each tier, the general one before a segment's own."""
    level = {tier.id: tier.level for tier in catalog.all(Tier)}
    found = sorted(
        concerning(catalog.all(Strategy), department),
        key=lambda one: (level[one.tier], one.segment is not None, one.id),
    )
    entries = [
        Entry(one.ref, (one.strategy,), note=worded(one.stance), look=f"stance-{one.stance}") for one in found
    ]
    return block("strategies", "What we do for each tier", entries, "page:strategies", "All strategies")


def plays(catalog: Catalog, department: Department) -> Block:
    """Return the plays that a department has a part in and others run; risks first."""
    found = sorted(
        (
            one
            for one in concerning(catalog.all(Play), department)
            if one.run_by != department.id and one.departments
        ),
        key=lambda one: (_TYPES.index(one.type), one.id),
    )
    entries = [Entry(one.ref, (one.objective,), note=_type(one), look=one.type) for one in found]
    return block("plays", "Plays you have a part in", entries, "page:plays", "All plays")


def best_practices(catalog: Catalog, department: Department) -> Block:
    """Return the practices, each with the moment it ends at."""
    entries = [
        Entry(one.ref, (one.value_event,)) for one in concerning(catalog.all(BestPractice), department)
    ]
    return block(
        "best-practices",
        "How good customers do it",
        entries,
        "page:best-practices",
        "All best practices",
    )


def exceptions(catalog: Catalog, department: Department) -> Block:
    """Return the customers outside the profile, the next to be looked at first."""
    found = sorted(
        concerning(catalog.all(ExceptionRecord), department),
        key=lambda one: (one.review_on, one.id),
    )
    entries = [Entry(one.ref, (one.limits.effort,), note=worded(one.category)) for one in found]
    return block("exceptions", "Customers outside the profile", entries, "page:exceptions", "The register")


def not_built(catalog: Catalog, _: Department) -> Block:
    """Return what we have agreed not to build."""
    company = catalog.one(Company)
    entries = [
        Entry("page:company#s-not-built", (one.why,), one.what)
        for one in (company.not_built if company else ())
    ]
    return block(
        "not-built",
        "What we do not build",
        entries,
        "page:company#s-not-built",
        "The list, and who asks for it",
    )


def _type(play: Play) -> str:
    return "" if play.type == "lifecycle" else play.type.capitalize()
