"""Find the files of a playbook: definitions by kind, hand-written pages, and what lies beside them.

No file is opened here. What must not be opened, or has a name that can't stay, becomes a problem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from icp_playbook.messages import Message, say
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.slugs import slug_of
from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.load.opening import (
    Reason,
    file_problem,
    leads_astray,
    reason_of,
    wrong_target,
)

MAX_ID = 64
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_NOT_ON_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
RESERVED = frozenset({"index", "readme"}) | _NOT_ON_WINDOWS
"""No ids: the first two would take the place of their folder's own page."""
_SIGNS_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[. ]$')
_YAML = (".yml", ".yaml")
_PAGE = ".md"
_TAKEN_FOR_PAGES = (_PAGE, ".markdown", ".mdown", ".mkdn", ".mkd")
"""What an engine takes for a page, or an author for one."""
_MAX_NAME = 100
_TEMPLATES = "site_templates"


class FoundFile(NamedTuple):
    """A file that may hold a definition: its id is its name, its path is from the root."""

    kind: Kind
    id: str
    path: str


class FoundPage(NamedTuple):
    """A hand-written page: the folder of pages that it is in, and its path from the root."""

    folder: str
    path: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a playbook, and what is wrong with those that are not read."""

    definitions: tuple[FoundFile, ...]
    pages: tuple[FoundPage, ...]
    others: Mapping[str, str]
    """What else lies among the pages, such as pictures: the path on the site by the file's."""
    problems: tuple[Problem, ...]


_KEPT_IN = {kind.where: kind for kind in KINDS}
"""The kind that each folder holds, and each file that is the only one of its kind."""
_FOLDERS = tuple(dict.fromkeys(kind.folder for kind in KINDS))


def find_files(root: Path, docs: Sequence[str]) -> Found:
    """Return the files of the playbook in `root`, whose hand-written pages are in `docs`."""
    definitions: list[FoundFile] = []
    pages: list[FoundPage] = []
    others: dict[str, str] = {}
    problems = list(_stray_templates(root))
    for folder in _FOLDERS:
        files, wrong = _definitions_in(root, folder, _subfolders(folder, docs))
        definitions += files
        problems += wrong
    for folder in docs:
        paths, wrong = _files_below(root, folder)
        pages += [FoundPage(folder, path) for path in paths if path.endswith(_PAGE)]
        others |= {
            path: path.removeprefix(f"{folder}/") for path in paths if not path.endswith(_PAGE)
        }
        problems += wrong
    return Found(tuple(definitions), tuple(pages), others, tuple(problems))


def kind_of(path: str) -> Kind | None:
    """Return the kind of definition that a file is, going by its path."""
    folder, _, name = path.rpartition("/")
    return _KEPT_IN.get(f"{folder}/{name.rpartition('.')[0]}.yml") or _KEPT_IN.get(folder)


def _definitions_in(
    root: Path, folder: str, subfolders: Collection[str]
) -> tuple[list[FoundFile], list[Problem]]:
    """Return the definitions directly in `folder`, and what is wrong with other files there.

    A folder that is not there holds nothing. Hidden files and what editors leave behind are passed
    over. `subfolders` are read for themselves; a definition in any other would never be seen.
    """
    if not os.path.lexists(root / folder):
        return [], []
    if reason := leads_astray(root, folder, folder=True):
        return [], [file_problem(folder, *reason)]
    try:
        with os.scandir(root / folder) as there:
            entries = [entry for entry in there if not _is_passed_over(entry.name)]
    except OSError as error:
        return [], [file_problem(folder, *reason_of(error))]
    taken = {entry.name.removesuffix(suffix) for entry in entries for suffix in _YAML}
    files: list[FoundFile] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: entry.name):
        path, (stem, _, ending) = f"{folder}/{entry.name}", entry.name.rpartition(".")
        if not entry.name.endswith(_YAML):
            problems += _overlooked(root, path, entry, subfolders, taken)
        elif reason := _why_not(root, path, entry, f".{ending}", taken, names):
            problems.append(file_problem(path, *reason))
        else:
            names[stem] = entry.name
            kind = kind_of(path)
            files += [FoundFile(kind, stem, path)] if kind else []
            problems += [] if kind else [_no_kind(folder, path)]
    return sorted(files, key=lambda file: file.id), problems


def _why_not(
    root: Path,
    path: str,
    entry: os.DirEntry[str],
    suffix: str,
    taken: Collection[str],
    names: Mapping[str, str],
) -> Reason | None:
    """Return why a file can't be a definition: its name, what it is, or another of the same id."""
    stem = entry.name.removesuffix(suffix)
    if not SLUG.fullmatch(stem):
        message = say(
            "{name} cannot be an id: only a-z, 0-9 and single hyphens between them",
            name=quoted(stem),
        )
        return "file-name", message, _rename(_slug(stem), suffix, taken)
    if stem in RESERVED:
        return (
            "file-name",
            say("{name} is a reserved name", name=quoted(stem)),
            say("choose another"),
        )
    if len(stem) > MAX_ID:
        return "file-name", _too_long(stem, MAX_ID), say("shorten it")
    if not entry.is_file(follow_symlinks=False) and (reason := leads_astray(root, path)):
        return reason
    if stem in names:
        message = say(
            "{other} is there too, and both would be {id}",
            other=quoted(names[stem]),
            id=quoted(stem),
        )
        return "file-name", message, say("keep one")
    return None


def _too_long(name: str, most: int) -> Message:
    return say(
        "the name has {length} characters; at most {most} are allowed", length=len(name), most=most
    )


def _is_passed_over(name: str) -> bool:
    """Tell whether a file is hidden, or what an editor left behind."""
    return name.startswith((".", "#")) or name.endswith(("~", "#", ".swp"))


