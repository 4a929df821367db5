"""No group below five is shown, nor can be told by subtraction."""

from __future__ import annotations

from itertools import product

from icp_playbook.alignment.privacy import FEWEST, hidden_among


def test_nothing_is_hidden_where_each_group_is_large_enough() -> None:
    """A group in which nobody answered has nothing to hide."""
    assert hidden_among({"sales": 5, "support": 9, "product": 0}) == frozenset()


def test_the_smallest_neighbour_of_a_small_group_is_hidden_too() -> None:
    """Else the whole less the others would be that group."""
    assert hidden_among({"sales": 7, "support": 3, "product": 6}) == {"support", "product"}


def test_small_groups_that_are_five_together_hide_no_other() -> None:
    """What is left of the whole is all of them."""
    assert hidden_among({"sales": 7, "support": 3, "product": 2}) == {"support", "product"}


def test_whatever_the_sizes_what_is_left_is_five_people_or_nobody() -> None:
    """But where the whole itself is too small to be shown."""
    for sizes in product(range(9), repeat=4):
        groups = dict(zip("abcd", sizes, strict=True))
        hidden = hidden_among(groups)
        count = sum(groups[name] for name in hidden)
        assert all(
            size >= FEWEST or not size for name, size in groups.items() if name not in hidden
        )
        assert not hidden or count >= min(FEWEST, sum(sizes))
