"""Learn: a few questions a day, the path of who is new, and a result that a mentor can check.

The questions stand on the page as text, so they can be read, searched by eye and printed without a
script. Beside them lies what only programs need: which option is true, and what tells that a
definition has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from icp_playbook.editions import folder_of
from icp_playbook.learning import QUESTIONS, Question, questions_of
from icp_playbook.learning.path import ModuleSteps, modules_by_definition, path_of
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.kinds import BY_NAME, YOU
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.project import Site
from icp_playbook.scoring.version import version_of
from icp_playbook.stages.plan.pages import JoinedPage, View, current

LEARN = "learn"
"""The address of the page."""
_TAUGHT = (OnboardingTrack, Department, Persona, Play, Glossary)
"""Where there is none of these, there is little to learn."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The questions of one sort, under their title."""

    name: str
    title: str
    questions: tuple[Question, ...]


def show_learning(catalog: Catalog, site: Site, *_: object) -> View:
    """Return the questions by sort, the path, and what programs need of both."""
    questions = questions_of(catalog, site.language)
    modules = modules_by_definition(catalog)
    in_modules = {one.id: _modules_of(one, modules) for one in questions}
    by_sort = [(kind, [one for one in questions if one.kind == kind.name]) for kind in QUESTIONS]
    data = _document(catalog, questions, in_modules)
    return {
        "sorts": [Sort(kind.name, kind.title, tuple(found)) for kind, found in by_sort if found],
        "document": data,
        "tracks": _tracks(path_of(catalog)),
        "departments": current(catalog, Department),
        "folder": folder_of(site.editions, site.language),
    }


def _document(
    catalog: Catalog, questions: Iterable[Question], in_modules: Mapping[str, list[ModuleSteps]]
) -> Mapping[str, object]:
    """Return what the scripts need, in few letters: a question is found on the page by its id.

    `f` are the letters of what its answer rests on, `r` the place of the true option, `d` whom it
    concerns where it is not everyone, `m` the parts of tracks that teach it.
    """
    found: dict[str, dict[str, object]] = {}
    for one in questions:
        modules = in_modules[one.id]
        for_all = not one.departments or any(each.track.audience is None for each in modules)
        data: dict[str, object] = {"f": one.letters}
        if one.options:
            data["r"] = one.right
        if not for_all:
            data["d"] = one.departments
        if modules:
            data["m"] = [each.id for each in modules]
        found[one.id] = data
    return {"rules": version_of(catalog), "questions": found}


def _modules_of(question: Question, modules: Mapping[str, list[ModuleSteps]]) -> list[ModuleSteps]:
    return [each for ref in question.behind for each in modules.get(ref, ())]


def _tracks(
    path: Iterable[ModuleSteps],
) -> list[tuple[OnboardingTrack, list[tuple[str, ModuleSteps]]]]:
    """Return each track with its parts, and where each part stands on the track's page."""
    found = [[*parts] for _, parts in groupby(path, key=lambda one: one.track.id)]
    return [
        (parts[0].track, [(_place(one, number), one) for number, one in enumerate(parts, 1)])
        for parts in found
    ]


def _place(one: ModuleSteps, number: int) -> str:
    return f"page:{BY_NAME[one.track.kind].url}/{one.track.id}#module-{number}"


def has_learning(catalog: Catalog, _: Site) -> bool:
    """Tell whether there is more to learn than the four answers."""
    return any(current(catalog, kind) for kind in _TAUGHT)


PAGES = (
    JoinedPage(
        LEARN,
        say("Learn"),
        YOU,
        show_learning,
        has_learning,
        order=1,
        on_paper=False,
        asks=(
            say("How do I learn who our customer is?"),
            say("Can I test what I know of our customers?"),
        ),
        tells=say("A few questions a day, until you know whom we serve and what we do."),
    ),
)
