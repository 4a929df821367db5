"""The pages: what the pages of a kind are given, and pages that join definitions of several kinds.

Each module here declares its pages in `PAGES`; they are found by looking, so no list names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.page import Heading, Page
from icp_playbook.model.text import Text
from icp_playbook.problems import Problem
from icp_playbook.project import Site

View = Mapping[str, object]
"""What a template is given, by name."""


@dataclass(frozen=True, slots=True)
class KindPages:
    """What the templates of a kind are given beside the definition; a kind may do without.

    `pages` in place of `page` is for a lookup that every page needs: it is made once, since
    searching again for each page takes too long in a large company.
    """

    model: type[Definition]
    page: Callable[[Catalog, Any], View] | None = None
    """Gives more to the page of one definition."""
    pages: Callable[[Catalog], Callable[[Any], View]] | None = None
    index: Callable[[Catalog], View] | None = None
    """Gives more to the list of the kind, whose template then is `<kind>-index.html`."""
    sited: Callable[[Catalog, Site], Callable[[Any], View]] | None = None
    """In place of `pages` where the site's language decides what is given."""
    sited_index: Callable[[Catalog, Site], View] | None = None
    """In place of `index`, likewise."""
    has_sheet: bool = False
    """Whether each has a sheet for a call, `<kind>-sheet.html`: all on one screen."""
    order: Callable[[Catalog], Iterable[tuple[str, str, Iterable[Any]]]] | None = None
    """Gives the headings of the list, each with its anchor and definitions, in the order in which
    one reads them. By rank and without headings when left out."""

    @property
    def has_index(self) -> bool:
        """Whether the list of the kind has a template of its own."""
        return self.index is not None or self.sited_index is not None

    def for_index(self, catalog: Catalog, site: Site) -> View:
        """Return what more the list of the kind is given."""
        if self.sited_index is not None:
            return self.sited_index(catalog, site)
        return self.index(catalog) if self.index else {}

    def extras(self, catalog: Catalog, site: Site) -> Callable[[Any], View]:
        """Return what gives more to each page."""
        if self.sited is not None:
            return self.sited(catalog, site)
        if self.pages is not None:
            return self.pages(catalog)
        page = self.page
        return (lambda one: page(catalog, one)) if page else (lambda _: {})

    def in_order(self, catalog: Catalog) -> Iterator[tuple[Heading | None, Definition]]:
        """Yield every definition once in the order of reading, with the heading it stands under."""
        seen: set[str] = set()
        for title, anchor, found in self.order(catalog) if self.order else ():
            heading = Heading(title, anchor)
            for one in found:
                if one.id not in seen:
                    seen.add(one.id)
                    yield heading, one
        for one in catalog.all(self.model):
            if one.id not in seen:
                yield None, one


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """A page computed from definitions of several kinds: none is kept by hand.

    Whether it is there is a cheap question, asked also where nobody needs the page itself.
    """

    url: str
    """Its address, and the name of its template."""
    title: str
    area: str
    view: Callable[[Catalog, Site, Sequence[Problem]], View]
    """Gives what the template is given; the problems are what the rules found missing."""
    is_there: Callable[[Catalog, Site], bool] = lambda *_: True
    """Tells whether there is anything to show."""
    order: int = 100
    """Its place among the joined pages of its area."""
    asks: tuple[str, ...] = ()
    boost: float = 1
    leads: bool = False
    wide: bool = False
    on_paper: bool = True
    tells: str = ""
    inner: bool = False
    """Whether it is for those who keep the playbook; no other audience has it."""

    def is_on(self, catalog: Catalog, site: Site) -> bool:
        """Tell whether the site has the page."""
        return not (self.inner and site.audience) and self.is_there(catalog, site)

    def make(self, catalog: Catalog, site: Site, gaps: Sequence[Problem]) -> Page:
        """Return the page."""
        return Page(
            self.url,
            self.title,
            self.url,
            partial(self.view, catalog, site, gaps),
            area=self.area,
            leads=self.leads,
            wide=self.wide,
            on_paper=self.on_paper,
            asks=self.asks,
            boost=self.boost,
            tells=self.tells,
        )


def current(catalog: Catalog, model: type[D]) -> tuple[D, ...]:
    """Return the definitions of a kind that are not retired."""
    return tuple(one for one in catalog.all(model) if one.status != "retired")


def titles(catalog: Catalog, refs: Iterable[str]) -> list[Text]:
    """Return what readers call the things that references of a field lead to."""
    return [catalog.targets[catalog.ref(ref)].title for ref in refs]


def kind_pages() -> dict[str, KindPages]:
    """Return what is declared for kinds, by the kind's name."""
    return {one.model.kind: one for one in _declared() if isinstance(one, KindPages)}


def joined_pages() -> list[JoinedPage]:
    """Return all joined pages in the order of the navigation, there or not."""
    joined = [one for one in _declared() if isinstance(one, JoinedPage)]
    return sorted(joined, key=lambda one: (one.order, one.url))


def _declared() -> list[KindPages | JoinedPage]:
    names = sorted(module.name for module in iter_modules(__path__, f"{__name__}."))
    return [page for name in names for page in import_module(name).PAGES]
