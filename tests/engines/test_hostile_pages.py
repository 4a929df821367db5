"""Hand-written pages that want to be more than pages, built with the plugin and by plain MkDocs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, icp, mkdocs

PAGES = {
    "image.md": '---\ntitle: "<img src=x onerror=alert(1)>"\n---\nText.\n',
    "link.md": '---\ntitle: "See [[segment:mid-market]]"\n---\nText.\n',
    "heading.md": "# R&D [a](start.md) [[segment:mid-market]]\n\nText.\n",
    "second.md": "---\ntitle: Once\n---\n\n---\ntemplate: evil.html\ntitle: Twice\n---\nText.\n",
    "multi.md": "title: Evil\ntemplate: evil.html\n\nText of it.\n",
    "dots.md": "---\ntitle: Dots\n...\nText.\n",
    "windows.md": (
        "\ufeff---\r\ntitle: Windows\r\narea: For you\r\n---\r\n# Of Windows\r\n\r\nText.\r\n"
    ),
    "start.md": "# Start\n\nText.\n",
}
EVIL = CONFIG.replace("  font: false", "  font: false\n  custom_dir: evil")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build both ways."""
    root = tmp_path_factory.mktemp("pages")
    draw(root, "--- + minimal\n--- evil/evil.html\nNot the theme\n")
    (root / "mkdocs.yml").write_text(EVIL)
    (root / "content/pages").mkdir()
    for name, text in PAGES.items():
        (root / "content/pages" / name).write_bytes(text.encode())
    for done in (
        icp("build", cwd=root),
        icp("export", "docs", "--config", "export.yml", cwd=root),
        mkdocs("build", "--strict", "-f", "export.yml", "-d", "exported", cwd=root),
    ):
        assert done.returncode == 0, done.stdout + done.stderr
    return root / "site", root / "exported"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("image", "&lt;img src=x onerror=alert(1)&gt;"),
        ("link", "See [[segment:mid-market]]"),
        ("heading", "R&amp;D a mid-market"),
        ("second", "Once"),
        ("multi", "Multi"),
        ("dots", "Dots"),
        ("windows", "Windows"),
    ],
)
def test_a_title_is_text_and_the_theme_stays(
    sites: tuple[Path, Path], page: str, title: str
) -> None:
    """A title is shown as typed, in window and navigation, and no page chooses its template."""
    for site in sites:
        shown = (site / page / "index.html").read_text()
        assert re.findall("<title>(.*?) - ", shown) == [title]
        assert "Not the theme" not in shown
        assert "onerror=alert" not in re.sub(r"&lt;img.*?&gt;", "", shown)
        assert title in re.findall(
            r'<span class="md-ellipsis">\s*(.*?)\s*(?:<|$)', shown, re.MULTILINE
        )


def test_what_looks_like_more_front_matter_is_text(sites: tuple[Path, Path]) -> None:
    """It is neither obeyed nor lost."""
    for site in sites:
        assert "template: evil.html" in (site / "second/index.html").read_text()
        assert "template: evil.html" in (site / "multi/index.html").read_text()
        assert "area: For you" not in (site / "windows/index.html").read_text()
