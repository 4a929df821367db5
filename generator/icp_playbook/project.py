"""Where things are in a playbook repository, and what its site is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

ASSETS = "assets/icp"
"""Where our styles and scripts are on the site."""
STYLES = ("icp.css",)
SCRIPTS = ("icp.js",)
MARKER = ".icp-site"
"""A file that says that a folder is a site of ours, and may be replaced by the next one."""

EDIT_URI = "edit/main/"
"""How a code host edits a file of the main branch, when the configuration does not say."""
MARK_DAYS = 30
BIG_COLLECTION = 40
"""A kind with more definitions is left out of the navigation, see `Site.big_collection`."""


def nothing(_: str) -> bool:
    """Tell of no path that it is meant."""
    return False


@dataclass(frozen=True, slots=True)
class Site:
    """What the engine's configuration says about the site. `language` is a tag such as en or zh-Hant."""

    name: str = "ICP playbook"
    language: str = "en"
    url: str = ""
    repo_url: str = ""
    edit_uri: str = EDIT_URI
    """Path below `repo_url` that edits a file of the repository, with a slash at its end."""
    directory_urls: bool = True
    """Whether a page is served as `segments/x/` rather than `segments/x.html`."""
    big_collection: int = BIG_COLLECTION
    """A kind with more definitions than this is reached through its index, search and links, not the navigation."""

    mark_days: int = MARK_DAYS
    """How long a page is marked as new or changed, in days."""
    data: bool = True
    """Whether the definitions are published for programs, too."""
    left_out: Callable[[str], bool] = nothing
    """Tells of a file's path in a docs folder whether the company publishes it at all: nothing leads to what it does not."""
    unlisted: Callable[[str], bool] = nothing
    """Tells of a page's path in a docs folder whether the company wants it out of the navigation."""

    def page_url(self, url: str) -> str:
        """Return the whole address of a page, or an empty string when the site's is not known."""
        if not self.url:
            return ""
        ending = "" if not url else "/" if self.directory_urls else ".html"
        return f"{self.url.rstrip('/')}/{url}{ending}"

    def change_url(self, commit: str, request: str) -> str:
        """Return the address of a change on the code host: its pull or merge request, else its commit."""
        if not self.repo_url:
            return ""
        between = "-/" if self.edit_uri.strip("/").startswith("-/") else ""
        requests = {"#": "pull", "!": "merge_requests"}
        way = f"{requests[request[0]]}/{request[1:]}" if request else f"commit/{commit}"
        return f"{self.repo_url.rstrip('/')}/{between}{way}"

    def edit_url(self, path: str) -> str:
        """Return the address that edits the file `path`, or an empty string when there is no `repo_url`."""
        return f"{self.repo_url.rstrip('/')}/{self.edit_uri.strip('/')}/{path}" if self.repo_url else ""

    def view_url(self, path: str, line: int) -> str:
        """Return the address that shows line `line` of `path` on the code host, or an empty string."""
        if not self.repo_url:
            return ""
        edit, _, rest = self.edit_uri.strip("/").rpartition("edit/")
        show = f"{edit}blob/{rest}" if self.edit_uri.strip("/").startswith(("edit/", "-/edit/")) else rest
        return f"{self.repo_url.rstrip('/')}/{show}/{path}#L{line}"


def packaged_templates() -> Path:
    """Return the folder of templates that came with the generator: beside it when installed, above it in a checkout."""
    installed = Path(str(files("icp_playbook"))) / "site_templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "site_templates"


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: the playbook's own first, then those that came with the generator."""
    own, packaged = root / "site_templates", packaged_templates()
    return [own, packaged] if own.is_dir() and own.resolve() != packaged.resolve() else [packaged]


def asset_files(folders: list[Path]) -> dict[str, Path]:
    """Return each file below `assets/` by its path there; the playbook's own stands in front of ours."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        base = folder / "assets"
        for file in sorted(base.rglob("*")) if base.is_dir() else ():
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(base).parts):
                found[file.relative_to(base).as_posix()] = file
    return found
