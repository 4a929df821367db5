"""Onboarding: what to read in which order, and how to notice that one got it."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.onboarding import Module, OnboardingTrack


def page(catalog: Catalog, track: OnboardingTrack) -> Mapping[str, object]:
    """Return the modules, each with what to read as targets and their kinds, and how much there is."""
    modules = [(module, _reading(catalog, module)) for module in track.modules]
    return {
        "modules": modules,
        "reads": sum(len(reading) for _, reading in modules),
        "checks": sum(len(module.check) for module in track.modules),
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the tracks for everybody, then those of each department."""
    tracks = catalog.all(OnboardingTrack)
    return {
        "everyone": [track for track in tracks if track.audience is None],
        "by_department": [
            (department, [track for track in tracks if track.audience == department.id])
            for department in catalog.all(Department)
        ],
    }


def _reading(catalog: Catalog, module: Module) -> list[tuple[str, str]]:
    """Return what a module asks to read, each with what kind of page it is."""
    return [(ref, _kind_of(catalog, ref)) for ref in module.read]


def _kind_of(catalog: Catalog, ref: str) -> str:
    kind = BY_NAME[catalog.targets[catalog.ref(ref)].definition.kind]
    return "" if kind.single else kind.title
