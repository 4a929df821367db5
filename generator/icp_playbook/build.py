"""The whole build, in the order it happens."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.page import Plan
from icp_playbook.problems import ContentError, Problem, Severity
from icp_playbook.project import Site, template_folders
from icp_playbook.stages.check import Context, check
from icp_playbook.stages.link import link
from icp_playbook.stages.load import load
from icp_playbook.stages.plan import plan
from icp_playbook.stages.render import RenderedPage, front_matter, redirect_files, render, render_prosepage

Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook that has been read: its catalog, and every problem found, sorted by place."""

    catalog: Catalog
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make the site wrong or unscorable."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Built:
    """A site without an engine: pages made from definitions, and hand-written ones by their Markdown file's path."""

    catalog: Catalog
    plan: Plan
    pages: tuple[RenderedPage, ...]
    prosepages: dict[str, str]
    files: dict[str, str]
    """Further files of the site by path: redirects from old addresses, data for programs."""


def check_playbook(root: Path, context: Context, progress: Progress = _silent) -> Checked:
    """Read and check the playbook in `root`; problems are returned, not raised."""
    with _nothing_thrown_away():
        loaded = load(root, progress)
        catalog, unlinked = link(loaded.definitions, loaded.pages)
        problems = [*loaded.problems, *unlinked]
        readable = not any(problem.severity is Severity.ERROR for problem in problems)
        problems += check(catalog, context, complete=readable)
    return Checked(catalog, tuple(sorted(set(problems))))


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Keep Python from looking for garbage: all that is read stays, and looking through a million values again and
    again takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def build_pages(root: Path, site: Site, progress: Progress = _silent) -> Built:
    """Make every page of the playbook in `root`. Raise `ContentError` with all errors when there are any."""
    checked = check_playbook(root, Context(), progress)
    if checked.errors:
        raise ContentError(checked.errors)
    catalog = checked.catalog
    planned = plan(catalog, site)
    pages = tuple(render(planned, catalog, site, template_folders(root), progress))
    prosepages = {page.path: render_prosepage(page, planned, catalog, site) for page in catalog.pages}
    files = dict(planned.data) | dict(redirect_files(planned, site))
    return Built(catalog, planned, pages, prosepages, files)


def stub_of(page: RenderedPage) -> str:
    """Return a page's front matter alone, for an engine that is handed the rest later."""
    return front_matter(page.matter)
