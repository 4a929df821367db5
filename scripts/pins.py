"""The pins of a lock file, read from the text that `make lock` writes with uv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = "icp-playbook (pyproject.toml)"
"""How a lock names the project itself, among those who asked for a package."""


@dataclass(frozen=True)
class Pin:
    """One version of a package; there are several where it depends on the Python or the platform.

    `marker` is empty for a pin that is always installed; `hashes` are SHA-256 in hexadecimal, one
    for each file that may be downloaded; `wanted_by` names the packages that asked for it, or
    PROJECT.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def read_pins(lock: str) -> list[Pin]:
    """Return the pins of a lock's text. Raise ValueError for an entry in another form."""
    return [_pin(entry) for entry in re.split(r"\n(?=\w)", lock.strip())]


def read_lock(name: str) -> list[Pin]:
    """Return the pins of `requirements/NAME.txt`."""
    return read_pins(
        (Path(__file__).parents[1] / f"requirements/{name}.txt").read_text(encoding="utf-8")
    )


def _pin(entry: str) -> Pin:
    head = re.match(r"([\w.-]+)==([\w.+!]+)(?: ; ([^\\\n]+?))? \\", entry)
    via = re.search(r"# via (.+)", entry)
    if head is None or via is None:
        raise ValueError(f"this entry of the lock has another form: {entry}")
    name, version, marker = head.groups()
    hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
    return Pin(name, version, marker or "", hashes, tuple(via[1].split(", ")))
