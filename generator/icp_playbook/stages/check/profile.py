"""Rules about whom the company serves: the company, its segments, personas and promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import BEACHHEAD, LABELS, called
from icp_playbook.model.company import Company
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.score import Score
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.numbers import shown
from icp_playbook.problems import Problem, did_you_mean, known_are, quoted
from icp_playbook.stages.check.rule import Context, Finding, current, listed


def no_company(catalog: Catalog, _: Context) -> Iterator[Problem]:
    """A playbook is about a company."""
    if catalog.one(Company) is None:
        message = say("the playbook has no company yet")
        hint = say("create this file with name, one_liner, four_answers, not_served and owner")
        yield Problem("content/company.yml", 1, 1, "no-company", message, hint)


def no_segment(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A profile is at least one segment."""
    company = catalog.one(Company)
    if company and not current(catalog, Segment):
        message = say("the company has no segment, so nothing says who its customer is")
        hint = say(
            "describe the first one in content/segments/, for example {file}",
            file="content/segments/mid-market.yml",
        )
        yield Finding(company, (), message, hint)


def no_beachhead(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A company with segments says which one it wins first."""
    company, segments = catalog.one(Company), current(catalog, Segment)
    if company and segments and not any(segment.focus == "beachhead" for segment in segments):
        names = [segment.id for segment in segments[:6]]
        hint = say('write "focus: beachhead" in one of the segments: {names}', names=names)
        message = say("no segment is the {beachhead}", beachhead=called(catalog, BEACHHEAD))
        yield Finding(company, (), message, hint)


def second_beachhead(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Only one point can be won first."""
    beachheads = [segment for segment in current(catalog, Segment) if segment.focus == "beachhead"]
    for segment in beachheads[1:]:
        message = say(
            "a second {beachhead}; the first is {file}",
            beachhead=called(catalog, BEACHHEAD),
            file=beachheads[0].path,
        )
        hint = say("keep one; the others are focus, develop, maintain or avoid")
        yield Finding(segment, ("focus",), message, hint)


def second_company_fit(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whether this is our customer has one answer."""
    found = [score for score in current(catalog, Score) if score.measures == "fit"]
    for score in found[1:]:
        message = say("a second score that measures fit; the first is {file}", file=found[0].path)
        hint = say('keep one; write "measures: other" in the others')
        yield Finding(score, ("measures",), message, hint)


def unknown_word(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """What the company calls otherwise is a word that definitions choose from."""
    for company in catalog.all(Company):
        for word in company.words:
            if word not in LABELS:
                message = say("{word} is no word that definitions choose from", word=quoted(word))
                hint = did_you_mean(word, LABELS) or known_are(LABELS, most=len(LABELS))
                yield Finding(company, ("words", word), message, hint, at_key=True)


def plays_without_profile(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Plays, strategies and value propositions stand on a segment that the company serves."""
    company = catalog.one(Company)
    if company is None or any(segment.focus != "avoid" for segment in current(catalog, Segment)):
        return
    values, strategies, plays = (
        len(current(catalog, kind)) for kind in (ValueProposition, Strategy, Play)
    )
    counted = [
        say_count("{count} value proposition", "{count} value propositions", count=values),
        say_count("{count} strategy", "{count} strategies", count=strategies),
        say_count("{count} play", "{count} plays", count=plays),
    ]
    found: list[Message] = [one for one in counted if one.arguments["count"]]
    if found:
        message = say("{what} stand on no profile: no segment is served", what=listed(found))
        hint = say("describe first whom you serve, in content/segments/")
        yield Finding(company, (), message, hint)


def segment_without_persona(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """In every segment one meets somebody who decides and somebody who uses the product."""
    met: dict[str, set[str]] = {}
    for persona in current(catalog, Persona):
        sides = ("decision", "use") if persona.side == "both" else (persona.side,)
        for segment in persona.segments:
            met.setdefault(segment, set()).update(sides)
    for one in current(catalog, Segment):
        for side in ("decision", "use"):
            if side not in met.get(one.id, ()):
                message = say("no persona on the {side} side names this segment", side=side)
                hint = say(
                    'add "{segment}" to the segments of a persona whose side is {side} or both',
                    segment=one.id,
                    side=side,
                )
                yield Finding(one, (), message, hint)


def segment_without_value_proposition(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Without a value proposition there is nothing to say to a segment."""
    served = {one for value in current(catalog, ValueProposition) for one in value.whom}
    for segment in current(catalog, Segment):
        if segment.id not in served:
            message = say("no value proposition is for this segment")
            hint = say(
                'write one in content/value_propositions/ with "segment: {segment}"',
                segment=segment.id,
            )
            yield Finding(segment, (), message, hint)


def segment_without_disqualifier(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Without a disqualifier an account can only score up."""
    for segment in current(catalog, Segment):
        if segment.fit is None:
            message = say("nothing says how well an account fits this segment")
            hint = say('add "fit:" with criteria and at least one disqualifier')
            yield Finding(segment, (), message, hint)
        elif not segment.fit.disqualifiers:
            message = say("nothing rules an account out of this segment")
            hint = say('add at least one disqualifier: "disqualifiers:" with when and why')
            yield Finding(segment, ("fit",), message, hint, at_key=True)


def effort_above_hundred(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Shares of effort are parts of one whole."""
    segments, total = current(catalog, Segment), Decimal(0)
    whole = sum(segment.share_of_effort or 0 for segment in segments)
    for segment in segments:
        before, total = total, total + (segment.share_of_effort or 0)
        if before <= 100 < total:
            message = say("all segments together take {share} % of the effort", share=shown(whole))
            hint = say("lower the shares until they add up to 100 or less")
            yield Finding(segment, ("share_of_effort",), message, hint)


def new_customers_disagree(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Those outside the profile are some of all."""
    company = catalog.one(Company)
    for index, period in enumerate(company.new_customers if company else ()):
        if company and period.outside_profile > period.total:
            message = say(
                "{outside} customers outside the profile are more than all {total} new ones",
                outside=period.outside_profile,
                total=period.total,
            )
            hint = say("count those outside the profile among the total")
            yield Finding(company, ("new_customers", index, "outside_profile"), message, hint)


def persona_without_scenario(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever uses the product does so in situations that can be told."""
    for persona in current(catalog, Persona):
        if persona.side in ("use", "both") and not persona.scenarios:
            message = say("somebody who uses the product has no scenario")
            hint = say('add "scenarios:", each with a situation and a need')
            yield Finding(persona, ("side",), message, hint)


def persona_without_mindset(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever decides does so in a way that can be prepared for."""
    for persona in current(catalog, Persona):
        mindset = persona.decision_mindset
        said = mindset and any(getattr(mindset, name) for name in type(mindset).model_fields)
        if persona.side in ("decision", "both") and not said:
            message = say("somebody who decides has no decision mindset")
            hint = say(
                'add "decision_mindset:" with rationale, inertia, value_over_price or '
                "switching_cost"
            )
            yield Finding(persona, ("side",), message, hint)


def pain_without_reliever(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A pain that nothing relieves is a promise that nothing keeps."""
    for value in current(catalog, ValueProposition):
        relieved = {reliever.pain for reliever in value.relievers}
        for index, pain in enumerate(value.pains):
            if pain.id not in relieved:
                message = say("nothing relieves the pain {pain}", pain=quoted(pain.id))
                hint = say('add a reliever with "pain: {id}", or leave the pain out', id=pain.id)
                yield Finding(value, ("pains", index, "id"), message, hint)


def reliever_without_pain(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A reliever names a pain of its own value proposition."""
    for value in catalog.all(ValueProposition):
        known = [pain.id for pain in value.pains]
        for index, reliever in enumerate(value.relievers):
            if reliever.pain not in known:
                message = say("no pain here is called {pain}", pain=quoted(reliever.pain))
                hint = did_you_mean(reliever.pain, known) or (
                    say("the pains here are {names}", names=known)
                    if known
                    else say('list it under "pains:" first')
                )
                yield Finding(value, ("relievers", index, "pain"), message, hint)
