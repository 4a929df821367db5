"""Exceptions: the register of customers outside the profile, their results apart, and whether there are fewer."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.stages.plan.outside_picture import outside_picture


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the register, the next to be looked at first, and the share of new customers outside the profile."""
    company = catalog.one(Company)
    register = sorted(catalog.all(ExceptionRecord), key=lambda one: (one.review_on, one.id))
    return {
        "register": register,
        "with_results": [one for one in register if one.results],
        "lessons": [one for one in register if one.lesson],
        "outside": outside_picture(company.new_customers) if company else None,
    }
