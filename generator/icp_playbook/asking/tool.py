"""What a tool is: what it is called, takes and gives, and which state of the playbook it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icp_playbook.asking.answers import Answer
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.playbook import Asked
from icp_playbook.messages import Message


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that can be asked; `about` is for the assistant that decides what to ask."""

    title: Message
    about: Message
    given: type[Given]
    gives: type
    answer: Callable[[Asked, Any], Answer]
    judges: bool = False
    """Whether it needs rules without mistakes."""
