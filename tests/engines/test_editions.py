"""One configuration, several languages: a site for each, under one roof."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from commands import commit_all
from drawn import draw
from icp_playbook.history import read_history
from shared import DAY
from sites import CONFIG, files_of, icp, mkdocs

LISTED = CONFIG.replace("- icp", "- icp: {languages: [en, zh-Hant: {site_name: 手冊}]}")
SEGMENT = "segments/mid-market/index.html"
COMPANY = f"""
--- + minimal
--- content/segments/mid-market.yml
name: {{en: Mid-market, zh-Hant: 中型品牌}}
owner: sales
definition: Brands with 50 to 500 people.
focus: beachhead
--- content/pages/start.md
# Start

See [[segment:mid-market]] and [the other one](only-here.md).
--- content/pages/only-here.md
# Only here
--- content/pages/picture.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
--- content/pages-zh-Hant/start.md
# 開始

看[[segment:mid-market]]。
--- mkdocs.yml
{LISTED}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a company in two languages, with a page that only the first one has."""
    return draw(tmp_path, COMPANY)


def read(site: Path, path: str) -> BeautifulSoup:
    """Return a page of a built site."""
    return BeautifulSoup((site / path).read_text("utf-8"), "html.parser")


def built(root: Path) -> Path:
    """Build with the command, and return the site."""
    done = icp("build", cwd=root, SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.mark.slow
def test_each_page_leads_to_itself_in_the_other_language(root: Path) -> None:
    """The choice in the header and the head of the page lead to the same address; both exist."""
    site = built(root)
    for path in (SEGMENT, "index.html", "start/index.html", "only-here/index.html"):
        for here, tag in (("", "en"), ("zh-Hant", "zh-Hant")):
            page = read(site, f"{here}/{path}".lstrip("/"))
            assert page.html is not None
            assert page.html["lang"] == tag
            links = page.select(".icp-languages a")
            assert [link["hreflang"] for link in links] == ["en", "zh-Hant"]
            assert [link.text for link in links] == ["English", "繁體中文"]
            there = [
                ((site / here / path).parent / str(link["href"]) / "index.html").resolve()
                for link in links
            ]
            assert there == [(site / path).resolve(), (site / "zh-Hant" / path).resolve()]
            assert all(file.is_file() for file in there)
            heads = page.select("head link[hreflang]")
            assert [link["href"] for link in heads] == [link["href"] for link in links]


@pytest.mark.slow
def test_each_language_has_its_words_its_name_and_its_search(root: Path) -> None:
    """What is not translated falls back to the first language, and a page then says so."""
    site = built(root)
    page = read(site / "zh-Hant", SEGMENT)
    assert page.h1 is not None
    assert page.h1.get_text().startswith("中型品牌")
    assert "手冊" in read(site / "zh-Hant", "index.html").title.text  # type: ignore[union-attr]
    assert "中型品牌" in read(site / "zh-Hant", "start/index.html").article.text  # type: ignore[union-attr]
    assert "Mid-market" in read(site, "start/index.html").article.text  # type: ignore[union-attr]
    elsewhere = read(site / "zh-Hant", "only-here/index.html").select_one(".icp-elsewhere")
    assert elsewhere is not None
    assert "英" in elsewhere.text
    assert read(site, "only-here/index.html").select_one(".icp-elsewhere") is None
    assert (site / "zh-Hant/picture.svg").is_file()
    found = [path for path in files_of(site) if re.search(r"(^|/)search/", path)]
    assert any(path.startswith("zh-Hant/") for path in found)


@pytest.mark.slow
def test_both_commands_and_the_export_give_the_same_sites(root: Path) -> None:
    """`mkdocs build` makes all languages, byte for byte; exported folders make the same pages."""
    ours = files_of(built(root))
    shutil.rmtree(root / "site")
    assert mkdocs("build", "--strict", cwd=root, SOURCE_DATE_EPOCH=DAY).returncode == 0
    assert files_of(root / "site") == ours
    assert icp("export", "out", "--config", "out.yml", cwd=root).returncode == 0
    for config in ("out.yml", "out.zh-Hant.yml"):
        done = mkdocs("build", "--strict", "-f", config, cwd=root, SOURCE_DATE_EPOCH=DAY)
        assert done.returncode == 0, done.stderr
    theirs = files_of(root / "site")
    for path in (SEGMENT, f"zh-Hant/{SEGMENT}", "zh-Hant/only-here/index.html"):
        one, other = (BeautifulSoup(files[path], "html.parser").article for files in (ours, theirs))
        assert one is not None
        assert other is not None
        assert one.text.split() == other.text.split()


def test_the_check_knows_the_pages_of_every_language(root: Path) -> None:
    """A link that leads nowhere is told on a page of the second language, too."""
    draw(root, "--- content/pages-zh-Hant/start.md\n# 開始\n\n[[segment:nobody]]\n")
    done = icp("check", cwd=root)
    assert done.returncode == 1
    assert "content/pages-zh-Hant/start.md:3:1" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ("zh-Hant", "the option languages is no list"),
        ("[en, en]", 'has "en" twice'),
        ("[en, [zh]]", "has an entry without a language"),
        ("[en, {zh-Hant: {name: x}}]", 'the setting "name", which no language has'),
        ("[en, {zh-Hant: {site_name: [x]}}]", "a site_name that is no text"),
        ("[en, {zh-Hant: {nav: x}}]", "a nav that is no list"),
        ("[en, {zh-Hant: {docs_dir: content}}]", "put the two beside each other"),
        ("[en, {zh-Hant: {docs_dir: ../x}}]", "does not lie inside the playbook's folder"),
        ("[en: {docs_dir: content/en}, zh-Hant]", "so write it there"),
        ("[en, 1 2]", 'has "1 2", which is none'),
        ("[zh-Hant, en]", 'theme.language is "en", and the first of the languages is "zh-Hant"'),
    ],
)
def test_a_list_that_lists_no_languages_is_refused(root: Path, languages: str, told: str) -> None:
    """Every slip is told in words, by the check as by the build."""
    text = LISTED.replace("[en, zh-Hant: {site_name: 手冊}]", languages)
    (root / "mkdocs.yml").write_text(text.replace("font: false", "font: false\n  language: en"))
    for command in ("check", "build"):
        done = icp(command, cwd=root)
        assert done.returncode == 2
        assert told in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.browser
def test_a_language_is_printed_and_another_one_is_refused(root: Path) -> None:
    """`icp print --language` takes any spelling of a language that the site is in."""
    done = icp("print", "out.pdf", "--language", "fr", cwd=root)
    assert done.returncode == 2
    assert "the site is not in fr; it is in en, zh-Hant" in done.stderr
    assert icp("print", "out.pdf", "--language", "zh-TW", cwd=root).returncode == 0
    text = "".join(page.extract_text() for page in PdfReader(root / "out.pdf").pages)
    assert "中型品牌" in text
    assert "Mid-market" not in text


def test_what_the_first_language_says_otherwise_counts_too(root: Path) -> None:
    """Its name is the site's, as that of each other language is."""
    text = LISTED.replace("[en, ", "[en: {site_name: In English}, ")
    (root / "mkdocs.yml").write_text(text)
    site = built(root)
    assert "In English" in str(read(site, SEGMENT).title)
    assert "手冊" in str(read(site, f"zh-Hant/{SEGMENT}").title)


