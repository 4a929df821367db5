"""A git repository drawn in a test: each commit lays a drawing over the files, on a given day."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from drawn import drawn_files

_WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false")


@dataclass(frozen=True)
class Repo:
    """A repository at `root`; the playbook is in `folder` below it."""

    root: Path
    folder: str = "."

    def git(self, *words: str, day: str = "2026-01-01", stdin: str | None = None) -> str:
        """Run git as nobody's settings would have it, and return what it says."""
        variables = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        }
        done = subprocess.run(
            ["git", *_WHO, *words],
            cwd=self.root, env=os.environ | variables, input=stdin, capture_output=True, check=True,
            text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def write(self, drawing: str) -> None:
        """Lay a drawing over the working tree."""
        for path, text in drawn_files(drawing).items():
            file = self.root / self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def commit(
        self, message: str, drawing: str = "", day: str = "2026-01-01", gone: Collection[str] = ()
    ) -> str:
        """Commit the files with a drawing laid over them and some gone; return the commit."""
        self.write(drawing) if drawing else None
        for path in gone:
            (self.root / self.folder / path).unlink()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-F", "-", day=day, stdin=message)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, message: str, day: str = "2026-01-01") -> None:
        """Merge a branch as a code host does: always with a commit of its own."""
        self.git("merge", "-q", "--no-ff", branch, "-m", message, day=day)


def repository(root: Path, drawing: str, folder: str = ".", day: str = "2026-01-01") -> Repo:
    """Return a new repository whose first commit holds a drawing, on the branch main."""
    root.mkdir(parents=True, exist_ok=True)
    repo = Repo(root, folder)
    repo.git("init", "-q", "-b", "main")
    repo.commit("Begin", drawing, day)
    return repo
