"""From pages of one folder, all that leads elsewhere has the same address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

from icp_playbook.engines.mkdocs_nav_items import _Folders

NAMES = st.sampled_from(["a", "b", "c"])
FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.tuples(FOLDERS, NAMES).map(lambda pair: f"{pair[0]}{pair[1]}.html")
ANCHORS = FOLDERS.map(lambda address: f"{address}#x")


@given(st.lists(st.one_of(FOLDERS, FILES, ANCHORS), unique=True, max_size=12))
def test_addresses_look_the_same_from_where_the_folder_is(addresses: list[str]) -> None:
    """A page itself is not among them: its own entry is drawn for it."""
    seen_from = _Folders(addresses)
    pages = [address for address in addresses if "#" not in address]
    for one in pages:
        for other in pages:
            if seen_from(one) == seen_from(other):
                for there in addresses:
                    if there not in (one, other):
                        assert get_relative_url(there, one) == get_relative_url(there, other)
