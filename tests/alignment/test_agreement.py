"""Krippendorff's alpha is that of the published package; intervals hold the figure."""

from __future__ import annotations

import random
from fractions import Fraction

import krippendorff
import pytest

from icp_playbook.alignment.agreement import (
    _apart_within,
    _nominal_alpha,
    alpha,
    alpha_figure,
    difference,
    pairs_alike,
    share_figure,
)

RATINGS = """
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4
"""
"""Three people and fifteen units, as a table of many textbooks has them."""


def counted(table: list[list[int | None]], values: int) -> list[list[int]]:
    """Return how often each value was given, by unit; `table` has a row for each person."""
    return [
        [sum(one == value for one in unit) for value in range(values)]
        for unit in zip(*table, strict=True)
    ]


@pytest.mark.parametrize(("measure", "known"), [("nominal", 0.691), ("ordinal", 0.807)])
def test_alpha_of_a_known_table(measure: str, known: float) -> None:
    """The figures that are published for it."""
    table = [
        [None if one == "*" else int(one) - 1 for one in line.split()]
        for line in RATINGS.split("\n")
        if line
    ]
    found = alpha(counted(table, 4), measure)
    assert found is not None
    assert round(float(found), 3) == known


@pytest.mark.parametrize("measure", ["nominal", "ordinal"])
def test_alpha_is_that_of_the_published_package(measure: str) -> None:
    """For hundreds of tables with holes, of two to twelve people, by any chance of agreeing."""
    draws, compared = random.Random(7), 0
    for _ in range(300):
        values = draws.randint(2, 6)
        people, units = draws.randint(2, 12), draws.randint(2, 15)
        skew = draws.choice([0, 1, 3])
        missing = draws.choice([0.0, 0.2, 0.6])
        table: list[list[int | None]] = [
            [
                None
                if draws.random() < missing
                else min(draws.randrange(values) for _ in range(skew + 1))
                for _ in range(units)
            ]
            for _ in range(people)
        ]
        found = alpha(counted(table, values), measure)
        if found is None:
            continue
        compared += 1
        counts = counted(table, values)
        wanted = krippendorff.alpha(
            value_counts=[unit for unit in counts if sum(unit)],
            value_domain=list(range(values)),
            level_of_measurement="nominal" if measure == "nominal" else "ordinal",
        )
        assert float(found) == pytest.approx(wanted, abs=1e-9), table
        prepared = [(_apart_within(unit), *unit) for unit in counts if sum(unit) > 1]
        if measure == "nominal":
            assert _nominal_alpha(prepared) == pytest.approx(wanted, abs=1e-9)
    assert compared > 200


def test_alpha_is_exact() -> None:
    """Two people agree on one of two units: nothing beyond chance but one pair."""
    assert alpha([[2, 0], [1, 1]], "nominal") == 0
    assert alpha([[2, 0], [0, 2], [1, 1]], "nominal") == Fraction(4, 9)


@pytest.mark.parametrize("units", [[], [[1, 0], [0, 1]], [[3, 0], [4, 0]]])
def test_no_alpha_where_nothing_can_be_told(units: list[list[int]]) -> None:
    """Nobody is paired, or all say the same throughout: chance is not known."""
    assert alpha(units, "nominal") is None
    assert alpha_figure(units, "nominal") is None


def test_an_interval_holds_its_figure_and_is_the_same_each_time() -> None:
    """More units make it narrower."""
    few, many = [[4, 1], [1, 4], [3, 2]] * 2, [[4, 1], [1, 4], [3, 2]] * 20
    wide, narrow = alpha_figure(few, "nominal"), alpha_figure(many, "nominal")
    assert wide is not None
    assert narrow is not None
    assert wide == alpha_figure(few, "nominal")
    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.low < wide.value < wide.high
    assert narrow.high - narrow.low < wide.high - wide.low


def test_a_share_counts_answers_and_draws_people() -> None:
    """Of people who left most out, little is counted."""
    figure = share_figure([(1, 1), (0, 9), (5, 10)])
    assert figure is not None
    assert figure.value == 0.3
    assert figure.low is not None
    assert figure.high is not None
    assert 0 <= figure.low < 0.3 < figure.high <= 1
    assert share_figure([(0, 0)]) is None


def test_pairs_and_differences() -> None:
    """Within a group, between two, and what would have to change."""
    assert pairs_alike([3, 2]) == (4, 10)
    assert pairs_alike([3, 2], [0, 4]) == (8, 20)
    assert difference([3, 1], [1, 3]) == 0.5
    assert difference([2, 2], [3, 3]) == 0
