"""Qualification: what there is to decide once the criteria are known."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.qualification import Qualification


def page(catalog: Catalog, qualification: Qualification) -> Mapping[str, object]:
    """Return how many criteria must be confirmed (or not absent), rounded up (scoring: motivation)."""
    share = qualification.rule.share * len(qualification.criteria)
    return {"needed": int(-(-share // 1))}
