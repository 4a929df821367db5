"""What holds where a company's mkdocs.yml is silent: no foreign font, and right edit links."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from sites import files_of, icp, mkdocs

SHORT = """\
site_name: A playbook
docs_dir: content/pages
theme: material
plugins: [icp]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a small company whose mkdocs.yml has no more than it must."""
    draw(tmp_path, "--- + bare")
    (tmp_path / "mkdocs.yml").write_text(SHORT)
    (tmp_path / "content/pages").mkdir()
    return tmp_path


def built(root: Path, config: str) -> str:
    """Return the page of a segment of the site that `config` gives."""
    (root / "mkdocs.yml").write_text(config)
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    return (root / "site/segments/mid-market/index.html").read_text()


def test_no_page_asks_another_host_for_a_font(root: Path) -> None:
    """Not with the plugin, nor when another engine builds the exported folder."""
    built(root, SHORT)
    assert icp("export", "docs", "--config", "export.yml", cwd=root).returncode == 0
    assert mkdocs("build", "-q", "-f", "export.yml", "-d", "exported", cwd=root).returncode == 0
    for folder in ("site", "exported"):
        pages = {
            path: text for path, text in files_of(root / folder).items() if path.endswith(".html")
        }
        assert "segments/mid-market/index.html" in pages
        assert [path for path, text in pages.items() if b"fonts.g" in text] == []


def test_a_font_that_the_company_chose_is_asked_of_the_reader_s_system(root: Path) -> None:
    """Whoever names a font wants it, and no other host learns who reads the playbook."""
    page = built(
        root, SHORT.replace("theme: material", "theme: {name: material, font: {text: Lato}}")
    )
    assert '--md-text-font: "Lato", ' in (root / "site/assets/icp/icp.css").read_text()
    assert "fonts.g" not in page


@pytest.mark.parametrize(
    ("settings", "edit", "view"),
    [
        (
            "repo_url: https://github.com/a/b",
            "github.com/a/b/edit/main/",
            "github.com/a/b/blob/main/",
        ),
        (
            "repo_url: https://gitlab.com/a/b",
            "gitlab.com/a/b/-/edit/main/",
            "gitlab.com/a/b/-/blob/main/",
        ),
        (
            "repo_url: https://code.example/a",
            "code.example/a/edit/main/",
            "code.example/a/blob/main/",
        ),
        (
            "repo_url: https://github.com/a/b\nedit_uri: edit/trunk",
            "github.com/a/b/edit/trunk/",
            "github.com/a/b/blob/trunk/",
        ),
        (
            "repo_url: https://github.com/a/b\nedit_uri_template: edit/trunk/{path}",
            "github.com/a/b/edit/trunk/",
            "github.com/a/b/blob/trunk/",
        ),
    ],
)
def test_edit_links_lead_to_the_file(root: Path, settings: str, edit: str, view: str) -> None:
    """The engine's own guess is for a folder `docs`, which nobody has here."""
    page = built(root, SHORT + settings + "\n")
    assert f'href="https://{edit}content/segments/mid-market.yml"' in page
    assert f'href="https://{view}content/segments/mid-market.yml#L1"' in page
    assert "/docs/" not in page
