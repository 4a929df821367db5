"""The playbook for programs: JSON and Markdown of each definition at lasting addresses, and lists.

A company's assistants and CRM scripts read the same profile as its people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from icp_playbook.cutting import cut_short
from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import AREAS, KINDS, REFERENCE
from icp_playbook.model.page import Page
from icp_playbook.model.prose import plain_text
from icp_playbook.model.text import said
from icp_playbook.project import Site
from icp_playbook.stages.plan.programs.as_json import (
    SCHEMA,
    Playbook,
    entry_of,
    head,
    schema,
)
from icp_playbook.stages.plan.programs.as_markdown import MarkdownWriter
from icp_playbook.stages.plan.programs.published import Address, address_of, published, relations
from icp_playbook.stages.plan.spoken import language_of

LIST, FULL, ALL = "llms.txt", "llms-full.txt", "icp.json"
_MOST_ABOUT = 200
"""Characters of what a list says of a page or definition."""


def program_files(
    catalog: Catalog, site: Site, addresses: Mapping[str, str], pages: Sequence[Page] = ()
) -> dict[str, str]:
    """Return the content of each file for programs, by its path below the site."""
    if not site.data:
        return {}
    catalog = published(catalog, site)
    related = relations(catalog)
    lines = [
        _json(entry_of(definition, related, addresses, site).as_values())
        for definition in catalog.definitions()
    ]
    files = {
        LIST: _list(catalog, site, pages),
        ALL: _everything(catalog, site, lines),
        SCHEMA: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }
    texts = []
    writer = MarkdownWriter(catalog, related, site.language)
    for definition, line in zip(catalog.definitions(), lines, strict=True):
        data = f"{_json(head(address_of(definition).json, site))[:-1]}, {line[1:]}\n"
        text = writer.text(definition)
        texts.append(text)
        for address in addresses_of(definition):
            files |= {address.json: data, address.markdown: text}
    files[FULL] = "\n---\n\n".join(texts)
    return files


def addresses_of(definition: Definition) -> list[Address]:
    """Return the addresses of a definition, under its own id and under earlier ones."""
    return [
        address_of(definition),
        *(address_of(definition, alias) for alias in definition.aliases),
    ]


def _everything(catalog: Catalog, site: Site, lines: list[str]) -> str:
    """Return the whole playbook as JSON, with a line for each definition."""
    company = catalog.one(Company)
    values = head(ALL, site) | {
        "company": said(company.name, site.language) if company else site.name,
        "kinds": [
            {
                "kind": kind.name,
                "title": language_of(site.language).text(kind.title),
                "where": kind.where,
                "definitions": len(catalog.by_kind[kind.name]),
            }
            for kind in KINDS
        ],
        "definitions": [],
    }
    begin = _json(Playbook.model_validate(values).as_values())
    return begin.removesuffix("]}") + "\n" + ",\n".join(lines) + "\n]}\n"


def _list(catalog: Catalog, site: Site, pages: Sequence[Page]) -> str:
    """Return the list of all pages in the form that assistants look for at `llms.txt`.

    Where no page is published as Markdown, it is the list of all definitions.
    """
    company, language = catalog.one(Company), site.language
    speak = language_of(language).text
    name = _line(said(company.name, language)) if company else speak(say("ICP playbook"))
    lines = [f"# {name}", ""]
    if company:
        lines += [f"> {_plain(company.one_liner, language)}", ""]
    lines.append(speak(_about_all(site)))
    lines += _pages_in(catalog, site, pages) if site.has_markdown else _definitions(catalog, site)
    return "\n".join(lines) + "\n"


def _about_all(site: Site) -> Message:
    names = {"all": ALL, "schema": SCHEMA, "full": FULL}
    everything = {name: f"[{path}]({path})" for name, path in names.items()}
    if site.has_markdown:
        return say(
            "Whom this company serves, what they need, how ready they are, and what we do about it."
            " Internal. Each line leads to a page as Markdown. All definitions are in one text,"
            " {full}, and with all relations in {all}, in the shape that {schema} describes.",
            **everything,
        )
    return say(
        "Whom this company serves, what they need, how ready they are, and what we do about it."
        " Internal. Each line leads to a definition as Markdown. All of them are in one text,"
        " {full}, and with all relations in {all}, in the shape that {schema} describes.",
        **everything,
    )


def _pages_in(catalog: Catalog, site: Site, pages: Sequence[Page]) -> Iterator[str]:
    """Yield a line for each page, by the areas of the navigation."""
    language, speak = site.language, language_of(site.language).text
    written = [(page.area or REFERENCE, page.title, page.source, "") for page in catalog.pages]
    listed = [(page.area, page.title, page.source, _told(page, language)) for page in pages]
    home = [one for one in listed if one[2] == "index.md"]
    sheets = [one for one in listed if not one[0] and one not in home]
    parts = {"": home} | {area: [] for area in AREAS} | {say("On a call"): sheets}
    for one in [*listed, *written]:
        if one[0]:
            parts[one[0]].append(one)
    for area, found in parts.items():
        if found and area:
            yield from ["", f"## {speak(area)}"]
        yield from [""] if found else []
        for _, title, source, words in found:
            about = f": {words}" if words else ""
            yield f"- [{_line(speak(said(title, language)))}]({source}){about}"


def _told(page: Page, language: str) -> str:
    if page.about is None:
        return language_of(language).text(page.tells)
    about = page.about.summary_text
    return "" if about is None else cut_short(_plain(about, language), _MOST_ABOUT)


def _definitions(catalog: Catalog, site: Site) -> Iterator[str]:
    """Yield a line for each definition, by kind."""
    language, speak = site.language, language_of(site.language).text
    for kind in KINDS:
        found = catalog.by_kind[kind.name]
        yield from ["", f"## {speak(kind.titles)}", ""] if found else []
        for definition in found:
            about = definition.summary_text
            words = (
                f": {cut_short(_plain(about, language), _MOST_ABOUT)}" if about is not None else ""
            )
            title, address = _line(said(definition.title, language)), address_of(definition)
            yield f"- [{title}]({address.markdown}){words}"


def _plain(text: str, language: str) -> str:
    return _line(plain_text(said(text, language)))


def _line(text: str) -> str:
    """Return a text that ends no link's text."""
    return text.replace("[", "(").replace("]", ")")


def _json(value: Any) -> str:
    """Return JSON on one line: what is indented takes Python ten times as long to write."""
    return json.dumps(value, ensure_ascii=False)
