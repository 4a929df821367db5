"""The layout of goldens: it hides what no reader sees, and nothing else."""

from __future__ import annotations

import pytest

from laid_out import WIDTH, lay_out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>"),
        ("<p>one <b>two</b></p>", "<p>\n one\n <b>two</b>\n</p>"),
        ("<p>don't</p>", "<p>don&#39;t</p>"),
    ],
)
def test_what_readers_do_not_see_makes_no_difference(one: str, other: str) -> None:
    """Blocks may be indented and lines broken."""
    assert lay_out(one) == lay_out(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p><b>one</b><b>two</b></p>", "<p><b>one</b> <b>two</b></p>"),
        ("<p>one, <a>two</a></p>", "<p>one ,<a>two</a></p>"),
        ("<pre>one\ntwo</pre>", "<pre>one two</pre>"),
        ('<p class="a">one</p>', '<p class="b">one</p>'),
        ("<p>a&lt;b</p>", "<p>a&amp;lt;b</p>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a\u00a0b</p>", "<p>a b</p>"),
    ],
)
def test_what_readers_see_makes_a_difference(one: str, other: str) -> None:
    """A space between words, a class, an escape, a line."""
    assert lay_out(one) != lay_out(other)


def test_lines_are_short_enough_to_read_a_difference() -> None:
    """Whatever a template wrote on one line."""
    html = (
        "<div>"
        + "<p class='x'>some <b>words</b> and more of them</p>" * 40
        + "word " * 200
        + "</div>"
    )
    assert max(map(len, lay_out(html).split("\n"))) <= WIDTH
