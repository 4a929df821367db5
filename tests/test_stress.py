"""Pages hold what is too long, too much or too little: words, Chinese, segments, levels, nothing.

Each company is seen on a phone, with the page at twice its size, and on a desk.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accessibility import violations
from drawn_site import site_of
from hostile import plant
from scripts.pictures import longest_of_each_folder
from sites import CONFIG, ROOT, icp, served
from test_other_companies import maturity

LONG = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "客戶成功團隊每季與退貨經理一起檢視換貨率並決定下一季要做的三件事以及由誰負責在什麼時候完成",
    "Returns-to-exchange-conversion-and-warehouse-relabelling-coordination of all brands that sell",
    "Kurz",
    "退貨",
    "https://shop.example/" + "returns/" * 20,
]
"""Long words, Chinese without a space, long lines, and short ones between them."""
WIDTHS = (320, 683, 1366)
"""A phone, a laptop at 200 %, and the laptop."""


HEARD = ("", "segments/", "personas/", "maturity/", "maturity/tiers/", "compare/", "changes/")
"""Pages that are hard to fill, and are listened to as well."""


def _stress(folder: Path) -> Path:
    """Build the sample with other texts throughout, and forty segments."""
    root = folder / "company"
    plant(ROOT, root, LONG)
    segment = min((root / "content/segments").iterdir())
    for number in range(40):
        shutil.copy(segment, root / f"content/segments/one-more-{number}.yml")
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "content/pages").mkdir()
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def _bare(folder: Path) -> Path:
    return site_of(folder, "    --- + bare\n").folder


def _levels(folder: Path) -> Path:
    return site_of(folder, "    --- + minimal\n" + maturity(8, 9)).folder


COMPANIES = {"a company and a segment": _bare, "nine levels": _levels, "too much of all": _stress}


@pytest.fixture(scope="module", params=COMPANIES)
def company(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a company's site."""
    site = COMPANIES[request.param](tmp_path_factory.mktemp("stress"))
    with served(site) as address:
        yield site, address


@pytest.mark.browser
@pytest.mark.slow
def test_every_kind_of_page_holds_what_it_is_given(
    company: tuple[Path, str], browser: Browser
) -> None:
    """No page scrolls sideways or complains, and those that are hard to fill can be heard."""
    site, address = company
    wrong: list[str] = []
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: _note(wrong, page, said.type, said.text))
        for path in longest_of_each_folder(site):
            if path == "print/":  # made for paper, which has one width
                continue
            page.set_viewport_size({"width": WIDTHS[0], "height": 844})
            page.goto(address + path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong.append(f"{path} is {found} wide on {width}")
            if path in HEARD:
                wrong += [f"{path}: {rule}" for rule, _ in violations(page)]
    assert wrong == []


def _note(wrong: list[str], page: Page, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        wrong.append(f"{page.url}: {text}")
