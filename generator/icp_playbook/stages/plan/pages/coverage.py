"""Coverage: what is there, what is missing, what is empty on purpose; persona by segment by tier, and by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition, Intentional
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog, Target
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import BY_NAME, KINDS, REFERENCE, Kind
from icp_playbook.model.maturity import Tier
from icp_playbook.model.persona import Persona
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import Reliever, ValueProposition
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan.matrix import SegmentCover, cover_segments, find_holes
from icp_playbook.stages.plan.pages import JoinedPage, View

_SHOWN_APART = ("orphan", "pain-without-reliever")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a rule found, and in which definition (None: in none in particular)."""

    definition: Definition | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class PainRow:
    """A pain, what relieves it, and which best practices solve it."""

    proposition: ValueProposition
    pain: Target
    relievers: tuple[Reliever, ...]
    practices: tuple[BestPractice, ...]


def show_coverage(catalog: Catalog, _: Site, found: Sequence[Problem]) -> View:
    """Return what is there and what is missing. `found` are gaps, since errors end the build."""
    covered = cover_segments(catalog)
    gaps = _gaps(catalog, found)
    return {
        "things": four_things(catalog, covered, found),
        "tiers": catalog.all(Tier),
        "covers": covered,
        "holes": find_holes(covered),
        "pains": _pains(catalog),
        "kinds": [
            completeness(kind, catalog.by_kind[kind.name]) for kind in KINDS if catalog.by_kind[kind.name]
        ],
        "absent": [kind for kind in KINDS if not catalog.by_kind[kind.name]],
        "gaps": [gap for gap in gaps if gap.problem.rule not in _SHOWN_APART],
        "orphans": [gap for gap in gaps if gap.problem.rule == "orphan"],
        "unrelieved": [gap for gap in gaps if gap.problem.rule == "pain-without-reliever"],
        "on_purpose": _on_purpose(catalog),
    }


def _gaps(catalog: Catalog, found: Sequence[Problem]) -> list[Gap]:
    by_path = {definition.path: definition for definition in catalog.definitions()}
    return [Gap(by_path.get(problem.path), problem) for problem in found]


def _on_purpose(catalog: Catalog) -> list[tuple[Definition, Intentional]]:
    return [(definition, entry) for definition in catalog.definitions() for entry in definition.intentional]


def _pains(catalog: Catalog) -> list[PainRow]:
    rows = []
    for proposition in catalog.all(ValueProposition):
        for pain in proposition.pains:
            target = catalog.targets[f"pain:{proposition.id}#{pain.id}"]
            relievers = tuple(one for one in proposition.relievers if one.pain == pain.id)
            rows.append(
                PainRow(
                    proposition,
                    target,
                    relievers,
                    catalog.users(target.ref, BestPractice, "solves"),
                )
            )
    return rows


ENOUGH = 75
"""Percent of recommended fields: with fewer filled, a thing is still thin."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the four: its kinds with how many definitions each has, and why it is thin (nothing: it is clear)."""

    name: str
    question: str
    kinds: tuple[tuple[Kind, int], ...]
    filled: int | None
    thin_because: tuple[str, ...]

    @property
    def state(self) -> str:
        """Missing, thin or clear."""
        return (
            "missing"
            if not any(count for _, count in self.kinds)
            else "thin"
            if self.thin_because
            else "clear"
        )


def four_things(catalog: Catalog, covered: Sequence[SegmentCover], gaps: Sequence[Problem]) -> list[Thing]:
    """Return customer profile, segmentation, value proposition and best practice, in the method's order."""
    served = [cover for cover in covered if cover.served]
    unspoken = [row for cover in served for row in cover.rows if row.spoken.state == "missing"]
    unsolved = _unsolved(catalog)
    return [
        _thing(catalog, gaps, "Customer profile", "Who is the customer?", (Company, Persona, AccountAttributes), []),
        _thing(catalog, gaps, "Segmentation", "Which groups are there, and whom do we serve?", (Segment,), []),
        _thing(
            catalog, gaps, "Value proposition", "What value does each get?", (ValueProposition,),
            [_counted(len(unspoken), "persona hears nothing from us", "personas hear nothing from us")],
        ),
        _thing(
            catalog, gaps, "Best practice", "How do good customers get it?", (BestPractice,),
            [_counted(unsolved, "pain has no best practice", "pains have no best practice")],
        ),
    ]  # fmt: skip


