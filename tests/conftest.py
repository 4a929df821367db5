"""What several tests share: the sites that a run builds once, and one Chromium a worker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from javascript import Call, modules
from shared import Shared, sharing
from sites import ROOT, mkdocs

# Machines are noisy, so no example has a deadline; and CI looks at the same examples each time, so
# that a change is judged by what it does. A run by hand looks at new ones.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# Tests start hundreds of commands. Where nothing that Python compiles may be kept, each of them
# would compile the whole program.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_SHARED = pytest.StashKey[Shared]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is shared in the process that starts the workers; they are told where it is."""
    if (told := getattr(config, "workerinput", None)) is not None:
        config.stash[_SHARED] = Shared(Path(told["folder"]), told["address"])
        return
    keeping = ExitStack()
    config.stash[_SHARED] = keeping.enter_context(sharing())
    config.add_cleanup(keeping.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker."""
    shared = node.config.stash[_SHARED]
    node.workerinput |= {"folder": str(shared.folder), "address": shared.address}


_LONG = (
    *("test_guides.py", "test_searches.py", "test_browser.py", "test_packaging.py"),
    *("test_assess_page.py", "test_export.py", "test_paper.py", "test_zensical.py"),
    *("test_other_ways_to_a_page.py", "test_same_bytes.py", "test_live.py", "test_serve.py"),
    *("test_other_plugins.py", "test_dialog.py", "test_bench.py", "test_lowest.py"),
    *("test_unchanged.py", "test_link_again.py", "test_schema.py", "test_stress.py"),
)
"""Files that take longest, half a minute or more: a worker that began with one of them last would
let the others wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; `make test` keeps this order."""
    first = {name: place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: first.get(item.path.name, len(first)))


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What the whole run shares."""
    return pytestconfig.stash[_SHARED]


_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Debian's Chromium without its own windows: it opens pages in a third of the time."""
_QUIET = (  # what else would be asked of the network, of the graphics card or of the user
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that is already on this machine: $CHROMIUM, or the first one on the PATH."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None or not os.access(executable, os.X_OK):
        pytest.fail(
            f"no Chromium to run: {executable or ', '.join(_NAMES)} was not found; "
            "install Debian's chromium, or set CHROMIUM to the program's path",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(_QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def javascript() -> Iterator[Call]:
    """Calls functions of our scripts, see `javascript.py`."""
    with modules() as call:
        yield call


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def sample_site(shared: Shared) -> str:
    """The address of this repository's own playbook, built strictly once in a run and served here.

    The site knows its address, so a click on a link opens the next page in the same document
    (`navigation.instant`).
    """

    def build(folder: Path) -> None:
        words = ("build", "--strict", "--quiet", "--site-dir", folder)
        built = mkdocs(*words, cwd=ROOT, SITE_URL=shared.address)
        assert built.returncode == 0, built.stderr

    return shared.sample_site(build)


@pytest.fixture(scope="session")
def sample_pages(shared: Shared, sample_site: str) -> Path:
    """The folder of that site, for what can be read without a browser."""
    return shared.folder / "sample-site"
