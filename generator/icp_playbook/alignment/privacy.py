"""What is not shown: groups of fewer than five, and what would tell them by subtraction.

Where the whole and all groups but one are shown, what is left is that one. So a group that is too
small is put together with others until what is hidden is five people or more.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 5
"""People in a group that is shown."""


def hidden_among(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups to hide, where the whole is shown; the smallest are hidden first.

    A group in which nobody answered has nothing to hide.
    """
    by_size = sorted((size, name) for name, size in sizes.items() if size)
    hidden: list[str] = []
    count = 0
    for size, name in by_size:
        if size >= FEWEST and (not hidden or count >= FEWEST):
            break
        hidden.append(name)
        count += size
    return frozenset(hidden)
