"""Ask git about the repository that holds a playbook.

What git answers is bytes, as git gives it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

from icp_playbook.messages import say


class NoRepositoryError(Exception):
    """There is no repository to ask.

    The message says why, in words that fit behind "There is no history:".
    """


NO_NETWORK = "GIT_NO_LAZY_FETCH"
"""The variable that keeps git from asking elsewhere for what a partial clone lacks."""

_NOTHING_RUNS = (
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat",
    "-c", "log.showSignature=false", "-c", "submodule.recurse=false", "--literal-pathspecs",
)  # fmt: skip
"""What a repository's settings could have git run beside what we ask for.

And a path is a path, not a pattern.
"""


def git(
    root: Path, *arguments: str, given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root`, with `given` on its input; return what it said, also if it failed.

    Whatever a person typed must stand behind `--end-of-options` or `--`: git would take
    `--output=FILE` for an order to write FILE. Raise `NoRepositoryError` when there is no git.
    """
    try:
        return subprocess.run(
            _command(root, *arguments),
            input=given, capture_output=True, check=False, env=_environment(),
        )  # fmt: skip
    except FileNotFoundError:
        raise NoRepositoryError(say("git is not installed")) from None


def open_git(root: Path, *arguments: str, given: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start git in `root` with the file `given` on its input; its output is read piece by piece."""
    return subprocess.Popen(
        _command(root, *arguments),
        stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
    )  # fmt: skip


def paths_from(root: Path, *arguments: str) -> set[str]:
    """Return the paths that a command answers with which was given `-z`."""
    return {os.fsdecode(name) for name in git(root, *arguments).stdout.split(b"\0") if name}


def top_of(folder: Path) -> Path | None:
    """Return the top folder of the repository that `folder` is in; None when it is in none."""
    try:
        asked = git(folder, "rev-parse", "--show-toplevel")
    except NoRepositoryError:
        return None
    return Path(_line(asked.stdout)).resolve() if asked.returncode == 0 else None


def path_in_repository(folder: Path) -> str:
    """Return the way to `folder` from its repository's top, a slash behind it.

    Nothing at the top.
    """
    try:
        return _line(git(folder, "rev-parse", "--show-prefix").stdout)
    except NoRepositoryError:
        return ""


def commit_id(root: Path, revision: str) -> str | None:
    """Return the commit that `revision` names, or None."""
    if not revision or "\0" in revision:
        return None
    wanted = f"{revision}^{{commit}}"
    asked = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    return _line(asked.stdout) if asked.returncode == 0 else None


def _line(answer: bytes) -> str:
    return os.fsdecode(answer.rstrip(b"\n"))


def _command(root: Path, *arguments: str) -> list[str]:
    """Return the words that run git in `root`, and nothing that the repository's settings name."""
    return ["git", "-C", str(root), "--no-optional-locks", *_NOTHING_RUNS, *arguments]


def _environment() -> dict[str, str]:
    """Return the environment without git's variables: `GIT_DIR` names another repository.

    Git sets such variables itself in hooks, and people set them for other work. The index of a
    commit that is being made is left out with them: what is read are files and commits.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name == NO_NETWORK
    }
    return {**kept, "LC_ALL": "C"}


def check_repository(root: Path) -> None:
    """Raise `NoRepositoryError` unless `root` lies in a repository that git is willing to read."""
    asked = git(root, "rev-parse", "--is-inside-work-tree")
    if asked.returncode == 0 and asked.stdout.strip() == b"true":
        return
    said = asked.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        why = say(
            "the repository belongs to another user, so git refuses to read it"
            " (run git config --global --add safe.directory with its folder)"
        )
        raise NoRepositoryError(why)
    raise NoRepositoryError(say("this playbook is not in a git repository yet"))


def is_shallow(root: Path) -> bool:
    """Tell whether the clone lacks a part of its history."""
    return git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
