"""What a department needs to do: stances, its part in plays and practices, and the limits."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import worded
from icp_playbook.stages.plan.lens.block import Fact, concerning, selection
from icp_playbook.stages.plan.pages import titles
from icp_playbook.stages.plan.pages.customers import next_first
from icp_playbook.stages.plan.pages.plays import general_strategy, risks_first


@selection("tiers", say("How ready they are"), "page:maturity/tiers", say("Tiers side by side"))
def tiers(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the tiers from low to high, each with our stance."""
    strategies = catalog.all(Strategy)
    for one in concerning(catalog.all(Tier), department):
        strategy = general_strategy(one, strategies)
        lines = (one.summary,) if one.summary is not None else ()
        stance, look = (worded(strategy.stance), strategy.look) if strategy else ("", "")
        yield Fact(one.ref, lines, note=stance, look=look)


@selection(
    "qualification",
    say("What to ask"),
    "page:qualification",
    say("All questions, and what they add up to"),
)
def qualification(catalog: Catalog, _: Department) -> Iterator[Fact]:
    """Yield the criteria of motivation, each with its best question."""
    found = catalog.one(Qualification)
    for one in found.criteria if found else ():
        yield Fact(catalog.ref(one), one.questions[:1])


@selection("strategies", say("What we do for each tier"), "page:strategies", say("All strategies"))
def strategies(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield our stance for each tier, the general one before a segment's own."""
    level = {tier.id: tier.level for tier in catalog.all(Tier)}
    for one in sorted(
        concerning(catalog.all(Strategy), department),
        key=lambda one: (level[one.tier], one.segment is not None, one.id),
    ):
        yield Fact(one.ref, (one.strategy,), note=worded(one.stance), look=one.look)


@selection("plays", say("Plays you have a part in"), "page:plays", say("All plays"))
def plays(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the plays that a department has a part in and others run; risks first."""
    for one in risks_first(concerning(catalog.all(Play), department)):
        if one.run_by != department.id and one.departments:
            note = "" if one.type == "lifecycle" else LABELS[one.type]
            yield Fact(one.ref, (one.objective,), note=note, look=one.type)


@selection(
    "best-practices",
    say("How good customers do it"),
    "page:best-practices",
    say("All best practices"),
)
def best_practices(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the practices, each with the moment it ends at."""
    for one in concerning(catalog.all(BestPractice), department):
        yield Fact(one.ref, (one.value_event,))


@selection(
    "exceptions", say("Customers outside the profile"), "page:exceptions", say("The register")
)
def exceptions(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield the customers outside the profile, the next to be looked at first."""
    for one in next_first(concerning(catalog.all(ExceptionRecord), department)):
        yield Fact(one.ref, (one.limits.effort,), note=titles(catalog, [one.category])[0])


@selection(
    "not-built",
    say("What we do not build"),
    "page:company#s-not-built",
    say("The list, and who asks for it"),
)
def not_built(catalog: Catalog, _: Department) -> Iterator[Fact]:
    """Yield what we have agreed not to build."""
    company = catalog.one(Company)
    for one in company.not_built if company else ():
        yield Fact("page:company#s-not-built", (one.why,), one.what)
