"""Whether two versions of a definition say the same, whatever their comments and their layout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import yaml

LARGEST = 1 << 18
"""Bytes of a file that is compared; a larger one counts as changed."""
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ABOUT_KEEPING = frozenset({"reviewed", "review_note", "review_every", "intentional", "aliases"})
"""Who looked at a definition and when, and what it was called: none of it is what it says."""

_Fields = dict[str, tuple[str, ...]]


def says_the_same(before: bytes, after: bytes) -> bool:
    """Tell whether two versions of a file say the same; what cannot be read says something else."""
    fields = _fields(before)
    return fields is not None and fields == _fields(after)


@lru_cache(maxsize=1024)
def _fields(data: bytes) -> _Fields | None:
    """Return each field with its value as a row of words, or None for what is no definition.

    Made from the parser's events: no depth of nesting is too much for them, and a value is the same
    however it is quoted or broken into lines.
    """
    try:
        return _gathered(yaml.parse(data, Loader=_PARSER))
    except (yaml.YAMLError, ValueError):
        return None


def _gathered(events: Iterator[yaml.Event]) -> _Fields | None:
    found: _Fields = {}
    depth, field, value = 0, None, list[str]()
    for event in events:
        begins = isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        if begins and depth == 0 and not isinstance(event, yaml.MappingStartEvent):
            return None
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0 and not begins:
            continue
        if depth == 1 and field is None and isinstance(event, yaml.ScalarEvent):
            field = event.value
        elif depth > 0:
            value.append(_word(event))
        depth += begins
        if depth == 1 and field is not None and value:
            found[field] = tuple(value)
            field, value = None, []
    return {name: said for name, said in found.items() if name not in _ABOUT_KEEPING}


def _word(event: yaml.Event) -> str:
    if isinstance(event, yaml.ScalarEvent):
        return f"={event.value}"
    return f"{type(event).__name__} {getattr(event, 'anchor', None) or ''}"
