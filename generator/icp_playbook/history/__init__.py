"""The repository's own history of a playbook: which change touched which file, when, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from icp_playbook.git import NoRepositoryError, check_repository, is_shallow, top_of
from icp_playbook.history.changes import Change, FileChange, History
from icp_playbook.history.contents import is_as_committed, mark_the_same
from icp_playbook.history.log import read_log
from icp_playbook.messages import say

__all__ = ["Change", "FileChange", "History", "read_history"]

_FOLDERS = ("content", "playbooks")


def read_history(root: Path, *docs: str, limit: int = 2000) -> History:
    """Return the newest `limit` changes of the playbook in `root`, whose pages are in `docs`.

    A merged request counts as one change.
    """
    try:
        check_repository(root)
    except NoRepositoryError as error:
        return History(note=say("There is no history: {reason}.", reason=error.args[0]))
    if is_shallow(root):
        # The oldest commit of such a clone seems to have added everything: no dates are better than
        # wrong ones.
        return History(
            note=say(
                "There is no history: this clone has only its newest commits"
                " (run git fetch --unshallow)."
            )
        )
    ours = tuple(f"{name}/" for name in _FOLDERS)
    paths = [*_FOLDERS, *(one for one in docs if not one.startswith(ours))]
    apart = _apart(root, paths)
    logs = [_read(root, limit, [path for path in paths if path not in apart])]
    for path, place in apart.items():
        found = _read(place, limit, ["."], f"{path}/")
        # The code host of this repository has no page for another one's commit, nor for its
        # requests.
        is_other = top_of(place) != top_of(root)
        logs.append([replace(one, commit="", request="") for one in found] if is_other else found)
    changes = _together(logs)
    if not changes:
        return History(note=say("There is no history: nothing has been committed yet."))
    by_path: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for path in dict.fromkeys(file.path for file in change.files):
            by_path[path].append(change)
    files = {path: tuple(found) for path, found in by_path.items()}
    return History(changes, "", files, as_committed=is_as_committed(root, _FOLDERS))


def _read(place: Path, limit: int, paths: list[str], prefix: str = "") -> list[Change]:
    return mark_the_same(place, read_log(place, limit, paths, prefix))


def _apart(root: Path, paths: list[str]) -> dict[str, Path]:
    """Return links and submodules of the playbook, and where their history is."""
    found = {}
    for path in paths:
        place = (root / path).resolve()
        elsewhere = (root / path).is_symlink() or (root / path / ".git").exists()
        if (
            elsewhere
            and place.is_dir()
            and place.is_relative_to(root.resolve())
            and not is_shallow(place)
        ):
            found[path] = place
    return found


def _together(logs: list[list[Change]]) -> tuple[Change, ...]:
    """Return the changes of several logs, the newest first.

    A commit that is in two of them is one change.
    """
    found: dict[object, Change] = {}
    for change in [change for log in logs for change in log]:
        key = change.commit or (change.day, change.reason, change.files)
        known = found.get(key)
        found[key] = replace(change, files=known.files + change.files) if known else change
    if sum(map(bool, logs)) < 2:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda change: change.day, reverse=True))
