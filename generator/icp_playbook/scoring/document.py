"""The document that an account is assessed with: the rules, and what follows from results."""

from __future__ import annotations

from typing import TypedDict

from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes, letters_in
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.company import Company
from icp_playbook.model.grid import Grid
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import MaturityModel
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.scoring.answers import dimensions_in
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.scoring.current import (
    Read,
    current_scores,
    dimensions_in_order,
    further_models,
    readers,
    scored_segments,
)
from icp_playbook.scoring.fingerprints import fingerprints
from icp_playbook.scoring.renamed import EarlierIds, renamed
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.version import RulesVersion, version_of


class PlayEntry(TypedDict):
    """One play, and when it applies; `segments` names all of them where it is for every one."""

    id: str
    title: str
    stage: str
    tiers: list[str]
    segments: list[str]


class SegmentEntry(TypedDict):
    """What there is for one segment: ids of personas, buyers first, and of what we tell them."""

    personas: list[str]
    values: list[str]
    strategies: dict[str, str]
    """By tier: the segment's own strategy, or else the general one."""


class Onward(TypedDict):
    """Where to go on; `names` are the texts of links, by `kind:id`."""

    segments: dict[str, SegmentEntry]
    strategies: dict[str, str]
    """By tier: the general strategy, for an account whose segment is open."""
    plays: list[PlayEntry]
    cells: list[list[str]]
    """For each cell of the grid, in the order of the rules: the plays that it names."""
    stages: dict[str, str]
    names: dict[str, str]


class AssessmentDocument(TypedDict):
    """Everything that depends on the company, in one language; the page carries it as JSON."""

    rules: Rules
    onward: Onward
    questions: dict[str, str]
    """The fingerprint of each question: of `attributes.<id>`, `qualification.<id>`, …"""
    names: dict[str, str]
    """What each question is called in a table, by the same keys."""
    renamed: EarlierIds
    """Earlier ids, under which answers may have been saved."""
    words: dict[str, dict[str, str]]
    """By attribute, what a CRM may call an option, by its letters and digits: the option's id."""
    version: RulesVersion
    """Which rules these are."""


def document(catalog: Catalog, language: str) -> AssessmentDocument:
    """Return what the page and the command line assess an account with."""
    line, prose = readers(catalog, language)
    rules = compile_rules(catalog, line, prose)
    return {
        "rules": rules,
        "onward": _onward(catalog, line),
        "questions": fingerprints(catalog),
        "names": names_of(catalog, rules, line),
        "renamed": renamed(catalog),
        "words": _words(catalog),
        "version": version_of(catalog),
    }


def _words(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return what options are called elsewhere, by attribute; their ids need no saying."""
    account = catalog.one(AccountAttributes)
    found = {
        one.id: {
            letters: option.id
            for option in reversed(one.options)
            for word in option.words
            if (letters := letters_in(word)) and letters != option.id
        }
        for one in (account.attributes if account else ())
    }
    return {attribute: words for attribute, words in found.items() if words}


def names_of(catalog: Catalog, rules: Rules, line: Read) -> dict[str, str]:
    """Return what each question is called in a table, by `attributes.<id>` or what else it is."""
    account = catalog.one(AccountAttributes)
    qualification = rules["qualification"]
    return {
        **{
            f"attributes.{one.id}": line(one.name or one.question)
            for one in (account.attributes if account else ())
        },
        **{
            f"qualification.{one['id']}": one["name"]
            for one in (qualification["criteria"] if qualification else ())
        },
        **{f"maturity.{one['id']}": one["name"] for one in dimensions_in(rules)},
    }


NOTHING_TO_ASSESS_BY = say(
    "this playbook has nothing to assess by: no fit, no score, no flag,"
    " no qualification, no maturity model"
)
"""What is wrong with a playbook that is not assessable."""


def is_assessable(catalog: Catalog) -> bool:
    """Tell whether anything can be assessed: fit, scores, flags, motivation or maturity."""
    qualification, model = catalog.one(Qualification), catalog.one(MaturityModel)
    account = catalog.one(AccountAttributes)
    return bool(
        scored_segments(catalog)
        or current_scores(catalog)
        or (account and account.flags)
        or (qualification and qualification.criteria)
        or (model and dimensions_in_order(catalog))
        or any(dimensions_in_order(catalog, one.id) for one in further_models(catalog))
    )


def _onward(catalog: Catalog, line: Read) -> Onward:
    """Return what follows from segment, tier, verdict and stage."""
    segments, strategies = _current(catalog, Segment), _current(catalog, Strategy)
    plays, lifecycle = _current(catalog, Play), catalog.one(Lifecycle)
    personas, values = _current(catalog, Persona), _current(catalog, ValueProposition)
    served = [segment.id for segment in segments if segment.focus != "avoid"]
    general = {one.tier: one.id for one in reversed(strategies) if one.segment is None}
    return {
        "segments": {
            segment.id: {
                "personas": [one.id for one in _people(catalog, segment)],
                "values": [one.id for one in _users(catalog, segment, ValueProposition)],
                "strategies": _strategies(catalog, segment, general),
            }
            for segment in segments
        },
        "strategies": general,
        "plays": [
            {
                "id": play.id,
                "title": line(play.situation),
                "stage": play.stage,
                "tiers": list(play.tiers),
                "segments": list(play.segments) or served,
            }
            for play in plays
        ],
        "cells": _cells(catalog, {play.id for play in plays}),
        "stages": {stage.id: line(stage.name) for stage in (lifecycle.stages if lifecycle else ())},
        "names": {one.ref: line(one.title) for one in (*strategies, *personas, *values)},
    }


def _current(catalog: Catalog, model: type[D]) -> list[D]:
    return [one for one in catalog.all(model) if one.status != "retired"]


def _users(catalog: Catalog, segment: Segment, model: type[D], field: str | None = None) -> list[D]:
    return [one for one in catalog.users(segment.ref, model, field) if one.status != "retired"]


def _people(catalog: Catalog, segment: Segment) -> list[Persona]:
    """Return the personas of a segment by their most frequent buying role; without one: last."""
    company = catalog.one(Company)
    roles = company.buying_roles if company else ()
    order = {role.id: place for place, role in enumerate(roles)}
    people = _users(catalog, segment, Persona, "segments")
    return sorted(people, key=lambda one: order.get(next(iter(one.buying_roles), ""), len(order)))


def _strategies(catalog: Catalog, segment: Segment, general: dict[str, str]) -> dict[str, str]:
    """Return the strategies of a segment by tier; one to avoid has only what is written for it."""
    own = {one.tier: one.id for one in _users(catalog, segment, Strategy, "segment")}
    return own if segment.focus == "avoid" else {**general, **own}


def _cells(catalog: Catalog, current: set[str]) -> list[list[str]]:
    found = catalog.one(Grid)
    return [
        [play for play in cell.plays if play in current] for cell in (found.cells if found else ())
    ]
