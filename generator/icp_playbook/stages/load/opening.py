"""Open files: only regular ones that lie inside the repository, and no more of them than is needed.

So no pipe makes the build wait, and no link publishes what lies elsewhere.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from icp_playbook.messages import say
from icp_playbook.problems import Problem, visible
from icp_playbook.stages.load.decoding import MAX_BYTES

Reason = tuple[str, str, str]
"""Why a file is refused: the rule, what is wrong, what to do."""


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Return what the file at `path` below `root` holds, or None and the reason."""
    if reason := leads_astray(root, path):
        return None, [file_problem(path, *reason)]
    return read_regular(f"{root}/{path}", path)


def read_regular(
    place: str | Path, path: str, most: int = MAX_BYTES, too_large: str = ""
) -> tuple[bytes | None, list[Problem]]:
    """Return what the file at `place`, called `path` in problems, holds, or None and the reason.

    It may lie anywhere, but is read only if it is a regular file of no more than `most` bytes; what
    to do with a larger one, `too_large` says.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(place, flags), "rb") as file:
            # It may be another file by now, so this looks at the one that is open.
            opened = os.fstat(file.fileno())
            if not stat.S_ISREG(opened.st_mode):
                message = say("this is not a regular file")
                return None, [file_problem(path, "file-type", message, say("delete or rename it"))]
            # Asked for a whole megabyte, Python makes room for it first: slower than reading.
            data = file.read(min(opened.st_size, most) + 1)
    except OSError as error:
        return None, [file_problem(path, *reason_of(error))]
    if len(data) > most:
        message = say("the file has more than {most} bytes", most=f"{most:,}")
        hint = too_large or say("split it into several")
        return None, [file_problem(path, "file-size", message, hint)]
    return data, []


def leads_astray(root: Path, path: str, folder: bool = False) -> Reason | None:
    """Return why the file (or `folder`) at `path` must not be opened, or lies somewhere else."""
    if path.startswith("/") or "\0" in path or ".." in path.split("/"):
        message = say("the path leads out of the repository")
        return "file-link", message, say("keep definitions inside")
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
        return reason_of(error)
    if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
        return None
    if folder:
        return "file-type", say("this is not a folder"), say("put a folder here, or rename it")
    return "file-type", say("this is not a regular file"), say("put a file here, or rename it")


def wrong_target(root: Path, file: Path) -> Reason | None:
    """Return why what the link `file` leads to must not be published: it may be a secret."""
    home, target = Path(os.path.realpath(root)), Path(os.path.realpath(file))
    hint = say("put the file itself here")
    if not target.is_relative_to(home):
        return "file-link", say("this is a link that leads out of the repository"), hint
    # A part that the path has itself is no secret: .well-known is published on purpose.
    inside = target.relative_to(home).parts
    if any(part.startswith(".") and part not in file.parts for part in inside):
        return "file-link", say("this is a link to a hidden file"), hint
    if target.suffix != file.suffix:
        return "file-link", say("this is a link to a file of another kind"), hint
    return None


def reason_of(error: OSError) -> Reason:
    """Return what keeps a file or folder from being read, in the system's words."""
    if isinstance(error, FileNotFoundError):
        message = say("this is not there, or is a link to nothing")
        return "file-unreadable", message, say("delete it, or fix the link")
    message = say("this cannot be read: {reason}", reason=str(error.strerror))
    return "file-unreadable", message, say("look at its permissions")


def file_problem(path: str, rule: str, message: str, hint: str) -> Problem:
    """Return the problem of a whole file; its name is shown so that no terminal obeys it."""
    return Problem(visible(path), 1, 1, rule, message, hint)
