"""Departments: what pulls against others, the same facts through this department's lens, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.play import Play
from icp_playbook.stages.plan.joins import risks
from icp_playbook.stages.plan.lens import lens
from icp_playbook.stages.plan.lens.block import concerning

_TYPES = ("risk", "opportunity", "lifecycle")


def page(catalog: Catalog, department: Department) -> Mapping[str, object]:
    """Return what a department's page shows beyond its own fields."""
    pulled = [
        (other, tension)
        for other in catalog.users(department.ref, Department, "tensions")
        for tension in other.tensions
        if tension.with_ == department.id
    ]
    plays = catalog.users(department.ref, Play, "run_by")
    return {
        "blocks": lens(catalog, department),
        "plays": sorted(plays, key=lambda play: (_TYPES.index(play.type), play.id)),
        "pulled": pulled,
        "tracks": [one for one in catalog.all(OnboardingTrack) if one.audience in (None, department.id)],
        "asks": _whom_to_ask(catalog, department),
        "has_risks": risks.exist(catalog),
    }


def _whom_to_ask(catalog: Catalog, department: Department) -> list[tuple[str, Contact, list[Kind]]]:
    """Return the department's own channel, then the owners of what concerns it, with the kinds they answer for."""
    company = catalog.one(Company)
    contacts = company.contacts if company else {}
    owners = {(one.owner, one.kind) for one in concerning(catalog.definitions(), department)}
    owned = {role: [kind for kind in KINDS if (role, kind.name) in owners] for role in contacts}
    order = sorted(contacts, key=lambda role: role != department.id)
    return [(role, contacts[role], owned[role]) for role in order if owned[role] or role == department.id]
