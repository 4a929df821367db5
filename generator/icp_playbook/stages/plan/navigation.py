"""The navigation: the method's order, and never more entries than a page can carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import AREAS, REFERENCE
from icp_playbook.model.page import NavItem, Page
from icp_playbook.project import Site


def make_navigation(pages: Iterable[Page], catalog: Catalog, site: Site) -> tuple[NavItem, ...]:
    """Return home, then one group for each area that has pages.

    Every page carries the whole navigation, so of a kind with more than `site.big_collection`
    definitions it has only the index.
    """
    shown = [page for page in pages if not site.unlisted(page.source)]
    items = [NavItem(say("Home"), page.source) for page in shown if not page.url]
    by_area: dict[str, list[Page]] = defaultdict(list)
    for page in shown:
        by_area[page.area].append(page)
    for area in AREAS:
        below = _below(by_area[area])
        entries = [
            _entry(page, below, site) for page in sorted(below[""], key=lambda page: not page.leads)
        ]
        written = sorted(
            (
                page
                for page in catalog.pages
                if (page.area or REFERENCE) == area and not site.unlisted(page.source)
            ),
            key=lambda page: (page.order, page.title, page.url),
        )
        entries += [NavItem(page.title, page.source) for page in written]
        if entries:
            items.append(NavItem(area, None, tuple(entries)))
    return tuple(items)


def _entry(page: Page, below: dict[str, list[Page]], site: Site) -> NavItem:
    children = below.get(page.url, []) if page.is_index else []
    groups = [child for child in children if child.is_index]
    members = [child for child in children if not child.is_index]
    shown = groups + (members if len(members) <= site.big_collection else [])
    return NavItem(page.title, page.source, tuple(_entry(child, below, site) for child in shown))


def _below(inside: list[Page]) -> dict[str, list[Page]]:
    """Return the pages right below each index by its address, and under "" those below no index."""
    indexes = {page.url for page in inside if page.is_index}
    below: dict[str, list[Page]] = defaultdict(list)
    for page in inside:
        above = page.url.rpartition("/")[0]
        while above and above not in indexes:
            above = above.rpartition("/")[0]
        below[above].append(page)
    return below
