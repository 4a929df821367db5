"""Tell the changed fields of a definition: a line for each, what came and went of one list together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from icp_playbook.changes.fields import FieldChange
from icp_playbook.changes.looks import Look

_SHORT = 70
_LONG = 2 * _SHORT
# Groups that only say where a field stands; people name the field itself.
_SILENT = {"fit", "criteria", "business model", "economics", "when"}


def told(fields: Sequence[FieldChange], look: Look) -> Iterator[str]:
    """Yield a line for each difference: `**Share of effort**: 45 % → 50 %`."""
    for (where, came, went), group in groupby(
        fields, key=lambda one: (one.where, one.old is None, one.new is None)
    ):
        found = list(group)
        words = [word for word in where if word not in _SILENT] or list(where)
        name = ": ".join(words)
        name = look.strong(name[0].upper() + name[1:])
        if came or went:
            texts = [look.text(_short((one.new if came else one.old) or "")) for one in found]
            yield f"{name}: {'added' if came else 'removed'} {'; '.join(texts)}"
        else:
            for one in found:
                old, new = _apart(one.old or "", one.new or "")
                yield f"{name}: {look.text(old)} → {look.text(new)}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts, cut to where they differ when they are long."""
    if len(old) <= _SHORT and len(new) <= _SHORT:
        return old, new
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    rest = min(len(old), len(new)) - start
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    begin = max(old.rfind(" ", 0, max(start - 20, 0)) + 1, start - 40, 0)
    return _middle(old, begin, len(old) - tail), _middle(new, begin, len(new) - tail)


def _middle(text: str, begin: int, end: int) -> str:
    """Return the part of `text` that matters, with a little of what follows, and dots where something is left out."""
    stop = text.find(" ", end + 20)
    stop = len(text) if stop < 0 or stop > end + 40 else stop
    said = ("… " if begin else "") + text[begin:stop].strip() + (" …" if stop < len(text) else "")
    return _short(said)


def _short(text: str) -> str:
    if len(text) <= _LONG:
        return text
    cut = text[:_LONG].rpartition(" ")[0]
    return (cut if len(cut) > _SHORT else text[:_LONG]) + " …"
