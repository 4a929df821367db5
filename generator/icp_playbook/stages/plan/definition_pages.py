"""The pages of definitions: the list of each kind, a page for each of it, and sheets for a call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind, has_pages_below
from icp_playbook.model.page import Heading, Page
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, KindPages, View, kind_pages
from icp_playbook.stages.plan.relations import Relations, relations_in
from icp_playbook.stages.plan.stewardship import stewardship

_SHEET = "call"
"""The address of a definition's sheet for a call, below its own."""
_AS_SHEET = 0.2
"""Its weight in search: it says what the definition's page says."""


def definition_pages(catalog: Catalog, site: Site, joined: Sequence[JoinedPage]) -> Iterator[Page]:
    """Yield the pages of all kinds, each kind's in the order of reading.

    `joined` are the pages beside them.
    """
    declared = kind_pages()
    shared = {"users": _users(catalog), "there": _there(catalog, joined)}
    relations = cache(lambda: relations_in(catalog))
    for kind in KINDS:
        if not catalog.by_kind[kind.name]:
            continue
        more = declared.get(kind.name) or KindPages(kind.model)
        extras = cache(partial(more.extras, catalog, site))
        if not kind.single:
            yield _list_page(kind, more, catalog, site, shared)
        for heading, definition in more.in_order(catalog):
            view = partial(_view, definition, catalog, site, relations, extras, shared)
            page = _own_page(kind, definition, heading, view)
            yield page
            if more.has_sheet:
                yield _sheet(kind, definition, page.url, view)


def _list_page(kind: Kind, more: KindPages, catalog: Catalog, site: Site, shared: View) -> Page:
    """Return the page that lists the definitions of a kind."""
    definitions = catalog.by_kind[kind.name]
    return Page(
        kind.url,
        kind.titles,
        f"{kind.name}-index" if more.has_index else "index",
        lambda: {
            "kind": kind,
            "items": definitions,
            **more.for_index(catalog, site),
            **shared,
        },
        area=kind.area,
        is_index=True,
        tells=kind.tells,
        owner=Counter(one.owner for one in definitions).most_common(1)[0][0],
        folder=kind.where,
    )


def _own_page(
    kind: Kind, definition: Definition, heading: Heading | None, view: Callable[[], View]
) -> Page:
    return Page(
        kind.url if kind.single else f"{kind.url}/{definition.id}",
        definition.title,
        kind.name,
        view,
        definition,
        kind.area,
        has_pages_below(kind),
        tells=kind.tells if kind.single else "",
        heading=heading,
    )


def _sheet(kind: Kind, definition: Definition, above: str, view: Callable[[], View]) -> Page:
    """Return what one has before oneself on a call: a page below the definition's own."""
    return Page(
        f"{above}/{_SHEET}",
        say("{name}: on a call", name=definition.title),
        f"{kind.name}-sheet",
        view,
        wide=True,
        on_paper=False,
        boost=_AS_SHEET,
        tells=say("What to say and ask, on one screen."),
        owner=definition.owner,
        folder=kind.where,
    )


def _view(
    definition: Definition,
    catalog: Catalog,
    site: Site,
    relations: Callable[[], Callable[[Definition], Relations]],
    extras: Callable[[], Callable[[Definition], View]],
    shared: View,
) -> View:
    """Return what the pages of a definition are given."""
    return {
        "d": definition,
        "used_by": relations()(definition),
        "steward": stewardship(catalog, definition, site),
        **extras()(definition),
        **shared,
    }


def _there(catalog: Catalog, joined: Sequence[JoinedPage]) -> frozenset[str]:
    """Return the addresses of lists and joined pages that exist: a button leads to no other."""
    lists = [kind.url for kind in KINDS if catalog.by_kind[kind.name]]
    return frozenset((*lists, *(page.url for page in joined)))


def _users(catalog: Catalog) -> Callable[..., tuple[Definition, ...]]:
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
