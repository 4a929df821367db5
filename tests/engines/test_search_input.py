"""What the search plugin is given to read makes the entries that the whole page would make."""

from __future__ import annotations

import re

import pytest
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from icp_playbook.engines.mkdocs_search import searchable

HEADING = (
    '<h2 id="s-{0}">{0} &amp; more<a class="headerlink" href="#s-{0}" title="Permanent '
    'link">&para;</a></h2>'
)


@pytest.mark.parametrize(
    "block",
    [
        (
            "<p>Plain <a href='x' title='a b'>link</a>, <strong>bold</strong> and <span "
            "class='icp-chip'>chip</span>.</p>"
        ),
        (
            '<ul class="icp-cards"><li class="icp-card"><p>One</p></li>\n'
            '<li><p class="x">Two &lt;b&gt; 3 &gt; 2</p></li></ul>'
        ),
        (
            "<table><thead><tr><th scope='col'>A</th></tr></thead><tbody><tr><td>1</td>\n"
            "<td>2</td></tr></tbody></table>"
        ),
        (
            "<dl><dt>Owner</dt><dd>sales<br>ask</dd></dl><pre><code>a  b\n"
            "  c</code></pre><p>x<sub>2</sub></p>"
        ),
        (
            '<svg role="img"><title>Fit</title><path d="M0 0"/><text '
            'x="1">Market</text></svg><hr><img alt="a" src="b">'
        ),
        (
            "<p>Seen</p><template data-x data-search-exclude><p>Not "
            "<em>found</em></p></template><p data-search-exclude>Nor</p>"
        ),
        (
            "<footer data-search-exclude><dl><dt>Owner</dt><dd>sales<ul><li>x</li></ul></dd></dl>"
            "</footer><p>Seen</p>"
        ),
        (
            '<script type="application/json">{"a": "<\\/p>"}</script><style>p {}</style><!-- no '
            "<p>word</p> -->After"
        ),
        (
            "<p></p><div><p> </p></div><ol start='3'><li>Third</li></ol><details><summary>Why</"
            "summary>So</details>"
        ),
    ],
)
def test_the_entries_are_the_same(block: str) -> None:
    """Titles, anchors and texts of all sections agree for every block, except white space."""
    page = "\n".join(
        f'{HEADING.format(name)}\n<div class="icp">\n{block}\n</div>' for name in ("One", "Two")
    )

    assert _entries(searchable(page)) == _entries(page)
    assert len(searchable(page)) < len(page)


def test_what_a_company_leaves_out_ends_where_it_ends() -> None:
    """A template may leave out any element: what follows it is found."""
    page = f"{HEADING.format('One')}<div data-search-exclude><b>Not</b></div><p>Found</p>"

    assert _entries(searchable(page)) == _entries(page)
    assert _entries(page)[-1][2] == "<p>Found</p>"


def _entries(page: str) -> list[tuple[str, str | None, str]]:
    parser = Parser()
    parser.feed(page)
    parser.close()
    return [
        (_joined(section.title), section.id, _joined(section.text))
        for section in parser.data
        if not section.is_excluded()
    ]


def _joined(pieces: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(pieces)).strip()
