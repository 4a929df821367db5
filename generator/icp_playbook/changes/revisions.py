"""Two states of a playbook side by side: a git revision, or a folder, as a catalog."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATHS = ("content", "playbooks", "site_templates", "mkdocs.yml")


class RevisionError(Exception):
    """A revision cannot be had; the message says why and what to do."""


@contextmanager
def state_of(root: Path, revision: str | None) -> Iterator[Path]:
    """Give a folder that holds the playbook of `root` as it was at `revision`.

    None is the working tree as it is now; a folder's path is taken as such. Raise `RevisionError` otherwise.
    """
    if revision is None:
        yield root
    elif Path(revision).is_dir():
        yield Path(revision)
    else:
        commit = commit_of(root, revision)
        with tempfile.TemporaryDirectory(prefix="icp-diff-") as folder:
            _extract(root, commit, Path(folder))
            yield Path(folder)


def commit_of(root: Path, revision: str) -> str:
    """Return the commit that `revision` names. Nothing that begins with a dash is ever taken for an option."""
    if not _is_repository(root):
        raise RevisionError(f"{root} is not in a git repository; name two folders instead of revisions")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        shallow = is_shallow(root)
        hint = "; this clone has only its newest commits, run: git fetch --unshallow" if shallow else ""
        raise RevisionError(f"there is no revision {revision!r}{hint}")
    return found.stdout.decode().strip()


def merge_base(root: Path, base: str, head: str) -> str:
    """Return the commit where `head` left `base`, so that a diff shows only what `head` did."""
    found = _git(root, "merge-base", base, head)
    return found.stdout.decode().strip() if found.returncode == 0 else base


def changed_files(root: Path, base: str) -> set[str]:
    """Return the files below `root` that differ from where the work left `base`, new ones too."""
    start = merge_base(root, commit_of(root, base), "HEAD")
    differing = _git(root, "diff", "--name-only", "-z", "--relative", start, "--").stdout
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z").stdout
    return {path.decode("utf-8", "replace") for path in (differing + untracked).split(b"\0") if path}


def is_shallow(root: Path) -> bool:
    """Tell whether the clone lacks a part of its history."""
    return _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _is_repository(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"


def _extract(root: Path, commit: str, folder: Path) -> None:
    listed = _git(root, "ls-tree", "--name-only", "-z", commit, "--", *_PATHS).stdout
    paths = [path.decode() for path in listed.split(b"\0") if path]
    if not paths:
        raise RevisionError(
            f"commit {commit[:12]} holds no playbook: neither content/ nor playbooks/ is in it"
        )
    archive = _git(root, "archive", "--format=tar", commit, "--", *paths)
    if archive.returncode:
        raise RevisionError(
            f"git could not give the files of {commit[:12]}: {archive.stderr.decode().strip()}"
        )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed; name two folders instead of revisions") from None
