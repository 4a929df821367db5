"""Two states of a playbook side by side: a git revision, or a folder, as a folder to read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from icp_playbook.git import NoRepositoryError, check_repository, git, is_shallow

_PATHS = ("content", "playbooks", "site_templates", "mkdocs.yml")
_LINK, _FILE = "120000", ("100644", "100755")


class RevisionError(Exception):
    """A revision cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What is compared: a commit or a folder each (`new` None: the files as they are), and what to say about it."""

    old: str
    new: str | None
    note: str = ""


def ends_of(root: Path, base: str, head: str | None, direct: bool = False) -> Ends:
    """Return what `icp diff BASE HEAD` compares.

    Two revisions are compared from where `head` left `base`, as a pull request is: what went on in `base` since then
    is not what `head` did. With `direct`, or for folders, the two are compared as they are.
    """
    folders = [name for name in (base, head) if name is not None and _is_folder(root, name)]
    commits = {
        name: commit_of(root, name) for name in (base, head) if name is not None and name not in folders
    }
    old = commits.get(base, base)
    new = commits.get(head, head) if head is not None else None
    if direct or folders:
        return Ends(old, new)
    start = merge_base(root, old, new or "HEAD")
    if start is None:
        if is_shallow(root):
            raise RevisionError(
                f"this clone has only its newest commits, so where the work left {base} is not known; "
                "run: git fetch --unshallow (in GitHub Actions: fetch-depth: 0; in GitLab CI: GIT_DEPTH: 0)"
            )
        return Ends(old, new, f"{base} and what is compared with it have no commit in common.")
    if start == old:
        return Ends(old, new)
    work = head or "this work"
    return Ends(
        start, new, f"Compared with commit {start[:7]}, where {work} left {base}; {base} has gone on since."
    )


@contextmanager
def state_of(root: Path, revision: str | None, docs: str = "content/pages") -> Iterator[Path]:
    """Give a folder that holds the playbook of `root`, with its pages in `docs`, as it was at `revision`.

    None is the working tree as it is now; a folder's path is taken as such. Raise `RevisionError` otherwise.
    """
    if revision is None or _is_folder(root, revision):
        yield _with_playbook(root if revision is None else Path(revision))
    else:
        commit = commit_of(root, revision)
        with tempfile.TemporaryDirectory(prefix="icp-diff-") as folder:
            _write_files(root, commit, Path(folder), docs)
            yield Path(folder)


def commit_of(root: Path, revision: str) -> str:
    """Return the commit that `revision` names. Nothing that begins with a dash is ever taken for an option."""
    _check_repository(root)
    commit = _commit(root, revision)
    if commit is None:
        hint = (
            "; this clone has only its newest commits of one branch, "
            f"run: git fetch --unshallow origin {revision}:{revision}"
            if is_shallow(root)
            else ""
        )
        raise RevisionError(f"there is no revision and no folder {revision!r}{hint}")
    return commit


def merge_base(root: Path, base: str, head: str) -> str | None:
    """Return the commit where `head` left `base`, or None when they have nothing in common."""
    found = git(root, "merge-base", "--end-of-options", base, head)
    return found.stdout.decode().strip() if found.returncode == 0 else None


def changed_files(root: Path, base: str) -> set[str]:
    """Return the files below `root` that differ from where the work left `base`, new ones too."""
    start = commit_of(root, base)
    start = merge_base(root, start, "HEAD") or start
    differing = git(root, "diff", "--name-only", "--no-renames", "-z", "--relative", start, "--").stdout
    untracked = git(root, "ls-files", "--others", "--exclude-standard", "-z").stdout
    return {os.fsdecode(path) for path in (differing + untracked).split(b"\0") if path}


def _is_folder(root: Path, name: str) -> bool:
    """Tell whether `name` means a folder: a branch may be called as a folder is, and then the branch is meant."""
    if not name or not Path(name).is_dir():
        return False
    if name.startswith(("/", ".", "~")) or name.endswith("/"):
        return True
    try:
        check_repository(root)
    except NoRepositoryError:
        return True
    return _commit(root, name) is None


def _with_playbook(folder: Path) -> Path:
    if not any((folder / name).is_dir() for name in ("content", "playbooks")):
        raise RevisionError(f"{folder} holds no playbook: neither content/ nor playbooks/ is in it")
    return folder


def _check_repository(root: Path) -> None:
    try:
        check_repository(root)
    except NoRepositoryError as error:
        raise RevisionError(f"{error}; name two folders instead of revisions") from None


def _commit(root: Path, revision: str) -> str | None:
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def _write_files(root: Path, commit: str, folder: Path, docs: str) -> None:
    """Write what `commit` holds below `root`, byte for byte: no filter and no attribute of the repository applies."""
    prefix = os.fsdecode(git(root, "rev-parse", "--show-prefix").stdout.rstrip(b"\n"))
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *_PATHS, docs).stdout
    entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
    files = [(meta.decode().split(), os.fsdecode(path)) for meta, _, path in entries]
    wanted = [
        (mode, name, path) for (mode, kind, name), path in files if kind == "blob" and _stays_inside(path)
    ]
    if not any(path.startswith(("content/", "playbooks/")) for _, _, path in wanted):
        place = f"{prefix.rstrip('/')} at commit" if prefix else "commit"
        raise RevisionError(
            f"{place} {commit[:7]} holds no playbook: neither content/ nor playbooks/ is in it"
        )
    contents = _contents(root, [name for _, name, _ in wanted])
    for (mode, _, path), content in zip(wanted, contents, strict=True):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            file.symlink_to(os.fsdecode(content))
        elif mode in _FILE:
            file.write_bytes(content)


def _stays_inside(path: str) -> bool:
    return not any(part in ("..", ".git") for part in PurePosixPath(path).parts)


def _contents(root: Path, names: list[str]) -> Iterator[bytes]:
    """Yield the content of each object, all asked for at once."""
    answer = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()).stdout
    at = 0
    for name in names:
        end = answer.find(b"\n", at)
        head = answer[at:end].split() if end >= 0 else []
        if len(head) != 3:
            raise RevisionError(
                f"git does not have all files of that revision here ({name[:12]}); run: git fetch"
            )
        at = end + 1 + int(head[2]) + 1
        yield answer[end + 1 : at - 1]
