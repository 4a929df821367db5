"""The company's own templates, styles and scripts: found, and only what belongs to its repository is ever published."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from icp_playbook.problems import Problem
from icp_playbook.project import packaged_templates
from icp_playbook.stages.load.files import file_problem, leads_astray, wrong_target
from icp_playbook.stages.load.scripts import ENTRIES, join_script

FOLDER = "site_templates"


def stray_templates(root: Path) -> list[Problem]:
    """Return a problem for each link among the templates that leads astray, and for what is no regular file."""
    folder = root / FOLDER
    if folder.is_symlink() and (reason := wrong_target(root, folder)):
        return [file_problem(FOLDER, *reason)]
    return [problem for path in _entries(root) for problem in _stray(root, path)]


def asset_files(folders: Sequence[Path], made: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """Return what is served below `assets/icp/` by its path there: the files of `assets/`, and the scripts.

    The playbook's own stand in front of ours; `made` are modules that the build writes itself. Raise `ContentError` for
    a script that cannot be joined.
    """
    scripts = _files(folders, "scripts").items()
    modules = {path: file.read_text("utf-8", errors="replace") for path, file in scripts} | dict(made or {})
    joined = {entry: join_script(entry, modules).encode() for entry in ENTRIES}
    return joined | {path: file.read_bytes() for path, file in _files(folders, "assets").items()}


def _files(folders: Sequence[Path], name: str) -> dict[str, Path]:
    """Return each file below the folder `name` by its path there."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        base = folder / name
        for file in sorted(base.rglob("*")) if base.is_dir() else ():
            hidden = any(part.startswith(".") for part in file.relative_to(base).parts)
            # Ours may well be links: that is how some installers save space.
            ours = folder == packaged_templates()
            if file.is_file() and not hidden and (ours or not wrong_target(folder.parent, file)):
                found[file.relative_to(base).as_posix()] = file
    return found


def _entries(root: Path) -> Iterator[str]:
    """Yield the paths of files and of links to folders below the templates' folder."""
    for place, folders, names in os.walk(root / FOLDER):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*links, *sorted(names)):
            if not name.startswith("."):
                yield (here / name).relative_to(root).as_posix()


def _stray(root: Path, path: str) -> list[Problem]:
    if (root / path).is_dir():
        hint = "move the folder here"
        return [file_problem(path, "file-link", "a link to a folder is not followed", hint)]
    reason = leads_astray(root, path)
    return [file_problem(path, *reason)] if reason else []
