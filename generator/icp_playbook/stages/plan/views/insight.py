"""Insights: what a sample of customers said, by the question they were asked."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.research import Insight
from icp_playbook.stages.plan.findings import finding, findings_on, questions


def page(catalog: Catalog, insight: Insight) -> Mapping[str, object]:
    """Return the finding that an insight's page shows."""
    return {"finding": finding(catalog, insight)}


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the findings by question."""
    return {"by_question": [(question, findings_on(catalog, question)) for question in questions(catalog)]}
