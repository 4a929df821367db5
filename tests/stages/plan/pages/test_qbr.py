"""The review with a customer: what the next tier takes, and which strategy holds where."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.model.maturity import MaturityModel, Tier, TierRule
from icp_playbook.stages.plan.pages.qbr import has_qbr, next_tier_rule, show_qbr


def rule_in_words(root: Path, rule: dict[str, Any], dimensions: int) -> str:
    """Return what the second tier takes under a rule."""
    catalog = catalog_of(root, "--- + minimal\n--- + tiers\n")
    model = catalog.get(MaturityModel, "model").model_copy(
        update={"tier_rule": TierRule.model_construct(**rule)}
    )
    return next_tier_rule(model, dimensions, catalog.get(Tier, "expert"))


@pytest.mark.parametrize(
    ("rule", "dimensions", "words"),
    [
        ({"method": "threshold", "share": Decimal("0.75"), "max_gap": Decimal(0)}, 4,
         "3 of 4 dimensions at level 2, and none below level 2"),
        ({"method": "threshold", "share": Decimal("0.75"), "max_gap": Decimal(1)}, 4,
         "3 of 4 dimensions at level 2"),
        ({"method": "threshold", "share": Decimal(1), "max_gap": Decimal(0)}, 8,
         "8 of 8 dimensions at level 2"),
        ({"method": "minimum"}, 3, "every dimension at level 2"),
        ({"method": "mean"}, 3, "a mean of 1.5 or more over the dimensions"),
    ],
)  # fmt: skip
def test_what_the_next_tier_takes_follows_the_rule(
    tmp_path: Path, rule: dict[str, Any], dimensions: int, words: str
) -> None:
    """For each way of finding the tier, in words that hold for any number of dimensions."""
    assert rule_in_words(tmp_path, rule, dimensions) == words


def test_a_segments_own_strategy_stands_in_front_of_the_tiers(tmp_path: Path) -> None:
    """Each strategy says in which segments it holds; segments that we avoid have no review."""
    own = """
    --- content/segments/large.yml
    name: Large
    owner: sales
    definition: More than 500 people.
    focus: develop
    --- content/segments/stalls.yml
    name: Stalls
    owner: sales
    definition: No shop.
    focus: avoid
    --- playbooks/strategies/grow-large.yml
    {name: Grow large, owner: sales, tier: expert, segment: large, stance: grow, strategy: Slowly.}
    """
    held: Any = show_qbr(catalog_of(tmp_path, "    --- + minimal\n    --- + tiers" + own))[
        "stances"
    ]
    assert [
        (one.tier.id, one.strategy.id, [segment.id for segment in one.segments]) for one in held
    ] == [
        ("beginner", "wait", ["mid-market", "large"]),
        ("expert", "grow", ["mid-market"]),
        ("expert", "grow-large", ["large"]),
    ]


def test_without_a_maturity_model_there_is_no_review(tmp_path: Path) -> None:
    """There would be nothing to score."""
    assert not has_qbr(catalog_of(tmp_path, "--- + minimal"))
