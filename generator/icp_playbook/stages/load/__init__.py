"""Load: every file of a playbook becomes a typed definition or a page that knows its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import Problem
from icp_playbook.project import DOCS
from icp_playbook.stages.load.definitions import read_definition
from icp_playbook.stages.load.files import FoundFile, find_files, kind_of
from icp_playbook.stages.load.pages import read_page

Read = tuple[Definition | None, list[Problem]]
"""What a file says: its definition, or what keeps it from being one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the files say: definitions in the order of kinds and ids, and hand-written pages."""

    definitions: tuple[Definition, ...]
    pages: tuple[Prosepage, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """References of definitions that are there but can't be read: what leads to them is right."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What else lies among the pages, such as pictures: the path on the site by the file's."""


def load(
    root: Path,
    progress: Callable[[str], None] = lambda path: None,
    docs: Sequence[str] = (DOCS,),
    read: Callable[[Path, FoundFile], Read] = read_definition,
) -> Loaded:
    """Read the playbook in `root`, whose hand-written pages are in `docs`.

    `progress` is called with the path of each definition before it is read; `read` may know it.
    """
    found = find_files(root, docs)
    definitions: list[Definition] = []
    pages: list[Prosepage] = []
    problems = list(found.problems)
    for file in found.definitions:
        progress(file.path)
        definition, wrong = read(root, file)
        definitions += [definition] if definition else []
        problems += wrong
    for one in found.pages:
        page, wrong = read_page(root, one)
        pages += [page] if page else []
        problems += wrong
    return Loaded(
        tuple(in_order(definitions)), tuple(pages), tuple(problems), _unread(problems), found.others
    )


def in_order(definitions: Iterable[Definition]) -> list[Definition]:
    """Return definitions in the order of kinds, then of rank."""
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    return sorted(definitions, key=lambda one: (order[one.kind], one.rank))


def _unread(problems: Sequence[Problem]) -> frozenset[str]:
    """Return the references of the definitions that have a problem: none of them was read."""
    kinds = {path: kind_of(path) for path in {problem.path for problem in problems}}
    return frozenset(
        f"{kind.name}:{PurePosixPath(path).stem}" for path, kind in kinds.items() if kind
    )
