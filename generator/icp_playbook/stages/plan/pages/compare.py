"""Compare: segments, personas and tiers side by side; the reader chooses the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.choices import LABELS
from icp_playbook.model.kinds import BY_NAME, WHO
from icp_playbook.model.maturity import Tier
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.pages import JoinedPage, View, current, worded
from icp_playbook.stages.plan.pages.customers import unit_of
from icp_playbook.stages.plan.pages.plays import general_strategy


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line; `draw` says how a cell is drawn: prose, texts, lines, links, words, box."""

    title: str
    draw: str
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CompareTable:
    """Definitions of one kind side by side. `name` stands in the address of a comparison."""

    name: str
    title: str
    columns: tuple[Definition, ...]
    rows: tuple[CompareRow, ...]


def show_comparisons(catalog: Catalog, *_: object) -> View:
    """Return a table for each kind of which there are two to compare."""
    tables = [tabulate(catalog) for model, tabulate in _TABLES if len(current(catalog, model)) > 1]
    return {"tables": tables}


def _can_compare(catalog: Catalog, _: object) -> bool:
    return any(len(current(catalog, model)) > 1 for model, _ in _TABLES)


_Lines = Iterable[tuple[str, str, Callable[[Any], Any]]]


def _table(catalog: Catalog, model: type[D], lines: _Lines) -> CompareTable:
    """Return the table with those lines that have something to say."""
    kind = BY_NAME[model.kind]
    columns = current(catalog, model)
    rows = [
        CompareRow(title, draw, tuple(read(one) for one in columns)) for title, draw, read in lines
    ]
    return CompareTable(
        kind.name + "s", kind.titles, columns, tuple(row for row in rows if any(row.cells))
    )


def _segments(catalog: Catalog) -> CompareTable:
    def money(segment: Segment, name: str) -> str:
        unit, model = unit_of(catalog, segment), segment.business_model
        if unit is None or model is None or model.economics is None:
            return ""
        number = getattr(unit, name, None) if name == "ltv" else getattr(model.economics, name)
        return f"{shown(number)} {model.economics.currency}" if number is not None else ""

    def ratio(segment: Segment) -> str:
        unit = unit_of(catalog, segment)
        return shown(unit.ltv_to_cac, 1) if unit and unit.ltv_to_cac is not None else ""

    def box(name: str) -> Callable[[Segment], Any]:
        return lambda one: one.business_model and getattr(one.business_model, name)

    lines: _Lines = (
        (say("Focus"), "words", lambda one: LABELS[one.focus]),
        (say("Who belongs"), "prose", lambda one: one.definition),
        (
            say("Share of effort"),
            "words",
            lambda one: one.share_of_effort is not None and f"{shown(one.share_of_effort)} %",
        ),
        (say("Why they matter"), "prose", lambda one: one.why_they_matter),
        (say("What makes them start looking"), "texts", lambda one: one.triggers),
        (
            say("What troubles them"),
            "texts",
            lambda one: [entry.challenge for entry in one.challenges],
        ),
        (say("What they use today"), "texts", lambda one: one.alternatives_in_use),
        (say("How they decide"), "prose", lambda one: one.decision_process),
        (
            say("What rules them out"),
            "texts",
            lambda one: [entry.why for entry in one.fit.disqualifiers] if one.fit else (),
        ),
        (say("Market"), "box", box("market")),
        (say("Channel"), "box", box("channel")),
        (say("Product"), "box", box("product")),
        (say("Service and operations"), "box", box("model")),
        (say("Contract value a year"), "words", lambda one: money(one, "acv")),
        (say("LTV"), "words", lambda one: money(one, "ltv")),
        (say("CAC"), "words", lambda one: money(one, "cac")),
        (say("LTV : CAC"), "words", ratio),
        (say("Whom you meet"), "links", lambda one: catalog.users(one.ref, Persona, "segments")),
        (
            say("Why they buy"),
            "links",
            lambda one: catalog.users(one.ref, ValueProposition, "segment"),
        ),
    )
    return _table(catalog, Segment, lines)


def _personas(catalog: Catalog) -> CompareTable:
    sides = {"decision": say("Decides"), "use": say("Uses"), "both": say("Decides and uses")}
    lines: _Lines = (
        (say("Side"), "words", lambda one: sides[one.side]),
        (
            say("Part in a purchase"),
            "words",
            lambda one: _listed([LABELS[role] for role in one.buying_roles]),
        ),
        (say("Job to be done"), "prose", lambda one: one.job_to_be_done),
        (
            say("Where one meets them"),
            "links",
            lambda one: one.segments,
        ),
        (say("Measured by"), "lines", lambda one: one.measured_by),
        (say("What drives them"), "texts", lambda one: one.motivations),
        (say("What wears them out"), "texts", lambda one: one.frustrations),
        (
            say("What they say against us"),
            "texts",
            lambda one: [entry.says for entry in one.objections],
        ),
        (say("What works with them"), "texts", lambda one: one.do),
        (say("What does not"), "texts", lambda one: one.dont),
        (say("For product design"), "prose", lambda one: one.product_design),
        (say("For customer success"), "prose", lambda one: one.customer_success),
    )
    return _table(catalog, Persona, lines)


def _tiers(catalog: Catalog) -> CompareTable:
    strategies = catalog.all(Strategy)

    def plays_at(tier: Tier) -> tuple[Play, ...]:
        return catalog.users(tier.ref, Play, "tiers")

    def ours(name: str) -> Callable[[Tier], Any]:
        return lambda tier: getattr(general_strategy(tier, strategies), name, None)

    lines: _Lines = (
        (say("How one recognises them"), "prose", lambda one: one.summary),
        (say("Our stance"), "words", lambda one: worded(ours("stance")(one) or "")),
        (say("They ask: consulting"), "prose", lambda one: one.asks.consulting),
        (say("They ask: product"), "prose", lambda one: one.asks.product_scope),
        (say("They ask: service"), "prose", lambda one: one.asks.service),
        (say("They ask: features"), "prose", lambda one: one.asks.features),
        (say("They ask: value"), "prose", lambda one: one.asks.value),
        (say("We do"), "prose", ours("strategy")),
        (say("We give: service"), "prose", ours("service_level")),
        (say("We give: effort"), "prose", ours("effort_budget")),
        (say("Our price"), "prose", ours("pricing")),
        (say("What they bring"), "prose",
         lambda one: one.economics and one.economics.lifetime_value),
        (say("Pressures on us"), "texts", lambda one: one.pressures),
        (say("What the next tier takes"), "texts", lambda one: one.next_tier),
        (say("When it goes wrong"), "links",
         lambda one: [play for play in plays_at(one) if play.type == "risk"]),
    )  # fmt: skip
    return _table(catalog, Tier, lines)


def _listed(words: list[Message]) -> str:
    return Message("{words}", {"words": [*words]}) if words else ""


_TABLES: tuple[tuple[type[Definition], Callable[[Catalog], CompareTable]], ...] = (
    (Segment, _segments),
    (Persona, _personas),
    (Tier, _tiers),
)

PAGES = (
    JoinedPage(
        "compare",
        say("Compare"),
        WHO,
        show_comparisons,
        _can_compare,
        asks=(say("Compare segments, personas or tiers side by side"),),
    ),
)
