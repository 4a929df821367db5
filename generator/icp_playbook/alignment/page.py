"""The report of a round as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from icp_playbook.alignment.groups import WHOLE
from icp_playbook.alignment.measure import SENTENCES
from icp_playbook.alignment.rows import meaning
from icp_playbook.alignment.shown import Shown
from icp_playbook.messages import Language
from icp_playbook.model.catalog import Catalog
from icp_playbook.project import template_folders
from icp_playbook.stages.render.report import draw_report


def report_page(
    shown: Shown, catalog: Catalog, language: Language, root: Path, notes: Sequence[str],
    notes_before: Sequence[str],
) -> str:  # fmt: skip
    """Return the page for whoever reads this language."""
    return draw_report(
        "alignment.html",
        template_folders(root),
        language,
        catalog,
        shown=shown,
        measured=shown.now,
        whole=shown.groups()[0] if shown.now.is_shown else None,
        alpha_means=meaning(shown.now.alike.get((WHOLE, SENTENCES))),
        moved=shown.moved(),
        notes=notes,
        notes_before=notes_before,
    )
