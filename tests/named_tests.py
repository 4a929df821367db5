"""Tests that a text names, as `tests/test_x.py::test_y`: promises and reasons rest on them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def named_tests(text: str) -> list[tuple[str, str]]:
    """Return each file and test that the text names, in its order."""
    return re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", text)


def missing_tests(text: str) -> list[str]:
    """Return the tests that the text names and that are not there."""
    return [
        f"{file}::{test}"
        for file, test in named_tests(text)
        if not (ROOT / file).is_file()
        or not re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