def test_a_page_of_one_language_offers_no_other(root: Path) -> None:
    """Only the second language has it, so nothing is at its address in the first."""
    draw(root, "--- content/pages-zh-Hant/only-chinese.md\n# 只有中文\n")
    site = built(root)
    assert not read(site, "zh-Hant/only-chinese/index.html").select("[hreflang]")
    assert read(site, "zh-Hant/start/index.html").select("[hreflang]")


def test_addresses_are_of_one_kind_in_each_language(root: Path, tmp_path: Path) -> None:
    """What is said to the command counts for all of them."""
    done = mkdocs("build", "-q", "--no-directory-urls", "-d", tmp_path / "out", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/zh-Hant/start.html").is_file()


@pytest.mark.parametrize("path", ["zh-Hant.md", "zh-hant/start.md", "zh-Hant/picture.svg"])
def test_nothing_of_the_first_language_lies_where_another_is(root: Path, path: str) -> None:
    """One would take the place of the other; a page of that name in the other's folder may be."""
    draw(root, f"--- content/pages/{path}\n# Clash\n--- content/pages-zh-Hant/zh-Hant.md\n# 是\n")
    for command in ("check", "build"):
        done = icp(command, cwd=root)
        assert done.returncode == 1
        told = done.stdout + done.stderr
        assert f"content/pages/{path}:1:1" in told
        assert "the address zh-Hant/ belongs to the site in that language" in told
        assert "pages-zh-Hant/zh-Hant.md" not in told


def test_a_page_of_the_second_language_has_its_own_history(root: Path) -> None:
    """`icp diff` tells of it, and it bears its own date, wherever its folder is."""
    (root / "content/pages").rename(root / "handbook")
    (root / "content/pages-zh-Hant").rename(root / "handbook-zh-Hant")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("content/pages", "handbook"))
    commit_all(root)
    file = root / "handbook-zh-Hant/start.md"
    file.write_text(f"{file.read_text()}\n更多。\n")
    done = icp("diff", "HEAD", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "開始 (/zh-Hant/start)" in done.stdout
    history = read_history(root, "handbook", "handbook-zh-Hant")
    assert history.changed("handbook-zh-Hant/start.md")
