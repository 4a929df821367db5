"""Coverage: what is there, what is missing, and what is empty on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pydantic.fields import FieldInfo

from icp_playbook.messages import Message, Phrase, say, say_count
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import BY_NAME, KINDS, REFERENCE, Kind
from icp_playbook.model.maturity import Tier, of_model
from icp_playbook.model.persona import Persona
from icp_playbook.model.references import Target
from icp_playbook.model.segment import Segment
from icp_playbook.model.shape import in_words
from icp_playbook.model.value_proposition import Reliever, ValueProposition
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan.matrix import SegmentCover, cover_segments, find_holes
from icp_playbook.stages.plan.pages import JoinedPage, View

_SHOWN_APART = ("orphan", "pain-without-reliever")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a rule found, and in which definition, if in one."""

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
    by_path = {definition.path: definition for definition in catalog.definitions()}
    gaps = [Gap(by_path.get(problem.path), problem) for problem in found]
    return {
        "things": judge_four_things(catalog, covered, found),
        "tiers": of_model(catalog.all(Tier)),
        "covers": covered,
        "holes": find_holes(covered),
        "pains": _pains(catalog),
        "kinds": [
            measure_completeness(kind, catalog.by_kind[kind.name])
            for kind in KINDS
            if catalog.by_kind[kind.name]
        ],
        "absent": [kind for kind in KINDS if not catalog.by_kind[kind.name]],
        "gaps": [gap for gap in gaps if gap.problem.rule not in _SHOWN_APART],
        "orphans": [gap for gap in gaps if gap.problem.rule == "orphan"],
        "unrelieved": [gap for gap in gaps if gap.problem.rule == "pain-without-reliever"],
        "on_purpose": [(one, entry) for one in catalog.definitions() for entry in one.intentional],
    }


def _pains(catalog: Catalog) -> list[PainRow]:
    return [
        PainRow(
            proposition,
            catalog.targets[catalog.ref(pain)],
            tuple(one for one in proposition.relievers if one.pain == pain.id),
            catalog.users(catalog.ref(pain), BestPractice, "solves"),
        )
        for proposition in catalog.all(ValueProposition)
        for pain in proposition.pains
    ]


ENOUGH = 75
"""Percent of recommended fields: with fewer filled, a thing is still thin."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the four: its kinds with the number of definitions, and why it is thin."""

    name: str
    question: str
    kinds: tuple[tuple[Kind, int], ...]
    filled: int | None
    thin_because: tuple[Message, ...]

    @property
    def state(self) -> str:
        """Missing, thin or clear."""
        if not any(count for _, count in self.kinds):
            return "missing"
        return "thin" if self.thin_because else "clear"


def judge_four_things(
    catalog: Catalog, covered: Sequence[SegmentCover], gaps: Sequence[Problem]
) -> list[Thing]:
    """Return the four things in the method's order."""
    rows = [row for cover in covered if cover.served for row in cover.rows]
    unspoken = say_count(
        "{count} persona hears nothing from us",
        "{count} personas hear nothing from us",
        count=sum(row.spoken.state == "missing" for row in rows),
    )
    unsolved = say_count(
        "{count} pain has no best practice",
        "{count} pains have no best practice",
        count=_unsolved(catalog),
    )
    profile = (Company, Persona, AccountAttributes)
    about = partial(_thing, catalog, gaps)
    return [
        about(say("Customer profile"), say("Who is the customer?"), profile),
        about(
            say("Segmentation"), say("Which groups are there, and whom do we serve?"), (Segment,)
        ),
        about(
            say("Value proposition"),
            say("What value does each get?"),
            (ValueProposition,),
            unspoken,
        ),
        about(
            say("Best practice"), say("How do good customers get it?"), (BestPractice,), unsolved
        ),
    ]


def _thing(
    catalog: Catalog,
    gaps: Sequence[Problem],
    name: Message,
    question: Message,
    models: Sequence[type[Definition]],
    *lacks: Message,
) -> Thing:
    kinds = [BY_NAME[model.kind] for model in models]
    done = [measure_completeness(kind, catalog.by_kind[kind.name]) for kind in kinds]
    shares = [one.filled for one in done if one.filled is not None and one.count]
    filled = min(shares, default=None)
    paths = {definition.path for kind in kinds for definition in catalog.by_kind[kind.name]}
    found = say_count(
        "{count} gap that a rule found",
        "{count} gaps that rules found",
        count=sum(gap.path in paths for gap in gaps),
    )
    reasons = [one for one in (*lacks, found) if one.arguments["count"]]
    if filled is not None and filled < ENOUGH:
        reasons.append(say("only {percent} % of the recommended fields are filled", percent=filled))
    count, guesses = sum(one.count for one in done), sum(one.guesses for one in done)
    if guesses * 2 > count:
        reasons.append(say("{guesses} of {count} are guesses", guesses=guesses, count=count))
    counted = tuple((kind, one.count) for kind, one in zip(kinds, done, strict=True))
    return Thing(name, question, counted, filled, tuple(reasons))


def _unsolved(catalog: Catalog) -> int:
    pains = [ref for ref in catalog.targets if ref.startswith("pain:")]
    return sum(not catalog.users(ref, BestPractice, "solves") for ref in pains)


_EMPTY: tuple[object, ...] = (None, (), {})


@dataclass(frozen=True, slots=True)
class Completeness:
    """One kind. `filled` is the percentage of recommended fields with a value, if any."""

    kind: Kind
    count: int
    drafts: int
    guesses: int
    """Definitions that claim something of customers and are still a hypothesis."""
    filled: int | None
    empty: tuple[tuple[str, int], ...]
    """Recommended fields, and in how many definitions they are empty; the most frequent first."""


def measure_completeness(kind: Kind, definitions: Sequence[Definition]) -> Completeness:
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
                ((Phrase(in_words(field), {}), n) for field, n in missing.items() if n),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ),
    )


def recommended(model: type[Definition]) -> list[str]:
    """Return the fields that each definition of a kind can have and that start empty."""
    stewardship = set(Definition.model_fields)
    return [
        name
        for name, info in model.model_fields.items()
        if name not in stewardship and name not in model.as_needed and _starts_empty(info)
    ]


def _starts_empty(info: FieldInfo) -> bool:
    return not info.is_required() and not info.default


PAGES = (
    JoinedPage(
        "coverage",
        say("Coverage"),
        REFERENCE,
        show_coverage,
        inner=True,
        order=1,
        asks=(say("What is missing, what is still thin?"),),
        boost=0.8,
        on_paper=False,
        tells=say("What is there, what is missing, and what is empty on purpose."),
    ),
)
