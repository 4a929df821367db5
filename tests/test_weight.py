"""How much a first visit moves, compressed as hosts compress it."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Response

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MOST = 200_000
"""Bytes of home with all that it loads: a phone on a slow network has it in a few seconds."""


def test_home_is_light(sample_site: str, browser: Browser) -> None:
    """Page, styles, scripts, pictures and fonts; nothing is asked for before somebody searches."""
    responses: list[Response] = []

    def keep(response: Response) -> None:
        responses.append(response)

    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", keep)
        page.goto(sample_site, wait_until="networkidle")
        loaded = {one.url: len(gzip.compress(one.body())) for one in responses}
    assert sum(loaded.values()) < MOST, loaded
    assert [url for url in loaded if "/search" in url] == []
