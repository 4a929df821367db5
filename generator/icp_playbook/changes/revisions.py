"""Two states of a playbook side by side: a git revision, or a folder, as a folder to read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from icp_playbook.changes.commit_files import IncompleteError, Tree, write_files
from icp_playbook.changes.fetching import how_to_fetch
from icp_playbook.git import (
    NoRepositoryError,
    check_repository,
    commit_id,
    git,
    is_shallow,
    path_in_repository,
    paths_from,
    top_of,
)
from icp_playbook.messages import say

_FOLDERS = ("content", "playbooks")
_PATHS = (*_FOLDERS, "mkdocs.yml")
_COMPANY = "content/company.yml"


class RevisionError(Exception):
    """A revision cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What is compared: two commits or folders, and in `note` what to say about them.

    Where `new` is None, it is the working tree.
    """

    old: str
    new: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A playbook's files at one moment, in `folder`.

    `unseen` are the paths that belong to it and could not be had, each with the reason.
    `is_begun` is false for a commit from before there was a playbook: the folder is empty then.
    `note` is what to say about it.
    """

    folder: Path
    unseen: Mapping[str, str] = field(default_factory=dict)
    is_begun: bool = True
    note: str = ""


def ends_of(root: Path, base: str, head: str | None, direct: bool = False) -> Ends:
    """Return what `icp diff BASE HEAD` compares.

    Two revisions are compared from where `head` left `base`, as in a pull request: what was done
    in `base` since then is not part of `head`. With `direct`, or for folders, the two are
    compared as they are.
    """
    folders = [name for name in (base, head) if name is not None and _is_folder(root, name)]
    commits = {
        name: commit_of(root, name)
        for name in (base, head)
        if name is not None and name not in folders
    }
    old = commits.get(base, base)
    new = commits.get(head, head) if head is not None else None
    if direct or folders:
        return Ends(old, new)
    start = merge_base(root, old, new or "HEAD")
    if start is None:
        if is_shallow(root):
            raise RevisionError(
                say(
                    "this clone has only its newest commits, so where the work left {base} is not"
                    " known; in GitHub Actions set fetch-depth: 0, in GitLab CI GIT_DEPTH: 0;"
                    " elsewhere {fetch}",
                    base=base,
                    fetch=how_to_fetch(root, base),
                )
            )
        return Ends(
            old,
            new,
            say("{base} and what is compared with it have no commit in common.", base=base),
        )
    if start == old:
        return Ends(old, new)
    note = say(
        "Compared with commit {commit}, where {work} left {base}; {base} has gone on since.",
        commit=start[:7],
        work=head or say("this work"),
        base=base,
    )
    return Ends(start, new, note)


@contextmanager
def state_of(root: Path, revision: str | None, *docs: str) -> Iterator[State]:
    """Give the playbook of `root`, with its pages in `docs`, as it was at `revision`.

    None is the working tree as it is now; `revision` may be a folder's path too. Raise
    `RevisionError` for anything else.
    """
    if revision is None or _is_folder(root, revision):
        folder = _with_playbook(root if revision is None else Path(revision))
        yield State(folder, _not_checked_out(folder))
        return
    commit = commit_of(root, revision)
    tree, note = _tree(root, commit)
    with tempfile.TemporaryDirectory(prefix="icp-diff-") as name:
        if tree is None:
            yield State(Path(name), is_begun=False, note=note)
            return
        try:
            unseen = write_files(tree, _with_pages(docs), Path(name))
        except IncompleteError as error:
            raise RevisionError(error.reason) from None
        yield State(Path(name), unseen, note=note)


def commit_of(root: Path, revision: str) -> str:
    """Return the commit that `revision` names; a dash in front of it never makes it an option."""
    _check_repository(root)
    commit = commit_id(root, revision)
    if commit is None:
        hint = how_to_fetch(root, revision)
        said = say("there is no revision and no folder {name}", name=repr(revision))
        raise RevisionError(say("{said}; {hint}", said=said, hint=hint) if hint else said)
    return commit


def merge_base(root: Path, base: str, head: str) -> str | None:
    """Return the commit where `head` left `base`, or None when they have nothing in common."""
    found = git(root, "merge-base", "--end-of-options", base, head)
    return found.stdout.decode().strip() if found.returncode == 0 else None


