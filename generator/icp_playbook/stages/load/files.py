"""Find the files of definitions and read them, whatever else somebody left in the folder under such a name."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.load.decoding import MAX_BYTES

MAX_ID = 64
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# "index" and "readme" would take the place of their folder's own page; Windows cannot store the others.
RESERVED = frozenset(
    {"index", "readme", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
YAML_SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True, order=True)
class FoundFile:
    """A file that may hold a definition: its id is its name, its path is relative with forward slashes."""

    id: str
    path: str


def find_files(
    root: Path,
    folder: str,
    suffixes: tuple[str, ...] = YAML_SUFFIXES,
    known_subfolders: Collection[str] = (),
) -> tuple[list[FoundFile], list[Problem]]:
    """Return the files directly in `folder` below `root`, sorted by id, and what is wrong with the others.

    A folder that is not there holds nothing. Hidden files and what editors leave behind are passed over. Folders
    in `known_subfolders` are somebody else's to read; definitions in any other would never be seen, so that is
    a problem.
    """
    if not os.path.lexists(root / folder):
        return [], []
    if reason := leads_astray(root, folder, stat.S_ISDIR, "folder"):
        return [], [file_problem(folder, *reason)]
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(
                (entry for entry in found if not _is_passed_over(entry.name)), key=lambda e: e.name
            )
    except OSError as error:
        return [], [_unreadable(folder, error)]
    taken = {entry.name.removesuffix(suffix) for entry in entries for suffix in suffixes}
    files: dict[str, FoundFile] = {}
    problems = []
    for entry in entries:
        path = f"{folder}/{entry.name}"
        suffix = next((s for s in suffixes if entry.name.endswith(s)), None)
        if suffix is None:
            problems += _overlooked(root, path, entry, suffixes, known_subfolders, taken)
            continue
        stem = entry.name.removesuffix(suffix)
        reason = _wrong_name(stem, suffix, taken)
        if reason is None and not entry.is_file(follow_symlinks=False):
            reason = leads_astray(root, path)
        if reason is None and stem in files:
            other = PurePosixPath(files[stem].path).name
            reason = (
                "file-name",
                f"{quoted(other)} is there too, and both would be {quoted(stem)}",
                "keep one",
            )
        if reason:
            problems.append(file_problem(path, *reason))
        else:
            files[stem] = FoundFile(stem, path)
    return sorted(files.values()), problems


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Return what the file at `path` below `root` holds, or None and the reason.

    Only a regular file inside the repository is opened, so a pipe cannot make the build wait, nor a link publish
    what lies elsewhere; and no more than a definition may have is read.
    """
    if reason := leads_astray(root, path):
        return None, [file_problem(path, *reason)]
    return read_regular(f"{root}/{path}", path)


