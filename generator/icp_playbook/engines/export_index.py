"""Sections that Zensical's index of a site has no room for.

Nobody asks that index: the site's search is ours, and finds what is in every section. But Zensical
makes it all the same, and ends with an error when a section is too long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icp_playbook.stages.render.pages import RenderedPage

_BITS = 30
"""In so many bits the index numbers a section and the place of a word in it."""


def fit_index(pages: Iterable[RenderedPage]) -> tuple[RenderedPage, ...]:
    """Return pages whose sections all fit into the index: those that are too long are not in it."""
    pages = tuple(pages)
    longest = longest_section(sum(map(_headings, pages)))
    return tuple(
        replace(
            page,
            sections=tuple(
                replace(section, is_indexed=len(section.html) <= longest)
                for section in page.sections
            ),
        )
        for page in pages
    )


def longest_section(sections: int) -> int:
    """Return how many characters fit into each of so many sections, were each of them a word.

    Some more sections are counted, for those of pages that are not made from definitions.
    """
    return 1 << max(0, _BITS - (sections + sections // 4).bit_length())


def _headings(page: RenderedPage) -> int:
    return sum(1 + section.html.count("<h") for section in page.sections)
