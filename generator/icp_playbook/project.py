"""Where things are in a playbook repository, and what its site is called."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from icp_playbook.code_host import CodeHost
from icp_playbook.editions import Edition, folders_of
from icp_playbook.look import Look

ASSETS = "assets/icp"
"""Where our styles and scripts are on the site."""
STYLE = "icp.css"
SCRIPTS = ("icp.js",)
DOCUMENT = "print"
"""The address of the whole playbook as one document."""
MARKER = ".icp-site"
"""A file that says that a folder is a site of ours, and may be replaced by the next one."""

DOCS = "content/pages"
"""Where hand-written pages are, when no configuration says so."""
MARK_DAYS = 30
ALLOWABLE = (
    "scripts",
    "handlers",
    "script-addresses",
    "frames",
    "objects",
    "forms",
    "head",
    "outside",
)
"""What the option `allow` can name, of what hand-written pages may not hold."""
BIG_COLLECTION = 40
"""A kind with more definitions is left out of the navigation, see `Site.big_collection`."""


def nothing(_: str) -> bool:
    """Tell of no path that it is meant."""
    return False


@dataclass(frozen=True, slots=True)
class Site:
    """What the engine's configuration says about the site.

    `language` is a tag such as en or zh-Hant.
    """

    name: str = "ICP playbook"
    language: str = "en"
    languages: tuple[str, ...] = ()
    """Every language that readers can switch to, its own among them."""
    editions: tuple[Edition, ...] = ()
    """The sites in each language that are built with this one, which is one of them, or none."""
    audience: str = ""
    """Who reads it, of those that the company names; empty for the company itself."""
    url: str = ""
    code_host: CodeHost = field(default_factory=CodeHost)
    """Where the playbook's files are edited and seen."""
    docs: str = DOCS
    """The folder of hand-written pages, from the playbook's."""
    directory_urls: bool = True
    """Whether a page is served as `segments/x/` rather than `segments/x.html`."""
    big_collection: int = BIG_COLLECTION
    """A kind with more definitions than this is reached through its index, not the navigation."""

    mark_days: int = MARK_DAYS
    """How long a page is marked as new or changed, in days."""
    data: bool = True
    """Whether the definitions are published for programs, too."""
    has_markdown: bool = False
    """Whether each page is published as Markdown, too: engines that take pages from Markdown files
    publish none as they are."""
    left_out: Callable[[str], bool] = nothing
    """Tells of a path in a docs folder whether the company leaves it out: nothing leads there."""
    unlisted: Callable[[str], bool] = nothing
    """Tells of a page's path in a docs folder whether it is left out of the navigation."""

    markdown_extensions: tuple[str, ...] = ()
    """The extensions of Markdown that the engine reads hand-written pages with."""
    look: Look = field(default_factory=Look)
    """The company's own colours and fonts."""
    allow: frozenset[str] = frozenset()
    """What hand-written pages may run or load, see `stages/check/live_pages.py`."""

    @property
    def all_docs(self) -> tuple[str, ...]:
        """The folders of hand-written pages in each language, the site's own first."""
        return tuple(dict.fromkeys([self.docs, *(one.docs for one in self.editions)]))

    @property
    def folders(self) -> tuple[str, ...]:
        """Where the site is in its other languages, from the root of the first."""
        return folders_of(self.editions)

    def page_url(self, url: str) -> str:
        """Return the whole address of a page, or an empty string when the site's is not known."""
        if not self.url:
            return ""
        ending = "" if not url else "/" if self.directory_urls else ".html"
        return f"{self.url.rstrip('/')}/{url}{ending}"

    def served(self, url: str, is_index: bool) -> str:
        """Return where a page is served, from the site's root; `is_index`: others lie below it."""
        if self.directory_urls:
            return f"{url}/" if url else ""
        return f"{url}/index.html".lstrip("/") if is_index else f"{url}.html"

    @property
    def document(self) -> str:
        """Where the file of the playbook as one document is."""
        return f"{DOCUMENT}/index.html" if self.directory_urls else f"{DOCUMENT}.html"

    @property
    def has_document(self) -> bool:
        """Whether there is one: a company may leave it out, or all files of that kind."""
        return self.data and not self.left_out(self.document)

    def change_url(self, commit: str, request: str) -> str:
        """Return the address of a change: its pull or merge request, else its commit."""
        return self.code_host.change_url(commit, request) if commit else ""

    def edit_url(self, path: str) -> str:
        """Return the address that edits the file `path`, or an empty string if unknown."""
        return self.code_host.edit_url(path)

    def view_url(self, path: str, line: int) -> str:
        """Return the address that shows line `line` of `path`, or an empty string."""
        return self.code_host.view_url(path, line)


def packaged_templates() -> Path:
    """Return the generator's own templates: beside it when installed, above it in a checkout."""
    installed = Path(__file__).parent / "site_templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "site_templates"


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: the playbook's own first, then the generator's."""
    own, packaged = root / "site_templates", packaged_templates()
    return [own, packaged] if own.is_dir() and own.resolve() != packaged.resolve() else [packaged]


def path_from(path: Path, start: Path) -> str:
    """Return how `path` is written from the folder `start`, with forward slashes.

    Whole, where it is on another drive.
    """
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.resolve().as_posix()
