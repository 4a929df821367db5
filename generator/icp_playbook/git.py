"""Ask git about the repository that holds a playbook; what git answers is bytes, as git gives it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class NoRepositoryError(Exception):
    """There is no repository to ask; the message says why, in words that fit behind "There is no history:"."""


_NOTHING_RUNS = (
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat",
    "-c", "log.showSignature=false", "-c", "submodule.recurse=false", "--literal-pathspecs",
)  # fmt: skip
"""What a repository's settings could have git run beside what we ask for; and a path is a path, not a pattern."""


def git(root: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root`, with `given` on its input, and return what it said, whether it failed or not.

    Whatever a person typed must stand behind `--end-of-options` or `--`: git would take `--output=FILE` for an order
    to write FILE. Raise `NoRepositoryError` when there is no git.
    """
    try:
        return subprocess.run(
            git_command(root, *arguments),
            input=given, capture_output=True, check=False, env=git_environment(),
        )  # fmt: skip
    except FileNotFoundError:
        raise NoRepositoryError("git is not installed") from None


def git_command(root: Path, *arguments: str) -> list[str]:
    """Return the words that run git in `root`, and nothing that the repository's settings name."""
    return ["git", "-C", str(root), "--no-optional-locks", *_NOTHING_RUNS, *arguments]


def git_environment() -> dict[str, str]:
    """Return the environment without what git would take from it: `GIT_DIR` names another repository.

    Git sets such variables itself in hooks, and people set them for other work. The index of a commit that is being
    made is left out with them: what is read are files and commits.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C"}


def check_repository(root: Path) -> None:
    """Raise `NoRepositoryError` unless `root` lies in a repository that git is willing to read."""
    asked = git(root, "rev-parse", "--is-inside-work-tree")
    if asked.returncode == 0 and asked.stdout.strip() == b"true":
        return
    said = asked.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        raise NoRepositoryError(
            "the repository belongs to another user, so git refuses to read it "
            "(run git config --global --add safe.directory with its folder)"
        )
    raise NoRepositoryError("this playbook is not in a git repository yet")


def is_shallow(root: Path) -> bool:
    """Tell whether the clone lacks a part of its history."""
    return git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
