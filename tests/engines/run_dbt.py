"""Run dbt on several projects in one process of dbt's own environment, and print what came out.

`python run_dbt.py '[["folder", "build"], …]'` prints a list with, for each command, the status and
the message of each node by its name.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from dbt.cli.main import dbtRunner  # type: ignore[import-not-found]  # not in the tests' environment


def results(folder: str, *words: str) -> dict[str, Any]:
    """Return the status and the message of each node that a command ran, or why it ran none."""
    where = ["--project-dir", folder, "--profiles-dir", folder]
    done = dbtRunner().invoke(["--quiet", "--no-version-check", *words, *where])
    if done.exception is not None:
        return {"": ["exception", str(done.exception)]}
    found = done.result.results
    return {one.node.name: [str(one.status), one.message or ""] for one in found}


if __name__ == "__main__":
    found = [results(*command) for command in json.loads(sys.argv[1])]
    sys.stdout.write("\n" + json.dumps(found))
