"""What search finds of the pages that MkDocs makes itself: hand-written ones, other plugins'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from icp_playbook.build import Built
from icp_playbook.engines.mkdocs_completing import missing_extensions
from icp_playbook.messages import Language
from icp_playbook.model.entry import Entry
from icp_playbook.project import Site
from icp_playbook.stages.search.entries import written_entry
from icp_playbook.stages.search.plain import plain

_BEGINNING = 60


def has_search(config: MkDocsConfig) -> bool:
    """Tell whether the site has a search, which its plugin decides, as for the theme's own."""
    plugin = config.plugins.get("material/search")
    return plugin is not None and plugin.config.get("enabled") is not False


def entry_of(page: Page, output: str, language: Language) -> Entry | None:
    """Return what leads to a finished page; None where the page or a plugin hides what it says."""
    if _is_excluded(page.meta):
        return None
    found = written_entry(address_of(page), str(page.title or ""), page.content or "", language)
    told = " ".join(passage.text for passage in found.passages).strip()[:_BEGINNING]
    return found if told in plain(output) else None


def entries_of_markdown(
    built: Built, config: MkDocsConfig, site: Site, language: Language
) -> tuple[Entry, ...]:
    """Return what leads to the hand-written pages, which another engine is going to convert."""
    names = [*config.markdown_extensions, *missing_extensions(config.markdown_extensions)]
    converter = Markdown(extensions=names, extension_configs=config.mdx_configs)
    found = []
    for page in built.catalog.pages:
        text, matter = meta.get_data(built.prosepages.get(page.path, ""))
        if text and not _is_excluded(matter):
            folder, _, name = page.url.rpartition("/")
            is_index = name == "index"
            address = site.served(folder if is_index else page.url, is_index)
            markup = converter.reset().convert(text)
            found.append(written_entry(address, page.title, markup, language))
    return tuple(found)


def _is_excluded(matter: Mapping[str, Any]) -> bool:
    search = matter.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def address_of(page: Page) -> str:
    """Return where a page is served, from the site's root."""
    return "" if page.url in (".", "./") else page.url
