"""A definition in a sentence: what stands beside its title in lists, search results and link previews."""

from __future__ import annotations

from icp_playbook.model.base import Definition
from icp_playbook.model.text import Text

_FIELDS = (
    "definition", "one_liner", "summary", "objective", "job_to_be_done", "strategy", "outcome", "finding", "promise",
    "value_event", "optimises_for", "reason", "question",
)  # fmt: skip
"""The fields that say what a definition is about; each kind has one or two of them."""


def summary(definition: Definition) -> Text | None:
    """Return the text that says best what a definition is about, or None when it has nothing of the kind."""
    found = (getattr(definition, field, None) for field in _FIELDS)
    return next((text for text in found if text is not None), None)
