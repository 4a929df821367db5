"""Which tier is this company?

From examples: what is known of their maturity, by level and in the words of each level; the rules
say which tier that is. And from descriptors: what one sees at a level of a dimension; the tier is
the one of that level. A text that stands at two levels of its dimension makes no question. Beside
the true one stand the nearest tiers.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject, earliest
from icp_playbook.messages import say
from icp_playbook.model.example import Example
from icp_playbook.model.maturity import Dimension, DimensionLevel, Tier
from icp_playbook.scoring.ability import judge_ability
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.answers import read_answers
from icp_playbook.scoring.current import dimensions_in_order, further_models, tiers_in_order
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.renamed import renamed


def mature_companies(source: Source) -> Iterator[Subject]:
    """Yield examples of which something is known, and levels that are described."""
    for example in source.current(Example):
        if example.answers.maturity:
            yield Subject(example)
    for model in (None, *(one.id for one in further_models(source.catalog))):
        for dimension in dimensions_in_order(source.catalog, model):
            yield from (Subject(dimension, level) for level in dimension.levels)


def ask_tier(source: Source, subject: Subject) -> Question | None:
    """Ask for the tier."""
    one = subject.definition
    if isinstance(one, Example):
        return _ask_example(source, one)
    return _ask_level(source, one, subject.what) if isinstance(one, Dimension) else None


def _ask_example(source: Source, example: Example) -> Question | None:
    rules, catalog = source.rules, source.catalog
    if rules is None:
        return None
    answers = spoken(rules, answers_of(example, renamed(catalog)))
    ability = judge_ability(rules["maturity"], read_answers(rules, answers))
    if ability is None or ability["status"] != "tier" or ability["tier"] is None:
        return None
    levels = {row["dimension"]: row["level"] for row in ability["profile"]}
    tier = catalog.get(Tier, ability["tier"]["id"])
    said = [
        _level(source, one, found)
        for one in dimensions_in_order(catalog)
        if (found := levels.get(one.id)) is not None
    ]
    return source.ask(
        "tier",
        earliest(example),
        say("Which tier is “{name}”?", name=source.line(example.name)),
        _option(source, tier),
        _nearest(source, tier),
        because=say("The rule makes “{tier}” of these levels.", tier=source.line(tier.title)),
        place=example.ref,
        behind=example,
        meaning=[
            tier.name,
            sorted(levels.items()),
            rules["maturity"] and rules["maturity"]["rule"],
        ],
        told=said,
    )


def _ask_level(source: Source, one: Dimension, level: DimensionLevel) -> Question | None:
    text = source.prose(level.descriptor)
    if sum(text == source.prose(other.descriptor) for other in one.levels) > 1:
        return None
    tiers = [
        tier for tier in tiers_in_order(source.catalog, one.model) if tier.level == level.level
    ]
    if len(tiers) != 1:
        return None
    name = source.line(one.name)
    return source.ask(
        "tier",
        f"{earliest(one)}|{level.level}",
        say("A customer is like this in “{dimension}”. Which tier is that?", dimension=name),
        _option(source, tiers[0]),
        _nearest(source, tiers[0]),
        because=_level(source, one, int(level.level)),
        place=one.ref,
        behind=one,
        meaning=[level.descriptor, int(level.level), tiers[0].name],
        told=(text,),
    )


def _level(source: Source, one: Dimension, number: int) -> str:
    label = next((level.label for level in one.levels if level.level == number), None)
    name = source.line(one.name)
    if label is None:
        return say("{dimension}: level {level}", dimension=name, level=number)
    said = source.line(label)
    return say("{dimension}: level {level}, {label}", dimension=name, level=number, label=said)


def _nearest(source: Source, tier: Tier) -> Iterator[Option]:
    others = [one for one in tiers_in_order(source.catalog, tier.model) if one.id != tier.id]
    for one in sorted(others, key=lambda other: abs(other.level - tier.level)):
        yield _option(source, one)


def _option(source: Source, tier: Tier) -> Option:
    return Option(tier.ref, (source.line(tier.title),))


KIND = KindOfQuestion("tier", say("Which tier is this company?"), mature_companies, ask_tier)