def changed_files(root: Path, base: str) -> set[str]:
    """Return the files below `root` that differ from where the work left `base`, new ones too.

    What stands in a folder that is a link or a submodule is named as it is seen from `root`.
    """
    start = commit_of(root, base)
    start = merge_base(root, start, "HEAD") or start
    differing = paths_from(
        root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z",
        "--relative", start, "--",
    )  # fmt: skip
    found = differing | paths_from(root, "ls-files", "--others", "--exclude-standard", "-z")
    for folder in _FOLDERS:
        place = root / folder
        if place.is_symlink() and place.resolve().is_relative_to(root.resolve()):
            target = place.resolve().relative_to(root.resolve())
            found |= {
                f"{folder}/{PurePosixPath(path).relative_to(target.as_posix())}"
                for path in found
                if PurePosixPath(path).is_relative_to(target.as_posix())
            }
    return found


def _is_folder(root: Path, name: str) -> bool:
    """Tell whether `name` means a folder; where a branch has the same name, the branch is meant."""
    if not name or not Path(name).is_dir():
        return False
    if name.startswith(("/", ".", "~")) or name.endswith("/"):
        return True
    try:
        check_repository(root)
    except NoRepositoryError:
        return True
    return commit_id(root, name) is None


def _with_playbook(folder: Path) -> Path:
    if not any((folder / name).is_dir() for name in _FOLDERS):
        raise RevisionError(
            say(
                "{folder} holds no playbook: neither content/ nor playbooks/ is in it",
                folder=str(folder),
            )
        )
    return folder


def _check_repository(root: Path) -> None:
    try:
        check_repository(root)
    except NoRepositoryError as error:
        raise RevisionError(
            say("{why}; name two folders instead of revisions", why=str(error))
        ) from None


def _with_pages(docs: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of a playbook whose pages are in `docs`."""

    def is_inside(one: str) -> bool:
        return any(PurePosixPath(one).is_relative_to(folder) for folder in _FOLDERS)

    return (*_PATHS, *(one for one in docs if not is_inside(one)))


def _not_checked_out(root: Path) -> dict[str, str]:
    """Return what git knows of and has not put into the working tree, each path with the reason."""
    try:
        check_repository(root)
    except NoRepositoryError:
        return {}
    unseen: dict[str, str] = {}
    for line in filter(
        None, git(root, "ls-files", "-s", "-t", "-z", "--", *_PATHS).stdout.split(b"\0")
    ):
        meta, _, name = line.partition(b"\t")
        tag, mode, *_ = meta.split()
        path = os.fsdecode(name)
        if mode == b"160000" and not (root / path / ".git").exists():
            unseen[path] = say(
                "it is a submodule that is not here; run: git submodule update --init --recursive"
            )
        elif tag == b"S" and not os.path.lexists(root / path):
            unseen[path] = say("it is not checked out here; run: git sparse-checkout disable")
    return unseen


def _tree(root: Path, commit: str) -> tuple[Tree | None, str]:
    """Return where a commit holds the playbook of `root`, and what to say about that.

    It is at the same place, or at another one from where it was moved since. None means that
    there is no playbook in the commit yet.
    """
    prefix = path_in_repository(root).rstrip("/")
    here = Tree(commit, prefix, root)
    if any(here.entry(path) is not None for path in _FOLDERS):
        return here, ""
    top = top_of(root)
    assert top is not None  # it holds the commit
    paths = [PurePosixPath(one.path) for one in Tree(commit, "", top).below("")]
    moved = [
        path.parent.parent.as_posix()
        for path in paths
        if path.match(_COMPANY) and not os.path.lexists(top / path)
    ]
    if len(moved) == 1:
        was = "" if moved[0] == "." else moved[0]
        note = say(
            "At commit {commit} the playbook was in {folder}.",
            commit=commit[:7],
            folder=was or say("the top folder of the repository"),
        )
        return Tree(commit, was, top / was), note
    if moved:
        return None, say(
            "Commit {commit} holds no playbook here; it does hold {playbooks}, and which of them"
            " was moved here is not known.",
            commit=commit[:7],
            playbooks=sorted(moved),
        )
    return None, say("Commit {commit} holds no playbook here.", commit=commit[:7])
