"""What to run when a clone lacks a revision: a command that works as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from icp_playbook.git import commit_id, git, is_shallow
from icp_playbook.messages import say

# What may stand behind a name: ~1, ^2, @{1}, :path.
_BEHIND = re.compile(r"[~^:]|@\{")


def how_to_fetch(root: Path, revision: str) -> str:
    """Return what to run or to write instead of `revision`; empty where fetching would not help."""
    remotes = _lines(root, "remote")
    name = _BEHIND.split(revision)[0]
    near = [f"{remote}/{revision}" for remote in remotes if _is_known(root, f"{remote}/{revision}")]
    if near:
        return say("write {name}", name=near[0])
    if not remotes:
        return (
            say("this clone has only its newest commits, and no remote to get more from")
            if is_shallow(root)
            else ""
        )
    remote = next(
        (one for one in remotes if name.startswith(f"{one}/")),
        "origin" if "origin" in remotes else remotes[0],
    )
    words = ["git", "fetch"]
    if is_shallow(root):
        words.append("--unshallow")
    everything = f"+refs/heads/*:refs/remotes/{remote}/*"
    lacks_branches = everything not in _lines(root, "config", "--get-all", f"remote.{remote}.fetch")
    if not _is_known(root, name):
        words += ["--tags", remote, *([everything] if lacks_branches else [])]
    elif is_shallow(root):
        words.append(remote)
    else:
        return ""
    command = shlex.join(words)
    if is_shallow(root):
        return say("this clone has only its newest commits; run: {command}", command=command)
    return say("it may not be fetched yet; run: {command}", command=command)


def _is_known(root: Path, name: str) -> bool:
    return commit_id(root, name) is not None


def _lines(root: Path, *words: str) -> list[str]:
    return git(root, *words).stdout.decode("utf-8", "replace").splitlines()