def _overlooked(
    root: Path,
    path: str,
    entry: os.DirEntry[str],
    subfolders: Collection[str],
    taken: Collection[str],
) -> list[Problem]:
    """Return a problem when an entry that is not read looks as if somebody meant it to be."""
    if "".join(c for c in entry.name if c.isprintable()).strip().lower().endswith(_YAML):
        name = _rename(_slug(entry.name.rpartition(".")[0]), _YAML[0], taken)
        message = say("the name does not end in .yml or .yaml")
        return [file_problem(path, "file-name", message, name)]
    if entry.name in subfolders or not entry.is_dir():
        return []
    if entry.is_symlink():
        return [_linked_folder(path)]
    if (inside := _first_definition(root, path)) is None:
        return []
    hint: str = say("move it to the folder of its kind")
    if subfolders:
        hint = did_you_mean(entry.name, subfolders) or say(
            "move it to the folder of its kind; the folders here are {names}",
            names=sorted(subfolders),
        )
    message = say("no kind of definition is kept in this folder")
    return [file_problem(inside, "unknown-folder", message, hint)]


def _first_definition(root: Path, folder: str) -> str | None:
    """Return the path of the first file below `folder` that looks like a definition."""
    for place, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        for name in sorted(names):
            if name.endswith(_YAML) and not _is_passed_over(name):
                return (Path(place) / name).relative_to(root).as_posix()
    return None


def _slug(stem: str) -> str:
    """Return the id nearest to a name, or an empty text."""
    return slug_of(stem)[:MAX_ID].strip("-")


def _rename(stem: str, suffix: str, taken: Collection[str]) -> str:
    if not stem:
        return say("rename it")
    name = f"{stem}{suffix}"
    if stem in taken:
        return say('rename it, or keep one of the two: "{name}" is there too', name=name)
    return say('rename it, for example to "{name}"', name=name)


def _subfolders(folder: str, docs: Sequence[str]) -> frozenset[str]:
    """Return the names of the folders below `folder` that hold something of ours."""
    above = f"{folder}/"
    inside = [
        place.removeprefix(above)
        for place in (*_FOLDERS, *(str(PurePosixPath(place)) for place in docs))
        if place.startswith(above)
    ]
    return frozenset(place.partition("/")[0] for place in inside)


def _no_kind(folder: str, path: str) -> Problem:
    singles = [
        PurePosixPath(kind.where).name for kind in KINDS if kind.single and kind.folder == folder
    ]
    hint = say(
        "in {folder}/ only {names} are read; put others into the folder of their kind",
        folder=folder,
        names=singles,
    )
    return file_problem(path, "unknown-file", say("no kind of definition is kept here"), hint)


def _files_below(root: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """Return the paths of pages and other files below `folder`, and what is wrong with any.

    The engine publishes whatever is there, so pictures need a decent name as well. Hidden files are
    left alone.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    for path, is_folder in _walk(root, folder, but=_wrong_name):
        reason = _wrong_name(path.rpartition("/")[2])
        if reason is None and path.endswith(_PAGE) and not is_folder:
            reason = leads_astray(root, path)
        if reason:
            problems.append(file_problem(path, *reason))
        elif is_folder and (root / path).is_symlink():
            problems.append(_linked_folder(path))
        elif not is_folder:
            paths.append(path)
    return sorted(paths), problems


def _walk(
    root: Path, folder: str, but: Callable[[str], object] = lambda name: None
) -> Iterator[tuple[str, bool]]:
    """Yield what lies below `folder` and is not hidden, and whether it is a folder.

    Folders whose name `but` objects to are not entered, nor are links to folders.
    """
    for place, folders, names in os.walk(root / folder):
        here = Path(place).relative_to(root).as_posix()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((f"{here}/{name}", True) for name in folders)
        yield from ((f"{here}/{name}", False) for name in sorted(names) if not name.startswith("."))
        folders[:] = [name for name in folders if not but(name)]


def _wrong_name(name: str) -> Reason | None:
    """Return why nobody can publish or store a file or folder of this name."""
    stem, dot, suffix = name.rpartition(".")
    if not name.isprintable():
        message = say("{name} has a character that can't be shown", name=quoted(name))
        return "file-name", message, say("rename it")
    if not name.endswith(_PAGE) and f"{dot}{suffix}".lower() in _TAKEN_FOR_PAGES:
        hint = say("rename it to {name}", name=quoted(stem + _PAGE))
        return "file-name", say("the name of a page ends in .md"), hint
    first = name.partition(".")[0].lower()
    if first in _NOT_ON_WINDOWS or _SIGNS_NOT_ON_WINDOWS.search(name):
        message = say("Windows can't store a file called {name}", name=quoted(name))
        return "file-name", message, say("rename it")
    if len(name) > _MAX_NAME:
        return "file-name", _too_long(name, _MAX_NAME), say("shorten it")
    return None


def _linked_folder(path: str) -> Problem:
    message = say("a link to a folder is not followed")
    return file_problem(path, "file-link", message, say("move the folder here, or delete the link"))


def _stray_templates(root: Path) -> Iterator[Problem]:
    """Yield a problem for each link among the company's templates that leads astray."""
    if (root / _TEMPLATES).is_symlink() and (reason := wrong_target(root, root / _TEMPLATES)):
        yield file_problem(_TEMPLATES, *reason)
        return
    for path, is_folder in _walk(root, _TEMPLATES):
        if is_folder and (root / path).is_symlink():
            yield _linked_folder(path)
        elif not is_folder and (reason := leads_astray(root, path)):
            yield file_problem(path, *reason)
