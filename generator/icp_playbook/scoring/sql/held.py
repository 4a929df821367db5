"""Which rules add up to more digits than databases hold."""

from __future__ import annotations

from collections.abc import Iterator
from operator import mul

from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import FitRules, Rules
from icp_playbook.scoring.sql.compiled import compile_scoring
from icp_playbook.scoring.sql.inputs import scaled
from icp_playbook.scoring.sql.tree import TooLargeError
from icp_playbook.scoring.weighing import all_weighings

_SURE = 10**15
"""What no sum is above that is only compared with another: each is multiplied by the other, by the
places of bands and by 200."""

Where = tuple[str] | tuple[str, int]


def too_large_to_add(rules: Rules) -> Iterator[Where]:
    """Yield the parts of rules without defects that no engine could add up exactly.

    Of segments that are too large only when compared with each other, all large ones are yielded.
    """
    alone: Rules = {**rules, "segments": [], "scores": [], "flags": [], "maturity": None,
                    "further": [], "grid": []}  # fmt: skip
    large = [at for at, one in enumerate(rules["segments"]) if _largest(one) >= _SURE]
    found = [at for at in large if _fails({**alone, "segments": [rules["segments"][at]]})]
    if large and not found and _fails({**alone, "segments": rules["segments"]}):
        found = large
    yield from (("segments", at) for at in found)
    for at, score in enumerate(rules["scores"]):
        if _largest(score) >= _SURE and _fails({**alone, "scores": [score]}):
            yield "scores", at
    if rules["maturity"] and _fails({**alone, "maturity": rules["maturity"]}):
        yield ("maturity",)
    for at, model in enumerate(rules["further"]):
        if _fails({**alone, "further": [model]}):
            yield "further", at


def _largest(rules: FitRules) -> int:
    """Return a bound of the sums of one set of rules, scaled to whole numbers as in SQL."""
    points = [all_points(criterion) for criterion in rules["criteria"]]
    weighings = [one.weights for one in all_weighings(rules)]
    caps = [exact_number(one["most"]) for one in rules.get("groups", [])]
    scale = scaled(p for many in points for p in many)
    scale *= scaled([*(weight for many in weighings for weight in many), *caps])
    highest = [max(map(abs, many), default=0) for many in points]
    sums = (sum(map(mul, highest, many)) for many in weighings)
    return int(max(sums, default=0) * scale)


def _fails(rules: Rules) -> bool:
    try:
        compile_scoring(rules)
    except TooLargeError:
        return True
    return False
