"""Find the hand-written pages, and say which names of files and folders nobody can publish or store."""

from __future__ import annotations

import os
import re
from pathlib import Path

from icp_playbook.problems import Problem, quoted, visible
from icp_playbook.stages.load.files import RESERVED

SUFFIX = ".md"
MAX_NAME = 100
_OTHER_SUFFIXES = (SUFFIX, ".markdown", ".mdown", ".mkdn", ".mkd")
"""What an engine takes for a page, or an author for one."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[. ]$')


def find_pages(root: Path, folder: str) -> tuple[list[str], list[str], list[Problem]]:
    """Return the paths of the pages below `folder` and of other files, and a problem for each name that can't stay.

    The engine publishes whatever else is there, so pictures need a decent name as well. Hidden files are left alone.
    """
    paths: list[str] = []
    others: list[str] = []
    problems: list[Problem] = []
    for place, folders, names in os.walk(root / folder):
        here = Path(place).relative_to(root).as_posix()
        for name in folders:
            if not name.startswith(".") and (Path(place) / name).is_symlink():
                message = "a link to a folder is not followed"
                problems.append(_problem(f"{here}/{name}", "file-link", message, "move the folder here"))
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *names):
            path = f"{here}/{name}"
            if name.startswith("."):
                continue
            if reason := _wrong_name(name):
                problems.append(_problem(path, "file-name", *reason))
            elif name in names:
                (paths if name.endswith(SUFFIX) else others).append(path)
        folders[:] = [name for name in folders if not _wrong_name(name)]
    return sorted(paths), sorted(others), problems


def _wrong_name(name: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file or folder, and what to do."""
    stem, dot, suffix = name.rpartition(".")
    if not name.isprintable():
        return f"{quoted(name)} has a character that can't be shown", "rename it"
    if not name.endswith(SUFFIX) and f"{dot}{suffix}".lower() in _OTHER_SUFFIXES:
        return "the name of a page ends in .md", f"rename it to {quoted(stem + SUFFIX)}"
    if name.partition(".")[0].lower() in RESERVED - {"index", "readme"} or _NOT_ON_WINDOWS.search(name):
        return f"Windows can't store a file called {quoted(name)}", "rename it"
    if len(name) > MAX_NAME:
        return f"the name has {len(name)} characters; at most {MAX_NAME} are allowed", "shorten it"
    return None


def _problem(path: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(visible(path), 1, 1, rule, message, hint)
