"""Whether two versions of a definition say the same."""

from __future__ import annotations

import pytest

from icp_playbook.meaning import LARGEST, says_the_same

BEFORE = b"""\
name: Mid-market
definition: >-
  Companies that sell
  their own goods.
focus: beachhead
tags: [a, b]
fit: {bands: [{from: 0, name: Weak}]}
"""


@pytest.mark.parametrize(
    "after",
    [
        b"# yaml-language-server: $schema=x\n" + BEFORE,
        BEFORE.replace(b"tags: [a, b]", b"tags:\n  - a\n  - 'b'  # the other"),
        BEFORE.replace(b">-\n  Companies that sell\n  their", b"Companies that sell their"),
        BEFORE.replace(b"focus: beachhead\n", b"") + b"focus: beachhead\n",
        BEFORE + b"reviewed: 2026-01-01\nreview_note: Nothing new.\naliases: [mid]\n",
        BEFORE.replace(b"\n", b"\r\n"),
    ],
)
def test_comments_layout_and_reviews_say_nothing_new(after: bytes) -> None:
    """Neither does the order of fields, quotes, or where a line breaks."""
    assert says_the_same(BEFORE, after)


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace(b"beachhead", b"focus"),
        BEFORE.replace(b"[a, b]", b"[b, a]"),
        BEFORE.replace(b"[a, b]", b"[[a], b]"),
        BEFORE.replace(b"from: 0, name: Weak", b"from: 0}, {name: Weak"),
        BEFORE + b"status: retired\n",
        BEFORE.replace(b"tags: [a, b]\n", b""),
        b"- a\n",
        b"name: [",
        b"\x00\x01",
        b"",
        BEFORE + b"#" * LARGEST + b"\nstatus: retired\n",
    ],
)
def test_what_is_said_otherwise_or_cannot_be_read_is_a_change(after: bytes) -> None:
    """Order within a list counts, and how values nest."""
    assert not says_the_same(BEFORE, after)


def test_any_depth_is_compared() -> None:
    """Without a crash: nothing is built from it."""
    deep = b"a: " + b"[" * 5000 + b"]" * 5000 + b"\n"
    assert says_the_same(deep, b"# deep\n" + deep)
    assert not says_the_same(deep, deep.replace(b"a:", b"b:"))
