"""Ask for known holes in every locked version: `make audit`. Needs the network.

Given a lock as it is, pip-audit leaves out each pin whose marker is not true of the Python it runs
on, and a package that it does not find counts as fine. So the markers are taken off, and what could
not be looked up fails (`--strict`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scripts.pins import Pin, read_lock

COMMAND = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
LOCKS = ("test", "dbt")


def main(*options: str) -> int:
    """Audit the tests' locks, which include the site's; return 1 for a hole or a gap."""
    pins = [pin for lock in LOCKS for pin in read_lock(lock)]
    return max([audit(some, *options) for some in split(pins)])


def audit(pins: list[Pin], *options: str) -> int:
    """Run pip-audit for pins of which no two have the same name; return its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pins.txt"
        file.write_text(requirements(pins), encoding="utf-8")
        return subprocess.run(
            [*COMMAND, "--requirement", str(file), *options], check=False
        ).returncode


def split(pins: list[Pin]) -> list[list[Pin]]:
    """Return all the pins in lists that name no package twice, as pip-audit wants it in one run."""
    lists: list[list[Pin]] = []
    seen: Counter[str] = Counter()
    for pin in pins:
        if seen[pin.name] == len(lists):
            lists.append([])
        lists[seen[pin.name]].append(pin)
        seen[pin.name] += 1
    return lists


def requirements(pins: list[Pin]) -> str:
    """Return the text of a requirements file with these pins, without their markers."""
    return "".join(
        f"{pin.name}=={pin.version}{''.join(f' --hash=sha256:{digest}' for digest in pin.hashes)}\n"
        for pin in pins
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
