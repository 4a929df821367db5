"""A long text cut short, in the same way wherever there is little room."""

from __future__ import annotations


def cut_short(text: str, most: int) -> str:
    """Return as much of `text` as fits, cut between words where it has any."""
    if len(text) <= most:
        return text
    kept = text[:most].rpartition(" ")[0]
    return (kept if len(kept) > most // 2 else text[:most]).rstrip(" ,;:.") + " …"
