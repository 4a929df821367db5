"""Compiled templates are kept for the next build, but not the company's words of that day."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site

COMPANY = '{{ "company:company"|link }} sells to {{ "segment:mid-market"|link }}.'
ANOTHER = "Only {{ items|length }}."


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files of this test go into a folder of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_kept_template_says_the_words_of_the_day(tmp_path: Path, temporary: Path) -> None:
    """A link that is a constant in a template shows the title its definition has now."""
    root = draw(tmp_path / "playbook", "--- + minimal")
    _template(root, COMPANY)
    assert "Parcelmoor" in _personas(root)
    kept = {file.name for file in temporary.rglob("icp-*.cache")}
    assert kept

    company = root / "content/company.yml"
    company.write_text(company.read_text().replace("Parcelmoor", "Otherwise Ltd"))

    assert "Otherwise Ltd" in _personas(root)
    assert "Parcelmoor" not in _personas(root)
    assert {file.name for file in temporary.rglob("icp-*.cache")} == kept


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    """The text of a template counts, not when it was written."""
    root = draw(tmp_path / "playbook", "--- + minimal")
    _template(root, COMPANY)
    _personas(root)
    _template(root, ANOTHER)

    assert "Only 1." in _personas(root)


def test_a_broken_file_is_as_good_as_none(tmp_path: Path, temporary: Path) -> None:
    """A file that something else cut off or wrote over does not stop a build."""
    root = draw(tmp_path / "playbook", "--- + minimal")
    _template(root, COMPANY)
    whole = _personas(root)
    for file in temporary.rglob("icp-*.cache"):
        file.write_bytes(file.read_bytes()[:9])

    assert _personas(root) == whole


def test_without_a_temporary_folder_a_build_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be kept, everything is compiled each time."""
    root = draw(tmp_path / "playbook", "--- + minimal")
    _template(root, COMPANY)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))

    assert "Parcelmoor" in _personas(root)


def _template(root: Path, text: str) -> None:
    (root / "site_templates/pages").mkdir(parents=True, exist_ok=True)
    (root / "site_templates/pages/persona-index.html").write_text(text)


def _personas(root: Path) -> str:
    pages = build_pages(root, Site()).pages
    return next(page.markdown() for page in pages if page.source == "personas/index.md")
