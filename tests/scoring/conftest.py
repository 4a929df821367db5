"""The JavaScript twin, running in the browser beside the Python one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

SITE_TEMPLATES = Path(__file__).parents[2] / "site_templates"

_ASSESS = """text => JSON.stringify(JSON.parse(text).map(([rules, answers]) => {
    try { return icpScoring.assess(rules, answers); } catch (error) { return String(error.stack); }
}))"""
_FORMAT = """text => { const [texts, key, params] = JSON.parse(text); return icpScoring.format(texts, key, params); }"""

Assess = Callable[[list[tuple[Any, Any]]], list[Any]]


@pytest.fixture(scope="session")
def scoring_page(browser: Browser) -> Iterator[Any]:
    """An empty page that has loaded scoring.js as a plain script."""
    page = browser.new_page()
    page.add_script_tag(path=SITE_TEMPLATES / "assets" / "scoring.js")
    yield page
    page.close()


@pytest.fixture(scope="session")
def assess_in_browser(scoring_page: Any) -> Assess:
    """Assess many pairs of rules and answers in one call; an exception comes back as its text."""

    def run(pairs: list[tuple[Any, Any]]) -> list[Any]:
        results: list[Any] = json.loads(scoring_page.evaluate(_ASSESS, json.dumps(pairs)))
        return results

    return run


@pytest.fixture(scope="session")
def format_in_browser(scoring_page: Any) -> Callable[[dict[str, str], str, dict[str, Any]], str]:
    """Format one message in the browser."""

    def run(texts: dict[str, str], key: str, params: dict[str, Any]) -> str:
        return str(scoring_page.evaluate(_FORMAT, json.dumps([texts, key, params])))

    return run
