"""A hand-written page: Markdown that the engine reads, with our links and the glossary's terms."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import yaml

from icp_playbook.languages import name_of
from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.page import Plan
from icp_playbook.model.prose import replaced
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.text import ProseLink
from icp_playbook.project import Site
from icp_playbook.stages.render.as_markdown import way_to_markdown
from icp_playbook.stages.render.ends import end_of_prosepage
from icp_playbook.stages.render.filters import terms_of
from icp_playbook.stages.render.other_languages import languages_of_page
from icp_playbook.stages.render.page_dialect import in_engines_dialect
from icp_playbook.stages.render.pages import dates, entities, front_matter


def render_prosepage(
    page: Prosepage, plan: Plan, catalog: Catalog, site: Site, language: Language
) -> str:
    """Return the page as the engine reads it: links to Markdown files, terms as abbreviations."""
    linked = _linked(page, plan, catalog, site, language)
    text = in_engines_dialect(linked, site.markdown_extensions)
    if terms := _abbreviations(page, catalog, language.tag):
        text = "\n".join([text, "", *terms, ""])
    matter: dict[str, object] = {
        "title": html.escape(page.title, quote=False),
        "icp_edit": site.edit_url(page.path),
        "icp_view": site.view_url(page.path, 1),
    }
    if not site.audience:
        matter["icp_end"] = end_of_prosepage(site.edit_url(page.path), catalog, language)
    folder, _, name = page.url.rpartition("/")
    is_index = name in ("index", "README")
    served = site.served(folder if is_index else page.url, is_index)
    if others := languages_of_page(served, site):
        matter["icp_languages"] = others
    if markdown := way_to_markdown(page.source, served, site):
        matter["icp_markdown"] = markdown
    if not page.path.startswith(f"{site.docs}/"):
        text = f"{_only_elsewhere(page, site, language)}\n\n{text}"
    # There is always front matter of ours: the engine would take a line of dashes for it.
    ours = front_matter(matter | dates(catalog.history, page.path, language))
    typed = yaml.safe_dump(_escaped(page.matter), allow_unicode=True, sort_keys=False)
    return ours.replace("---\n", f"---\n{typed if page.matter else ''}", 1) + text


def _only_elsewhere(page: Prosepage, site: Site, language: Language) -> str:
    """Return what stands above a page that nobody has written in the reader's language yet."""
    written = next(one for one in site.editions if page.path.startswith(f"{one.docs}/"))
    told = say(
        "Nobody has translated this page yet. It is in this language: {language}.",
        language=name_of(written.language, site.language),
    )
    return f'<p class="icp-elsewhere" lang="{language.tag}">{language.markup(told)}</p>'


def _linked(page: Prosepage, plan: Plan, catalog: Catalog, site: Site, language: Language) -> str:
    """Return the page's text with our links as the engine's, without those that lead nowhere."""
    sources = {planned.url: planned.source for planned in plan.pages}
    sources |= {other.url: other.source for other in catalog.pages}
    folder = posixpath.dirname(page.url)

    def replacement(link: ProseLink) -> str:
        ref = catalog.ref(link.target)
        url, _, anchor = plan.addresses[ref].partition("#")
        title = language.text(catalog.targets[ref].title)
        label = entities(link.text or title)
        if url in plan.left_out:
            return label
        way = posixpath.relpath(sources[url], folder or ".")
        return f"[{label}]({way}{'#' + anchor if anchor else ''})"

    def leads_nowhere(address: str) -> bool:
        path = posixpath.normpath(posixpath.join(folder, unquote(address)))
        return not address.startswith(("/", "#")) and ":" not in address and site.left_out(path)

    edits = [(link.start, link.end, replacement(link)) for link in page.links]
    return replaced(page.text, [*edits, *page.unlinked(leads_nowhere)])[page.body_at :]


def _abbreviations(page: Prosepage, catalog: Catalog, language: str) -> list[str]:
    """Return the glossary's terms that the page uses, as Python-Markdown's abbreviations."""
    return [
        f"*[{word}]: {entities(meaning)}"
        for word, (_, meaning) in sorted(terms_of(catalog, language).items())
        if word in page.body and not set(word) & set("[]\\")
    ]


def _escaped(value: Any) -> Any:
    """Return front matter with its texts as HTML: themes put them into pages as they are."""
    if isinstance(value, Mapping):
        return {_escaped(key): _escaped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_escaped(one) for one in value]
    return html.escape(value) if isinstance(value, str) else value
