"""A drawn page as Markdown: what is seen is there, in order, and links lead to other Markdown."""

from __future__ import annotations

import pytest

from icp_playbook.stages.render.as_markdown import page_as_markdown
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.render.sections import Section

_SOURCES = {
    "personas/founder": "personas/founder.md",
    "segments": "segments/index.md",
    "": "index.md",
}


def as_markdown(markup: str, title: str = "A page") -> str:
    """Return what a page of one section becomes, below its title."""
    section = Section(1, "s-page", title, markup)
    page = RenderedPage("segments/mid.md", {}, (section,))
    written = page_as_markdown(page, "segments/mid/", _SOURCES)
    head, _, body = written.partition("\n\n")
    assert head.startswith("# ")
    return body.rstrip("\n")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p>\n<p>Two   words.</p>", "One.\n\nTwo words."),
        ("<p><strong>Why:</strong>because</p>", "**Why:** because"),
        ("<p>a <em>b</em> c <code>d_e</code></p>", "a *b* c `d_e`"),
        ("<h3 class='icp-h'>Whom</h3><p>Them</p>", "### Whom\n\nThem"),
        ("<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>", "- One\n- Two\n  - Three"),
        ("<ol><li>First</li><li>Then</li></ol>", "1. First\n1. Then"),
        ("<dl><dt>Focus</dt><dd>Beachhead</dd></dl>", "- **Focus:** Beachhead"),
        ("<details><summary>More</summary><p>Of it</p></details>", "**More**\n\nOf it"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ('<p>seen</p><button type="button">Print</button><svg><text>x</text></svg>', "seen"),
        ('<p hidden>not <b>seen</b></p><p class="hidden">seen</p>', "seen"),
        ("<p>1 &lt; 2 &amp; [so] *it* is</p>", r"1 \< 2 & \[so\] \*it\* is"),
        ("<p>_a_ snake_case ~~b~~ &amp;lt; Q&amp;A</p>", r"\_a\_ snake_case \~\~b\~\~ \&lt; Q&A"),
        ("<p># a</p><p>1. b</p><p>&gt; c</p><p>-5</p>", "\\# a\n\n1\\. b\n\n\\> c\n\n-5"),
        ("<ul><li>- a</li></ul><p>b<br>---</p>", "- \\- a\n\nb\n\\---"),
        ("<p><code>_a_[b]</code></p>", "`_a_[b]`"),
        ('<p><a href="https://x.example/a(b">c</a></p>', "[c](<https://x.example/a(b>)"),
    ],
)
def test_what_is_seen_is_written(markup: str, expected: str) -> None:
    """Each piece of our pages has its form in Markdown; what nobody sees has none."""
    assert as_markdown(markup) == expected


def test_a_table_has_its_head_and_a_line_for_each_row() -> None:
    """A cell is one line, whatever is in it, and no sign in it ends it."""
    markup = (
        "<table><thead><tr><th>What</th><th>Points</th></tr></thead><tbody>"
        "<tr><td><ul><li>a|b</li><li>c</li></ul></td><td>5</td></tr></tbody></table><p>After</p>"
    )
    lines = as_markdown(markup).split("\n")
    assert lines[0] == "| What | Points |"
    assert lines[1] == "|---|---|"
    assert r"a\|b" in lines[2]
    assert lines[2].endswith("| 5 |")
    assert lines[-1] == "After"


def test_links_lead_to_the_markdown_of_pages() -> None:
    """Another page by the way from this file; a place on this page is no link; outside stays."""
    markup = (
        '<a href="../../personas/founder/#s-pains">F</a> <a href="../">All</a> '
        '<a href="#s-x">here</a> <a href="../../">Home</a> <a href="https://example.org/a?b=1&amp;c=2">out</a>'
        ' <a href="../../data/x.json">data</a> <a href="javascript:x">no</a>'
    )
    assert as_markdown(markup) == (
        "[F](../personas/founder.md) [All](index.md) here [Home](../index.md) "
        "[out](https://example.org/a?b=1&c=2) [data](../data/x.json) no"
    )


def test_links_that_touch_are_told_apart() -> None:
    """A row of buttons is a row of links."""
    markup = '<a href="../">One</a><a href="../../">Two</a>'
    assert as_markdown(markup) == "[One](index.md) [Two](../index.md)"


def test_titles_have_no_syntax() -> None:
    """What an author typed in a title is no link and no emphasis."""
    page = RenderedPage("x.md", {}, (Section(1, "s-page", "[a](b) *c* <script>", "<p>d</p>"),))
    assert page_as_markdown(page, "x/", {}).startswith(r"# \[a\](b) \*c\* \<script>")