def _thing(
    catalog: Catalog,
    gaps: Sequence[Problem],
    name: str,
    question: str,
    models: tuple[type[Definition], ...],
    reasons: list[str],
) -> Thing:
    kinds = [BY_NAME[model.kind] for model in models]
    done = [completeness(kind, catalog.by_kind[kind.name]) for kind in kinds]
    shares = [one.filled for one in done if one.filled is not None and one.count]
    filled = min(shares, default=None)
    paths = {definition.path for kind in kinds for definition in catalog.by_kind[kind.name]}
    count, guesses = sum(one.count for one in done), sum(one.guesses for one in done)
    reasons = [
        *reasons,
        _counted(sum(gap.path in paths for gap in gaps), "gap that a rule found", "gaps that rules found"),
        f"only {filled} % of the recommended fields are filled"
        if filled is not None and filled < ENOUGH
        else "",
        f"{guesses} of {count} are guesses" if guesses * 2 > count else "",
    ]
    counted = tuple((kind, one.count) for kind, one in zip(kinds, done, strict=True))
    return Thing(name, question, counted, filled, tuple(reason for reason in reasons if reason))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _unsolved(catalog: Catalog) -> int:
    pains = [ref for ref in catalog.targets if ref.startswith("pain:")]
    return sum(not catalog.users(ref, BestPractice, "solves") for ref in pains)


_EMPTY: tuple[object, ...] = (None, (), {})


@dataclass(frozen=True, slots=True)
class Completeness:
    """One kind. `filled` is the share of recommended fields that are filled, in percent; None when it has none."""

    kind: Kind
    count: int
    drafts: int
    guesses: int
    """Definitions that claim something of customers and are still a hypothesis."""
    filled: int | None
    empty: tuple[tuple[str, int], ...]
    """Recommended fields that are left empty, and in how many definitions; the most frequent first."""


def completeness(kind: Kind, definitions: Sequence[Definition]) -> Completeness:
    """Return how complete the definitions of one kind are; retired ones lack nothing."""
    current = [one for one in definitions if one.status != "retired"]
    fields = recommended(kind.model)
    missing = {field: sum(getattr(one, field) in _EMPTY for one in current) for field in fields}
    slots = len(fields) * len(current)
    return Completeness(
        kind=kind,
        count=len(current),
        drafts=sum(one.status == "draft" for one in current),
        guesses=sum(one.claims and one.confidence == "hypothesis" for one in current),
        filled=(slots - sum(missing.values())) * 100 // slots if slots else None,
        empty=tuple(
            sorted(
                ((_label(field), n) for field, n in missing.items() if n),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ),
    )


def recommended(model: type[Definition]) -> list[str]:
    """Return the fields that each definition of a kind could have, and that nothing but the author can fill."""
    stewardship = set(Definition.model_fields)
    return [
        name
        for name, info in model.model_fields.items()
        if name not in stewardship and name not in model.as_needed and _starts_empty(info)
    ]


def _starts_empty(info: FieldInfo) -> bool:
    return not info.is_required() and not info.default


def _label(field: str) -> str:
    return field.rstrip("_").replace("_", " ")


PAGES = (
    JoinedPage(
        "coverage",
        "Coverage",
        REFERENCE,
        lambda *_: True,
        show_coverage,
        order=1,
        asks=("What is missing, what is still thin?",),
        boost=0.8,
    ),
)
