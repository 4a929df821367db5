"""Compare: segments, personas and tiers side by side; the reader chooses the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.kinds import BY_NAME, WHO
from icp_playbook.model.maturity import Tier
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import worded
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.pages import JoinedPage, View, current, titles
from icp_playbook.stages.plan.pages.customers import unit_of
from icp_playbook.stages.plan.pages.plays import general_strategy

Line: TypeAlias = tuple[Message, str, Any]
"""The title of a row, how its cells are drawn, and the cell of one definition."""


_SHORT = frozenset({"words", "line", "box"})
"""Rows whose differences one sees without reading."""


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
    found = [(_columns(catalog, model), describe) for model, describe in _KINDS]
    tables = [
        _table(columns, [describe(catalog, one) for one in columns])
        for columns, describe in found
        if len(columns) > 1
    ]
    return {"tables": tables}


def _can_compare(catalog: Catalog, _: object) -> bool:
    return any(len(_columns(catalog, model)) > 1 for model, _ in _KINDS)


def _columns(catalog: Catalog, model: type[Definition]) -> tuple[Definition, ...]:
    """Return what is compared; of tiers those of the main model."""
    found = current(catalog, model)
    return tuple(one for one in found if not (isinstance(one, Tier) and one.model))


def _table(columns: tuple[Definition, ...], described: Sequence[Sequence[Line]]) -> CompareTable:
    """Return the table with those lines that have something to say, the short ones first."""
    kind = BY_NAME[columns[0].kind]
    rows = []
    for line in zip(*described, strict=True):
        cells = tuple(cell for _, _, cell in line)
        title, draw, _ = line[0]
        rows += [CompareRow(title, draw, cells)] if any(cells) else []
    rows.sort(key=lambda row: row.draw not in _SHORT)
    return CompareTable(f"{kind.name}s", kind.titles, columns, tuple(rows))


def _segment(catalog: Catalog, one: Segment) -> list[Line]:
    model, unit = one.business_model, unit_of(catalog, one)
    money = model.economics if model else None
    currency = money.currency if money else ""
    ratio = unit.ltv_to_cac if unit else None
    propositions = catalog.users(one.ref, ValueProposition)
    ruled_out = [entry.why for entry in one.fit.disqualifiers] if one.fit else ()
    return [
        (say("Focus"), "words", LABELS[one.focus]),
        (say("Who belongs"), "prose", one.definition),
        (say("Share of effort"), "words", _figure(one.share_of_effort, "percent")),
        (say("Why they matter"), "prose", one.why_they_matter),
        (say("What makes them start looking"), "texts", one.triggers),
        (say("What troubles them"), "texts", [entry.challenge for entry in one.challenges]),
        (say("What they use today"), "texts", one.alternatives_in_use),
        (say("How they decide"), "prose", one.decision_process),
        (say("What rules them out"), "texts", ruled_out),
        (say("Market"), "box", model and model.market),
        (say("Channel"), "box", model and model.channel),
        (say("Product"), "box", model and model.product),
        (say("Service and operations"), "box", model and model.model),
        (say("Contract value a year"), "words", _figure(money and money.acv, "money", currency)),
        (say("LTV"), "words", _figure(unit and unit.ltv, "money", currency)),
        (say("CAC"), "words", _figure(money and money.cac, "money", currency)),
        (say("LTV : CAC"), "words", "" if ratio is None else shown(ratio, 1)),
        (say("Whom you meet"), "links", catalog.users(one.ref, Persona, "segments")),
        (say("Why they buy"), "links", propositions),
    ]


def _figure(number: Any, form: str, currency: str = "") -> str:
    return "" if number is None else shown(number, form=form, currency=currency)


def _persona(catalog: Catalog, one: Persona) -> list[Line]:
    return [
        (say("Side"), "words", LABELS[one.side]),
        (say("Part in a purchase"), "lines", titles(catalog, one.buying_roles)),
        (say("Job to be done"), "prose", one.job_to_be_done),
        (say("Where one meets them"), "links", one.segments),
        (say("Measured by"), "lines", one.measured_by),
        (say("What drives them"), "texts", one.motivations),
        (say("What wears them out"), "texts", one.frustrations),
        (say("A usual day"), "texts", [entry.what for entry in one.usual_day]),
        (say("Open or at hand"), "lines", one.tools),
        (say("Makes a deal"), "texts", one.deal_makers),
        (say("Breaks a deal"), "texts", one.deal_breakers),
        (say("What they say against us"), "texts", [entry.says for entry in one.objections]),
        (say("What works with them"), "texts", one.do),
        (say("What does not"), "texts", one.dont),
        (say("For product design"), "prose", one.product_design),
        (say("For customer success"), "prose", one.customer_success),
    ]


def _tier(catalog: Catalog, one: Tier) -> list[Line]:
    ours = general_strategy(one, catalog.all(Strategy))
    plays = catalog.users(one.ref, Play, "tiers")
    return [
        (say("How one recognises them"), "prose", one.summary),
        (say("Our stance"), "line", ours and worded(ours.stance)),
        (say("They ask: consulting"), "prose", one.asks.consulting),
        (say("They ask: product"), "prose", one.asks.product_scope),
        (say("They ask: service"), "prose", one.asks.service),
        (say("They ask: features"), "prose", one.asks.features),
        (say("They ask: value"), "prose", one.asks.value),
        (say("We do"), "prose", ours and ours.strategy),
        (say("We give: service"), "prose", ours and ours.service_level),
        (say("We give: effort"), "prose", ours and ours.effort_budget),
        (say("Our price"), "prose", ours and ours.pricing),
        (say("What they bring"), "prose", one.economics and one.economics.lifetime_value),
        (say("Pressures on us"), "texts", one.pressures),
        (say("What the next tier takes"), "texts", one.next_tier),
        (say("When it goes wrong"), "links", [play for play in plays if play.type == "risk"]),
    ]


_KINDS: tuple[tuple[type[Definition], Callable[[Catalog, Any], list[Line]]], ...] = (
    (Segment, _segment),
    (Persona, _persona),
    (Tier, _tier),
)

PAGES = (
    JoinedPage(
        "compare",
        say("Compare"),
        WHO,
        show_comparisons,
        _can_compare,
        tells=say("Two or three segments, personas or tiers side by side."),
        asks=(say("Compare segments, personas or tiers side by side"),),
        on_paper=False,
    ),
)
