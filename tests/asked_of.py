"""Ask a playbook without any protocol, on a day of its own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.tools import call

TODAY = datetime.date(2026, 6, 1)


def playbook(root: Path, language: str | None = None) -> Playbook:
    """Return the playbook in a folder."""
    return Playbook(root, None, language, lambda: TODAY)


def ask(asked: Playbook, tool: str, **arguments: Any) -> Answer:
    """Return the answer of a tool."""
    return call(asked, tool, arguments)


def refused(asked: Playbook, tool: str, **arguments: Any) -> str:
    """Return the words with which a tool refuses."""
    with pytest.raises(NotAnsweredError) as told:
        call(asked, tool, arguments)
    return told.value.message
