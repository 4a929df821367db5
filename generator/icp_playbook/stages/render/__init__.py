"""Render: each planned page becomes front matter and sections, a heading and a block of HTML each."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from jinja2 import Environment

from icp_playbook.history import History
from icp_playbook.model.catalog import Catalog, Prosepage, canonical
from icp_playbook.model.page import Page, Plan
from icp_playbook.model.pieces import find_page_links
from icp_playbook.model.prose_links import ProseLink, plain_text, replace_links, unlinked
from icp_playbook.model.summary import summary
from icp_playbook.model.text import said
from icp_playbook.project import ASSETS, Site
from icp_playbook.stages.render.addresses import Addresses
from icp_playbook.stages.render.blocks import as_block
from icp_playbook.stages.render.environment import BODY, SECTION, TITLE, make_environment, terms_of
from icp_playbook.stages.render.mistakes import mistakes_as_problems
from icp_playbook.stages.render.page_dialect import in_engines_dialect

_PUNCTUATION = re.compile(r"[^\w\s]|_", re.ASCII)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (none for what stands before the first) and the HTML below it."""

    level: int
    anchor: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as an engine takes it: its Markdown file's path, front matter, and sections."""

    source: str
    matter: Mapping[str, object]
    sections: tuple[Section, ...]
    edit_path: str = ""
    """The file of the repository that an edit link opens; empty when the page has none."""

    def markdown(self) -> str:
        """Return the whole Markdown file: headings for the engine, blocks as raw HTML."""
        lines = [front_matter(self.matter)]
        for section in self.sections:
            lines.append(_heading(section))
            if section.html:
                lines.append(f'<div class="icp">\n{section.html}\n</div>\n')
        return "\n".join(lines)

    def skeleton(self) -> str:
        """Return the Markdown of the headings alone, with a mark where each block goes: `fill` puts them in."""
        lines = []
        for index, section in enumerate(self.sections):
            lines += [_heading(section), f"<!--icp:{index}-->\n"]
        return "\n".join(lines)

    def fill(self, converted: str) -> str:
        """Return the engine's HTML of the skeleton with the blocks in their places."""
        for index, section in enumerate(self.sections):
            block = f'<div class="icp">\n{section.html}\n</div>' if section.html else ""
            converted = converted.replace(f"<!--icp:{index}-->", block, 1)
        return converted


def render(
    plan: Plan,
    catalog: Catalog,
    site: Site,
    templates: list[Path],
    progress: Callable[[str], None] = lambda url: None,
) -> Iterator[RenderedPage]:
    """Yield every page of `plan`, calling `progress` with its address."""
    environment = make_environment(templates, catalog, site)
    addresses = Addresses(plan, catalog, site)
    for page in plan.pages:
        progress(page.url)
        with mistakes_as_problems(templates):
            rendered = _render_page(page, environment, addresses, catalog.history, site)
        yield rendered


def _render_page(
    page: Page, environment: Environment, addresses: Addresses, history: History, site: Site
) -> RenderedPage:
    template = environment.get_template(f"pages/{page.template}.html")
    rendered = template.render(page.view, page=page)
    title = said(page.title, site.language)
    parts = rendered.split(SECTION)
    sections = [Section(1, "s-page", title, as_block(addresses.resolve(parts[0], page.url)))]
    for part in parts[1:]:
        head, _, body = part.partition(BODY)
        level, anchor, heading = head.split(TITLE)
        sections.append(Section(int(level), anchor, heading, as_block(addresses.resolve(body, page.url))))
    if page.asks:
        asked = as_block(_asked(said(words, site.language) for words in page.asks))
        sections[-1] = replace(sections[-1], html=f"{sections[-1].html}\n{asked}".strip())
    matter: dict[str, object] = {"title": html.escape(title, quote=False), "render_macros": False}
    if not page.url or page.wide:
        matter["hide"] = ["navigation", "toc"]  # home is a way in, not a place in a list
    if page.boost != 1:
        matter["search"] = {"boost": page.boost}
    if page.about is not None:
        line = page.about.place()[0]
        matter["icp_source"] = f"{page.about.path}#L{line}"
        matter["icp_edit"] = site.edit_url(page.about.path)
        matter["icp_view"] = site.view_url(page.about.path, line)
        matter["description"] = html.escape(_description(page, site.language))
        matter |= _dates(history, page.about.path)
    return RenderedPage(page.source, matter, tuple(sections), page.about.path if page.about else "")


