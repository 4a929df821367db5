"""Hand-written pages have a folder for each language; a page may lack its twin there."""

from __future__ import annotations

from pathlib import Path

from icp_playbook.configuration import ConfigurationError, read_configuration_file


def docs_by_language(root: Path) -> dict[str, str]:
    """Return the folder of hand-written pages of each language that has a configuration.

    One that can't be read has none: whoever builds with it is told.
    """
    files = sorted(one for ending in ("yml", "yaml") for one in root.glob(f"mkdocs*.{ending}"))
    found: dict[str, str] = {}
    for file in files:
        try:
            configuration = read_configuration_file(file)
            for edition in configuration.editions:
                found.setdefault(edition.language, edition.docs)
            if configuration.uses_plugin and configuration.languages:
                found.setdefault(configuration.languages[0], configuration.docs)
        except ConfigurationError:
            continue
    return found


def pages_missing(root: Path, language: str, first: str) -> list[str]:
    """Return the pages, from the playbook's folder, that are not there in `language`.

    Nothing is known where a language has no folder of its own.
    """
    folders = docs_by_language(root)
    own, theirs = folders.get(first), folders.get(language)
    if own is None or theirs is None or own == theirs:
        return []
    there = {file.relative_to(root / theirs) for file in (root / theirs).rglob("*.md")}
    pages = sorted(file.relative_to(root / own) for file in (root / own).rglob("*.md"))
    return [f"{own}/{page.as_posix()}" for page in pages if page not in there]
