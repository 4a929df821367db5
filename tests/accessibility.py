"""What axe finds wrong on a page: contrast, names, landmarks, the order of headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page


def violations(
    page: Page, within: str | None = None, rules: Sequence[str] = ()
) -> list[tuple[str, list[str]]]:
    """Return each rule that is broken, and where: on the page, or within a selector's element.

    Only `rules` are asked where some are given.

    Nothing is told of what is right: to write that down takes half of the time.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
