"""Search: what a site's own script asks, as files of which a question needs a few.

`head.json` says how many things there are, of which kinds, and where words begin. A `words` file
holds the words from one to the next, each with what it leads to; an `entry` file is one thing that
is found. So a question moves its words and its first hits, however large the company is.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log2, sqrt

from icp_playbook.model.entry import Entry
from icp_playbook.project import ASSETS
from icp_playbook.stages.search.letters import is_han, pieces, variants_in
from icp_playbook.stages.search.quiet import quiet_words
from icp_playbook.stages.search.stems import stems_of

FOLDER = f"{ASSETS}/search"
HEAD = f"{FOLDER}/head.json"

# How much it counts where a word stands. A title and a question share theirs among their words.
TITLE, WAY, ANSWER, HEADING, KIND = 60, 40, 6, 4, 3
_MOST = 4
"""So often a word of a text counts, and no more."""
_OFTEN = [0, *(1 + log2(count) for count in range(1, _MOST + 1))]
"""What a word of a text counts, by how often it is there."""
_WEIGHT = 0.3
"""The power of an entry's weight: it decides between equals, and no more."""
_FORM = 0.7
"""What another form of a word counts, of what the form itself would."""
_FILE = 6_000
"""Characters of a file of words; one with a frequent word may be larger."""

Impacts = dict[str, dict[int, float]]
"""By word: how much it counts for each entry that it leads to."""


@dataclass(frozen=True)
class Index:
    """What each word leads to, how words are compared, and which of them say nothing."""

    impacts: Impacts
    quiet: frozenset[str]
    variants: Mapping[str, str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, sorted."""
        return tuple(sorted(self.impacts))


def search_files(entries: Sequence[Entry], language: str) -> dict[str, str]:
    """Return the files of a search over `entries` by their path on the site."""
    index = index_of(entries, language)
    impacts, quiet, variants = index.impacts, index.quiet, index.variants
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    files = {f"{number}.json": _as_json(_shown(entry)) for number, entry in enumerate(entries)}
    begins: list[str] = []
    for first, text in _word_files(impacts):
        files[f"words-{len(begins)}.json"] = text
        begins.append(first)
    files["words.txt"] = "\n".join(word for word in sorted(impacts) if _may_be_mistyped(word))
    head = {
        "kinds": kinds,
        "of": [kinds.index(entry.kind) for entry in entries],
        "begins": begins,
        "quiet": sorted(quiet),
        "variants": "".join(f"{one}{other}" for one, other in sorted(variants.items())),
    }
    version = hashlib.sha256(_as_json([head, files]).encode()).hexdigest()[:12]
    found = {f"{FOLDER}/{name}": text for name, text in files.items()}
    return found | {HEAD: _as_json({"version": version, **head})}


def index_of(entries: Sequence[Entry], language: str) -> Index:
    """Return what words lead to, each entry by its number."""
    quiet = quiet_words(language)
    variants = variants_in([*quiet, *(text for entry in entries for text in _texts(entry))])
    impacts = _impacts(entries, variants, quiet)
    _share_among_forms(impacts, stems_of(language))
    return Index(impacts, quiet, variants)


def _texts(entry: Entry) -> Iterator[str]:
    yield from (entry.title, entry.answer, *entry.ways, *(word for word, _ in entry.avoided))
    for passage in entry.passages:
        yield from (passage.heading, passage.text)


def _shown(entry: Entry) -> Mapping[str, object]:
    """Return what a hit is drawn from; what is not there is left out."""
    shown = {
        "address": entry.address,
        "title": entry.title,
        "answer": entry.answer,
        "ways": entry.ways,
        "avoided": entry.avoided,
        "passages": [[one.anchor, one.heading, one.text] for one in entry.passages],
    }
    return {name: value for name, value in shown.items() if value or name == "address"}


def _impacts(
    entries: Sequence[Entry], variants: Mapping[str, str], quiet: frozenset[str]
) -> Impacts:
    found: Impacts = defaultdict(dict)
    for number, entry in enumerate(entries):
        weight = entry.weight**_WEIGHT
        for word, impact in _words_of(entry, variants, quiet).items():
            found[word][number] = impact * weight
    return found


def _words_of(
    entry: Entry, variants: Mapping[str, str], quiet: frozenset[str]
) -> Mapping[str, float]:
    """Return how much each word counts for an entry."""
    impacts: dict[str, float] = defaultdict(float)

    def shared(text: str, weight: float) -> dict[str, float]:
        words = set(pieces(text, variants))
        return dict.fromkeys(words, weight / sqrt(len(words - quiet) or 1))

    def add(found: Mapping[str, float]) -> None:
        for word, impact in found.items():
            impacts[word] += impact

    add(shared(entry.title, TITLE))
    ways: dict[str, float] = {}
    for way in (*entry.ways, *(word for word, _ in entry.avoided)):
        for word, impact in shared(way, WAY).items():
            ways[word] = max(impact, ways.get(word, 0))
    add(ways)

    def all_in(texts: Iterable[str]) -> Counter[str]:
        # What says nothing tells one title or question from another, and nothing in a text.
        found = Counter(word for text in texts for word in pieces(text, variants))
        for word in quiet & found.keys():
            del found[word]
        return found

    add(dict.fromkeys(all_in([entry.answer]), ANSWER))
    add(dict.fromkeys(all_in([entry.kind]), KIND))
    add(dict.fromkeys(all_in(one.heading for one in entry.passages), HEADING))
    counts = all_in(one.text for one in entry.passages)
    add({word: _OFTEN[min(count, _MOST)] for word, count in counts.items()})
    return impacts


def _share_among_forms(impacts: Impacts, stem: Callable[[str], str]) -> None:
    """Let each form of a word lead where the others lead."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in impacts:
        if not is_han(word):
            forms[stem(word)].append(word)
    for words in forms.values():
        if len(words) < 2:
            continue
        own = {word: dict(impacts[word]) for word in words}
        for word in words:
            for other in words:
                for entry, impact in own[other].items() if other != word else ():
                    here = impacts[word]
                    here[entry] = max(here.get(entry, 0), impact * _FORM)


def _may_be_mistyped(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and not is_han(word)


def _word_files(impacts: Impacts) -> Iterator[tuple[str, str]]:
    """Yield the first word of each file of words, and its text."""
    lines: dict[str, str] = {}
    size = 0
    for word in sorted(impacts, key=_as_scripts_sort):
        lines[word] = f"{_as_json(word)}:[{_led_to(impacts[word])}]"
        size += len(lines[word])
        if size > _FILE:
            yield next(iter(lines)), f"{{{','.join(lines.values())}}}"
            lines, size = {}, 0
    if lines:
        yield next(iter(lines)), f"{{{','.join(lines.values())}}}"


def _as_scripts_sort(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")


def _led_to(found: Mapping[int, float]) -> str:
    """Return each entry, counted from the one before it, and how much the word counts there."""
    entries = sorted(found)
    return ",".join(
        f"{entry - last},{round(found[entry] * 4) or 1}" for last, entry in pairwise([0, *entries])
    )


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


__all__ = ["FOLDER", "HEAD", "Index", "index_of", "search_files"]
