"""The report as one page that needs nothing else: no script, nothing fetched, style by its hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from icp_playbook.alignment.groups import WHOLE
from icp_playbook.alignment.measure import SENTENCES
from icp_playbook.alignment.rows import meaning
from icp_playbook.alignment.shown import Shown
from icp_playbook.messages import Language
from icp_playbook.model.catalog import Catalog
from icp_playbook.project import Site, template_folders
from icp_playbook.stages.render.templates import make_environment, mistakes_as_problems

_TEMPLATE, _STYLE = "reports/alignment.html", "reports/alignment.css"


def report_page(
    shown: Shown, catalog: Catalog, site: Site, language: Language, root: Path,
    notes: Sequence[str], notes_before: Sequence[str],
) -> str:  # fmt: skip
    """Return the page; the playbook's own template of the same name stands in place of ours."""
    folders = template_folders(root)
    with mistakes_as_problems(folders):
        environment = make_environment(folders, catalog, site, language)
        style = environment.get_template(_STYLE).render()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        return environment.get_template(_TEMPLATE).render(
            shown=shown,
            measured=shown.now,
            whole=shown.groups()[0] if shown.now.is_shown else None,
            alpha_means=meaning(shown.now.alike.get((WHOLE, SENTENCES))),
            moved=shown.moved(),
            notes=notes,
            notes_before=notes_before,
            language=language.tag,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'",
            style=Markup(style),  # noqa: S704 (a file of the playbook, or ours)
        )
