"""Plan: which pages exist, what each is given, where each reference leads, and the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, KINDS
from icp_playbook.model.page import Plan
from icp_playbook.problems import Problem
from icp_playbook.project import Site
from icp_playbook.stages.plan.definition_pages import definition_pages
from icp_playbook.stages.plan.findable import make_findable
from icp_playbook.stages.plan.home import make_home, ways_back
from icp_playbook.stages.plan.names import tell_apart
from icp_playbook.stages.plan.navigation import make_navigation
from icp_playbook.stages.plan.news import fed_pages, feeds_of
from icp_playbook.stages.plan.overviews import make_overviews
from icp_playbook.stages.plan.pages import joined_pages
from icp_playbook.stages.plan.programs import program_files
from icp_playbook.stages.plan.programs.skill import skill_files


def plan(catalog: Catalog, site: Site, gaps: Sequence[Problem] = ()) -> Plan:
    """Return every page of the site but those that the company leaves out.

    `gaps` are what the rules found missing.
    """
    written = [page for page in catalog.pages if site.left_out(page.source)]
    catalog = replace(catalog, pages=tuple(page for page in catalog.pages if page not in written))
    joined = [page for page in joined_pages() if page.is_on(catalog, site)]
    every = [
        *definition_pages(catalog, site, joined),
        *(page.make(catalog, site, gaps) for page in joined),
    ]
    planned = {"", *(page.url for page in every)}
    shown = [page for page in every if not site.left_out(page.source)]
    shown = tell_apart(shown, catalog, site)
    above = [make_home(catalog, site, shown), *make_overviews(shown, catalog, site)]
    pages = [*(page for page in above if not site.left_out(page.source)), *shown]
    gone = frozenset(planned - {page.url for page in pages}) | {page.url for page in written}
    addresses = _addresses(catalog)
    found = tuple(make_findable(pages, catalog, addresses))
    data = partial(program_files, catalog, site, addresses, found)
    skill = partial(skill_files, catalog, site, frozenset(page.url for page in found))
    nav, back = make_navigation(pages, catalog, site), ways_back(catalog, pages)
    feeds = cache(partial(feeds_of, catalog, site))
    return Plan(
        found,
        nav,
        addresses,
        _redirects(catalog, gone),
        data,
        skill,
        back,
        feeds,
        frozenset() if site.audience else fed_pages(catalog),
        gone,
    )


def _addresses(catalog: Catalog) -> dict[str, str]:
    addresses = {}
    single = {kind.name: kind.url for kind in KINDS if kind.single}
    for ref, target in catalog.targets.items():
        definition, part = target.definition, target.part
        if (url := single.get(definition.kind)) is None:
            url = f"{BY_NAME[definition.kind].url}/{definition.id}"
        addresses[ref] = url if part is None else f"{url}#{ref.partition(':')[0]}-{part.id}"
    return addresses


def _redirects(catalog: Catalog, gone: frozenset[str]) -> dict[str, str]:
    """Return where the addresses lead that definitions had by earlier ids."""
    return {
        f"{kind.url}/{alias}": f"{kind.url}/{definition.id}"
        for kind in KINDS
        if not kind.single
        for definition in catalog.by_kind[kind.name]
        for alias in definition.aliases
        if f"{kind.url}/{definition.id}" not in gone
    }
