"""A frame that is drawn once is, filled for a page, what the templates draw for that page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.utils.templates import script_tag_filter, url_filter

from icp_playbook.engines import mkdocs_frames, mkdocs_pages
from icp_playbook.engines.mkdocs_frames import Frames
from shared import DAY, Shared
from sites import copy_sample, files_of, icp

PARTS = ("nav", "path", "toc")


class Counting(Environment):
    """Counts how often a page is drawn as a whole."""

    def __init__(self, template: str) -> None:
        parts = {f"partials/{name}.html": f"{name} of {{{{ page.toc|length }}}}" for name in PARTS}
        super().__init__(loader=DictLoader(parts | {"main.html": "{{ drawn() }}" + template}))
        self.filters |= {"url": url_filter, "script_tag": script_tag_filter}
        self.drawn = 0
        self.globals["drawn"] = self._count

    def _count(self) -> str:
        self.drawn += 1
        return ""


def pages() -> Iterator[dict[str, Any]]:
    """Yield what a template is given for pages that differ in all they have."""
    tabs = [SimpleNamespace(active=True, url="a/"), SimpleNamespace(active=False, url="b/")]
    nav = SimpleNamespace(items=tabs)
    for number in range(8):
        page = SimpleNamespace(
            title=f"Page <{number}> & co",
            url=f"a/{number}/",
            meta={"hide": ["toc"], "icon": str(number)} if number % 2 else {},
            toc=[],
            above=tabs[: 1 + number % 2],
            number=number,
            content=" <h1>words</h1>\n",
        )
        yield {"nav": nav, "pages": [], "config": {}, "base_url": f"..{number}", "page": page}


FRAMED = {
    "words": "<title>{{ page.title }}</title>",
    "filters": "{{ page.title|e }} {{ page.title|striptags|upper }} {{ page.meta.x|d('none') }}",
    "addresses": "{{ 'style.css'|url }} {{ page.url|url }} {{ 'x.js'|script_tag }} {{ base_url }}",
    "questions": "{% if page.meta and 'toc' in page.meta.hide %}hidden{% else %}shown{% endif %}",
    "tests": "{{ 'icon' if page.meta.icon is defined }} {% if page.number is odd %}odd{% endif %}",
    "lists": "{% for one in page.above %}{{ loop.index }} {{ one.url|url }}{% endfor %}",
    "lengths": "{{ 'many' if page.above|length > 1 else 'one' }}",
    "comparisons": "{% for one in nav.items %}{{ one == page.above[0] }}{% endfor %}",
    "data": "{{ {'base': base_url, 'title': page.title}|tojson }}",
    "parts": "{% include 'partials/nav.html' %}{% include 'partials/toc.html' %}",
    "macros": "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(page.title) }}",
    "sets": "{% set t = page.title %}{% if not t %}none{% endif %}{{ t }}",
}

WHOLE = {
    "words that were put together": "{{ (page.title ~ ' | ' ~ base_url)|upper }}",
    "a macro's words": "{% macro m(x) %} {{ x }}{% endmacro %}{{ m(page.content)|trim }}",
    "escaped words": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(page.title)|e }}",
    "a block of filtered words": "{% filter striptags %}{{ page.content }}{% endfilter %}",
    "sums": "{{ page.number + 1 }}",
    "calls": "{{ page.title.upper() }}",
    "slots": "{{ '%s'|format(page.title) }}{{ 'x' * page.number }}",
    "words that are not shown": "{% set x %}{{ page.title }}{% endset %}{{ x|length }}",
}


@pytest.mark.parametrize("name", FRAMED)
def test_a_frame_is_drawn_once_for_pages_that_answer_alike(name: str) -> None:
    """Each page is as if it was drawn as a whole; few of them are."""
    plain, counting = Counting(FRAMED[name]), Counting(FRAMED[name])
    frames = Frames(counting, ["a/"])
    for here in pages():
        expected = plain.get_template("main.html").render(here)
        assert frames.get_template("main.html").render(here) == expected
    assert counting.drawn <= 6, "two kinds: each for its frame, its first page, and to try it"


@pytest.mark.parametrize("name", WHOLE)
def test_where_a_frame_is_unsure_pages_are_drawn_as_a_whole(name: str) -> None:
    """A template may do to a page what it likes."""
    plain, counting = Counting(WHOLE[name]), Counting(WHOLE[name])
    frames = Frames(counting, ["a/"])
    for here in pages():
        expected = plain.get_template("main.html").render(here)
        assert frames.get_template("main.html").render(here) == expected
    assert counting.drawn >= 8


def test_the_sample_in_frames_is_the_sample(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The theme's templates do nothing that frames could not do, in no language."""
    monkeypatch.setattr(mkdocs_pages, "_FRAMED", 0)
    monkeypatch.setattr(mkdocs_pages, "may_copy", lambda: False)
    framed = []
    fill = mkdocs_frames._Frame.fill

    def counted(frame: mkdocs_frames._Frame, here: Any) -> str | None:
        filled = fill(frame, here)
        framed.append(filled)
        return filled

    monkeypatch.setattr(mkdocs_frames._Frame, "fill", counted)
    root = copy_sample(tmp_path)
    assert icp("build", cwd=root, SOURCE_DATE_EPOCH=DAY).returncode == 0
    assert files_of(root / "site") == files_of(shared.sample() / "site")
    assert len([one for one in framed if one is not None]) > 150


def test_a_template_of_the_companys_own_is_drawn_for_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may look at anything, the pages around among it."""
    monkeypatch.setattr(mkdocs_pages, "_FRAMED", 0)
    root = copy_sample(tmp_path)
    partial = root / "site_templates/theme/partials/copyright.html"
    partial.parent.mkdir(parents=True)
    partial.write_text(
        "<i>{{ nav.items|map(attribute='active')|list|length }} of "
        "{% for one in nav.items[2].children %}{{ one.active }} {% endfor %}</i>",
        "utf-8",
    )
    assert icp("build", cwd=root).returncode == 0
    pages = [text.decode() for path, text in files_of(root / "site").items() if "html" in path]
    told = {page.partition("<i>")[2].partition("</i>")[0] for page in pages}
    assert len(told) > 3
