"""Our pages' headings as the site's Markdown makes them, each text once for all pages.

Nothing else of our pages is Markdown, and MkDocs would build a converter for each page: a fifth of
a build. The converter is still the engine's own, with all extensions of the configuration, so
contents, anchors and permalinks stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from icp_playbook.stages.render.pages import RenderedPage, heading, mark_of
from icp_playbook.stages.render.sections import Section

_ANCHOR = "icp-anchor-of-a-heading"
"""Stands for the anchor while a heading is converted for all pages that have it."""
_OWN = ("markdown.extensions.", "pymdownx.", "material.extensions.")


def is_known(extension: str) -> bool:
    """Tell whether an extension of Markdown came with one of the libraries, so that we know it."""
    return extension.startswith(_OWN) or "." not in extension


class _Made(NamedTuple):
    """What Markdown makes of a heading: its HTML, and its entries in the contents."""

    html: str
    tokens: tuple[dict[str, Any], ...]


class Headings:
    """Converts the headings of pages, and keeps what it made of each text."""

    def __init__(self, config: MkDocsConfig) -> None:
        names = [str(name) for name in config.markdown_extensions]
        self._converter = Markdown(extensions=names, extension_configs=config.mdx_configs or {})
        self._made: dict[tuple[int, str], _Made] = {}
        # An extension from elsewhere might count the headings of a page, or look at all of them.
        self.are_alone = all(map(is_known, names))

    def take(self, page: Page, rendered: RenderedPage) -> None:
        """Have `page` convert itself with these headings, unless a plugin changes its Markdown."""
        if self.are_alone:
            page.render = _Conversion(page, rendered, self)  # type: ignore[method-assign]

    def fill(self, page: Page, sections: Sequence[Section]) -> None:
        """Give `page` its content, still without the blocks, its contents and its anchors."""
        page.content, tokens = self._convert(sections)
        page.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[arg-type]
        page.present_anchor_ids = {section.anchor for section in sections}
        page.links_to_anchors = {}

    def _convert(self, sections: Sequence[Section]) -> tuple[str, list[dict[str, Any]]]:
        """Return the HTML of a page's skeleton, and its contents in order."""
        parts, tokens = [], []
        for index, section in enumerate(sections):
            made = self._heading(section)
            parts.append(f"{made.html.replace(_ANCHOR, section.anchor)}\n{mark_of(index)}")
            tokens += [{**token, "id": section.anchor, "children": []} for token in made.tokens]
        return "\n\n".join(parts), tokens

    def _heading(self, section: Section) -> _Made:
        key = (section.level, section.title)
        if (made := self._made.get(key)) is None:
            text = heading(section, _ANCHOR)
            converted = self._converter.reset().convert(text)
            tokens = tuple(getattr(self._converter, "toc_tokens", ()))
            made = self._made[key] = _Made(converted, tokens)
        return made


class _Conversion:
    """Takes the place of a page's own `render`."""

    def __init__(self, page: Page, rendered: RenderedPage, headings: Headings) -> None:
        self._page, self._rendered, self._headings = page, rendered, headings

    def __call__(self, config: MkDocsConfig, files: Files) -> None:
        page, sections = self._page, self._rendered.sections
        if page.markdown != self._rendered.skeleton():
            Page.render(page, config, files)
            return
        self._headings.fill(page, sections)
