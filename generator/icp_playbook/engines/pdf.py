"""Print: the whole playbook as one PDF, with bookmarks, page numbers, and links that work.

A browser prints the document of `stages/render/document.py`. Browsers can't say in a list of
contents on which page something is (CSS has `target-counter` for it), so it is printed twice: the
first print tells the pages.
"""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.build import Built, build_pages
from icp_playbook.engines.browser import CannotPrintError, find_browser, print_file
from icp_playbook.engines.export import files_below
from icp_playbook.engines.mkdocs_completing import check_config
from icp_playbook.engines.mkdocs_config import place_of_pages, read_config, site_of
from icp_playbook.engines.mkdocs_editions import config_in
from icp_playbook.messages import say
from icp_playbook.project import Site
from icp_playbook.stages.write import write_folder
from icp_playbook.tags import nearest_tag

SIZES = {"a4": "A4", "letter": "letter"}
"""Paper, by what the command calls it."""
_NUMBER = re.compile(r'(<span data-icp-page="([^"]+)">)(</span>)')
_NOWHERE = re.compile(r'(<a\b[^>]*?) href="(?!#|https?:|mailto:)[^"]*"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF; `pages` is None where nothing here can read PDFs, and so count."""

    file: Path
    pages: int | None


class NoSuchLanguageError(Exception):
    """The site is not made in the language that was asked for; the message says which it has."""


def print_playbook(
    config_file: Path,
    target: Path,
    size: str = "a4",
    browser: Path | None = None,
    language: str | None = None,
    audience: str = "",
) -> Printed:
    """Print the playbook beside `config_file` into `target`, in one of its site's languages.

    An `audience` gets what it may read.

    Raise `ContentError` on mistakes in the content, `CannotPrintError` when no browser prints, and
    `NoSuchLanguageError` for a language that the site does not have.
    """
    printer = browser or find_browser()
    with place_of_pages(config_file) as docs_dir:
        config = read_config(config_file, docs_dir, audience=audience)
    root = config_file.resolve().parent
    check_config(config, root)
    site = _site_in(config, root, language)
    built = build_pages(root, site)
    with tempfile.TemporaryDirectory(prefix="icp-print-") as name:
        folder = Path(name)
        page, pdf = _lay_out(built, site, root, folder), folder / "printed.pdf"
        text = _on_paper("".join(built.document()), size)
        page.write_text(text, "utf-8")
        print_file(printer, page, pdf, folder / "profile")
        numbers = page_numbers(pdf)
        if numbers is not None:
            page.write_text(_numbered(text, numbers), "utf-8")
            pdf.unlink()
            print_file(printer, page, pdf, folder / "profile")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf.read_bytes())
    return Printed(target, _count(target))


def _site_in(config: MkDocsConfig, root: Path, language: str | None) -> Site:
    """Return the site in a language, the first one when none is asked for."""
    site = site_of(config)
    known = [one.language for one in site.editions] or [site.language]
    found, is_read = (known[0], True) if language is None else nearest_tag(known, language)
    if is_read and found == site.language:
        return site
    for edition in site.editions if is_read else ():
        if edition.language == found:
            with config_in(config, edition) as other:
                check_config(other, root)
                return site_of(other)
    raise NoSuchLanguageError(
        say("the site is not in {language}; it is in {known}", language=str(language), known=known)
    )


def _lay_out(built: Built, site: Site, root: Path, folder: Path) -> Path:
    """Write what the document loads, and return where it goes itself."""
    beside = dict(files_below(root / site.docs, root, but=".md", only=built.beside))
    write_folder(folder / "site", {**beside, **built.assets})
    page = folder / "site" / site.document
    page.parent.mkdir(parents=True, exist_ok=True)
    return page


def _on_paper(document: str, size: str) -> str:
    """Return the document for this paper. Where no address is known, a link leads nowhere."""
    rule = f"<style>@page {{ size: {SIZES[size]} }}</style>"
    return _NOWHERE.sub(r"\1", document.replace("</head>", f"{rule}</head>", 1))


def _numbered(document: str, numbers: Mapping[str, int]) -> str:
    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.get(html.unescape(found[2]), '')}{found[3]}"

    return _NUMBER.sub(put, document)


def page_numbers(pdf: Path) -> dict[str, int] | None:
    """Return the page of each place that a link leads to; None where the extra is missing."""
    reader = _reader(pdf)
    if reader is None:
        return None
    return {
        name.removeprefix("/"): reader.get_destination_page_number(place) + 1
        for name, place in reader.named_destinations.items()
    }


def _count(pdf: Path) -> int | None:
    reader = _reader(pdf)
    return None if reader is None else len(reader.pages)


def _reader(pdf: Path):  # type: ignore[no-untyped-def] # noqa: ANN202 (the library may be missing)
    try:
        return import_module("pypdf").PdfReader(pdf)
    except ImportError:
        return None


__all__ = ["SIZES", "CannotPrintError", "Printed", "page_numbers", "print_playbook"]
