"""What one size of company costs in processor seconds and memory, and what it is held against."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path

CHECKS = 3
"""How often each round runs the check, which is fast: the best of many runs says more than one."""

_REPOSITORY = Path(__file__).parents[1]
_THIS_CHECKOUT = os.pathsep.join(map(str, (_REPOSITORY, _REPOSITORY / "generator")))
_ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": _THIS_CHECKOUT}


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of the processor, which other programs disturb least, and kilobytes of peak memory.

    `check` and `parse` are taken in one process that has started already; `build` and `plain` are
    whole processes.
    """

    definitions: int
    check: float
    parse: float
    check_memory: float
    build: float
    plain: float
    build_memory: float

    def best(self, other: Costs) -> Costs:
        """Return the smaller of each cost: what is above it was the machine's doing."""
        mine, its = astuple(self), astuple(other)
        return Costs(*map(min, mine, its))


@dataclass(frozen=True, slots=True)
class Company:
    """A company on disk, with its pages exported beside it for plain MkDocs."""

    definitions: int
    folder: Path

    @classmethod
    def write(cls, definitions: int, folder: Path) -> Company:
        """Write a company of that size into `folder`, which must not exist.

        Another process does it: the peak of whoever starts a process is the least that the system
        reports for that one.
        """
        _run(["bench.company", str(folder), str(definitions), str(_REPOSITORY / "mkdocs.yml")])
        _run(["icp_playbook", "export", str(folder / "docs"), "-f", str(folder / "mkdocs.yml"),
              "--config", str(folder / "plain.yml")])  # fmt: skip
        return cls(definitions, folder)

    def measure(self) -> Costs:
        """Return what one round costs."""
        times = _alone("times", self.folder, CHECKS)
        build, build_memory = self._build("mkdocs.yml")
        plain, _ = self._build("plain.yml")
        return Costs(
            self.definitions,
            check=times["check"],
            parse=times["parse"],
            check_memory=_alone("memory", self.folder)["memory"],
            build=build,
            plain=plain,
            build_memory=build_memory,
        )

    def _build(self, config: str) -> tuple[float, float]:
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        return _run(
            ["mkdocs", "build", "--quiet", "-f", str(self.folder / config), "-d", str(site)]
        )


def _alone(what: str, folder: Path, rounds: int = 1) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.alone", what, str(folder), str(rounds)]
    printed = subprocess.run(command, env=_ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, float] = json.loads(printed)
    return found


def _run(arguments: list[str]) -> tuple[float, float]:
    """Run a module of Python to its end; return its processor seconds and its peak memory."""
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, env=_ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss
