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
from icp_playbook.learning.path import (
    ModuleSteps,
    modules_by_definition,
    own_questions,
    path_of,
)
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
    by_sort = [(kind, [one for one in questions if one.kind == kind.name]) for kind in QUESTIONS]
    return {
        "sorts": [Sort(kind.name, kind.title, tuple(found)) for kind, found in by_sort if found],
        "document": _document(catalog, questions),
        "tracks": _tracks(path_of(catalog)),
        "departments": current(catalog, Department),
        "folder": folder_of(site.editions, site.language),
    }


def _document(catalog: Catalog, questions: Iterable[Question]) -> Mapping[str, object]:
    """Return what the scripts need, in few letters: a question is found on the page by its id."""
    modules, own = modules_by_definition(catalog), own_questions(catalog)
    found: dict[str, object] = {}
    for one in questions:
        teaching = [each for ref in one.behind for each in modules.get(ref, ())]
        module, step = own.get(one.about, (None, "")) if one.kind == "own" else (None, "")
        found[one.id] = _data(one, [module] if module else teaching, step)
    return {"rules": version_of(catalog), "questions": found}


def _data(one: Question, modules: list[ModuleSteps], step: str) -> Mapping[str, object]:
    """Return the data of a question; what does not apply is left out.

    `f` are the letters of what its answer rests on, `r` the place of the true option, `d` whom it
    concerns where it is not everyone, `m` the parts of tracks that teach it, `s` the step that is
    done once it is known.
    """
    for_all = not one.departments or any(each.track.department is None for each in modules)
    data = {
        "f": one.letters,
        "r": one.right if one.options else None,
        "d": None if for_all else one.departments,
        "m": [each.id for each in modules] or None,
        "s": step or None,
    }
    return {name: value for name, value in data.items() if value is not None}


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
        inner=True,
        order=1,
        on_paper=False,
        asks=(
            say("How do I learn who our customer is?"),
            say("Can I test what I know of our customers?"),
        ),
        tells=say("A few questions a day, until you know whom we serve and what we do."),
    ),
)
