"""Plan: which pages exist, what each is given, where each reference leads, and the navigation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind, has_pages_below
from icp_playbook.model.page import Page, Plan
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan.findable import make_findable
from icp_playbook.stages.plan.home import make_home, ways_back
from icp_playbook.stages.plan.names import tell_apart
from icp_playbook.stages.plan.navigation import make_navigation
from icp_playbook.stages.plan.news import fed_pages, feeds_of
from icp_playbook.stages.plan.overviews import make_overviews
from icp_playbook.stages.plan.pages import JoinedPage, KindPages, joined_pages, kind_pages
from icp_playbook.stages.plan.programs import program_files
from icp_playbook.stages.plan.programs.skill import skill_files
from icp_playbook.stages.plan.relations import Relations, relations_in
from icp_playbook.stages.plan.stewardship import stewardship

SHEET = "call"
"""The address of a definition's sheet for a call, below its own."""
_AS_SHEET = 0.2
"""Its weight in search: it says what the definition's page says."""


def plan(catalog: Catalog, site: Site, gaps: Sequence[Problem] = ()) -> Plan:
    """Return every page of the site but those that the company leaves out.

    `gaps` are what the rules found missing.
    """
    written = [page for page in catalog.pages if site.left_out(page.source)]
    catalog = replace(catalog, pages=tuple(page for page in catalog.pages if page not in written))
    joined = [page for page in joined_pages() if page.is_on(catalog, site)]
    every = [
        *_kinds_pages(catalog, site, joined),
        *(page.make(catalog, site, gaps) for page in joined),
    ]
    planned = {"", *(page.url for page in every)}
    shown = [page for page in every if not site.left_out(page.source)]
    shown = tell_apart(shown, catalog, site)
    above = [make_home(catalog, site, shown), *make_overviews(shown, catalog, site)]
    pages = [*(page for page in above if not site.left_out(page.source)), *shown]
    gone = frozenset(planned - {page.url for page in pages}) | {page.url for page in written}
    addresses = _addresses(catalog)
    redirects = {
        f"{kind.url}/{alias}": f"{kind.url}/{definition.id}"
        for kind in KINDS
        if not kind.single
        for definition in catalog.by_kind[kind.name]
        for alias in definition.aliases
        if f"{kind.url}/{definition.id}" not in gone
    }
    found = tuple(make_findable(pages, catalog, addresses))
    data = partial(program_files, catalog, site, addresses, found)
    skill = partial(skill_files, catalog, site, frozenset(page.url for page in found))
    nav, back = make_navigation(pages, catalog, site), ways_back(catalog, pages)
    feeds = cache(partial(feeds_of, catalog, site))
    return Plan(
        found,
        nav,
        addresses,
        redirects,
        data,
        skill,
        back,
        feeds,
        frozenset() if site.audience else fed_pages(catalog),
        gone,
    )


def _kinds_pages(catalog: Catalog, site: Site, joined: Sequence[JoinedPage]) -> Iterator[Page]:
    declared, there = kind_pages(), _there(catalog, joined)
    relations = cache(lambda: relations_in(catalog))
    for kind in KINDS:
        if catalog.by_kind[kind.name]:
            more = declared.get(kind.name) or KindPages(kind.model)
            yield from _pages_of(kind, more, catalog, site, relations, there)


def _there(catalog: Catalog, joined: Sequence[JoinedPage]) -> frozenset[str]:
    """Return the addresses of lists and joined pages that exist: a button leads to no other."""
    lists = [kind.url for kind in KINDS if catalog.by_kind[kind.name]]
    return frozenset((*lists, *(page.url for page in joined)))


def _pages_of(
    kind: Kind,
    more: KindPages,
    catalog: Catalog,
    site: Site,
    relations: Callable[[], Callable[[Definition], Relations]],
    there: frozenset[str],
) -> Iterator[Page]:
    definitions = catalog.by_kind[kind.name]
    users = _users(catalog)
    if not kind.single:
        template = f"{kind.name}-index" if more.has_index else "index"
        yield Page(
            kind.url,
            kind.titles,
            template,
            lambda: {
                "kind": kind,
                "items": definitions,
                "users": users,
                **more.for_index(catalog, site),
                "there": there,
            },
            area=kind.area,
            is_index=True,
            tells=kind.tells,
            owner=Counter(one.owner for one in definitions).most_common(1)[0][0],
            folder=kind.where,
        )
    extras = cache(lambda: more.extras(catalog, site))

    def view(definition: Definition) -> Mapping[str, object]:
        return {
            "d": definition,
            "users": users,
            "used_by": relations()(definition),
            "steward": stewardship(catalog, definition, site),
            **extras()(definition),
            "there": there,
        }

    has_below, is_single = has_pages_below(kind), kind.single
    for heading, definition in more.in_order(catalog):
        url = kind.url if is_single else f"{kind.url}/{definition.id}"
        yield Page(
            url,
            definition.title,
            kind.name,
            partial(view, definition),
            definition,
            kind.area,
            has_below,
            tells=kind.tells if is_single else "",
            heading=heading,
        )
        if more.has_sheet:
            yield Page(
                f"{url}/{SHEET}",
                say("{name}: on a call", name=definition.title),
                f"{kind.name}-sheet",
                partial(view, definition),
                wide=True,
                on_paper=False,
                boost=_AS_SHEET,
                tells=say("What to say and ask, on one screen."),
                owner=definition.owner,
                folder=kind.where,
            )


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


def _addresses(catalog: Catalog) -> dict[str, str]:
    addresses = {}
    single = {kind.name: kind.url for kind in KINDS if kind.single}
    for ref, target in catalog.targets.items():
        definition, part = target.definition, target.part
        if (url := single.get(definition.kind)) is None:
            url = f"{BY_NAME[definition.kind].url}/{definition.id}"
        addresses[ref] = url if part is None else f"{url}#{ref.partition(':')[0]}-{part.id}"
    return addresses
