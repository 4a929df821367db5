"""The JavaScript twin, beside the Python one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from javascript import Call

Assess = Callable[[list[tuple[Any, Any]]], list[Any]]


@pytest.fixture(scope="session")
def assess_in_javascript(javascript: Call) -> Assess:
    """Assess pairs of rules and answers."""
    return lambda pairs: [javascript("scoring/assess.js", "assess", *pair) for pair in pairs]
