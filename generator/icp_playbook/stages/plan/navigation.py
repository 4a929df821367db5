"""The navigation: the method's order, and never more entries than a page can carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import AREAS
from icp_playbook.model.page import NavGroup, NavItem, Page
from icp_playbook.project import Site
from icp_playbook.stages.plan.overviews import url_of, written_in


def make_navigation(pages: Iterable[Page], catalog: Catalog, site: Site) -> tuple[NavItem, ...]:
    """Return home, then one group for each area that has pages, which its overview opens.

    Every page carries the whole navigation, so of a kind with more than `site.big_collection`
    definitions it has only the index; the pages of such a kind have a list of their own.
    """
    shown = [page for page in pages if not site.unlisted(page.source)]
    items = [NavItem(say("Home"), page.source) for page in shown if not page.url]
    by_area: dict[str, list[Page]] = defaultdict(list)
    for page in shown:
        if page.url != url_of(page.area):
            by_area[page.area].append(page)
    for area in AREAS:
        below = _below(by_area[area])
        entries = [
            _entry(page, below, site) for page in sorted(below[""], key=lambda page: not page.leads)
        ]
        entries += [NavItem(page.title, page.source) for page in written_in(area, catalog, site)]
        if entries:
            overview = url_of(area)
            source = next((page.source for page in shown if page.url == overview), None)
            items.append(NavItem(area, source, tuple(entries)))
    return tuple(items)


def _entry(page: Page, below: dict[str, list[Page]], site: Site) -> NavItem:
    children = below.get(page.url, []) if page.is_index else []
    groups = [child for child in children if child.is_index]
    members = [child for child in children if not child.is_index]
    big = len(members) > site.big_collection
    shown = groups if big else groups + members
    return NavItem(
        page.title,
        page.source,
        tuple(_entry(child, below, site) for child in shown),
        tuple(_unlisted(members)) if big else (),
    )


def _unlisted(members: list[Page]) -> Iterator[NavGroup]:
    """Yield the pages of a big collection by the headings of its list."""
    for heading, pages in groupby(members, lambda page: page.heading):
        yield NavGroup(heading, tuple(NavItem(page.title, page.source) for page in pages))


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
