"""Names of pages: no two are called alike, or nobody could tell them apart in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.page import Page
from icp_playbook.model.text import said
from icp_playbook.project import Site


def tell_apart(pages: Sequence[Page], catalog: Catalog, site: Site) -> list[Page]:
    """Return the pages; a definition called as another page has its kind in the title, or its id.

    Home bears the name of the company.
    """

    def name(title: str) -> str:
        return " ".join(said(title, site.language).split()).casefold()

    company = catalog.all(Company)[0]
    others = [company.name, *(page.title for page in catalog.pages)]
    names = [name(page.title) for page in pages]
    taken = Counter([*map(name, others), *names])
    if len(taken) == len(others) + len(names):
        return list(pages)
    with_kind = [
        _with_kind(page) if page.about is not None and taken[called] > 1 else page
        for page, called in zip(pages, names, strict=True)
    ]
    names = [
        called if page is before else name(page.title)
        for page, before, called in zip(with_kind, pages, names, strict=True)
    ]
    taken = Counter([*map(name, others), *names])
    return [
        _with_id(page) if page.about is not None and taken[called] > 1 else page
        for page, called in zip(with_kind, names, strict=True)
    ]


def _with_kind(page: Page) -> Page:
    assert page.about is not None
    if isinstance(page.about, Company):
        return replace(page, title=say("About {company}", company=page.title))
    kind = BY_NAME[page.about.kind].title
    return replace(page, title=say("{name} ({kind})", name=page.title, kind=kind))


def _with_id(page: Page) -> Page:
    assert page.about is not None
    return replace(page, title=say("{name}: {id}", name=page.title, id=page.about.id))
