"""Pages that no site has: reports of commands, and what the preview says of accounts.

Each is one file that needs nothing else: no script runs, nothing is fetched, its style is allowed
by its hash. The templates are in `reports/`: all stand in one frame, and share one style.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from icp_playbook.messages import Language
from icp_playbook.model.catalog import Catalog
from icp_playbook.project import Site
from icp_playbook.stages.render.templates import make_environment, mistakes_as_problems

_STYLE = "reports/report.css"
_FOLLOWED = ("script-src 'unsafe-inline'", "connect-src 'self'")
"""What the preview puts into its pages, to draw them again after a change, needs more."""


def draw_report(
    template: str, folders: list[Path], language: Language, catalog: Catalog | None = None,
    is_followed: bool = False, **given: object,
) -> str:  # fmt: skip
    """Return the page; a template that is in several of the folders is taken from the first."""
    site = Site(language=language.tag)
    with mistakes_as_problems(folders):
        environment = make_environment(folders, catalog or Catalog({}, {}, {}), site, language)
        style = environment.get_template(_STYLE).render()
        return environment.get_template(f"reports/{template}").render(
            policy="; ".join((*_policy(style), *(_FOLLOWED if is_followed else ()))),
            style=Markup(style),  # noqa: S704 (a file of the playbook, or ours)
            **given,
        )


def _policy(style: str) -> tuple[str, ...]:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
