"""The language of what a plan says itself: files for programs, and pictures with broken lines."""

from __future__ import annotations

from functools import cache

from icp_playbook.languages import read_language
from icp_playbook.messages import Language
from icp_playbook.project import packaged_templates


@cache
def language_of(tag: str) -> Language:
    """Return our sentences in a language."""
    return read_language(tag, [packaged_templates()])
