"""A place inside a text is found in its file, however the text was written there."""

from __future__ import annotations

import pytest

from icp_playbook.stages.load.reader import read_yaml


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: one X\n", (1, 8)),
        ("a: 'it''s X'\n", (1, 11)),
        ('a: "\\tone \\"\\u0041\\\\ X"\n', (1, 22)),
        ("a:\n  one\n  two X\n", (3, 7)),
        ('a: "one\n\n  X"\n', (3, 3)),
        ("a: |-\n  one\n\n   X\n", (4, 4)),
        ("a: >- # text\n  one\n  two\n\n  X three\n", (5, 3)),
        ("a: |2\n    one\n  X\r\n", (3, 3)),
        ("- {a: b}\n", None),
    ],
)
def test_a_sign_is_found_where_it_stands(source: str, place: tuple[int, int] | None) -> None:
    """Indentation, folding, quotes and escape codes lie between a value and its file."""
    document = read_yaml("a.yml", source.encode())
    if place is None:
        assert not document.values
        return
    value = str(document.values["a"])
    assert document.position_in(("a",), value, value.index("X")) == place
