"""Pages that join definitions of several kinds: each is computed, none is kept by hand.

A module in `joins/` gives one or more such pages; it is named here, in the order of the navigation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.page import Page
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan import programs
from icp_playbook.stages.plan.joins import assess, compare, coverage, history, qbr, review, risks

JOINS: tuple[Callable[[Catalog, Site], list[Page]], ...] = (
    assess.pages,
    compare.pages,
    risks.pages,
    qbr.pages,
    review.pages,
    history.pages,
    programs.pages,
)
JOINED_URLS = frozenset(
    ("assess", "changes", "compare", "coverage", "for-programs", "qbr", "review", "risks")
)
"""Where joined pages can be."""


def joined_pages(catalog: Catalog, site: Site, gaps: Sequence[Problem]) -> list[Page]:
    """Return the joined pages for which the company has content. `gaps` are what the rules found missing."""
    return [coverage.page(catalog, gaps), *(page for join in JOINS for page in join(catalog, site))]
