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
    """The reader, or a screen reader, is told the language, and that a translation is missing."""
    shown = page(tmp_path, "en")
    assert "Mid-market" in shown
    assert "中型市場" not in shown
    assert 'lang="zh-Hant" class="icp-fallback">' in shown
    assert "五十到五百人的品牌。" in shown
    assert "Not translated into English yet" in shown


def test_a_translation_that_is_there_carries_no_mark(tmp_path: Path) -> None:
    """The same company in its other language."""
    shown = page(tmp_path, "zh-Hant")
    assert "中型市場" in shown
    assert "Not translated" not in shown
    assert "icp-fallback" not in shown


PAGE = """
--- + minimal
--- site_templates/texts/de.po
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "About this page"
msgstr "Zu dieser Seite"

msgid "Beachhead"
msgstr "Brückenkopf"

msgid "March"
msgstr "März"

msgid "{day} {month} {year}"
msgstr "{day}. {month} {year}"

msgid "{first} and {last}"
msgstr "{first} und {last}"

msgid ", "
msgstr " / "

msgid "A hypothesis: our best guess so far"
msgstr "Eine Vermutung"
--- site_templates/pages/segment.html
{% import "partials/ui.html" as ui %}
{{ ui.focus(d) }}
<p>{{ d.share_of_effort|line }}</p>
<p>{{ ["a", "", "<b>", "c"]|listed }}</p>
<p>{{ ["a", "b", "c"]|listed_with_and }}, {{ ["a"]|listed_with_and }}</p>
<p>{{ d.reviewed|day }}</p>
<p>{{ ["persona:founder"]|map("link")|listed }}</p>
{{ ui.about(d, steward) }}
--- content/segments/mid-market.yml +
reviewed: 2026-03-31
"""


def test_a_page_is_in_the_language_of_the_site(tmp_path: Path) -> None:
    """Messages, words for choices, days, what stands between the parts of a list, link titles."""
    built = build_pages(draw(tmp_path, PAGE), Site(language="de"))
    shown = next(one for one in built.pages if one.source == "segments/mid-market.md").markdown()
    assert "## Zu dieser Seite { #s-about }" in shown
    assert "Brückenkopf</span>" in shown
    assert '<time datetime="2026-03-31">31. März 2026</time>' in shown
    assert 'data-icp-guess="Eine Vermutung"' in shown


def test_a_list_leaves_out_what_is_empty_and_nothing_is_drawn_for_none(tmp_path: Path) -> None:
    """And what is no HTML is escaped."""
    built = build_pages(draw(tmp_path, PAGE), Site(language="de"))
    shown = next(one for one in built.pages if one.source == "segments/mid-market.md").markdown()
    assert "<p>a / &lt;b&gt; / c</p>" in shown
    assert "<p>a / b und c, a</p>" in shown
    assert "<p></p>" in shown
