"""Compare: segments, personas and tiers side by side, one table for each; the reader chooses the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, WHO
from icp_playbook.model.maturity import Tier
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.pages import JoinedPage, View
from icp_playbook.stages.plan.pages.customers import unit_of
from icp_playbook.stages.plan.pages.plays import general_strategy

D = TypeVar("D", bound=Definition)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. `draw` says what its cells are: prose, texts, lines, links, words or a box of the business model."""

    title: str
    draw: str
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Definitions of one kind side by side. `name` stands in the address of a comparison."""

    name: str
    title: str
    columns: tuple[Definition, ...]
    rows: tuple[Row, ...]


def show_comparisons(catalog: Catalog, *_: object) -> View:
    """Return a table for each kind of which there are two to compare."""
    tables = [tabulate(catalog) for model, tabulate in _TABLES if len(_current(catalog, model)) > 1]
    return {"tables": tables}


def _can_compare(catalog: Catalog, _: object) -> bool:
    return any(len(_current(catalog, model)) > 1 for model, _ in _TABLES)


def _current(catalog: Catalog, model: type[D]) -> tuple[D, ...]:
    return tuple(one for one in catalog.all(model) if one.status != "retired")


_Lines = Iterable[tuple[str, str, Callable[[Any], Any]]]


def _table(catalog: Catalog, model: type[D], lines: _Lines) -> Table:
    """Return the table with those lines that have something to say."""
    kind = BY_NAME[model.kind]
    current = _current(catalog, model)
    rows = [Row(title, draw, tuple(read(one) for one in current)) for title, draw, read in lines]
    return Table(kind.name + "s", kind.titles, current, tuple(row for row in rows if any(row.cells)))


def _segments(catalog: Catalog) -> Table:
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
        ("Focus", "words", lambda one: one.focus.capitalize()),
        ("Who belongs", "prose", lambda one: one.definition),
        (
            "Share of effort",
            "words",
            lambda one: one.share_of_effort is not None and f"{shown(one.share_of_effort)} %",
        ),
        ("Why they matter", "prose", lambda one: one.why_they_matter),
        ("What makes them start looking", "texts", lambda one: one.triggers),
        ("What troubles them", "texts", lambda one: [entry.challenge for entry in one.challenges]),
        ("What they use today", "texts", lambda one: one.alternatives_in_use),
        ("How they decide", "prose", lambda one: one.decision_process),
        (
            "What rules them out",
            "texts",
            lambda one: [entry.why for entry in one.fit.disqualifiers] if one.fit else (),
        ),
        ("Market", "box", box("market")),
        ("Channel", "box", box("channel")),
        ("Product", "box", box("product")),
        ("Service and operations", "box", box("model")),
        ("Contract value a year", "words", lambda one: money(one, "acv")),
        ("LTV", "words", lambda one: money(one, "ltv")),
        ("CAC", "words", lambda one: money(one, "cac")),
        ("LTV : CAC", "words", ratio),
        ("Whom you meet", "links", lambda one: catalog.users(one.ref, Persona, "segments")),
        ("Why they buy", "links", lambda one: catalog.users(one.ref, ValueProposition, "segment")),
    )
    return _table(catalog, Segment, lines)


def _personas(catalog: Catalog) -> Table:
    sides = {"decision": "Decides", "use": "Uses", "both": "Decides and uses"}
    lines: _Lines = (
        ("Side", "words", lambda one: sides[one.side]),
        (
            "Part in a purchase",
            "words",
            lambda one: ", ".join(role.replace("-", " ") for role in one.buying_roles),
        ),
        ("Job to be done", "prose", lambda one: one.job_to_be_done),
        ("Where one meets them", "links", lambda one: [f"segment:{id}" for id in one.segments]),
        ("Measured by", "lines", lambda one: one.measured_by),
        ("What drives them", "texts", lambda one: one.motivations),
        ("What wears them out", "texts", lambda one: one.frustrations),
        ("What they say against us", "texts", lambda one: [entry.says for entry in one.objections]),
        ("What works with them", "texts", lambda one: one.do),
        ("What does not", "texts", lambda one: one.dont),
        ("For product design", "prose", lambda one: one.product_design),
        ("For customer success", "prose", lambda one: one.customer_success),
    )
    return _table(catalog, Persona, lines)


def _tiers(catalog: Catalog) -> Table:
    strategies = catalog.all(Strategy)

    def ours(name: str) -> Callable[[Tier], Any]:
        return lambda tier: getattr(general_strategy(tier, strategies), name, None)

    lines: _Lines = (
        ("How one recognises them", "prose", lambda one: one.summary),
        ("Our stance", "words", lambda one: (ours("stance")(one) or "").replace("-", " ").capitalize()),
        ("They ask: consulting", "prose", lambda one: one.asks.consulting),
        ("They ask: product", "prose", lambda one: one.asks.product_scope),
        ("They ask: service", "prose", lambda one: one.asks.service),
        ("They ask: features", "prose", lambda one: one.asks.features),
        ("They ask: value", "prose", lambda one: one.asks.value),
        ("We do", "prose", ours("strategy")),
        ("We give: service", "prose", ours("service_level")),
        ("We give: effort", "prose", ours("effort_budget")),
        ("Our price", "prose", ours("pricing")),
        ("What they bring", "prose", lambda one: one.economics and one.economics.lifetime_value),
        ("Pressures on us", "texts", lambda one: one.pressures),
        ("What the next tier takes", "texts", lambda one: one.next_tier),
        ("When it goes wrong", "links",
         lambda one: [play for play in catalog.users(one.ref, Play, "tiers") if play.type == "risk"]),
    )  # fmt: skip
    return _table(catalog, Tier, lines)


_TABLES: tuple[tuple[type[Definition], Callable[[Catalog], Table]], ...] = (
    (Segment, _segments),
    (Persona, _personas),
    (Tier, _tiers),
)

PAGES = (
    JoinedPage(
        "compare",
        "Compare",
        WHO,
        _can_compare,
        show_comparisons,
        asks=("Compare segments, personas or tiers side by side",),
    ),
)
