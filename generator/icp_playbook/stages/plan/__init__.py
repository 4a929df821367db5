"""Plan: which pages exist, what each is given, where each reference leads, and the navigation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog, Use
from icp_playbook.model.company import ListedWord
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind, has_pages_below
from icp_playbook.model.page import Page, Plan
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan.findable import make_findable
from icp_playbook.stages.plan.home import make_home
from icp_playbook.stages.plan.navigation import make_navigation
from icp_playbook.stages.plan.news import feeds_of
from icp_playbook.stages.plan.pages import KindPages, joined_pages, kind_pages
from icp_playbook.stages.plan.programs import program_files
from icp_playbook.stages.plan.stewardship import stewardship


def plan(catalog: Catalog, site: Site, gaps: Sequence[Problem] = ()) -> Plan:
    """Return every page of the site but those that the company leaves out.

    `gaps` are what the rules found missing.
    """
    written = [page for page in catalog.pages if site.left_out(page.source)]
    catalog = replace(catalog, pages=tuple(page for page in catalog.pages if page not in written))
    every = [
        *_kinds_pages(catalog, site),
        *(
            page.make(catalog, site, gaps)
            for page in joined_pages()
            if page.is_there(catalog, site)
        ),
    ]
    shown = [page for page in every if not site.left_out(page.source)]
    every = [make_home(catalog, site, shown), *every]
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
    found = tuple(make_findable(pages, catalog, addresses))
    nav, feeds = make_navigation(pages, catalog, site), feeds_of(catalog, site)
    return Plan(found, nav, addresses, redirects, data, feeds, gone)


def _kinds_pages(catalog: Catalog, site: Site) -> Iterator[Page]:
    declared = kind_pages()
    for kind in KINDS:
        if catalog.by_kind[kind.name]:
            more = declared.get(kind.name) or KindPages(kind.model)
            yield from _pages_of(kind, more, catalog, site)


def _pages_of(kind: Kind, more: KindPages, catalog: Catalog, site: Site) -> Iterator[Page]:
    definitions = catalog.by_kind[kind.name]
    users = _users(catalog)
    if not kind.single:
        view = {"kind": kind, "items": definitions, "users": users}
        view |= more.for_index(catalog, site)
        template = f"{kind.name}-index" if more.has_index else "index"
        yield Page(kind.url, kind.titles, template, view, area=kind.area, is_index=True)
    extras = more.extras(catalog, site)
    for definition in definitions:
        view = {
            "d": definition,
            "users": users,
            "used_by": _used_by(catalog, definition),
            "steward": stewardship(catalog, definition, site),
            **extras(definition),
        }
        url = kind.url if kind.single else f"{kind.url}/{definition.id}"
        has_below = has_pages_below(kind)
        yield Page(url, definition.title, kind.name, view, definition, kind.area, has_below)


def _users(
    catalog: Catalog,
) -> Callable[..., tuple[Definition, ...]]:
    """Return what a template asks for the other side of a relation: `users(d, "play", "personas")`.

    It takes a definition or a part, and the kind and field that refer to it; without a field, any
    of them. A misspelt name fails the build.
    """

    def users(
        thing: Definition | NamedPart, kind: str, field: str | None = None
    ) -> tuple[Definition, ...]:
        if kind not in BY_NAME or field not in {None, *BY_NAME[kind].model.model_fields}:
            raise LookupError(f"no kind {kind!r} has a field {field!r}")
        return catalog.users(catalog.ref(thing), BY_NAME[kind].model, field)

    return users


def _used_by(catalog: Catalog, definition: Definition) -> list[tuple[Kind, list[Definition]]]:
    """Return who refers to a definition or its parts, by kind, each once, in the order of kinds.

    The words of its lists are shown with those who use them.
    """
    uses: tuple[Use, ...] = catalog.uses.get(definition.ref, ())
    users: dict[str, dict[str, Definition]] = defaultdict(dict)
    for use in uses:
        if use.by is not definition and not isinstance(catalog.targets[use.ref].part, ListedWord):
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
        addresses[ref] = (
            url if target.part is None else f"{url}#{part}-{getattr(target.part, 'id', '')}"
        )
    return addresses
