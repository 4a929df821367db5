"""Texts in several languages: a site shows its own, and says where a translation is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, icp

COMPANY = """
--- + minimal
--- content/segments/rivals.yml
name: {en: Rivals, zh-Hant: 對手}
owner: sales
definition: {en: Others like us.}
focus: avoid
why_they_matter: {zh-Hant: 不是我們的客戶。, en: Not ours.}
"""


def built(root: Path, language: str) -> str:
    """Build the company's site in a language, and return one page."""
    draw(root, COMPANY)
    (root / "content/pages").mkdir()
    (root / "mkdocs.yml").write_text(
        CONFIG.replace("  font: false", f"  font: false\n  language: {language}")
    )
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    return (root / "site/segments/rivals/index.html").read_text()


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW"])
def test_a_chinese_site_shows_chinese_and_marks_what_is_not_translated(
    tmp_path: Path, language: str
) -> None:
    """The text is shown in the language it has, marked as such, also for screen readers."""
    page = built(tmp_path, language)
    assert "<title>對手 - A playbook</title>" in page
    assert "不是我們的客戶。" in page
    assert 'lang="en" class="icp-fallback"' in page
    assert 'title="尚未翻譯成繁體中文">英文</span>' in page


def test_an_english_site_shows_no_marks_where_all_is_english(tmp_path: Path) -> None:
    """What is there in the site's language needs no mark."""
    page = built(tmp_path, "en")
    assert "Others like us." in page
    assert "icp-fallback" not in page
