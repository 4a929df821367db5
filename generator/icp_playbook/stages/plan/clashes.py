"""Which hand-written pages and files stand where the playbook puts a page or file of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS
from icp_playbook.problems import Problem, visible
from icp_playbook.project import ASSETS, Site
from icp_playbook.stages.plan.overviews import overview_urls
from icp_playbook.stages.plan.pages import joined_pages
from icp_playbook.stages.plan.programs import ALL, LIST, addresses_of
from icp_playbook.stages.plan.programs.as_json import SCHEMA

_INDEXES = ("index", "README")
"""Names of pages that the engine shows at the address of their folder."""


def find_clashes(
    catalog: Catalog, files: Mapping[str, str], docs: str, folders: Sequence[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each hand-written page or other file at an address of the playbook.

    `files` gives the path on the site by the file's. `docs` is the folder of the first language's
    pages, in whose site the others are in `folders`.
    """
    yield from _in_other_languages(catalog, files, docs, folders)
    written = {page.path: _address(page.url) for page in catalog.pages}
    written |= {
        path: _address(place.removesuffix(".html"))
        for path, place in files.items()
        if place.endswith(".html")
    }
    taken = set(_page_addresses(catalog))
    # Some file systems keep one of two files whose names differ in capitals only.
    taken_files = {path.casefold() for path in _file_addresses(catalog)}
    for path, url in written.items():
        if url in taken:
            message = say(
                "the address {address} belongs to a page that is made from definitions",
                address=f"{visible(url)}/",
            )
            yield Problem(visible(path), 1, 1, "address-taken", message, say("rename the file"))
    for path, place in files.items():
        if place.casefold() in taken_files or place.casefold().startswith(f"{ASSETS}/"):
            message = say("the playbook puts a file of its own at this address")
            yield Problem(
                visible(path), 1, 1, "address-taken", message, say("rename the file, or move it")
            )


def _in_other_languages(
    catalog: Catalog, files: Mapping[str, str], docs: str, folders: Sequence[str]
) -> Iterator[Problem]:
    places = {page.path: _address(page.url) for page in catalog.pages} | dict(files)
    taken = {folder.casefold(): folder for folder in folders}
    for path, place in places.items():
        folder = taken.get(place.partition("/")[0].casefold())
        if folder is not None and path.startswith(f"{docs}/"):
            message = say(
                "the address {address} belongs to the site in that language",
                address=f"{folder}/",
            )
            hint = say("rename the file or its folder")
            yield Problem(visible(path), 1, 1, "address-taken", message, hint)


def _address(url: str) -> str:
    folder, _, name = url.rpartition("/")
    return (folder if name in _INDEXES else url).casefold()


def _page_addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of each page, and the earlier ones of definitions; none of them is made."""
    yield ""
    yield from overview_urls()
    yield from (page.url for page in joined_pages() if page.is_there(catalog, Site()))
    for kind in KINDS:
        definitions = catalog.by_kind[kind.name]
        if definitions:
            yield kind.url
        for definition in definitions if not kind.single else ():
            yield from (f"{kind.url}/{id}" for id in (definition.id, *definition.aliases))


def _file_addresses(catalog: Catalog) -> Iterator[str]:
    yield from (LIST, ALL, SCHEMA)
    for definition in catalog.definitions():
        for address in addresses_of(definition):
            yield from (address.json, address.markdown)
