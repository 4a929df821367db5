"""What several tests share: one real Chromium for the whole run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from javascript import Call, modules
from sites import ROOT, mkdocs, served

# Machines are noisy, so no example has a deadline; and CI looks at the same examples each time, so that a change is
# judged by what it does. A run by hand looks at new ones.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_NAMES = ("chromium", "chromium-browser", "google-chrome")
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
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this repository's own playbook, built strictly once for the session and served on this machine.

    The site knows its address, so a click on a link opens the next page in the same document (`navigation.instant`).
    Tests that use it go to one worker, `pytest.mark.xdist_group("sample-site")`, so that it is built once.
    """
    folder = tmp_path_factory.mktemp("sample-site")
    with served(folder) as address:
        built = mkdocs("build", "--strict", "--quiet", "--site-dir", folder, cwd=ROOT, SITE_URL=address)
        assert built.returncode == 0, built.stderr
        yield address
