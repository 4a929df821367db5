"""Run `icp` as a person does: what it prints, and its exit code."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sites import icp as call_icp


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def icp(root: Path, *arguments: str) -> Ran:
    """Run `icp` in `root` without a terminal."""
    done = call_icp(*arguments, cwd=root)
    return Ran(done.returncode, done.stdout, done.stderr)


def icp_at_terminal(root: Path, answers: list[str], *arguments: str) -> Ran:
    """Run `icp` in `root` at a terminal, typing one answer whenever it waits for one."""
    return at_terminal(root, answers, sys.executable, "-m", "icp_playbook", *arguments)


def at_terminal(
    root: Path, answers: list[str], *command: str, seconds: float = 60, **variables: str
) -> Ran:
    """Run a command in `root` at a terminal, typing one answer whenever it waits for one."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | variables
    )
    os.close(theirs)
    shown, waiting, end = "", list(answers), time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 4096).decode()
        except OSError:  # the terminal is closed: it has ended
            break
        shown += piece
        while waiting and shown.endswith(": "):
            os.write(ours, (waiting.pop(0) + "\n").encode())
            shown += "\n"
    os.close(ours)
    return Ran(process.wait(10), shown, "")


def commit_all(root: Path) -> None:
    """Put everything in `root` into a new git repository."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
