"""What a change of several files does in git: all of it is staged, so that no command of git can keep half.

Left unstaged, `git checkout .` and `git stash` would take back the changed files and leave the moved one, and with
only the move staged (as `git mv` does), `git commit` would keep the move without the rest.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from icp_playbook.git import git, paths_from, top_of
from icp_playbook.problems import ContentError, Problem


def unstaged_edits(root: Path, paths: Collection[str]) -> list[str]:
    """Return which of the files below `root` have edits in the working tree that are not staged."""
    edited: set[Path] = set()
    for top, names in _by_repository(root, paths).items():
        differing = paths_from(top, "diff-files", "--name-only", "--no-ext-diff", "-z", "--", *names)
        edited |= {top / name for name in differing}
    return sorted(path for path in paths if edited & set(_files(root, path)))


def stage(root: Path, own: str, paths: Collection[str], moves: Mapping[str, str]) -> list[str]:
    """Stage the files below `root` as they are now, those that are gone too; return the paths that are staged.

    `own` is the file that it is about: nothing is staged when git does not know that one yet. Others that git does not
    know stay unknown, for as soon as it does, `git reset --hard` deletes them. Raise `ContentError` when git will not,
    with nothing staged: the lock of another git, or a merge that is not finished.
    """
    groups = _by_repository(root, paths)
    known = {
        top / name for top, names in groups.items() for name in paths_from(top, "ls-files", "-z", "--", *names)
    }
    if not known & set(_files(root, own)):
        return []
    known |= {
        file for old, new in moves.items() if known & set(_files(root, old)) for file in _files(root, new)
    }
    before: list[tuple[Path, bytes]] = []
    for top, names in groups.items():
        index = top / os.fsdecode(git(top, "rev-parse", "--git-path", "index").stdout.rstrip(b"\n"))
        before.append((index, index.read_bytes()))
        if error := _refusal(top, [name for name in names if top / name in known]):
            for file, content in before[:-1]:
                file.write_bytes(content)
            raise ContentError(
                [Problem(own, 1, 1, "not-staged", f"git would not stage it: {error}", "nothing was changed")]
            )
    return sorted(path for path in paths if known & set(_files(root, path)))


def _refusal(top: Path, names: list[str]) -> str:
    """Stage files of one repository, or return why that is not possible."""
    if not names:
        return ""
    if git(top, "ls-files", "--unmerged", "-z", "--", *names).stdout:
        return "a merge is not finished here"
    given = b"\0".join(map(os.fsencode, names))
    done = git(top, "add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul", given=given)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (said or ["it does not say why"])[0].removeprefix("fatal: ") if done.returncode else ""


def _by_repository(root: Path, paths: Iterable[str]) -> dict[Path, list[str]]:
    """Return files by the repository that they are in, a submodule perhaps, as paths from its top."""
    found: dict[Path, list[str]] = defaultdict(list)
    tops: dict[Path, Path | None] = {}
    for path in paths:
        for file in _files(root, path):
            if file.parent not in tops:
                tops[file.parent] = top_of(file.parent)
            if (top := tops[file.parent]) is not None:
                found[top].append(file.relative_to(top).as_posix())
    return {top: sorted(set(names)) for top, names in found.items()}


def _files(root: Path, path: str) -> list[Path]:
    """Return where a file is, and where what it leads to is when it is a link."""
    file = (root / path).parent.resolve() / Path(path).name
    return [file, file.resolve()] if file.is_symlink() else [file]
