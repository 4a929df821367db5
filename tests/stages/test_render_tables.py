"""Tables that fit: what a table looks like once its rows are known."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from icp_playbook.stages.render.tables import fitted

HEADS = [Markup("Who"), Markup("Why"), Markup("Instead")]


def _rows(*rows: tuple[str, ...]) -> str:
    """Return rows as templates draw them, the first cell their name."""
    return "".join(
        f'<tr>\n  <th scope="row">{first}</th>\n'
        + "".join(f"  <td>\n    {cell}\n  </td>\n" for cell in others)
        + "</tr>\n"
        for first, *others in rows
    )


def test_each_cell_knows_its_column() -> None:
    """On a phone the column's name stands before the cell; the row's name needs none."""
    table = fitted(_rows(("Sellers", "No shop", "A form")), HEADS)
    assert '<th scope="row">Sellers</th>' in table.rows
    assert '<td data-icp-head="Why">No shop</td>' in table.rows
    assert '<td data-icp-head="Instead">A form</td>' in table.rows


def test_a_column_that_says_nothing_goes() -> None:
    """Its head goes with it, and the cells after it keep their own names."""
    table = fitted(_rows(("Sellers", "", "A form"), ("Grocers", "<p></p>", "")), HEADS)
    assert table.heads == ["Who", "Instead"]
    assert 'data-icp-head="Why"' not in table.rows
    assert '<td data-icp-head="Instead">A form</td>' in table.rows
    assert '<td data-icp-head="Instead"></td>' in table.rows


@pytest.mark.parametrize("drawn", ["<svg></svg>", '<input type="text">', "<p>0</p>"])
def test_what_is_seen_is_no_empty_cell(drawn: str) -> None:
    """A picture or a field has no text, and a nought is a number."""
    assert fitted(_rows(("Sellers", drawn, "A form")), HEADS).heads == HEADS


def test_a_hole_that_says_something_stays() -> None:
    """A form is filled in later, and one of several things has a column also with nothing in it."""
    rows = _rows(("Sellers", "", "A form"))
    assert fitted(rows, HEADS, whole=True).heads == HEADS
    linked = [HEADS[0], Markup('<a href="b/">B</a>'), HEADS[2]]
    table = fitted(rows, linked)
    assert table.heads == linked
    assert 'data-icp-head="B"' in table.rows


def test_a_note_stands_below_its_row() -> None:
    """A last column that few rows fill takes no room from the others."""
    table = fitted(
        _rows(("Sellers", "No shop", "A form"), ("Grocers", "No", "")), HEADS, below=True
    )
    assert table.heads == ["Who", "Why"]
    assert table.rows.count("<tr") == 3
    assert '<td colspan="2"><span class="icp-below__head">Instead</span> A form</td>' in table.rows


def test_an_irregular_table_is_left_as_it_is() -> None:
    """With a cell over several columns nobody can tell which of them says nothing."""
    rows = '<tr><th scope="rowgroup" colspan="3">Group</th></tr>' + _rows(("Sellers", "", "A form"))
    table = fitted(rows, HEADS)
    assert table.heads == HEADS
    assert '<th scope="rowgroup" colspan="3">Group</th>' in table.rows
    assert '<td data-icp-head="Instead">A form</td>' in table.rows


def test_a_table_in_a_cell_is_not_taken_for_rows() -> None:
    """An author may write one; its cells are not ours."""
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    table = fitted(_rows(("Sellers", inner, "A form")), HEADS)
    assert f'<td data-icp-head="Why">{inner}</td>' in table.rows


def test_a_name_of_a_column_cannot_end_its_attribute() -> None:
    """Companies name tiers and segments, and columns bear these names."""
    head = Markup("&#34;&gt;&lt;script&gt;")
    table = fitted(_rows(("Sellers", "No shop", "A form")), [HEADS[0], head, HEADS[2]])
    assert '<td data-icp-head="&#34;&gt;&lt;script&gt;">No shop</td>' in table.rows
    assert "<script" not in table.rows
