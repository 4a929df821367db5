"""Where a score can end, and which bands it can be in, is never said too narrow."""

from __future__ import annotations

import itertools
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.fit import judge
from icp_playbook.scoring.fit_described import swings_of
from icp_playbook.scoring.reachable import unreachable_bands
from scoring import companies

_MANY = 40
"""Of more ways to answer what is open, so many are drawn."""


def _bounds(part: Any) -> list[str]:
    """Return every number that something below `part` is compared with."""
    if isinstance(part, list):
        return [bound for one in part for bound in _bounds(one)]
    if not isinstance(part, dict):
        return []
    keys = ("from", "to", "below", "at-least")
    own = [part[key] for key in keys if isinstance(part.get(key), str)]
    return own + [bound for one in part.values() for bound in _bounds(one)]


def _answers(attribute: dict[str, Any], bounds: list[str]) -> list[str]:
    """Return an answer of each sort: each bound, what lies beside it, and the ends."""
    if attribute["type"] == "number":
        least = Fraction(attribute.get("min", "0"))
        most = Fraction(attribute.get("max", "1000"))
        near = [Fraction(bound) + by for bound in bounds for by in (-1, 0, Fraction(1, 2))]
        kept = {one for one in near if least <= one <= most} | {least, most}
        return [exact_text(one) for one in sorted(kept)]
    if attribute["type"] == "choice":
        return [option["value"] for option in attribute["options"]]
    return ["yes", "no"] if attribute["type"] == "yes-no" else ["x", "Zoo", "y"]


def _accounts(rng: Random, asked: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return ways to answer all that is asked, each of them where there are few."""
    count = 1
    for answers in asked.values():
        count *= len(answers)
    if count <= _MANY:
        return [dict(zip(asked, some, strict=True)) for some in itertools.product(*asked.values())]
    drawn = ({name: rng.choice(answers) for name, answers in asked.items()} for _ in range(_MANY))
    return list(drawn)


@pytest.mark.parametrize("seed", range(80))
def test_whatever_is_answered_next_the_score_ends_within_its_range(seed: int) -> None:
    """Caps, conditions and other weights included; what is settled does not move at all."""
    rng = Random(seed)
    rules = companies.company(rng)
    for segment in rules["segments"]:
        bounds = _bounds(segment)
        asked = {one["id"]: _answers(one, bounds) for one in rules["attributes"]}
        given = {name: rng.choice(some) for name, some in asked.items() if rng.random() < 0.5}
        before = judge(segment, given)
        rest = {name: some for name, some in asked.items() if name not in given}
        for more in _accounts(rng, rest):
            after = judge(segment, given | more)
            assert after.score is not None
            assert before.least <= after.score <= before.most
            assert before.floor <= after.reached <= before.ceiling
            assert after.least == after.score == after.most
            assert before.is_open or before.score == after.score
            assert not after.is_open
            assert not swings_of(after)


@pytest.mark.parametrize("seed", range(80))
def test_a_band_that_some_account_is_in_is_never_called_out_of_reach(seed: int) -> None:
    """Accounts of which less is known are in one, too."""
    rng = Random(seed)
    for rules in [companies.company(rng) for _ in range(3)]:
        for segment in rules["segments"]:
            starts = sorted({"0", *(str(rng.randint(1, 99)) for _ in range(6))}, key=int)
            segment["bands"] = [{"from": start, "name": start} for start in starts]
            missing = unreachable_bands(segment)
            bounds = _bounds(segment["criteria"])
            asked = {one["id"]: _answers(one, bounds) for one in rules["attributes"]}
            for account in _accounts(rng, asked):
                known = {name: one for name, one in account.items() if rng.random() < 0.7}
                judged = judge(segment, known)
                if judged.score is not None and judged.enough_known:
                    reached = sum(int(start) <= judged.score for start in starts) - 1
                    assert max(reached, 0) not in missing


def test_a_band_between_two_possible_scores_is_out_of_reach() -> None:
    """And one is not as soon as a score lies in it: bounds below are in, those above are not."""
    criterion = {
        "attribute": "a", "weight": "1", "required": True, "why": "",
        "options": {"yes": "5", "no": "2"},
    }  # fmt: skip
    segment: Any = {
        "id": "s", "name": "S", "focus": "focus", "mode": "share", "min_coverage": "0.6",
        "criteria": [criterion], "disqualifiers": [],
    }  # fmt: skip
    for starts, missing in (
        (["0", "40", "41", "100"], [0, 2]),
        (["0", "41", "99"], [1]),
        (["0", "40.5"], []),
    ):
        segment["bands"] = [{"from": start, "name": start} for start in starts]
        assert unreachable_bands(segment) == missing


def test_of_too_many_sums_only_what_lies_beyond_them_all_is_out_of_reach() -> None:
    """Where they can't be looked at one by one, nothing is said of a hole between them."""
    criteria = [
        {
            "attribute": f"a{n}", "weight": "1", "required": True, "why": "",
            "options": {str(k): str(3 ** (n % 15) * k + k * n) for k in range(3)},
        }
        for n in range(15)
    ]  # fmt: skip
    segment: Any = {
        "id": "s", "name": "S", "focus": "focus", "mode": "raw", "min_coverage": "0.6",
        "criteria": criteria, "disqualifiers": [],
        "bands": [{"from": str(n), "name": "B"} for n in (-9, -1, 0, 1000001)],
    }  # fmt: skip
    segment["bands"].append({"from": "99999999", "name": "Beyond"})
    assert unreachable_bands(segment) == [0, 1, 4]
