"""Addresses in exported pages: as seen from the Markdown file, as those of Markdown links are.

Engines serve `segments/x.md` as `segments/x/`, from where other addresses lead to the same place.
Zensical takes those in raw HTML as seen from the file, too, and checks what leads to a page. MkDocs
leaves them as they are, so the exported folder brings a hook for it (`export_hook.py`).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from icp_playbook.build import Built
from icp_playbook.model.addresses import way
from icp_playbook.project import Site
from icp_playbook.stages.render.pages import RenderedPage

_ADDRESS = re.compile(
    r'(?P<before><[a-z](?:[^<>"]|"[^"]*")*?\s(?:href|src)=")(?![a-z]+:|/)'
    r'(?P<path>[^"#?]+)(?P<rest>[^"]*)'
)


class SourceAddresses:
    """Knows which Markdown file is served where."""

    def __init__(self, built: Built, site: Site) -> None:
        self._served = {
            page.source: site.served(page.url, page.is_index) for page in built.plan.pages
        }
        for page in built.catalog.pages:
            folder, _, name = page.url.rpartition("/")
            is_index = name == "index"
            self._served[page.source] = site.served(folder if is_index else page.url, is_index)
        self._sources = {served: source for source, served in self._served.items()}

    def served(self, source: str) -> str:
        """Return where a Markdown file is served, from the site's top."""
        return self._served[source]

    def of_file(self, page: RenderedPage) -> RenderedPage:
        """Return a page with each address in it as seen from its Markdown file."""

        def moved(found: re.Match[str]) -> str:
            return found["before"] + self._moved(found["path"], found["rest"], page.source)

        sections = (
            replace(section, html=_ADDRESS.sub(moved, section.html)) for section in page.sections
        )
        return replace(page, sections=tuple(sections))

    def _moved(self, path: str, rest: str, source: str) -> str:
        here, folder = posixpath.dirname(self._served[source]), posixpath.dirname(source)
        slash = "/" if path.endswith("/") else ""
        there = posixpath.normpath(posixpath.join(here, path)).removeprefix(".")
        target = self._sources.get(f"{there}{slash}".removeprefix("/"))
        # What the assessment reads of its address is no place on a page, and would be missed there.
        if target is None or "=" in rest:
            return f"{way(folder, there)}{slash}{rest}"
        return way(folder, target) + rest
