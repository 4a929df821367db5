"""For those who work here: their department's page, what to read first, and what words mean."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.department import Department
from icp_playbook.model.example import Example
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.play import Play
from icp_playbook.stages.plan.lens import lens
from icp_playbook.stages.plan.lens.block import concerning
from icp_playbook.stages.plan.pages import KindPages, View
from icp_playbook.stages.plan.pages.plays import has_risks, risks_first


def show_department(catalog: Catalog, department: Department) -> View:
    """Return the facts through a department's lens, what pulls against others, and whom to ask."""
    tracks = catalog.all(OnboardingTrack)
    return {
        "blocks": lens(catalog, department),
        "plays": risks_first(catalog.users(department.ref, Play, "run_by")),
        "pulled": [
            (other, tension)
            for other in catalog.users(department.ref, Department, "tensions")
            for tension in other.tensions
            if tension.with_ == department.id
        ],
        "tracks": [one for one in tracks if one.audience in (None, department.id)],
        "asks": _whom_to_ask(catalog, department),
        "has_risks": has_risks(catalog),
    }


def _whom_to_ask(catalog: Catalog, department: Department) -> list[tuple[str, Contact, list[Kind]]]:
    """Return the department's own channel, then the owners of what concerns it with their kinds."""
    company = catalog.one(Company)
    contacts = company.contacts if company else {}
    owners = {(one.owner, one.kind) for one in concerning(catalog.definitions(), department)}
    owned = {role: [kind for kind in KINDS if (role, kind.name) in owners] for role in contacts}
    order = sorted(contacts, key=lambda role: role != department.id)
    return [
        (role, contacts[role], owned[role])
        for role in order
        if owned[role] or role == department.id
    ]


def show_track(catalog: Catalog, track: OnboardingTrack) -> View:
    """Return the modules, each with what to read and its kind of page, and how much there is."""
    modules = [
        (module, [(ref, _kind_of(catalog, ref)) for ref in module.read]) for module in track.modules
    ]
    return {
        "modules": modules,
        "reads": sum(len(reading) for _, reading in modules),
        "checks": sum(len(module.check) for module in track.modules),
        "has_examples": track.audience is None and bool(catalog.all(Example)),
    }


def _kind_of(catalog: Catalog, ref: str) -> str:
    kind = BY_NAME[catalog.targets[catalog.ref(ref)].definition.kind]
    return "" if kind.single else kind.title


def list_tracks(catalog: Catalog) -> View:
    """Return the tracks for everybody, then those of each department."""
    tracks = catalog.all(OnboardingTrack)
    return {
        "everyone": [track for track in tracks if track.audience is None],
        "by_department": [
            (department, [track for track in tracks if track.audience == department.id])
            for department in catalog.all(Department)
        ],
    }


def _for_whom(catalog: Catalog) -> Iterator[tuple[str, str, list[OnboardingTrack]]]:
    """Yield who a track is for as headings of the list: everyone first."""
    tracks = catalog.all(OnboardingTrack)
    yield say("Everyone"), "s-everyone", [one for one in tracks if one.audience is None]
    for department in catalog.all(Department):
        own = [one for one in tracks if one.audience == department.id]
        yield department.name, f"s-{department.id}", own


def show_glossary(_: Catalog, glossary: Glossary) -> View:
    """Return the terms in the order of their first spelling."""
    return {"terms": sorted(glossary.terms, key=lambda term: term.term.casefold())}


PAGES = (
    KindPages(Department, show_department),
    KindPages(OnboardingTrack, show_track, index=list_tracks, order=_for_whom),
    KindPages(Glossary, show_glossary),
)
