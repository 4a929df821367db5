"""The index of the theme's search: portals that hold many teams' sites read it."""

from __future__ import annotations

import json
from html import unescape

from shared import Shared


def test_the_index_of_the_theme_holds_each_section_once(shared: Shared) -> None:
    """What it says is what our own search knows of the page, so neither is parsed twice."""
    site = shared.sample() / "site"
    docs = json.loads((site / "search/search_index.json").read_text())["docs"]
    found = {doc["location"]: doc for doc in docs}
    assert len(found) == len(docs) > 500
    persona = found["personas/returns-manager/"]
    assert persona["title"] == "Returns manager"
    assert "<" not in unescape(persona["text"]).replace("<p>", "").replace("</p>", "")
    assert any(place.startswith("segments/mid-size-brands/#") for place in found)
