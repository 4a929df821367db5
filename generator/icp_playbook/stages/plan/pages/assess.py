"""Assess an account: the page where a person answers what they know and sees what it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes, Attribute, Flag
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.grid import Cell, Grid
from icp_playbook.model.kinds import BY_NAME, WHO
from icp_playbook.model.maturity import (
    Answer,
    Dimension,
    DimensionGroup,
    DimensionLevel,
    MaturityModel,
    Tier,
    id_of,
)
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.project import Site
from icp_playbook.scoring.compile_ability import DEFAULT_SCALE
from icp_playbook.scoring.current import (
    current_scores,
    dimensions_in_order,
    further_models,
    plain,
    scored_segments,
    tiers_in_order,
)
from icp_playbook.scoring.document import document, is_assessable
from icp_playbook.scoring.exact import part_of
from icp_playbook.scoring.rules import MotivationRules
from icp_playbook.scoring.scores import asked_apart
from icp_playbook.stages.plan.pages import JoinedPage, View, current
from icp_playbook.stages.plan.pages.examples import filled_examples
from icp_playbook.stages.plan.pages.plays import stages_of
from icp_playbook.stages.plan.pages.qbr import has_qbr
from icp_playbook.stages.plan.pages.readiness import names_of_verdicts


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer that can be picked. Without a label of the company it has one of the page's."""

    value: str
    label: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to tick or to judge at a level."""

    id: str
    text: str
    is_prose: bool
    answers: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a dimension, with what is asked there."""

    level: int
    label: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A dimension as it is asked: levels to pick from, or rungs of items with their answers."""

    dimension: Dimension
    choices: tuple[Pick, ...]
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class AskedModel:
    """A maturity model as it is asked; the main one has no `id`."""

    id: str
    model: MaturityModel
    groups: tuple[tuple[DimensionGroup | None, tuple[Asked, ...]], ...]
    tiers: tuple[Tier, ...]

    @property
    def dimensions(self) -> tuple[Asked, ...]:
        """All dimensions, as they are asked."""
        return tuple(asked for _, found in self.groups for asked in found)


def show_assessment(catalog: Catalog, site: Site, *_: object) -> View:
    """Return the document to assess with, and what is asked."""
    assessed = document(catalog, site.language)
    rules = assessed["rules"]
    segments = scored_segments(catalog)
    models = (*catalog.all(MaturityModel), *further_models(catalog))
    apart = asked_apart(rules)
    attributes = {one.id: one for one in _attributes(catalog)}
    elsewhere = {name for names in apart.values() for name in names}
    scores = current_scores(catalog)
    return {
        "document": assessed,
        "segments": segments,
        "attributes": [one for name, one in attributes.items() if name not in elsewhere]
        if segments or scores or rules["flags"]
        else (),
        "scores": scores,
        "whole": any(one.measures == "fit" for one in scores),
        "apart": {score: [attributes[name] for name in names] for score, names in apart.items()},
        "flags": _flags(catalog),
        "qualification": catalog.one(Qualification) if rules["qualification"] else None,
        "counts": _counts(rules["qualification"]),
        "verdict_names": names_of_verdicts(catalog.one(Qualification)),
        "models": [
            asked for asked in (_asked_model(catalog, one) for one in models) if asked.dimensions
        ],
        "stages": stages_of(catalog),
        "cells": _cells(catalog),
        "strategies": current(catalog, Strategy),
        "plays": current(catalog, Play),
        "personas": current(catalog, Persona),
        "values": current(catalog, ValueProposition),
        "qbr": has_qbr(catalog),
        "examples": filled_examples(catalog, site),
        "exceptions": BY_NAME["exception"].url if catalog.all(ExceptionRecord) else None,
    }


def _counts(qualification: MotivationRules | None) -> Mapping[str, int | list[str]]:
    """Return what the rule of motivation takes, for those who count by hand."""
    if qualification is None:
        return {}
    names = {one["id"]: one["name"] for one in qualification["criteria"]}
    return {
        "needed": part_of(qualification["share"], len(names)),
        "of": len(names),
        "criteria": [names[name] for name in qualification["must_have"]],
    }


def _attributes(catalog: Catalog) -> tuple[Attribute, ...]:
    account = catalog.one(AccountAttributes)
    return account.attributes if account else ()


def _flags(catalog: Catalog) -> tuple[Flag, ...]:
    account = catalog.one(AccountAttributes)
    return account.flags if account else ()


def _cells(catalog: Catalog) -> tuple[Cell, ...]:
    grid = catalog.one(Grid)
    return grid.cells if grid else ()


def _asked_model(catalog: Catalog, model: MaturityModel) -> AskedModel:
    """Return a model as it is asked: what is in no group first."""
    of = id_of(model)
    dimensions = dimensions_in_order(catalog, of)
    groups = [
        (
            group,
            tuple(_asked(one) for one in dimensions if one.group == (group.id if group else None)),
        )
        for group in (None, *model.groups)
    ]
    found = tuple((group, asked) for group, asked in groups if asked)
    return AskedModel(of or "", model, found, tuple(tiers_in_order(catalog, of)))


def _asked(one: Dimension) -> Asked:
    """Return a dimension as it is asked; items have the ids of the rules (level and place)."""
    if one.method == "rubric":
        choices = tuple(
            Pick(str(int(level.level)), level.label, level.descriptor) for level in one.levels
        )
        return Asked(one, choices, ())
    rungs = []
    for level in one.levels:
        items = tuple(
            CheckItem(f"{level.level}-{place}", text, one.method == "checklist", answers)
            for place, (text, answers) in enumerate(_items(one, level), start=1)
        )
        rungs += [Rung(int(level.level), level.label, items)] if items else []
    return Asked(one, (), tuple(rungs))


def _items(one: Dimension, level: DimensionLevel) -> Iterator[tuple[str, tuple[Pick, ...]]]:
    """Yield what is ticked or asked at one level, each with the answers to pick from."""
    if one.method == "checklist":
        yield from ((sign, (Pick("yes"), Pick("no"))) for sign in level.signs)
        return
    standard = _picks(one.scale) or tuple(Pick(value) for value in DEFAULT_SCALE)
    for asked in level.questions:
        yield asked.question, _picks(asked.scale) or standard


def _picks(scale: Iterable[Answer]) -> tuple[Pick, ...]:
    return tuple(Pick(plain(answer.value), answer.label) for answer in scale)


PAGES = (
    JoinedPage(
        "assess",
        say("Assess an account"),
        WHO,
        show_assessment,
        lambda catalog, _: is_assessable(catalog),
        leads=True,
        wide=True,
        on_paper=False,
        tells=say("Say what you know of an account: does it fit, and what now?"),
    ),
)
