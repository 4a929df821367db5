"""The picture of the lifecycle: its stages as steps, with what one does at each and who leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.model.lifecycle import Stage
from icp_playbook.model.play import Play

TYPES = ("lifecycle", "risk", "opportunity")
"""The order in which plays are shown: the normal course, then what may happen on the way."""


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage, counted from 1."""

    number: int
    stage: Stage
    groups: tuple[tuple[str, tuple[Play, ...]], ...]
    """The plays of each type that has any."""
    leaders: tuple[tuple[str, int], ...]
    """Departments by how many plays of the stage they run, those with most first."""

    @property
    def count(self) -> int:
        """How many plays there are."""
        return sum(len(plays) for _, plays in self.groups)


def lay_out_lifecycle(
    stages: Sequence[Stage], plays: Mapping[str, Sequence[Play]]
) -> tuple[StageStep, ...]:
    """Return the steps in the order of the lifecycle; `plays` are by the id of their stage."""
    return tuple(
        _step(number, stage, plays.get(stage.id, ())) for number, stage in enumerate(stages, 1)
    )


def _step(number: int, stage: Stage, plays: Sequence[Play]) -> StageStep:
    by_type = [(type_, tuple(play for play in plays if play.type == type_)) for type_ in TYPES]
    groups = tuple((type_, found) for type_, found in by_type if found)
    runs = Counter(play.run_by for play in plays)
    leaders = tuple(sorted(runs.items(), key=lambda one: (-one[1], one[0])))
    return StageStep(number, stage, groups, leaders)
