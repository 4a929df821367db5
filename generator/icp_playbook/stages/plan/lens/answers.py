"""The questions of a department, each with what its answer says: taken from there, never copied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import Contact
from icp_playbook.model.department import Department, Question
from icp_playbook.model.fields import Line, Prose, Reference
from icp_playbook.model.maturity import Tier
from icp_playbook.model.paths import values_at
from icp_playbook.model.play import Play
from icp_playbook.model.references import Target
from icp_playbook.model.walk import walk
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.lens.block import Fact


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, where it is answered, and what is said there.

    `others` are plays for the same risk at other tiers, under the tier's name.
    """

    question: str
    ref: str
    texts: tuple[str, ...]
    others: tuple[Fact, ...] = ()


def answer_questions(catalog: Catalog, department: Department) -> list[Answered]:
    """Return the questions in the department's order."""
    return [
        Answered(
            one.question, one.answer, _texts(catalog, one), tuple(_at_other_tiers(catalog, one))
        )
        for one in department.questions
    ]


def _texts(catalog: Catalog, one: Question) -> tuple[str, ...]:
    target = catalog.targets[catalog.ref(one.answer)]
    about = target.part or target.definition
    if one.field:
        return tuple(filter(None, (_shown(catalog, v) for v in values_at(about, one.field) or ())))
    summary = _summary(about, target)
    return (summary,) if summary else ()


def _summary(about: Part, target: Target) -> str | None:
    """Return what something says of itself: its summary, or the first of its texts."""
    if isinstance(about, Definition) and about.summary_field:
        return about.summary_text
    leaves = [leaf for leaf in walk(about, (Line, Prose)) if leaf.value is not target.title]
    prose = [leaf for leaf in leaves if isinstance(leaf.field, Prose)]
    first = next(iter(prose or leaves), None)
    return None if first is None or isinstance(about, Definition) else first.value


def _shown(catalog: Catalog, value: Any) -> str | None:
    """Return what one value says: a text, the name of what is referred to, what an item goes by."""
    if isinstance(value, Contact):
        named = value.name and say("{name}: {channel}", name=value.name, channel=value.channel)
        return named or value.channel
    if isinstance(value, Part):
        fields = value.goes_by or tuple(type(value).model_fields)
        found = (_shown(catalog, getattr(value, field)) for field in fields)
        return next((one for one in found if one), None)
    if isinstance(value, Reference):
        return catalog.targets[catalog.ref(value)].title
    if isinstance(value, Decimal):
        return shown(value)
    return LABELS.get(value, value) if isinstance(value, str) else None


def _at_other_tiers(catalog: Catalog, one: Question) -> list[Fact]:
    """Return the plays for the same risk, where the answer is one: the tier decides which."""
    play = catalog.targets[catalog.ref(one.answer)].definition
    if not isinstance(play, Play) or play.risk is None:
        return []
    seen = set(play.tiers)
    found = []
    for tier in catalog.all(Tier):
        for other in catalog.users(tier.ref, Play, "tiers"):
            if other.risk == play.risk and other is not play and tier.id not in seen:
                found.append(Fact(other.ref, label=tier.name))
                seen.add(tier.id)
    return found
