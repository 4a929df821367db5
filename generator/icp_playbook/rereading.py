"""Reading a playbook that changes: what has not changed is not read again.

A change of one definition is linked by itself where nothing else can mean anything different by
it; whatever else happens, all is linked anew. What the rules find is looked for when it is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import overload

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError, Problem, Severity
from icp_playbook.reading import Progress, nothing_thrown_away, silent
from icp_playbook.stages.check import Context, check
from icp_playbook.stages.link import link
from icp_playbook.stages.link.again import can_replace, link_again
from icp_playbook.stages.load import Loaded, Read, in_order, load
from icp_playbook.stages.load.definitions import read_definition
from icp_playbook.stages.load.files import FoundFile, kind_of
from icp_playbook.stages.plan.clashes import find_clashes

_FEW = 20
"""Of more files that changed at once, all is linked anew: somebody has changed the branch."""


_TICK = 50_000_000
"""Nanoseconds within which a file may change twice and bear the same time."""


class Gaps(Sequence[Problem]):
    """What is missing in a playbook, looked for when somebody asks."""

    def __init__(self, find: Callable[[], Iterable[Problem]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self._find())))

    @overload
    def __getitem__(self, at: int) -> Problem: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Problem, ...]: ...
    def __getitem__(self, at: int | slice) -> Problem | tuple[Problem, ...]:
        """Return one of them, or several."""
        return self._found[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)


class Rereading:
    """The playbook in `root` as it was when it last had no mistakes of shape, and what changed."""

    def __init__(self, root: Path) -> None:
        self._root, self._context = root, Context()
        self._read: dict[str, tuple[object, Read]] = {}
        """What each definition's file said, by its path, and when that was."""
        self._catalog: Catalog | None = None
        self._loaded = Loaded((), (), ())
        self._pending: set[str] = set()
        """Files that have changed since, and not all of them are right yet."""
        self._warnings: tuple[Problem, ...] = ()

    def everything(self, context: Context, progress: Progress = silent) -> Catalog:
        """Read what has changed, and link everything; raise `ContentError` for mistakes."""
        self._context = context
        with nothing_thrown_away():
            loaded = load(self._root, progress, self._context.docs, self._known)
            catalog, unlinked = link(loaded.definitions, loaded.pages, loaded.unread, loaded.files)
        problems = (*loaded.problems, *unlinked)
        self._catalog = None
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise ContentError(problems)
        self._loaded, self._warnings, self._pending = loaded, problems, set()
        self._catalog = catalog
        return catalog

    def one(self, changed: Iterable[str]) -> Catalog | None:
        """Return the catalog with the definitions of these files as they are now.

        None when all has to be linked anew; raise `ContentError` for mistakes in these files.
        """
        pending = self._pending | set(changed)
        if self._catalog is None or len(pending) > _FEW:
            return None
        catalog, problems = self._catalog, []
        for path in sorted(pending):
            if (old := self._definition(catalog, path)) is None:
                return None
            file = FoundFile(kind_of(path), old.id, path)  # type: ignore[arg-type]
            if (self._root / path).is_symlink() or not (self._root / path).is_file():
                return None
            new, wrong = read_definition(self._root, file)
            problems += wrong
            if new is None:
                continue
            if not can_replace(old, new):
                return None
            catalog, unlinked = link_again(catalog, old, new, self._loaded.files)
            problems += unlinked
        self._pending = pending
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise ContentError(problems)
        self._pending, self._catalog = set(), catalog
        return catalog

    def proposed(self, catalog: Catalog, new: Definition) -> tuple[Catalog, list[Problem]]:
        """Return what a catalog would be with `new` in it, and what is wrong with its references.

        It takes the place of the definition of its name, or is one more. Nothing is kept.
        """
        found = catalog.targets.get(new.ref)
        if found is not None and can_replace(found.definition, new):
            return link_again(catalog, found.definition, new, self._loaded.files)
        others = [one for one in catalog.definitions() if one.ref != new.ref]
        return link(in_order([*others, new]), catalog.pages, (), self._loaded.files)

    def gaps(self, catalog: Catalog, complete: bool = True) -> Gaps:
        """Return what is wrong with or missing in a catalog, which is not looked for yet.

        Where not all references lead somewhere, it is not `complete`.
        """
        context, warnings, files = (
            replace(self._context, complete=complete),
            self._warnings,
            self._loaded.files,
        )
        docs, folders = context.docs[0], context.folders
        return Gaps(
            lambda: (
                *warnings,
                *check(catalog, context),
                *find_clashes(catalog, files, docs, folders),
            )
        )

    def _definition(self, catalog: Catalog, path: str) -> Definition | None:
        """Return the definition that a file held."""
        kind = kind_of(path)
        target = catalog.targets.get(f"{kind.name}:{PurePosixPath(path).stem}") if kind else None
        one = target.definition if target is not None else None
        return one if one is not None and one.path == path else None

    def _known(self, root: Path, file: FoundFile) -> Read:
        """Read a file unless it is as it was."""
        try:
            about, link = (root / file.path).stat(), (root / file.path).lstat()
        except OSError:
            return read_definition(root, file)
        of_file = (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
        state = (*of_file, link.st_mode, link.st_ino, link.st_ctime_ns)
        known = self._read.get(file.path)
        if known is None or known[0] != state:
            known = (state, read_definition(root, file))
            if time.time_ns() - about.st_mtime_ns > _TICK:
                self._read[file.path] = known
        return known[1]
