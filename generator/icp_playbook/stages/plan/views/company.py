"""The company: whether fewer new customers are outside the profile."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.stages.plan.outside_picture import outside_picture


def page(catalog: Catalog, company: Company) -> Mapping[str, object]:
    """Return the picture of new customers outside the profile, and whether there is a register of them."""
    return {
        "outside": outside_picture(company.new_customers),
        "registered": bool(catalog.by_kind["exception"]),
    }
