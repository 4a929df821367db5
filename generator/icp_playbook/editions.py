"""The editions of a site: one for each language that mkdocs.yml lists, side by side.

The first is at the site's root, each other in a folder of its language's name. All are made from
the same definitions, and each has hand-written pages of its own in a folder beside the first's.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from icp_playbook.messages import Message, say
from icp_playbook.problems import ConfigurationError, quoted
from icp_playbook.tags import is_tag, spelled

_SETTINGS = ("site_name", "site_description", "docs_dir", "nav", "copyright")
"""What each language may say for itself."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site in one language."""

    language: str
    folder: str
    """Below the site's root; empty for the first."""
    docs: str
    """The folder of its hand-written pages, from the playbook's."""
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What it says otherwise than mkdocs.yml."""

    def way_to(self, other: Edition) -> str:
        """Return how one gets from the root of this edition to that of another."""
        up = "../" if self.folder else ""
        return up + (f"{other.folder}/" if other.folder else "")


def folders_of(editions: Sequence[Edition]) -> tuple[str, ...]:
    """Return the folders that hold the languages but the first."""
    return tuple(one.folder for one in editions if one.folder)


def folder_of(editions: Sequence[Edition], language: str) -> str:
    """Return the folder of the edition in a language, empty for the first or the only one."""
    return next((one.folder for one in editions if one.language == language), "")


def read_editions(written: Any, docs: str, theme_language: Any) -> tuple[Edition, ...]:
    """Return the editions from the plugin's option `languages`; none where it is not given.

    Raise `ConfigurationError` for what lists no languages.
    """
    if written is None or written == []:
        return ()
    if not isinstance(written, list):
        raise ConfigurationError(_hint(say("the option languages is no list")))
    found: list[Edition] = []
    for one in written:
        tag, settings = _entry(one)
        if tag in [other.language for other in found]:
            raise ConfigurationError(
                _hint(say("the option languages has {tag} twice", tag=quoted(tag)))
            )
        own = _docs(settings, tag, docs) if found else docs
        others = {name: value for name, value in settings.items() if name != "docs_dir"}
        if not found and "docs_dir" in settings:
            raise ConfigurationError(
                say(
                    "the first of the languages, {tag}, has a docs_dir; "
                    "its pages are those of the site's own docs_dir, so write it there",
                    tag=quoted(tag),
                )
            )
        found.append(Edition(tag, tag if found else "", own, others))
    first = found[0].language
    if isinstance(theme_language, str) and spelled(theme_language) != first:
        raise ConfigurationError(
            say(
                "theme.language is {language}, and the first of the languages is {first}; "
                "the first is the one at the site's root, so both are the same",
                language=quoted(theme_language),
                first=quoted(first),
            )
        )
    return tuple(found)


def _entry(one: Any) -> tuple[str, Mapping[str, Any]]:
    if isinstance(one, str):
        one = {one: None}
    if not isinstance(one, dict) or len(one) != 1:
        raise ConfigurationError(_hint(say("the option languages has an entry without a language")))
    ((tag, settings),) = one.items()
    if not isinstance(tag, str) or not is_tag(tag.replace("_", "-")):
        raise ConfigurationError(
            _hint(say("the option languages has {tag}, which is none", tag=quoted(str(tag))))
        )
    unknown = sorted(set(settings or {}) - set(_SETTINGS)) if _is_map(settings) else [str(settings)]
    if unknown:
        raise ConfigurationError(
            say(
                "the language {tag} has the setting {name}, which no language has; "
                "each may have {known}",
                tag=quoted(tag),
                name=quoted(str(unknown[0])),
                known=[*_SETTINGS],
            )
        )
    for name, value in (settings or {}).items():
        if not isinstance(value, list if name == "nav" else str):
            told = {"tag": quoted(tag), "name": name}
            is_list = name == "nav"
            raise ConfigurationError(
                say("the language {tag} has a {name} that is no list", **told)
                if is_list
                else say("the language {tag} has a {name} that is no text", **told)
            )
    return spelled(tag), settings or {}


def _docs(settings: Mapping[str, Any], tag: str, first: str) -> str:
    """Return where a language's own pages are; beside the first's where it does not say."""
    return posixpath.normpath(settings.get("docs_dir") or f"{first}-{tag}")


def _is_map(settings: Any) -> bool:
    return settings is None or isinstance(settings, dict)


def _hint(what: Message) -> Message:
    return say(
        "{what}; write languages: [en, zh-Hant], or for a name of its own {example}",
        what=what,
        example='- zh-Hant: {site_name: "…"}',
    )


def beside(editions: tuple[Edition, ...], language: str) -> Iterator[tuple[Edition, str]]:
    """Yield each edition, with the way to it from the root of the one in `language`."""
    here = next((one for one in editions if one.language == language), None)
    if here is not None:
        yield from ((one, here.way_to(one) if one is not here else "") for one in editions)
