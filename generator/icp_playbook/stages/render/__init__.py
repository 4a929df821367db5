"""Render: each planned page becomes front matter and sections, each a heading and its HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from icp_playbook.history import History
from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.page import Page, Plan
from icp_playbook.model.prose import plain_text
from icp_playbook.project import ASSETS, Site
from icp_playbook.stages.render.addresses import Addresses
from icp_playbook.stages.render.as_markdown import way_to_markdown
from icp_playbook.stages.render.ends import end_of_page
from icp_playbook.stages.render.feed import address_of
from icp_playbook.stages.render.other_languages import languages_of_page
from icp_playbook.stages.render.pages import RenderedPage, dates
from icp_playbook.stages.render.sections import Section, as_block, sections_of
from icp_playbook.stages.render.templates import make_environment, mistakes_as_problems


class Drawing:
    """Draws the pages of a plan, each when it is asked for."""

    def __init__(
        self, plan: Plan, catalog: Catalog, site: Site, language: Language, templates: list[Path]
    ) -> None:
        self._plan, self._catalog, self._site, self._language = plan, catalog, site, language
        self._templates = templates

    def draw(self, page: Page, matter: Mapping[str, object]) -> RenderedPage:
        """Return a page with this front matter; raise `ContentError` for a template's mistake."""
        with mistakes_as_problems(self._templates):
            sections = _sections(page, self._environment, self._addresses, self._language)
        edit_path = page.about.path if page.about else ""
        return RenderedPage(page.source, matter, sections, edit_path)

    def matter(self, page: Page) -> Mapping[str, object]:
        """Return the front matter of a page."""
        matter = dict(_front_matter(page, self._site, self._language, self._catalog.history))
        if page.about is None and not self._site.audience:
            matter["icp_end"] = end_of_page(page, self._catalog, self._language)
        feeds = self._plan.feeds() if page.url in self._plan.fed else ()
        if own := [feed for feed in feeds if feed.page == page.url]:
            matter["icp_feeds"] = [address_of(feed.path, self._site) for feed in own]
        here = self._site.served(page.url, page.is_index)
        matter["icp_markdown"] = way_to_markdown(page.source, here, self._site)
        if others := languages_of_page(here, self._site):
            matter["icp_languages"] = others
        return {name: value for name, value in matter.items() if value != ""}

    @cached_property
    def _environment(self) -> Environment:
        return make_environment(self._templates, self._catalog, self._site, self._language)

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self._plan, self._catalog, self._site, self._language)


def render_missing(
    plan: Plan, catalog: Catalog, site: Site, language: Language, templates: list[Path]
) -> str:
    """Return what the page for addresses that lead nowhere shows; its links lead from home."""
    environment = make_environment(templates, catalog, site, language)
    addresses = Addresses(plan, catalog, site, language)
    with mistakes_as_problems(templates):
        shown = environment.get_template("pages/missing.html").render(plan.missing)
    return as_block(addresses.resolve(shown, ""))


def _sections(
    page: Page, environment: Environment, addresses: Addresses, language: Language
) -> tuple[Section, ...]:
    title = language.text(page.title)
    template = environment.get_template(f"pages/{page.template}.html")
    rendered = template.render(page.view(), page=page)
    sections = list(sections_of(rendered, title, lambda part: addresses.resolve(part, page.url)))
    if page.asks:
        asked = as_block(_asked(language.text(words) for words in page.asks))
        sections[-1] = replace(sections[-1], html=f"{sections[-1].html}\n{asked}".strip())
    return tuple(sections)


def _front_matter(
    page: Page, site: Site, language: Language, history: History
) -> Mapping[str, object]:
    title = html.escape(language.text(page.title), quote=False)
    matter: dict[str, object] = {"title": title, "render_macros": False}
    if not page.url or page.wide:
        matter["hide"] = ["navigation", "toc"]  # home is a way in, not a place in a list
    if page.boost != 1:
        matter["search"] = {"boost": page.boost}
    if page.about is None:
        return matter
    path, line = page.about.path, page.about.place()[0]
    matter |= {
        "icp_source": f"{path}#L{line}",
        "icp_edit": site.edit_url(path),
        "icp_view": site.view_url(path, line),
        "description": html.escape(_description(page, language)),
    }
    return matter | dates(history, path, language)


def _asked(questions: Iterable[str]) -> str:
    """Return headings that nobody sees: search reads them, and a heading counts more than text."""
    headings = (
        f'<h2 class="icp-h" id="s-asked-{number}">{html.escape(question)}</h2>'
        for number, question in enumerate(dict.fromkeys(questions), 1)
    )
    return f'<div class="icp-asked" hidden>{"".join(headings)}</div>'


def _description(page: Page, language: Language) -> str:
    text = page.about.summary_text if page.about is not None else None
    words = language.text(page.title) if text is None else plain_text(language.text(text))
    return words[:300]


def redirect_files(
    plan: Plan, catalog: Catalog, site: Site, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield path and content of a small HTML file for each old address."""
    addresses = Addresses(plan, catalog, site, language)
    for old, new in plan.redirects.items():
        path = f"{old}/index.html" if site.directory_urls else f"{old}.html"
        script = addresses.way(old, f"{ASSETS}/moved.js")
        yield path, _moved(addresses.way(old, new), script, language)


def _moved(there: str, script: str, language: Language) -> str:
    """Return a page that leads on.

    A refresh drops the section that was asked for, so a script leads on. A refresh beside it would
    sometimes be first, so there is one only for browsers without scripts.
    """
    address, icon = html.escape(there), script.replace("icp/moved.js", "images/favicon.png")
    return f"""<!doctype html>
<html lang="{html.escape(language.tag)}">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>{language.markup(say("Moved"))}</title>
<link rel="icon" href="{html.escape(icon)}">
<link rel="canonical" href="{address}">
<script src="{html.escape(script)}"></script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
<p><a href="{address}">{language.markup(say("This page has moved here."))}</a></p>
</html>
"""
