"""Load: every file of a playbook becomes a typed definition that knows its place, or problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import Problem
from icp_playbook.project import DOCS
from icp_playbook.stages.load.definitions import read_definition
from icp_playbook.stages.load.files import find_files, read_bytes
from icp_playbook.stages.load.pages import read_pages
from icp_playbook.stages.load.templates import stray_templates


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the files say: definitions in the order of kinds and ids, and hand-written pages."""

    definitions: tuple[Definition, ...]
    pages: tuple[Prosepage, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """References of the definitions that are there but can't be read: what leads to them is no mistake."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What else lies among the hand-written pages, such as pictures: the path on the site by the file's."""


def load(
    root: Path, progress: Callable[[str], None] = lambda path: None, docs: Sequence[str] = (DOCS,)
) -> Loaded:
    """Read the playbook in `root`, whose hand-written pages are in `docs`.

    `progress` is called with the path of each definition before it is read.
    """
    definitions: list[Definition] = []
    problems: list[Problem] = []
    for folder in dict.fromkeys(kind.folder for kind in KINDS):
        files, found = find_files(root, folder, known_subfolders=_subfolders(folder, docs))
        problems += found
        kinds = _kinds_in(folder)
        for file in files:
            kind = kinds.get(file.path, kinds.get(folder))
            if kind is None:
                problems.append(_no_kind(folder, file.path))
                continue
            progress(file.path)
            data, found = read_bytes(root, file.path)
            problems += found
            if data is not None:
                definition, found = read_definition(kind, file.id, file.path, data)
                problems += found
                definitions += [definition] if definition else []
    unread = frozenset(_refs_of(problems))
    pages: list[Prosepage] = []
    others: dict[str, str] = {}
    for folder in docs:
        written, beside, found = read_pages(root, folder)
        pages += written
        others |= beside
        problems += found
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    definitions.sort(key=lambda definition: (order[definition.kind], definition.rank))
    problems += stray_templates(root)
    return Loaded(tuple(definitions), tuple(pages), tuple(problems), unread, others)


def _kinds_in(folder: str) -> dict[str, Kind]:
    """Return the kinds in `folder`: the single ones by the path of their file, the one that owns it by its own."""
    inside = [kind for kind in KINDS if kind.folder == folder]
    other_suffix = {kind.where.removesuffix(".yml") + ".yaml": kind for kind in inside if kind.single}
    return {kind.where: kind for kind in inside} | other_suffix


def _refs_of(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the reference of the definition in each file that has a problem; any problem keeps it from being read."""
    for path in {problem.path for problem in problems}:
        file = PurePosixPath(path)
        kinds = _kinds_in(str(file.parent))
        if (kind := kinds.get(path, kinds.get(str(file.parent)))) is not None:
            yield f"{kind.name}:{file.stem}"


def _subfolders(folder: str, docs: Sequence[str]) -> frozenset[str]:
    """Return the names of the folders below `folder` that hold something of ours."""
    places = [PurePosixPath(kind.folder) for kind in KINDS] + [PurePosixPath(place) for place in docs]
    inside = [place.relative_to(folder).parts for place in places if place.is_relative_to(folder)]
    return frozenset(parts[0] for parts in inside if parts)


def _no_kind(folder: str, path: str) -> Problem:
    singles = [PurePosixPath(kind.where).name for kind in KINDS if kind.single and kind.folder == folder]
    hint = f"in {folder}/ only {', '.join(singles)} are read; put others into the folder of their kind"
    return Problem(path, 1, 1, "unknown-file", "no kind of definition lives here", hint)
