"""How deep and how big a YAML text is, counted on its events before anything is built from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from icp_playbook.stages.load import yaml_events as y
from icp_playbook.stages.load.composing import MAX_DEPTH, MAX_NODES
from icp_playbook.stages.load.places import Finding, place_at


def measure(text: str) -> Finding | None:
    """Return what makes `text` too much to build values from, or None. Raise `UnreadableYaml` where it is no YAML.

    Unlike definitions, a configuration may have anchors; each alias counts as all that its anchor holds.
    """
    parser, counter = y.event_parser(text), _Counter()
    while True:
        event = parser.get_event()
        if isinstance(event, y.StreamEndEvent):
            return None
        if finding := counter.count(event):
            return finding


@dataclass(slots=True)
class _Size:
    """How many values a part of the text holds, and how many levels deep they go."""

    nodes: int = 1
    height: int = 0


class _Counter:
    """Adds up sizes from the inside to the outside; the list of what is open takes the place of recursion."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, _Size]] = []
        self._anchors: dict[str, _Size] = {}

    def count(self, event: Any) -> Finding | None:
        """Take one event into account, and return what is too much with it."""
        place = place_at(event.start_mark.line, event.start_mark.column)
        if isinstance(event, (y.MappingStartEvent, y.SequenceStartEvent)):
            self._open.append((event.anchor, _Size()))
            return self._added(_Size(0), place)
        if isinstance(event, y.AliasEvent):
            if event.anchor in (anchor for anchor, _ in self._open):
                return Finding(place, "yaml-anchor", f"*{event.anchor} stands inside itself", "take it out")
            return self._added(self._anchors.get(str(event.anchor), _Size()), place)
        if isinstance(event, (y.MappingEndEvent, y.SequenceEndEvent)):
            anchor, inside = self._open.pop()
            return self._closed(anchor, _Size(inside.nodes, inside.height + 1), place)
        if isinstance(event, y.ScalarEvent):
            return self._closed(event.anchor, _Size(), place)
        return None

    def _closed(self, anchor: str | None, size: _Size, place: int) -> Finding | None:
        if anchor is not None:
            self._anchors[anchor] = size
        return self._added(size, place)

    def _added(self, size: _Size, place: int) -> Finding | None:
        if len(self._open) + size.height > MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            return Finding(place, "yaml-depth", message, "no configuration needs that")
        if not self._open:
            return None
        around = self._open[-1][1]
        around.nodes += size.nodes
        around.height = max(around.height, size.height)
        if around.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values, counting what aliases repeat"
            return Finding(place, "yaml-size", message, "shorten it")
        return None
