"""The last look at a page's HTML: what others make of it after us."""

from __future__ import annotations

import re

import pytest

from icp_playbook.stages.render.blocks import as_block


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
    """A search strips the tags: without a space between cells it would know a word that nobody wrote."""
    assert re.sub("<[^>]*>", "", as_block(markup)) == "Titles Owner"
