"""A sheet for a call: what one needs of a segment or persona, on one screen."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site


def test_segments_and_personas_have_a_sheet_that_leads_on(tmp_path: Path) -> None:
    """From the page to the sheet, from a segment's sheet to those of whom one meets, and back."""
    built = build_pages(draw(tmp_path, "--- + minimal"), Site())
    pages = {page.source: page for page in built.pages}
    html = {source: "".join(one.html for one in page.sections) for source, page in pages.items()}
    assert {"segments/mid-market/call.md", "personas/founder/call.md"} <= set(pages)
    assert 'href="call/"' in html["segments/mid-market.md"]
    sheet = html["segments/mid-market/call.md"]
    assert "How many people work there?" in sheet
    assert "Stop here if" in sheet
    assert 'href="../../../personas/founder/call/"' in sheet
    assert 'href="../"' in sheet


def test_a_sheet_is_neither_listed_nor_printed(tmp_path: Path) -> None:
    """It says again what a page says: no navigation and no chapter of the book has it."""
    built = build_pages(draw(tmp_path, "--- + minimal"), Site())
    assert "call.md" not in repr(built.plan.nav)
    sheets = [page for page in built.plan.pages if page.url.endswith("/call")]
    assert len(sheets) == 2
    assert not [page for page in sheets if page.on_paper or page.boost >= 1]
