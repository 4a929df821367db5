"""Rules about whom the company serves: the company, its segments and personas, what they are promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.numbers import shown
from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.check.rule import Context, Finding, current, listed


def no_company(catalog: Catalog, _: Context) -> Iterator[Problem]:
    """A playbook is about a company."""
    if catalog.one(Company) is None:
        yield Problem(
            "content/company.yml", 1, 1, "no-company", "the playbook has no company yet",
            "create this file with name, one_liner, four_answers, not_served and owner",
        )  # fmt: skip


def no_segment(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A profile is at least one segment."""
    company = catalog.one(Company)
    if company and not current(catalog, Segment):
        yield Finding(
            company, (), "the company has no segment, so nothing says who its customer is",
            "describe the first one in content/segments/, for example content/segments/mid-market.yml",
        )  # fmt: skip


def no_beachhead(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A company with segments says which one it wins first."""
    company, segments = catalog.one(Company), current(catalog, Segment)
    if company and segments and not any(segment.focus == "beachhead" for segment in segments):
        names = ", ".join(segment.id for segment in segments[:6])
        yield Finding(
            company,
            (),
            "no segment is the beachhead",
            f'write "focus: beachhead" in one of the segments: {names}',
        )


def second_beachhead(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Only one point can be won first."""
    beachheads = [segment for segment in current(catalog, Segment) if segment.focus == "beachhead"]
    for segment in beachheads[1:]:
        yield Finding(
            segment, ("focus",), f"a second beachhead; the first is {beachheads[0].path}",
            "keep one; the others are focus, develop, maintain or avoid",
        )  # fmt: skip


def plays_without_profile(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Plays, strategies and value propositions stand on a segment that the company serves."""
    company = catalog.one(Company)
    if company is None or any(segment.focus != "avoid" for segment in current(catalog, Segment)):
        return
    counted = {
        "value proposition": len(current(catalog, ValueProposition)),
        "strategy": len(current(catalog, Strategy)),
        "play": len(current(catalog, Play)),
    }
    found = [_counted(name, count) for name, count in counted.items() if count]
    if found:
        yield Finding(
            company, (), f"{listed(found)} stand on no profile: no segment is served",
            "describe first whom you serve, in content/segments/",
        )  # fmt: skip


def _counted(name: str, count: int) -> str:
    plural = name.removesuffix("y") + "ies" if name == "strategy" else name + "s"
    return f"{count} {name if count == 1 else plural}"


def segment_without_persona(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """One meets somebody who decides and somebody who uses in every segment, or sells past one of them."""
    met: dict[str, set[str]] = {}
    for persona in current(catalog, Persona):
        for segment in persona.segments:
            met.setdefault(segment, set()).update(
                ("decision", "use") if persona.side == "both" else (persona.side,)
            )
    for one in current(catalog, Segment):
        for side in ("decision", "use"):
            if side not in met.get(one.id, ()):
                yield Finding(
                    one, (), f"no persona on the {side} side names this segment",
                    f'add "{one.id}" to the segments of a persona whose side is {side} or both',
                )  # fmt: skip


def segment_without_value_proposition(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Without a value proposition there is nothing to say to a segment."""
    served = {value.segment for value in current(catalog, ValueProposition)}
    for segment in current(catalog, Segment):
        if segment.id not in served:
            yield Finding(
                segment, (), "no value proposition is for this segment",
                f'write one in content/value_propositions/ with "segment: {segment.id}"',
            )  # fmt: skip


def segment_without_disqualifier(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Without a disqualifier an account can only score up."""
    for segment in current(catalog, Segment):
        if segment.fit is None:
            yield Finding(
                segment, (), "nothing says how well an account fits this segment",
                'add "fit:" with criteria and at least one disqualifier',
            )  # fmt: skip
        elif not segment.fit.disqualifiers:
            yield Finding(
                segment, ("fit",), "nothing rules an account out of this segment",
                'add at least one disqualifier: "disqualifiers:" with when and why',
                at_key=True,
            )  # fmt: skip


def effort_above_hundred(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Shares of effort are parts of one whole."""
    total = Decimal(0)
    for segment in current(catalog, Segment):
        before, total = total, total + (segment.share_of_effort or 0)
        if before <= 100 < total:
            whole = sum(s.share_of_effort or 0 for s in current(catalog, Segment))
            yield Finding(
                segment, ("share_of_effort",), f"all segments together take {shown(whole)} % of the effort",
                "lower the shares until they add up to 100 or less",
            )  # fmt: skip


def new_customers_disagree(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Those outside the profile are some of all."""
    company = catalog.one(Company)
    for index, period in enumerate(company.new_customers if company else ()):
        if company and period.outside_profile > period.total:
            yield Finding(
                company, ("new_customers", index, "outside_profile"),
                f"{period.outside_profile} customers outside the profile are more than all {period.total} new ones",
                "count those outside the profile among the total",
            )  # fmt: skip


def persona_without_scenario(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever uses the product does so in situations that can be told."""
    for persona in current(catalog, Persona):
        if persona.side in ("use", "both") and not persona.scenarios:
            yield Finding(
                persona, ("side",), "somebody who uses the product has no scenario",
                'add "scenarios:", each with a situation and a need',
            )  # fmt: skip


def persona_without_mindset(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever decides does so in a way that can be prepared for."""
    for persona in current(catalog, Persona):
        mindset = persona.decision_mindset
        if persona.side in ("decision", "both") and (
            mindset is None or not any(getattr(mindset, name) for name in type(mindset).model_fields)
        ):
            yield Finding(
                persona, ("side",), "somebody who decides has no decision mindset",
                'add "decision_mindset:" with rationale, inertia, value_over_price or switching_cost',
            )  # fmt: skip


def pain_without_reliever(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A pain that nothing relieves is a promise that nothing keeps."""
    for value in current(catalog, ValueProposition):
        relieved = {reliever.pain for reliever in value.relievers}
        for index, pain in enumerate(value.pains):
            if pain.id not in relieved:
                yield Finding(
                    value, ("pains", index, "id"), f"nothing relieves the pain {quoted(pain.id)}",
                    f'add a reliever with "pain: {pain.id}", or leave the pain out',
                )  # fmt: skip


def reliever_without_pain(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A reliever names a pain of its own value proposition."""
    for value in catalog.all(ValueProposition):
        known = [pain.id for pain in value.pains]
        for index, reliever in enumerate(value.relievers):
            if reliever.pain not in known:
                yield Finding(
                    value, ("relievers", index, "pain"), f"no pain here is called {quoted(reliever.pain)}",
                    did_you_mean(reliever.pain, known)
                    or (f"the pains here are {', '.join(known)}" if known else 'list it under "pains:" first'),
                )  # fmt: skip
