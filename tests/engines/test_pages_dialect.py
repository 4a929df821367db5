"""Images and lists in prose and on pages, built with the plugin and from the export."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from drawn import draw
from sites import CONFIG, icp, mkdocs

DRAWING = """\
--- + minimal
--- content/pages/images/our chart.svg
<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>
--- content/pages/guides/deep/a.md
We win when they:
- bake
  - bread
- sell

![Chart](<../../images/our chart.svg>) https://a.example ~~no~~

| A | B |
|---|---|
| [[segment:mid-market|ours]] | [[segment:mid-market\\|too]] |
--- content/segments/mid-market.yml +
intentional:
  - rule: segment-without-disqualifier
    reason: |-
      ![Chart](<images/our chart.svg>) says why:
      - one
        - two
"""


@pytest.fixture(scope="module", params=["true", "false"])
def sites(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Path, Path]:
    """Build both ways, in both styles of addresses."""
    root = draw(tmp_path_factory.mktemp("dialect"), DRAWING)
    (root / "mkdocs.yml").write_text(f"{CONFIG}\nuse_directory_urls: {request.param}\n")
    for done in (
        icp("build", cwd=root),
        icp("export", "docs", "--config", "export.yml", cwd=root),
        mkdocs("build", "--strict", "-f", "export.yml", "-d", "exported", cwd=root),
    ):
        assert done.returncode == 0, done.stdout + done.stderr
    return root / "site", root / "exported"


def _pages_with(site: Path, words: str) -> list[Path]:
    return [file for file in site.rglob("*.html") if words in file.read_text()]


def test_an_image_is_shown_on_pages_at_any_depth(sites: tuple[Path, Path]) -> None:
    """In prose its path is that below the pages' folder; on a page it is the way from there."""
    for site in sites:
        found = [
            (page, source)
            for page in _pages_with(site, "our%20chart.svg")
            for source in re.findall(r'<img[^>]*src="([^"]*chart.svg)"', page.read_text())
        ]
        assert len({page for page, _ in found}) >= 2
        for page, source in found:
            assert (
                Path(posixpath.normpath(page.parent / unquote(source)))
                == site / "images/our chart.svg"
            )


def test_a_page_shows_its_lists_and_links(sites: tuple[Path, Path]) -> None:
    """A list right below a sentence and nested by two spaces, links in a table, a bare address."""
    for site in sites:
        (page,) = _pages_with(site, "We win when they:")
        shown = page.read_text()
        assert re.search(
            r"<p>We win when they:</p>\s*<ul>\s*<li>bake\s*<ul>\s*<li>bread</li>", shown
        )
        assert re.search(r"<td><a [^>]*>ours</a></td>\s*<td><a [^>]*>too</a></td>", shown)
        assert '<a href="https://a.example">https://a.example</a> <del>no</del>' in shown
