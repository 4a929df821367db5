"""The path of somebody who is new: onboarding tracks as steps that one takes.

A step goes by letters of what it says, not by its place, so that another step above it changes
nothing, and one that says something else is not taken for done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from icp_playbook.learning.question import letters_of
from icp_playbook.learning.source import earliest
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.onboarding import Module, OnboardingTrack
from icp_playbook.scoring.current import current


@dataclass(frozen=True, slots=True)
class ModuleSteps:
    """The steps of one part of a track, each by its letters, in the order of its fields."""

    track: OnboardingTrack
    module: Module
    id: str
    read: tuple[str, ...]
    do: tuple[str, ...]
    check: tuple[str, ...]
    done: str | None
    """Whether the part is done, where it says when it is."""

    @property
    def steps(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.read, *self.do, *self.check, *([self.done] if self.done else []))


def steps_of(track: OnboardingTrack) -> tuple[ModuleSteps, ...]:
    """Return the parts of a track as steps."""
    return tuple(_steps(track, module) for module in track.modules)


def own_questions(catalog: Catalog) -> dict[str, tuple[ModuleSteps, str]]:
    """Return for what each written question asks (`Question.about`) its part, and its step."""
    return {
        f"{earliest(one.track)}|{asked.question}": (one, step)
        for one in path_of(catalog)
        for asked, step in zip(one.module.check, one.check, strict=True)
    }


def path_of(catalog: Catalog) -> tuple[ModuleSteps, ...]:
    """Return every part of every track that is not retired, those for everyone first."""
    tracks = sorted(current(catalog, OnboardingTrack), key=lambda one: one.department is not None)
    return tuple(module for track in tracks for module in steps_of(track))


def modules_by_definition(catalog: Catalog) -> dict[str, list[ModuleSteps]]:
    """Return the parts of tracks that have people read a definition, or a part of it."""
    found: dict[str, list[ModuleSteps]] = {}
    for one in path_of(catalog):
        refs = {catalog.targets[catalog.ref(ref)].definition.ref for ref in one.module.read}
        for ref in sorted(refs):
            found.setdefault(ref, []).append(one)
    return found


def _steps(track: OnboardingTrack, module: Module) -> ModuleSteps:
    name = f"{earliest(track)}|{module.title}"

    def letters(sort: str, texts: Iterator[str]) -> tuple[str, ...]:
        return tuple(letters_of([name, sort, text]) for text in texts)

    return ModuleSteps(
        track,
        module,
        letters_of([name]),
        letters("read", (str(ref) for ref in module.read)),
        letters("do", iter(module.do)),
        letters("check", (one.question for one in module.check)),
        letters_of([name, "done", module.done_when]) if module.done_when else None,
    )
