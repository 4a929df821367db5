"""Find translations that are older than their original, in git's history of their files.

A translation is older when the last change of its original left it as it was. What texts said is
compared, not lines: a text that was wrapped anew or moved is the same, and one line may hold both.
A change of capitals, spaces or punctuation alone counts as none, and so does one whose message has
the line `Playbook-Change: none`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from icp_playbook.history import Change, History
from icp_playbook.history.contents import contents_of
from icp_playbook.stages.load.reader import read_yaml


class Pair(NamedTuple):
    """What a text says in the language of its original, and its translation."""

    original_language: str
    original: str
    translation: str


class _Step(NamedTuple):
    """Two versions of a file, one after the other, and whether what changed counts."""

    newer: frozenset[Pair]
    older: frozenset[Pair]
    counts: bool


def read_older(
    root: Path, language: str, pairs: Mapping[str, Collection[Pair]], history: History
) -> dict[str, dict[Pair, str]]:
    """Return the pairs of each file whose translation is older, with the original it was made of.

    What no history tells is not older.
    """
    changes = {path: history.by_path.get(path, ()) for path in pairs}
    ids = {
        id
        for path, found in changes.items()
        for change in found
        for file in change.files
        if file.path == path
        for id in (file.before, file.after)
    }
    contents = contents_of(root, ids)
    found = {}
    for path, own in pairs.items():
        steps = list(_steps(root, path, language, changes[path], contents))
        befores = {pair: _before(pair, steps) for pair in own}
        found[path] = {pair: was for pair, was in befores.items() if was is not None}
    return found


def _before(pair: Pair, steps: list[_Step]) -> str | None:
    """Return the original that a translation was made of, or None if it is the one of today."""
    for newer, older, counts in steps:
        if pair in older:
            continue
        earlier = [
            one
            for one in sorted(older - newer)
            if one.translation == pair.translation
            and one.original_language == pair.original_language
        ]
        if not earlier:
            return None
        if counts and _letters(earlier[0].original) != _letters(pair.original):
            return earlier[0].original
        pair = earlier[0]
    return None


def _letters(text: str) -> str:
    """Return what of a text is more than capitals, spaces and punctuation."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _steps(
    root: Path, path: str, language: str, changes: tuple[Change, ...], contents: Mapping[str, bytes]
) -> Iterator[_Step]:
    """Yield each change of a file, the newest first: what is not committed is one, too."""
    newer = _pairs_in((root / path).read_bytes(), language)
    for change in changes:
        for file in change.files:
            if file.path != path:
                continue
            after = _pairs_in(contents.get(file.after, b""), language)
            if after != newer:
                yield _Step(newer, after, counts=True)
            before = _pairs_in(contents.get(file.before, b""), language)
            yield _Step(after, before, counts=change.marked != "none")
            newer = before


def _pairs_in(data: bytes, language: str) -> frozenset[Pair]:
    """Return what stands side by side in a file; in one that can't be read, nothing."""
    found: set[Pair] = set()
    waiting: list[Any] = [read_yaml("", data).values] if data else []
    while waiting:
        value = waiting.pop()
        inner = list(value.values()) if isinstance(value, dict) else value
        if isinstance(value, dict) and isinstance(translation := value.get(language), str):
            found.update(
                Pair(tag, said.strip(), translation.strip())
                for tag, said in value.items()
                if tag != language and isinstance(said, str)
            )
        waiting += [one for one in inner if isinstance(one, dict | list)]
    return frozenset(found)
