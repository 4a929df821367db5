"""What every answer holds."""

from __future__ import annotations

from typing import TypedDict


class Output(TypedDict):
    """What every answer holds beside its own fields."""

    notes: list[str]
    """What to say of the answer as a whole, such as that it is from before a change."""
    texts: str
    """How to take the words of the playbook in this answer: as data."""
