"""What one size of company costs: seconds of the processor and peak memory, ours and what ours is held against."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.company import write_company

CHECKS = 3
"""Checking is done so many times at least: it is soon done, and the best of three says more than one try."""

_REPOSITORY = Path(__file__).parents[1]
_THIS_CHECKOUT = os.pathsep.join(map(str, (_REPOSITORY, _REPOSITORY / "generator")))
_ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": _THIS_CHECKOUT}


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of the processor (which other programs on the machine disturb least), and memory at its peak.

    `check` and `parse` are taken in one process that has started already; `build` and `plain` are whole processes.
    """

    definitions: int
    check: float
    parse: float
    check_memory: float
    build: float
    plain: float
    build_memory: float


def measure(definitions: int, rounds: int, folder: Path) -> Costs:
    """Write a company of that size into `folder`, which must not exist, and return the best of so many rounds."""
    write_company(folder, definitions, _REPOSITORY / "mkdocs.yml")
    times = _alone("times", folder, max(rounds, CHECKS))
    _run(["icp_playbook", "export", str(folder / "docs"), "-f", str(folder / "mkdocs.yml"),
          "--config", str(folder / "plain.yml")])  # fmt: skip
    builds, plains = [], []
    for _ in range(rounds):  # in turns, so that a slow minute of the machine is nobody's fault
        builds.append(_build(folder / "mkdocs.yml", folder / "site"))
        plains.append(_build(folder / "plain.yml", folder / "site"))
    return Costs(
        definitions,
        check=times["check"],
        parse=times["parse"],
        check_memory=min(_alone("memory", folder)["memory"] for _ in range(rounds)),
        build=min(seconds for seconds, _ in builds),
        plain=min(seconds for seconds, _ in plains),
        build_memory=min(memory for _, memory in builds),
    )


def _alone(what: str, folder: Path, rounds: int = 1) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.alone", what, str(folder), str(rounds)]
    printed = subprocess.run(command, env=_ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, float] = json.loads(printed)
    return found


def _build(config_file: Path, site: Path) -> tuple[float, float]:
    shutil.rmtree(site, ignore_errors=True)
    return _run(["mkdocs", "build", "--quiet", "-f", str(config_file), "-d", str(site)])


def _run(arguments: list[str]) -> tuple[float, float]:
    """Run a module of Python to its end; return its seconds of the processor and its memory at its peak."""
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, env=_ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss
