"""A text that has no translation into the site's language: shown in another one, and said to be."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site

TWO_LANGUAGES = """
--- + bare
--- content/segments/mid-market.yml
name: {en: Mid-market, zh-Hant: 中型市場}
owner: sales
definition: {zh-Hant: 五十到五百人的品牌。}
focus: beachhead
"""


def page(root: Path, language: str) -> str:
    """Return the segment's page on a site in some language."""
    built = build_pages(draw(root, TWO_LANGUAGES), Site(language=language))
    return next(one.markdown() for one in built.pages if one.source == "segments/mid-market.md")


def test_a_missing_translation_is_shown_in_the_other_language_and_marked(tmp_path: Path) -> None:
    """The reader sees what there is, in which language, and that it is not translated; so does a screen reader."""
    shown = page(tmp_path, "en")
    assert "Mid-market" in shown
    assert "中型市場" not in shown
    assert 'lang="zh-Hant" class="icp-fallback">' in shown
    assert "五十到五百人的品牌。" in shown
    assert "Not translated into en yet" in shown


def test_a_translation_that_is_there_carries_no_mark(tmp_path: Path) -> None:
    """The same company in its other language."""
    shown = page(tmp_path, "zh-Hant")
    assert "中型市場" in shown
    assert "Not translated" not in shown
    assert "icp-fallback" not in shown
