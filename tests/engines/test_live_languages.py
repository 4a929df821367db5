"""`icp serve` in several languages: each is what it would be alone, and as new as the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from drawn import draw
from icp_playbook.engines.live_check import Found
from icp_playbook.engines.mkdocs_live_languages import LiveLanguages
from icp_playbook.engines.mkdocs_live_site import LiveSite
from icp_playbook.history import read_history
from icp_playbook.problems import Problem
from sites import CONFIG

SEGMENT = "content/segments/mid-market.yml"
COMPANY = f"""
--- + minimal
--- handbook/start.md
# Start
--- handbook-zh-Hant/start.md
# 開始
--- handbook-zh-Hant/later.md
---
draft: true
---
# 以後
--- mkdocs.yml
{CONFIG.replace("- icp", "- icp: {languages: [en, zh-Hant]}").replace("content/pages", "handbook")}
draft_docs: later.md
"""


class Preview:
    """The preview without its server."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        folder.mkdir()
        self.read().plugins.on_startup(command="serve", dirty=False)
        self.first = LiveSite(self.read, root, folder)
        self.sites = LiveLanguages(self.first, root, folder)
        self.sites.refresh(frozenset())

    def read(self) -> MkDocsConfig:
        """Read the configuration as the preview does."""
        return load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folder))

    def save(self, path: str, text: str) -> None:
        """Save a file, of which the preview hears."""
        draw(self.root, f"--- {path}\n{text}")
        self.sites.refresh(frozenset([str(self.root / path)]))

    def get(self, path: str) -> str:
        """Return what is served."""
        answer = self.sites.answer(path)
        return "" if answer is None else answer.body.decode()


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """Open a small company in two languages."""
    return Preview(draw(tmp_path / "company", COMPANY), tmp_path / "served")


def test_a_mistake_keeps_the_last_good_pages_of_each_language(preview: Preview) -> None:
    """As in the first language: whether somebody has looked at the other one before, or not."""
    right = (preview.root / SEGMENT).read_text()
    assert "Mid-market" in preview.get("zh-Hant/segments/mid-market/")
    preview.save(SEGMENT, right.replace("focus: beachhead", "focus: beachead"))
    for page in (preview.get("segments/mid-market/"), preview.get("zh-Hant/segments/mid-market/")):
        assert "icp-problems" in page
        assert "Brands with 50 to 500 people." in page
    preview.save("mkdocs.yml", (preview.root / "mkdocs.yml").read_text() + "# seen\n")
    assert "Brands with 50 to 500 people." in preview.get("zh-Hant/segments/mid-market/")
    preview.save(SEGMENT, right)
    assert "icp-problems" not in preview.get("zh-Hant/segments/mid-market/")


def test_a_language_that_nobody_has_seen_begins_with_a_mistake(preview: Preview) -> None:
    """Its pages say what is wrong, and come when it is right."""
    right = (preview.root / SEGMENT).read_text()
    preview.save(SEGMENT, right.replace("focus: beachhead", "focus: beachead"))
    assert "beachead" in preview.get("zh-Hant/")
    preview.save(SEGMENT, right)
    assert "Brands with 50 to 500 people." in preview.get("zh-Hant/segments/mid-market/")


def test_drafts_are_shown_in_each_language(preview: Preview) -> None:
    """The preview shows them, as MkDocs does."""
    assert "以後" in preview.get("zh-Hant/later/")


def test_what_the_rules_find_is_told_in_each_language(preview: Preview) -> None:
    """Also in one that is opened later, and no longer when it is right."""
    wrong = Problem(SEGMENT, 1, 1, "a-rule", "this breaks a rule")
    history = read_history(preview.root, "handbook")
    preview.get("zh-Hant/")
    assert preview.sites.learn(preview.first.version, Found((wrong,), history))
    assert "this breaks a rule" in preview.get("")
    assert "this breaks a rule" in preview.get("zh-Hant/")
    assert preview.sites.learn(preview.first.version, Found((), history))
    assert "this breaks a rule" not in preview.get("zh-Hant/")


def test_a_language_that_can_not_be_shown_says_why(preview: Preview) -> None:
    """The first one stays; a configuration that is broken for a moment keeps what is there."""
    right = (preview.root / "mkdocs.yml").read_text()
    preview.save("mkdocs.yml", right.replace("zh-Hant", "xx"))
    assert "Start" in preview.get("start/")
    answer = preview.sites.answer("xx/start/")
    assert answer is not None
    assert answer.status.startswith("503")
    assert b"the theme has no such language" in answer.body
    preview.save("mkdocs.yml", right)
    assert "開始" in preview.get("zh-Hant/start/")
