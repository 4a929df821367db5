"""The last look at a page's HTML: what others make of it after us."""

from __future__ import annotations

import re

import pytest

from icp_playbook.stages.render.sections import as_block


@pytest.mark.parametrize(
    "markup",
    [
        "<dl><dt>Titles</dt><dd>Owner</dd></dl>",
        "<tr><th>Titles</th><td>Owner</td></tr>",
        "<thead><tr><td>Titles</td></tr></thead><tbody><tr><td>Owner</td></tr></tbody>",
        "<h3>Titles</h3><ul><li>Owner</li></ul>",
        "<svg><title>Titles</title><text>Owner</text></svg>",
    ],
)
def test_words_of_two_cells_stay_two_words(markup: str) -> None:
    """A search strips the tags: with no space between cells it would know a word nobody wrote."""
    assert re.sub("<[^>]*>", "", as_block(markup)) == "Titles Owner"


@pytest.mark.parametrize(
    ("markup", "block"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "<ul>\n  <li>\n<pre>a\n\n  b</pre>\n  </li></ul>",
            "<ul>\n<li>\n<pre>a\n\n  b</pre>\n</li></ul>",
        ),
        ('<p>{x}</p><script>["{x}"]</script>', '<p>&#123;x&#125;</p><script>["{x}"]</script>'),
    ],
)
def test_indentation_goes_and_what_is_shown_as_typed_stays(markup: str, block: str) -> None:
    """A template is indented for its author; a block of code, and data of a script, stay."""
    assert as_block(markup) == block
