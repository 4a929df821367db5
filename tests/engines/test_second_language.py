"""One build for each language: sites beside or inside one another, and none removes another."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, files_of, icp

BOTH = f"""
--- + minimal
--- content/pages/start.md
# Start
--- content/pages-zh/kai-shi.md
# 開始

看[[segment:mid-market]]。
--- mkdocs.yml
{CONFIG}site_dir: site
--- mkdocs.zh.yml
INHERIT: mkdocs.yml
docs_dir: content/pages-zh
site_dir: site/zh
theme: {{language: zh-Hant}}
"""


def built(root: Path, *words: str) -> str:
    """Build a site, and return what the command said on its way."""
    done = icp("build", *words, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a company with pages in two languages."""
    return draw(tmp_path, BOTH)


@pytest.mark.parametrize(
    "order", [("mkdocs.yml", "mkdocs.zh.yml"), ("mkdocs.zh.yml", "mkdocs.yml")]
)
def test_whichever_is_built_first_both_are_there(root: Path, order: tuple[str, str]) -> None:
    """And building one again changes nothing of the other."""
    for name in order:
        built(root, "-f", name)
    assert (root / "site/start/index.html").is_file()
    chinese = files_of(root / "site/zh")
    assert "kai-shi/index.html" in chinese
    assert "start/index.html" not in chinese
    built(root)
    assert files_of(root / "site/zh") == chinese
    english = {
        path: text for path, text in files_of(root / "site").items() if not path.startswith("zh/")
    }
    built(root, "-f", "mkdocs.zh.yml")
    after = files_of(root / "site")
    assert {path: text for path, text in after.items() if not path.startswith("zh/")} == english
    assert [path.name for path in root.rglob(".icp-*") if path.is_dir()] == []


def test_one_folder_for_two_languages_is_refused(root: Path) -> None:
    """The second would be all that is left; the message names both."""
    edited = (root / "mkdocs.zh.yml").read_text("utf-8").replace("site_dir: site/zh\n", "")
    (root / "mkdocs.zh.yml").write_text(edited, "utf-8")
    built(root)
    before = files_of(root / "site")
    done = icp("build", "-f", "mkdocs.zh.yml", cwd=root)
    assert done.returncode == 2
    assert "is the site of mkdocs.yml (pages of content/pages in en)" in done.stderr
    assert "give each a site_dir of its own, such as site and site/zh" in done.stderr
    assert files_of(root / "site") == before


def test_a_variant_of_the_same_site_takes_its_place(root: Path) -> None:
    """Such as one for the CI: same pages, same language."""
    built(root)
    (root / "mkdocs.ci.yml").write_text("INHERIT: mkdocs.yml\nsite_name: From the CI\n")
    built(root, "-f", "mkdocs.ci.yml")
    assert "From the CI" in (root / "site/index.html").read_text("utf-8")


def test_another_language_may_be_chosen_for_a_site(root: Path) -> None:
    """The same configuration makes the same site, whatever it says."""
    built(root)
    edited = (
        (root / "mkdocs.yml")
        .read_text("utf-8")
        .replace("font: false", "font: false\n  language: de")
    )
    (root / "mkdocs.yml").write_text(edited, "utf-8")
    built(root)
    assert '<html lang="de"' in (root / "site/index.html").read_text("utf-8")


def test_pages_at_the_address_of_another_site_are_refused(root: Path) -> None:
    """Neither the pages nor the other site would be whole."""
    built(root)
    built(root, "-f", "mkdocs.zh.yml")
    draw(root, "--- content/pages/zh/start.md\n# Start\n")
    before = files_of(root / "site")
    done = icp("build", cwd=root)
    assert done.returncode == 2
    assert (
        "site/zh is the site of another configuration, and this one has files at its address"
        in done.stderr
    )
    assert files_of(root / "site") == before


def test_a_folder_with_something_else_beside_a_site_is_left_alone(root: Path) -> None:
    """What is not ours is not replaced, even where a site of ours lies in it."""
    built(root, "-f", "mkdocs.zh.yml")
    (root / "site/notes.txt").write_text("mine")
    done = icp("build", cwd=root)
    assert done.returncode == 2
    assert "holds files that are not a site of ours" in done.stderr


def test_the_check_reads_pages_of_both_languages(root: Path) -> None:
    """Each at its own path; -f names one of them."""
    draw(root, "--- content/pages-zh/more.md\n[[segment:none]]\n")
    assert (
        "content/pages-zh/more.md:1:1: error [unknown-reference]" in icp("check", cwd=root).stdout
    )
    assert icp("check", "-f", "mkdocs.yml", cwd=root).returncode == 0
    assert icp("check", "-f", "mkdocs.zh.yml", cwd=root).returncode == 1


def test_a_rename_follows_links_in_both_languages(root: Path) -> None:
    """The other language's pages would lead to an old name."""
    assert icp("rename", "segment:mid-market", "middle", cwd=root).returncode == 0
    assert "[[segment:middle]]" in (root / "content/pages-zh/kai-shi.md").read_text("utf-8")
    assert [file.name for file in (root / "content/segments").iterdir()] == ["middle.yml"]
