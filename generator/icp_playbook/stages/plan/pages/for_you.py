"""For those who work here: their department's page, and what to read first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from icp_playbook.editions import folder_of
from icp_playbook.learning.path import steps_of
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.department import Department, Tension
from icp_playbook.model.example import Example
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.play import Play
from icp_playbook.project import Site
from icp_playbook.stages.plan.lens import lens
from icp_playbook.stages.plan.lens.answers import answer_questions
from icp_playbook.stages.plan.lens.block import concerning
from icp_playbook.stages.plan.pages import KindPages, View
from icp_playbook.stages.plan.pages.plays import has_risks, risks_first


def show_department(catalog: Catalog, department: Department) -> View:
    """Return its questions with their answers, what pulls against others, and its plays."""
    tracks = catalog.all(OnboardingTrack)
    company = catalog.one(Company)
    return {
        "answered": answer_questions(catalog, department),
        "contact": (company.contacts if company else {}).get(department.id),
        "blocks": lens(catalog, department),
        "plays": _by_type(catalog.users(department.ref, Play, "run_by")),
        "tensions": _tensions(catalog, department),
        "tracks": [one for one in tracks if one.department in (None, department.id)],
        "asks": _whom_to_ask(catalog, department),
        "has_risks": has_risks(catalog),
    }


def _tensions(catalog: Catalog, department: Department) -> list[tuple[Department, list[Tension]]]:
    """Return the other departments, each with what pulls, whichever of the two wrote it down."""
    found: dict[str, list[Tension]] = {}
    for one in department.tensions:
        found.setdefault(one.with_, []).append(one)
    for other in catalog.users(department.ref, Department, "tensions"):
        pulling = [one for one in other.tensions if one.with_ == department.id]
        found.setdefault(other.id, []).extend(pulling)
    return [(catalog.get(Department, id), pulling) for id, pulling in found.items()]


def _by_type(plays: Iterable[Play]) -> list[tuple[str, list[Play]]]:
    """Return plays by what they are, risks first: what burns is read before what can wait."""
    found: dict[str, list[Play]] = {}
    for play in risks_first(plays):
        found.setdefault(play.type, []).append(play)
    return list(found.items())


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


def show_tracks(catalog: Catalog, site: Site) -> Callable[[Any], View]:
    """Return what gives the parts of a track as steps, what each reads, and how much there is."""
    has_examples = bool(catalog.all(Example))

    def show(track: OnboardingTrack) -> View:
        modules = [
            (one.module, [(ref, _kind_of(catalog, ref)) for ref in one.module.read], one)
            for one in steps_of(track)
        ]
        return {
            "modules": modules,
            "reads": sum(len(reading) for _, reading, _ in modules),
            "checks": sum(len(module.check) for module in track.modules),
            "has_examples": track.department is None and has_examples,
            "folder": folder_of(site.editions, site.language),
        }

    return show


def _kind_of(catalog: Catalog, ref: str) -> str:
    kind = BY_NAME[catalog.targets[catalog.ref(ref)].definition.kind]
    return "" if kind.single else kind.title


def list_tracks(catalog: Catalog) -> View:
    """Return the tracks for everybody, then those of each department."""
    tracks = catalog.all(OnboardingTrack)
    return {
        "everyone": [track for track in tracks if track.department is None],
        "by_department": [
            (department, [track for track in tracks if track.department == department.id])
            for department in catalog.all(Department)
        ],
    }


def _for_whom(catalog: Catalog) -> Iterator[tuple[str, str, list[OnboardingTrack]]]:
    """Yield who a track is for as headings of the list: everyone first."""
    tracks = catalog.all(OnboardingTrack)
    yield say("Everyone"), "s-everyone", [one for one in tracks if one.department is None]
    for department in catalog.all(Department):
        own = [one for one in tracks if one.department == department.id]
        yield department.name, f"s-{department.id}", own


PAGES = (
    KindPages(Department, show_department),
    KindPages(OnboardingTrack, sited=show_tracks, index=list_tracks, order=_for_whom),
)
