"""Which languages a site has, read from mkdocs.yml as it is found in the wild."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.cli.site_languages import site_languages


@pytest.mark.parametrize(
    ("settings", "languages"),
    [
        ("theme: {name: material, language: zh-Hant}", ("zh-Hant",)),
        ("theme: {language: en}\nextra:\n  alternate: [{lang: en}, {lang: zh-Hant}]", ("en", "zh-Hant")),
        ("theme: material", ()),
        ("theme: {language: !ENV [LANGUAGE, en]}\nextra: {alternate: !!python/name:x }", ()),
        ("extra: {alternate: [en, {name: English}, {lang: fr}]}", ("fr",)),
        ("theme: {language: en", ()),
        ("", ()),
    ],
)
def test_languages_are_the_themes_and_those_of_the_switcher(
    settings: str, languages: tuple[str, ...], tmp_path: Path
) -> None:
    """The first is the site's own; tags that only MkDocs knows, and mistakes in the file, do no harm."""
    assert site_languages(draw(tmp_path, f"--- mkdocs.yml\n{settings}\n")) == languages


def test_without_a_site_there_are_no_languages(tmp_path: Path) -> None:
    """Definitions can be checked before there is a site."""
    assert site_languages(tmp_path) == ()