def read_regular(
    place: str | Path, path: str, most: int = MAX_BYTES, too_large: str = "split it into several"
) -> tuple[bytes | None, list[Problem]]:
    """Return what the file at `place`, called `path` in problems, holds, or None and the reason.

    It may lie anywhere, but is read only if it is a regular file of no more than `most` bytes.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(place, flags), "rb") as file:
            # It may be another file by now, so this looks at the one that is open.
            opened = os.fstat(file.fileno())
            if not stat.S_ISREG(opened.st_mode):
                return None, [
                    file_problem(path, "file-type", "this is not a regular file", "delete or rename it")
                ]
            # Asked for a whole megabyte, Python makes room for it first, which takes longer than reading.
            data = file.read(min(opened.st_size, most) + 1)
    except OSError as error:
        return None, [_unreadable(path, error)]
    if len(data) > most:
        message = f"the file has more than {most:,} bytes"
        return None, [file_problem(path, "file-size", message, too_large)]
    return data, []


Reason = tuple[str, str, str]  # the rule, what is wrong, what to do


def _is_passed_over(name: str) -> bool:
    """Tell whether a file is hidden, or what an editor left behind."""
    return name.startswith((".", "#")) or name.endswith(("~", "#", ".swp"))


def _overlooked(
    root: Path,
    path: str,
    entry: os.DirEntry[str],
    suffixes: tuple[str, ...],
    known_subfolders: Collection[str],
    taken: Collection[str],
) -> list[Problem]:
    """Return a problem when an entry without our suffix still looks as if somebody meant it to be read."""
    if "".join(c for c in entry.name if c.isprintable()).strip().lower().endswith(suffixes):
        message = f"the name does not end in {' or '.join(suffixes)}"
        hint = _rename(_slug(entry.name.rpartition(".")[0]), suffixes[0], taken)
        return [file_problem(path, "file-name", message, hint)]
    if entry.name in known_subfolders or not entry.is_dir():
        return []
    if entry.is_symlink():
        return [
            file_problem(
                path, "file-link", "a link to a folder is not followed", "move the folder here, or delete it"
            )
        ]
    inside = _first_definition(root, path, suffixes)
    places = f"the folders here are {', '.join(sorted(known_subfolders))}"
    hint = did_you_mean(entry.name, known_subfolders) or (
        f"move it to the folder of its kind; {places}"
        if known_subfolders
        else "move it to the folder of its kind"
    )
    return (
        [file_problem(inside, "unknown-folder", "no kind of definition lives in this folder", hint)]
        if inside
        else []
    )


def _first_definition(root: Path, folder: str, suffixes: tuple[str, ...]) -> str | None:
    """Return the path of the first file below `folder` that looks like a definition."""
    for place, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        for name in sorted(names):
            if name.endswith(suffixes) and not _is_passed_over(name):
                return (Path(place) / name).relative_to(root).as_posix()
    return None


def _wrong_name(stem: str, suffix: str, taken: Collection[str]) -> Reason | None:
    """Return why `stem` cannot be an id; those that are `taken` are not proposed."""
    if not SLUG.fullmatch(stem):
        message = f"{quoted(stem)} cannot be an id: only a-z, 0-9 and single hyphens between them"
        return "file-name", message, _rename(_slug(stem), suffix, taken)
    if stem in RESERVED:
        return "file-name", f'"{stem}" is a reserved name', "choose another"
    if len(stem) > MAX_ID:
        return "file-name", f"the name has {len(stem)} characters; at most {MAX_ID} are allowed", "shorten it"
    return None


def _slug(stem: str) -> str:
    """Return the id nearest to a name, or an empty text."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:MAX_ID].strip("-")


def _rename(stem: str, suffix: str, taken: Collection[str]) -> str:
    if not stem:
        return "rename it"
    if stem in taken:
        return f'rename it, or keep one of the two: "{stem}{suffix}" is there too'
    return f'rename it, for example to "{stem}{suffix}"'


def leads_astray(
    root: Path, path: str, is_right: Callable[[int], bool] = stat.S_ISREG, noun: str = "file"
) -> Reason | None:
    """Return why what is at `path` must not be opened: it is no file (or folder), or lies somewhere else."""
    if path.startswith("/") or "\0" in path or ".." in path.split("/"):
        return "file-link", "the path leads out of the repository", "keep definitions inside"
    mode, linked, place = 0, False, str(root)
    try:
        for part in path.split("/"):
            place += f"/{part}"
            mode = os.lstat(place).st_mode
            if stat.S_ISLNK(mode):
                linked, mode = True, os.stat(place).st_mode  # noqa: PTH116 - as text three times faster
        if linked and (reason := wrong_target(root, root / path)):
            return reason
    except OSError as error:
        return _reason(error)
    if is_right(mode):
        return None
    return "file-type", f"this is not a regular {noun}", f"put a {noun} here, or rename it"


def wrong_target(root: Path, file: Path) -> Reason | None:
    """Return why what `file` leads to must not be published, if it is a link: it can point at anybody's secrets."""
    home, target = Path(os.path.realpath(root)), Path(os.path.realpath(file))
    if not target.is_relative_to(home):
        return "file-link", "this is a link that leads out of the repository", "put the file itself here"
    # A part that the path has itself is no secret: .well-known is published on purpose.
    hidden = any(part.startswith(".") and part not in file.parts for part in target.relative_to(home).parts)
    if hidden:
        return "file-link", "this is a link to a hidden file", "put the file itself here"
    if target.suffix != file.suffix:
        return "file-link", "this is a link to a file of another kind", "put the file itself here"
    return None


def _reason(error: OSError) -> Reason:
    """Return what keeps a file from being read, in the system's words."""
    if isinstance(error, FileNotFoundError):
        return "file-unreadable", "this is not there, or is a link to nothing", "delete it, or mend the link"
    return "file-unreadable", f"this cannot be read: {error.strerror}", "look at its permissions"


def _unreadable(path: str, error: OSError) -> Problem:
    return file_problem(path, *_reason(error))


def file_problem(path: str, rule: str, message: str, hint: str) -> Problem:
    """Return the problem of a whole file; its name is shown so that no terminal obeys it."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)
    return Problem(shown, 1, 1, rule, message, hint)
