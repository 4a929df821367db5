"""The language in which files for authors explain themselves: that of the playbook's site."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from icp_playbook.configuration import ConfigurationError, read_configuration
from icp_playbook.messages import ENGLISH, Language, Message
from icp_playbook.problems import ContentError
from icp_playbook.project import template_folders


def language_of(root: Path) -> Language:
    """Return the first language of the playbook in `root`; English where nothing says one."""
    try:
        tag = next(iter(read_configuration(root).languages), "en")
    except ConfigurationError:  # told by whoever builds or checks
        return ENGLISH
    if tag.partition("-")[0] == "en":
        return ENGLISH
    # Imported for other languages only: loading Babel takes a command as long as all its work.
    languages = import_module("icp_playbook.languages")
    try:
        language: Language = languages.read_language(tag, template_folders(root))
    except ContentError:  # the language's own file is broken, and among the problems
        return ENGLISH
    return language


def said_in(value: Any, language: Language) -> Any:
    """Return data for a file with every message in it said in a language."""
    if isinstance(value, Message):
        return language.text(value)
    if isinstance(value, dict):
        return {key: said_in(one, language) for key, one in value.items()}
    if isinstance(value, list):
        return [said_in(one, language) for one in value]
    return value
