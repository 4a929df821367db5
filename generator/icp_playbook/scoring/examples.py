"""Compare what an example expects with what the rules say, and tell what turned it.

One table says for each expectation how a result answers it and what explains that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from icp_playbook.messages import Message
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.model.shape import fields_of
from icp_playbook.scoring import example_causes as causes
from icp_playbook.scoring import example_results as results
from icp_playbook.scoring import judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.example_results import JudgedExample
from icp_playbook.scoring.renamed import PARTS, EarlierIds, followed
from icp_playbook.scoring.results import Assessment
from icp_playbook.scoring.rules import Rules

DISAGREES = "example-disagrees"
"""The rule that an expectation breaks which does not hold."""


Expected = dict[tuple[str, ...], str]
"""What is expected, by the way to it: ("band",), or ("scores", "customer-health")."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that an example may expect.

    `read` gives what a result says, in the words that an example is written in; nothing where it
    says nothing. `turned` tells what made it so, given what was expected.
    """

    field: str
    read: Callable[[JudgedExample], str | None]
    turned: Callable[[JudgedExample, str], list[Message]]
    agrees: Callable[[JudgedExample, str], bool] | None = None
    """Whether an answer is the expected one, where that is more than being the same word."""

    def holds(self, judged: JudgedExample, wanted: str) -> bool:
        """Tell whether a result says what is expected."""
        return self.agrees(judged, wanted) if self.agrees else self.read(judged) == wanted


class Disagreement(NamedTuple):
    """An expectation that does not hold: where it stands, what is said instead, and why."""

    loc: tuple[str, ...]
    wanted: str
    found: str | None
    causes: tuple[Message, ...]


def answers_of(example: Example, renamed: EarlierIds) -> dict[str, Any]:
    """Return the answers of an example in the shape that `assess` takes, under today's ids."""
    given: dict[str, Any] = {part: dict(getattr(example.answers, part)) for part in PARTS}
    if example.answers.segment is not None:
        given["segment"] = str(example.answers.segment)
    return followed(renamed, given)


def judge_example(rules: Rules, example: Example, renamed: EarlierIds) -> Assessment:
    """Return what the rules, which must have no defects, say of an example."""
    return judge_account(rules, spoken(rules, answers_of(example, renamed)))


def expected_of(example: Example) -> Expected:
    """Return what an example expects, each with the way to it, as text."""
    found: Expected = {}
    for field in fields_of(type(example.expected)):
        value = getattr(example.expected, field.name)
        if isinstance(value, Mapping):
            found |= {(field.key, name): str(one) for name, one in value.items()}
        elif isinstance(value, tuple):
            found[field.key,] = ", ".join(sorted(value))
        elif value is not None:
            found[field.key,] = str(value)
    return found


def disagreements(judged: JudgedExample, expected: Expected) -> list[Disagreement]:
    """Return what is expected and not so.

    Where an expectation fails because one before it fails, both are told: each has its own line.
    """
    table = {one.field: one for one in EXPECTATIONS}
    found = []
    for loc, wanted in expected.items():
        at, one = judged.as_fit, table[loc[0]]
        if len(loc) > 1:
            is_rated = loc[0] == "maturity"
            at = judged._replace(rated=loc[1]) if is_rated else judged._replace(score=loc[1])
        if not one.holds(at, wanted):
            causes = tuple(one.turned(at, wanted))
            found.append(Disagreement(loc, wanted, one.read(at), causes))
    return found


def names_in(catalog: Catalog, expected: Expected) -> Expected:
    """Return what is expected under the ids of today, where something was renamed since."""

    def today(kind: str, id: str) -> str:
        return catalog.aliases.get(f"{kind}:{id}", f"{kind}:{id}").partition(":")[2]

    found: Expected = {}
    for (field, *rest), value in expected.items():
        if field in ("segment", "tier"):
            found[field,] = today(field, value)
        elif field == "flags":
            found[field,] = ", ".join(sorted(today("flag", one) for one in value.split(", ")))
        elif field == "maturity":
            id = today("further-model", today("dimension", rest[0]))
            found[field, id] = today("tier", value)
        else:
            found[(field, *(today("score", one) for one in rest))] = value
    return found


EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation("segment", results.read_segment, causes.explain_segment),
    Expectation("status", results.read_status, causes.explain_status),
    Expectation("score", results.read_score, causes.explain_fit, results.is_score),
    Expectation("band", results.read_band, causes.explain_fit),
    Expectation("verdict", results.read_verdict, causes.explain_verdict),
    Expectation("tier", results.read_tier, causes.explain_tier),
    Expectation("maturity", results.read_rated, causes.explain_rated, results.is_rated),
    Expectation("stance", results.read_stance, causes.explain_stance),
    Expectation("flags", results.read_flags, causes.explain_flags),
    Expectation("scores", results.read_saying, causes.explain_fit, results.says),
)
