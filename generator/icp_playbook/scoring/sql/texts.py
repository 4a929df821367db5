"""Texts put together of parts."""

from __future__ import annotations

from collections.abc import Iterable

from icp_playbook.scoring.sql.tree import NO_SPAN, NULL_TEXT, Call, Constant, Node, chosen, text


def joined(parts: Iterable[Node]) -> Node:
    """Return texts that are not null, one after the other."""
    kept = [part for part in parts if part != text("")]
    if not kept:
        return text("")
    return kept[0] if len(kept) == 1 else Call("text", NO_SPAN, "joined", tuple(kept))


def listed(parts: Iterable[tuple[Node, str]]) -> Node:
    """Return the names of what holds, with "; " between them; null where nothing does."""
    shown = joined([chosen([(truth, text(f"; {name}"))], text("")) for truth, name in parts])
    if isinstance(shown, Constant):
        return NULL_TEXT if not shown.value else text(str(shown.value)[2:])
    return Call("text", NO_SPAN, "from_third", (shown,))
