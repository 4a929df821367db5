"""Columns that answer what is no attribute: criteria, dimensions, and what a person decided.

A chosen segment and a tier set by hand have names of their own, so that the answers of an earlier
run, which a CRM has in columns called segment and tier, are never taken for somebody's decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from icp_playbook.accounts.crm_columns import NOT_KNOWN, notes_on_unused
from icp_playbook.accounts.crm_names import Names
from icp_playbook.numbers import half_width
from icp_playbook.scoring.answer_words import wording_of, yes_or_no
from icp_playbook.scoring.answers import STATES, dimensions_in, scale_of
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.inputs import SEGMENT, TIER, TIER_REASON

YES_NO = "Yes No yes no true false TRUE FALSE True False YES NO 1 0 Y N y n"
"""The likely ones first: DuckDB asks for one after the other."""
_SEGMENT_COLUMNS = ("chosen segment", "segment chosen", "選定客群", "选定客群")
_TIER_COLUMNS = ("tier override", "override of the tier", "手動設定的層級", "手动设置的层级")
_REASON_COLUMNS = (
    "tier override reason", "reason for the tier override", "override reason",
    "手動設定原因", "手动设置原因",
)  # fmt: skip
_LONGEST_TEXT = 500

Path = tuple[str, ...]
Words = Mapping[str, str] | None
"""What cells may say, with the answer that is meant; None where an answer is a text."""


@dataclass(slots=True)
class OtherColumn:
    """A column that answers such a question; it remembers the cells that could not be used."""

    at: int
    name: str
    path: Path
    words: Words
    unused: Counter[str] = field(default_factory=Counter)
    known: Names[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = Names.of((self.words or {}).items())

    def answer(self, cell: str) -> str | None:
        """Return a cell as an answer, empty when it has none, None when it cannot be used."""
        if half_width(cell).strip().casefold() in NOT_KNOWN:
            return ""
        if self.words is None:
            return cell.strip()[:_LONGEST_TEXT]
        return self.words.get(cell.strip()) or self.known.get(cell)

    def read(self, cell: str) -> str:
        """Return a cell as an answer, empty when it has none that can be used."""
        answer = self.answer(cell)
        if answer is None:
            self.unused[cell.strip()] += 1
        return answer or ""

    def notes(self) -> Iterator[str]:
        """Yield what to say about the cells that could not be used."""
        return notes_on_unused(self.name, self.unused, lambda _: "")


def other_columns(names: Sequence[str], rules: Rules, taken: set[int]) -> list[OtherColumn]:
    """Return the columns that answer such questions, the first of each; those `taken` do not."""
    known = Names.of((name, (path, words)) for name, path, words in _questions(rules))
    found: list[OtherColumn] = []
    for at, name in enumerate(names):
        path, words = (None if at in taken else known.of_column(name)) or (None, None)
        if path is not None and not any(one.path == path for one in found):
            found.append(OtherColumn(at, name, path, words))
    return found


def _questions(rules: Rules) -> Iterator[tuple[str, Path, Words]]:
    """Yield what a column may be called that answers one of these, and what its cells may say."""
    for criterion in rules["qualification"]["criteria"] if rules["qualification"] else []:
        path = ("qualification", criterion["id"])
        states = {word: state for state in STATES[:3] for word in (state, state.title())}
        for name in (criterion["id"], criterion["name"], " ".join(path)):
            yield name, path, states
    yield from _of_dimensions(rules)
    segments = {one[field]: one["id"] for field in ("name", "id") for one in rules["segments"]}
    yield from ((name, SEGMENT, segments) for name in _SEGMENT_COLUMNS if segments)
    tiers = rules["maturity"]["tiers"] if rules["maturity"] else []
    named = {one[field]: one["id"] for field in ("name", "id") for one in tiers}
    yield from ((name, TIER, named) for name in _TIER_COLUMNS if named)
    yield from ((name, TIER_REASON, None) for name in _REASON_COLUMNS if named)


def _of_dimensions(rules: Rules) -> Iterator[tuple[str, Path, Words]]:
    for dimension in dimensions_in(rules):
        own = ("maturity", dimension["id"])
        if dimension["method"] == "rubric":
            levels = dimension["levels"]
            words = {one["label"]: str(one["level"]) for one in levels}
            words |= {str(one["level"]): str(one["level"]) for one in levels}
            for name in (dimension["id"], dimension["name"], " ".join(own)):
                yield name, own, words
            continue
        for item in (item for level in dimension["levels"] for item in level["items"]):
            words = {word: yes_or_no(word.casefold()) for word in YES_NO.split()}
            if dimension["method"] == "coverage":
                steps = scale_of(dimension, item)
                words = {wording_of(one): one["value"] for one in steps}
                words |= {one["value"]: one["value"] for one in steps}
            words |= dict.fromkeys(("not-applicable", "not applicable"), "not-applicable")
            part = (*own, item["id"])
            for name in (" ".join(part), f"{dimension['id']} {item['id']}"):
                yield name, part, words


def answers_of(given: Mapping[Path, str]) -> dict[str, object]:
    """Return answers by the paths of their questions in the shape that `assess` takes."""
    answers: dict[str, object] = {"attributes": {}}
    for path, answer in given.items():
        into = answers
        for step in path[:-1]:
            into = into.setdefault(step, {})  # type: ignore[assignment]
        into[path[-1]] = answer
    return answers