def _asked(questions: Iterable[str]) -> str:
    """Return headings that nobody sees: every engine's search reads them, and a heading counts more than text."""
    headings = (
        f'<h2 class="icp-h" id="s-asked-{number}">{html.escape(question)}</h2>'
        for number, question in enumerate(dict.fromkeys(questions), 1)
    )
    return f'<div class="icp-asked" hidden>{"".join(headings)}</div>'


def _description(page: Page, language: str) -> str:
    text = summary(page.about) if page.about is not None else None
    return (plain_text(said(text, language)) if text is not None else said(page.title, language))[:300]


def front_matter(matter: Mapping[str, object]) -> str:
    """Return front matter as YAML: JSON values are valid there, and keep every character."""
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items() if value != ""
    ]
    return "\n".join(["---", *lines, "---", ""])


def redirect_files(plan: Plan, catalog: Catalog, site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and content of a small HTML file for each old address."""
    addresses = Addresses(plan, catalog, site)
    for old, new in plan.redirects.items():
        path = f"{old}/index.html" if site.directory_urls else f"{old}.html"
        ways = (addresses.way(old, there) for there in (new, f"{ASSETS}/moved.js"))
        yield path, _MOVED.format(*map(html.escape, ways))


# A refresh drops the section that was asked for, so a script leads on; a refresh beside it would sometimes be first.
_MOVED = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex"><title>Moved</title>
<link rel="icon" href="data:,"><link rel="canonical" href="{0}"><script src="{1}"></script>
<noscript><meta http-equiv="refresh" content="0; url={0}"></noscript>
<p>This page has moved <a href="{0}">here</a>.</p></html>
"""


def render_prosepage(page: Prosepage, plan: Plan, catalog: Catalog, site: Site) -> str:
    """Return a hand-written page with its links and lists made the engine's, and the glossary's terms explained.

    The engine reads the rest, so links become Markdown links to Markdown files, and terms its abbreviations.
    """
    sources = {planned.url: planned.source for planned in plan.pages}
    sources |= {other.url: other.source for other in catalog.pages}

    def replacement(link: ProseLink) -> str:
        ref = canonical(catalog, link.target)
        url, _, anchor = plan.addresses[ref].partition("#")
        if url in plan.left_out:
            return _entities(link.text or said(catalog.targets[ref].title, site.language))
        way = posixpath.relpath(sources[url], posixpath.dirname(page.url) or ".")
        label = link.text or said(catalog.targets[ref].title, site.language)
        return f"[{_entities(label)}]({way}{'#' + anchor if anchor else ''})"

    def leads_nowhere(address: str) -> bool:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.url), unquote(address)))
        return not address.startswith(("/", "#")) and ":" not in address and site.left_out(path)

    linked = replace_links(unlinked(page.body, leads_nowhere), replacement, find_page_links)
    text = in_engines_dialect(linked, site.markdown_extensions)
    words = {
        word: meaning for word, (_, meaning) in terms_of(catalog, site.language).items() if word in page.body
    }
    explained = [
        f"*[{word}]: {_entities(meaning)}"
        for word, meaning in sorted(words.items())
        if not set(word) & set("[]\\")
    ]
    text = "\n".join([text, "", *explained, ""]) if explained else text
    # There is always front matter, so that the engine takes nothing else for it.
    matter: dict[str, object] = {
        "title": html.escape(page.title, quote=False),
        "icp_edit": site.edit_url(page.path),
        "icp_view": site.view_url(page.path, 1),
    }
    typed = yaml.safe_dump(_escaped(page.matter), allow_unicode=True, sort_keys=False) if page.matter else ""
    ours = front_matter(matter | _dates(catalog.history, page.path))
    return ours.replace("---\n", f"---\n{typed}", 1) + text


def _escaped(value: Any) -> Any:
    """Return front matter with its texts as HTML: themes put them into pages as they are."""
    if isinstance(value, Mapping):
        return {_escaped(key): _escaped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_escaped(one) for one in value]
    return html.escape(value) if isinstance(value, str) else value


def _dates(history: History, path: str) -> dict[str, object]:
    """Return when a page came and when it changed, under the names by which the theme of both engines shows them."""
    changed, added = history.changed(path), history.added(path)
    named = {
        "git_revision_date_localized": changed,
        "git_creation_date_localized": None if added == changed else added,
    }
    return {name: f"{day.day} {day:%B %Y}" for name, day in named.items() if day is not None}


def _heading(section: Section) -> str:
    return f"{'#' * section.level} {_entities(section.title)} {{ #{section.anchor} }}\n"


def _entities(text: str) -> str:
    """Write punctuation as character references, so that no Markdown extension sees syntax in an author's words."""
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text)
