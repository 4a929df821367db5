"""Reading a playbook: the first half of the build, up to what is wrong with it.

Needs no templates and no engine.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Problem, Severity
from icp_playbook.stages.check import Context, check
from icp_playbook.stages.link import link
from icp_playbook.stages.load import load
from icp_playbook.stages.plan.clashes import find_clashes

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook that has been read: its catalog, and every problem found, sorted by place."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """References of the definitions that are there but can't be read."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make the site wrong or unscorable."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def check_playbook(root: Path, context: Context, progress: Progress = silent) -> Checked:
    """Read and check the playbook in `root`; problems are returned, not raised."""
    with nothing_thrown_away():
        loaded = load(root, progress, context.docs)
        catalog, unlinked = link(loaded.definitions, loaded.pages, loaded.unread, loaded.files)
        problems = [*loaded.problems, *unlinked]
        readable = not any(problem.severity is Severity.ERROR for problem in problems)
        problems += check(catalog, replace(context, complete=readable))
        problems += find_clashes(catalog, loaded.files)
    return Checked(catalog, tuple(sorted(set(problems))), loaded.unread)


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Keep Python from looking for garbage.

    All that is read stays, and looking through a million values again and again takes a third of
    the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # all that is there counts as old, so that no first look goes through it
            gc.unfreeze()
            gc.enable()
