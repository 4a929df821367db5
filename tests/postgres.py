"""PostgreSQL in the tests, from npm and without a server: statements go to a process of Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from javascript import NODE

_ROOT = Path(__file__).parent.parent
_PLACE = _ROOT / ".venv/npm/node_modules"

Ask = Callable[[str], tuple[list[str], list[list[Any]]]]


@contextmanager
def postgres() -> Iterator[Ask]:
    """Run PostgreSQL while the block runs; give what runs statements and returns names and rows."""
    subprocess.run([_ROOT / "scripts/ensure-npm-tools"], check=True, capture_output=True)
    command = [str(NODE), str(Path(__file__).with_name("run_postgres.mjs")), str(_PLACE)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout

        def ask(statements: str) -> tuple[list[str], list[list[Any]]]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(statements) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            if "error" in answer:
                raise AssertionError(answer["error"])
            return answer["names"], answer["rows"]

        yield ask
        process.stdin.close()
