"""A YAML file as a tree of what stands where, so that a part of it can be laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from icp_playbook.model.walk import Loc
from icp_playbook.stages.load.parsers import event_parser


@dataclass(slots=True)
class Node:
    """A scalar, a list or a group: its offsets in the text, and what is in it.

    A scalar's `style` is the sign it begins with, or nothing for a plain one. The key of a list's
    item is None. A block ends where its last value does.
    """

    start: int
    end: int = 0
    value: str | None = None
    style: str = ""
    is_flow: bool = False
    is_list: bool = False
    items: list[tuple[Node | None, Node]] = field(default_factory=list)

    @property
    def is_scalar(self) -> bool:
        """Whether it is one value."""
        return self.value is not None

    def steps(self) -> Iterator[tuple[str | int, Node | None, Node]]:
        """Yield the step to each value inside, its key and the value."""
        for at, (key, value) in enumerate(self.items):
            yield at if key is None else key.value or "", key, value

    def child(self, step: str | int) -> Node | None:
        """Return the value one step inside, if it is there."""
        return next((value for name, _, value in self.steps() if name == step), None)

    def at(self, loc: Loc) -> Node | None:
        """Return the value at the end of a way, if it is there."""
        node: Node | None = self
        for step in loc:
            node = node.child(step) if node is not None else None
        return node


def read_nodes(text: str) -> Node:
    """Return the tree of a file that is known to be readable."""
    parser = event_parser(text)
    opened: list[tuple[Node, Node | None]] = []
    root, key, last = Node(0), None, 0
    while (event := parser.get_event()) is not None:
        if isinstance(event, yaml.CollectionEndEvent):
            node, key = opened.pop()
            last = node.end = _index(event.end_mark) if node.is_flow else last
        elif isinstance(event, yaml.ScalarEvent):
            begin, end = _index(event.start_mark), _index(event.end_mark)
            last = begin + len(text[begin:end].rstrip())
            node = Node(begin, last, event.value, event.style or "")
        elif isinstance(event, yaml.CollectionStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            node = Node(_index(event.start_mark), is_flow=bool(event.flow_style), is_list=is_list)
            opened.append((node, key))
            key = None
            continue
        else:
            continue
        if not opened:
            root = node
        elif opened[-1][0].is_list:
            opened[-1][0].items.append((None, node))
        elif key is None:
            key = node
        else:
            opened[-1][0].items.append((key, node))
            key = None
    return root


def _index(mark: Any) -> int:
    return int(mark.index)
