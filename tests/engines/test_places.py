"""Every page has its place: a tab, a trail, a list beside it, the pages before and after it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.engines.mkdocs_completing import words_of
from icp_playbook.messages import Language
from sites import mkdocs

CONFIG = """\
site_name: A playbook
docs_dir: content/pages
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.tabs.sticky, navigation.indexes, navigation.path,
    navigation.footer, navigation.prune]
plugins: [search, icp: {big_collection: 2}]
markdown_extensions: [abbr, attr_list, md_in_html, toc]
"""

COMPANY = """\
--- + minimal
--- + tiers
--- content/lifecycle.yml
owner: sales
stages:
  - {id: selling, name: Selling & more, goal: They sign.}
  - {id: adoption, name: Adoption, goal: They use it.}
--- content/pages/how.md
# How we work

Text.
""" + "".join(
    f"--- playbooks/plays/{id}.yml\n{{situation: {name}, owner: sales, stage: {stage}, "
    "type: lifecycle, tiers: [expert], objective: O., run_by: sales, steps: [{do: Call.}], "
    "exit: Done.}\n"
    for id, name, stage in (
        ("a-renewal", "A renewal comes", "adoption"),
        ("first-call", "A first call", "selling"),
        ("second-call", "A second call", "selling"),
    )
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a company whose four plays are too many for the navigation."""
    root = draw(tmp_path_factory.mktemp("places"), COMPANY)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    done = mkdocs("build", "--strict", "--quiet", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def shown(markup: str) -> str:
    """Return the words of some HTML in one line."""
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def element(site: Path, page: str, beginning: str, end: str) -> str:
    """Return the words of the first element of a page that begins so."""
    text = (site / page / "index.html").read_text("utf-8")
    found = re.search(f"<{beginning}.*?</{end}>", text, re.DOTALL)
    return shown(found[0]) if found else ""


@pytest.mark.parametrize(
    ("page", "tab", "trail"),
    [
        ("plays/second-call", "What we do", "Home What we do Plays"),
        ("plays", "What we do", "Home What we do Plays"),
        ("segments/mid-market", "Who we serve", "Home Who we serve Segments"),
        ("how", "Reference", "Home Reference"),
    ],
)
def test_every_page_has_its_tab_and_its_trail(site: Path, page: str, tab: str, trail: str) -> None:
    """Whether it is in the navigation or not."""
    assert element(site, page, 'li class="md-tabs__item md-tabs__item--active"', "li") == tab
    assert element(site, page, 'nav class="md-path"', "nav") == trail


def beside(site: Path, page: str) -> str:
    """Return the list beside a page."""
    text = (site / page / "index.html").read_text("utf-8")
    return text[text.index("md-nav--primary") : text.index("md-sidebar--secondary")]


def test_a_page_of_a_big_collection_lists_its_group_and_the_way_to_the_others(site: Path) -> None:
    """What else belongs to its stage, and the other stages on the list of all."""
    listed = beside(site, "plays/second-call")
    assert "Selling &amp; more A first call A second call" in shown(listed)
    assert 'href="../#s-adoption"' in listed
    assert "A renewal comes" not in listed


def test_other_pages_do_not_list_a_big_collection(site: Path) -> None:
    """A page carries no more for a thousand plays than for three."""
    for page in ("plays", "strategies/grow", "segments/mid-market"):
        assert "A first call" not in beside(site, page)
    assert "A first call" in element(site, "plays", "article", "article")


_BEFORE = 'a href="[^"]*" rel="prev"\\s+class="md-footer__link md-footer__link--prev"'
_AFTER = 'a href="[^"]*" rel="next"\\s+class="md-footer__link md-footer__link--next"'


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("plays", None, "A first call"),
        ("plays/first-call", "Plays", "A second call"),
        ("plays/second-call", "A first call", "My champion left"),
        ("plays/champion-left", "A second call", "A renewal comes"),
    ],
)
def test_before_and_after_follow_the_stages(
    site: Path, page: str, before: str | None, after: str
) -> None:
    """Selling comes before adoption, and risks first within a stage."""
    if before is not None:
        assert element(site, page, _BEFORE, "a") == f"Previous {before}"
    assert element(site, page, _AFTER, "a") == f"Next {after}"


def test_the_last_of_a_big_collection_leads_on(site: Path) -> None:
    """To what comes after the list in the navigation: reading ends nowhere."""
    assert element(site, "plays/a-renewal", _AFTER, "a") == "Next Risks by tier"


@pytest.mark.parametrize("page", ["plays", "risks", "what-we-do", "how"])
def test_a_page_of_no_single_definition_says_whom_to_tell(site: Path, page: str) -> None:
    """The owner and where to ask; a page of a definition has its box for that."""
    assert "Ask Sales in #sales" in element(site, page, 'footer class="icp-end"', "footer")
    assert element(site, "plays/first-call", 'footer class="icp-end"', "footer") == ""
    assert "Something wrong?" in element(site, "plays/first-call", "article", "article")


def test_a_tab_opens_the_overview_of_its_area_and_assess_is_beside_them(site: Path) -> None:
    """On every page; an area of one page has none, and its tab opens that page."""
    text = (site / "plays/first-call/index.html").read_text("utf-8")
    tabs = re.findall(r'<a href="([^"]*)" class="md-tabs__link', text)
    assert tabs == [
        "../..", "../../who-we-serve/", "../../value-propositions/", "../../how-ready-they-are/",
        "../../what-we-do/", "../../for-you/", "../../reference/", "../../assess/",
    ]  # fmt: skip


def test_what_a_language_lacks_is_left_to_the_theme() -> None:
    """The theme knows sixty languages; its credit is in English in each, and left out."""
    assert words_of(Language("de")) == {"icp_language": "de", "generator": False}
    assert words_of(Language("en-GB")) == words_of(Language()) | {"icp_language": "en-GB"}


def test_the_contents_of_a_page_are_called_on_this_page(site: Path) -> None:
    """The theme calls them a table of contents."""
    text = (site / "plays/first-call/index.html").read_text("utf-8")
    assert 'aria-label="On this page"' in text
    assert 'class="md-path" aria-label="Where this page is"' in text
    assert "Table of contents" not in text
