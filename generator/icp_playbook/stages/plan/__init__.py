"""Plan: which pages exist, what each is given, where each reference leads, and the navigation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Use
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind, has_pages_below
from icp_playbook.model.page import Page, Plan
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan import home
from icp_playbook.stages.plan.findable import findable
from icp_playbook.stages.plan.joined import joined_pages
from icp_playbook.stages.plan.navigation import navigation
from icp_playbook.stages.plan.programs import program_files
from icp_playbook.stages.plan.stewardship import Stewardship, stewardship


def plan(catalog: Catalog, site: Site, gaps: Sequence[Problem] = ()) -> Plan:
    """Return every page of the site but those that the company leaves out. `gaps` are what the rules found missing."""
    written = [page for page in catalog.pages if site.left_out(page.source)]
    catalog = replace(catalog, pages=tuple(page for page in catalog.pages if page not in written))
    every = [
        page for kind in KINDS if catalog.by_kind[kind.name] for page in _pages_of(kind, catalog, site)
    ] + joined_pages(catalog, site, gaps)
    every = [home.page(catalog, site, [page for page in every if not site.left_out(page.source)]), *every]
    pages = [page for page in every if not site.left_out(page.source)]
    gone = frozenset({page.url for page in every} - {page.url for page in pages}) | {
        page.url for page in written
    }
    addresses = _addresses(catalog)
    redirects = {
        f"{kind.url}/{alias}": f"{kind.url}/{definition.id}"
        for kind in KINDS
        if not kind.single
        for definition in catalog.by_kind[kind.name]
        for alias in definition.aliases
        if f"{kind.url}/{definition.id}" not in gone
    }
    data = program_files(catalog, site, addresses)
    found = tuple(findable(pages, catalog, addresses))
    return Plan(found, navigation(pages, catalog, site), addresses, redirects, data, gone)


def _pages_of(kind: Kind, catalog: Catalog, site: Site) -> Iterator[Page]:
    views = _views(kind)
    definitions = catalog.by_kind[kind.name]
    if not kind.single:
        index = getattr(views, "index", None)
        view = {"kind": kind, "items": definitions} | (index(catalog) if index else {})
        template = f"{kind.name}-index" if index else "index"
        yield Page(kind.url, kind.titles, template, view, area=kind.area, is_index=True)
    extras = _extras(views, catalog)
    for definition in definitions:
        extra = extras(definition)
        used_by = _used_by(catalog, definition)
        view = {"d": definition, "used_by": used_by, **_steward(catalog, definition, site), **extra}
        url = kind.url if kind.single else f"{kind.url}/{definition.id}"
        yield Page(url, definition.title, kind.name, view, definition, kind.area, has_pages_below(kind))


def _views(kind: Kind) -> ModuleType | None:
    """Return the module `views/<kind>.py`, if the kind's pages need more than its own fields."""
    name = f"{__name__}.views.{kind.name.replace('-', '_')}"
    return import_module(name) if find_spec(name) else None


def _extras(views: ModuleType | None, catalog: Catalog) -> Callable[[Any], Mapping[str, object]]:
    """Return what gives a page of a kind more than its own fields.

    A module of views has `page(catalog, definition)`; or, where all its pages need the same lookup, `pages(catalog)`,
    which makes it once and returns a function of the definition: searching on each page takes too long in a large company.
    """
    if pages := getattr(views, "pages", None):
        return pages(catalog)  # type: ignore[no-any-return]
    page = getattr(views, "page", None)
    return partial(page, catalog) if page else lambda _: {}


def _steward(catalog: Catalog, definition: Definition, site: Site) -> dict[str, Stewardship]:
    return {"steward": stewardship(catalog, definition, site)}


def _used_by(catalog: Catalog, definition: Definition) -> list[tuple[Kind, list[Definition]]]:
    """Return who refers to a definition or its parts, by kind, each once, in the order of kinds."""
    uses: tuple[Use, ...] = catalog.uses.get(definition.ref, ())
    users: dict[str, dict[str, Definition]] = defaultdict(dict)
    for use in uses:
        if use.by is not definition:
            users[use.by.kind][use.by.id] = use.by
    return [
        (kind, [found for _, found in sorted(users[kind.name].items())])
        for kind in KINDS
        if kind.name in users
    ]


def _addresses(catalog: Catalog) -> dict[str, str]:
    addresses = {}
    for ref, target in catalog.targets.items():
        kind = BY_NAME[target.definition.kind]
        url = kind.url if kind.single else f"{kind.url}/{target.definition.id}"
        part = ref.partition(":")[0]
        addresses[ref] = url if target.part is None else f"{url}#{part}-{getattr(target.part, 'id', '')}"
    return addresses
