"""What a process of its own measures: `python -m bench.alone times|memory FOLDER ROUNDS`."""

from __future__ import annotations

import datetime
import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from icp_playbook.build import check_playbook
from icp_playbook.stages.check import Context

_CONTEXT = Context(today=datetime.date(2026, 4, 1))


def main(what: str, root: Path, rounds: int) -> None:
    """Measure and print, as JSON."""
    files = [
        file for top in ("content", "playbooks") for file in sorted((root / top).rglob("*.yml"))
    ]

    def parse() -> None:
        for file in files:
            yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)

    def check() -> None:
        problems = check_playbook(root, _CONTEXT).errors
        if problems:
            sys.exit("\n".join(map(str, problems[:20])))

    if what == "memory":
        check()
        print(json.dumps({"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
        return
    check()  # what is made on first use, as the models' validators, belongs to the start
    times = [(_seconds(parse), _seconds(check)) for _ in range(rounds)]
    print(
        json.dumps(
            {"parse": min(parse for parse, _ in times), "check": min(check for _, check in times)}
        )
    )


def _seconds(call: Callable[[], None]) -> float:
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
