"""Rules about maturity that are not about scoring: what a page of levels and tiers has to show."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Dimension, MaturityModel, Tier
from icp_playbook.stages.check.rule import Context, Finding, current, listed


def no_maturity_model(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Tiers and dimensions stand on levels that are named in one place."""
    found: tuple[Definition, ...] = (*current(catalog, Tier), *current(catalog, Dimension))
    if found and catalog.one(MaturityModel) is None:
        yield Finding(
            found[0], (), "there are tiers or dimensions, but no maturity model that names their levels",
            'create content/maturity/model.yml with "levels:"',
        )  # fmt: skip


def dimension_levels(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A rubric has no empty and no double cell."""
    model = catalog.one(MaturityModel)
    levels = {int(level.level) for level in model.levels} if model else set()
    for dimension in catalog.all(Dimension):
        first: dict[int, int] = {}
        for index, level in enumerate(dimension.levels):
            at = first.setdefault(int(level.level), index)
            if at != index:
                line = dimension.place(("levels", at, "level"))[0]
                yield Finding(
                    dimension, ("levels", index, "level"), f"level {level.level} is already described in line {line}",
                    "describe each level once",
                )  # fmt: skip
        if missing := sorted(levels - set(first)):
            what = f"level{'s' if len(missing) > 1 else ''} {listed(map(str, missing))}"
            yield Finding(
                dimension, ("levels",), f"{what} of the maturity model {'are' if len(missing) > 1 else 'is'} not described",
                "add each with level, label and descriptor",
                at_key=True,
            )  # fmt: skip


def top_tier_without_pressures(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """The most mature customers put us under pressure, and everybody should know where."""
    tiers = current(catalog, Tier)
    top = max((tier.level for tier in tiers), default=None)
    for tier in tiers:
        if len(tiers) > 1 and tier.level == top and not tier.pressures:
            yield Finding(
                tier, (), "the top tier does not say what its customers put under pressure",
                'add "pressures:" with at least one',
            )  # fmt: skip
