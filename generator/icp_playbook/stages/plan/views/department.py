"""Departments: what to start with, and which plays they run."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.play import Play


def page(catalog: Catalog, department: Department) -> Mapping[str, object]:
    """Return what a department's page shows beyond its own fields."""
    company = catalog.one(Company)
    pulled = [
        (other, tension)
        for other in catalog.users(department.ref, Department, "tensions")
        for tension in other.tensions
        if tension.with_ == department.id
    ]
    return {
        "contact": company.contacts.get(department.id) if company else None,
        "plays": catalog.users(department.ref, Play, "run_by"),
        "pulled": pulled,
        "concerns": [
            definition for definition in catalog.definitions() if department.id in definition.departments
        ],
    }
