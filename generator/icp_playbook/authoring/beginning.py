"""What the repository of a playbook begins with: a configuration, and a word to assistants.

Nothing that is there is overwritten, but for what an earlier run wrote.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.model.kinds import KINDS
from icp_playbook.project import DOCS, packaged_templates
from icp_playbook.stages.load.config_file import NAMES

AGENTS = "AGENTS.md"
_OURS = "<!-- icp init writes this and brings it up to date; what you add goes to the end. -->"
_END = "<!-- From here on it is yours. -->"
_IGNORED = (".venv/", "site/", "site-*/", "schemas/", ".icp-*/")


@dataclass(frozen=True, slots=True)
class Begun:
    """A file of the beginning: its path, and whether it was written or was there as it is."""

    path: str
    is_new: bool


def begin(root: Path) -> list[Begun]:
    """Write what is missing in the folder `root`, which is made where it is not there.

    Raise `OSError` when a file can't be written.
    """
    root.mkdir(parents=True, exist_ok=True)
    return list(_begin(root))


def _begin(root: Path) -> Iterator[Begun]:
    found = next((name for name in NAMES if os.path.lexists(root / name)), None)
    yield _written(root, found or NAMES[0], _configuration(), keep=found is not None)
    yield _ignored(root)
    if found is None:
        pages = root / DOCS
        pages.mkdir(parents=True, exist_ok=True)
        empty = not any(pages.iterdir())
        yield _written(root, f"{DOCS}/.gitkeep", "", keep=not empty)
    yield _agents(root)


def _configuration() -> str:
    return (_texts() / NAMES[0]).read_text("utf-8")


def _written(root: Path, path: str, text: str, keep: bool) -> Begun:
    if keep:
        return Begun(path, is_new=False)
    (root / path).write_text(text, "utf-8", newline="\n")
    return Begun(path, is_new=True)


def _ignored(root: Path) -> Begun:
    """Keep out of git what is made on each machine."""
    file = root / ".gitignore"
    text = file.read_text("utf-8") if file.is_file() else ""
    there = {line.strip().strip("/") for line in text.splitlines()}
    missing = [line for line in _IGNORED if line.strip("/") not in there]
    if not missing:
        return Begun(file.name, is_new=False)
    begun = text if not text or text.endswith("\n") else f"{text}\n"
    return _written(root, file.name, begun + "\n".join(missing) + "\n", keep=False)


def _agents(root: Path) -> Begun:
    """Say to coding assistants how the playbook is changed; somebody else's file stays."""
    file = root / AGENTS
    there = file.read_text("utf-8") if file.is_file() else ""
    if there and not there.startswith(_OURS):
        return Begun(AGENTS, is_new=False)
    own = there.partition(_END)[2]
    text = f"{_OURS}\n{_instructions()}\n{_END}\n{own.lstrip(chr(10))}"
    return _written(root, AGENTS, text, keep=text == there)


def _instructions() -> str:
    folders = "\n".join(f"| `{kind.name}` | `{kind.where}` |" for kind in KINDS)
    text = (_texts() / AGENTS).read_text("utf-8")
    return text.replace("{{ kinds }}", folders)


def _texts() -> Path:
    return packaged_templates() / "beginning"
