"""Search for programs: what the site's own search finds, asked here instead of in a browser.

Titles, answers and questions count as there (`stages/search/`); passages are of the Markdown of
each definition, since no page is drawn. How a question is read follows
`site_templates/scripts/search/`, less what needs a browser to cut Chinese into words.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from icp_playbook.asking.playbook import ReadPlaybook, related
from icp_playbook.model.entry import Entry, Passage
from icp_playbook.model.page import Page
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.programs.as_markdown import markdown_of
from icp_playbook.stages.search import Index, index_of
from icp_playbook.stages.search.entries import entries_of
from icp_playbook.stages.search.letters import folded, is_han, words

_BEGINS, _NEAR = 0.7, 0.5
"""What a word counts that only begins with what was asked, and what one that is near it."""
_SHARE, _HAN_SHARE = 0.5, 0.2
"""So much of what was asked an entry has that is found although it has not all."""
_FIRST, _CLOSE = 12, 4
"""So many hits are looked at more closely, and so much that counts at most."""
_ENOUGH = 4
"""Letters of a word that may have been mistyped."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that answers a question, with the passage that has most of its words."""

    entry: Entry
    passage: Passage | None
    has_all: bool
    """Whether it has all words that were asked for."""


class Library:
    """Everything that is searched, indexed when somebody first asks."""

    def __init__(self, state: ReadPlaybook) -> None:
        self._catalog, self._site, self._reader = state.catalog, state.site, state.reader
        self._related = state.kept(related)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What can be found: definitions, parts that have a name, hand-written pages."""
        planned = plan(self._catalog, self._site, ())
        passages = {page.source: self._passages(page) for page in planned.pages}
        made = entries_of(planned, passages, self._catalog, self._site, self._reader)
        written = (
            Entry(one.path, one.title, "", passages=tuple(_parts(one.body)), weight=0.5)
            for one in self._catalog.pages
        )
        return (*(one for one in made if one.ref), *written)

    @cached_property
    def _index(self) -> Index:
        return index_of(self.entries, self._site.language)

    def _passages(self, page: Page) -> tuple[Passage, ...]:
        if page.about is None:
            return ()
        text = markdown_of(page.about, self._catalog, self._related, self._site.language)
        return tuple(_parts(text.partition("\n\n")[2].partition("\n\n")[2]))

    def find(self, question: str) -> list[Hit]:
        """Return what answers a question, the best first."""
        index = self._index
        typed = list(dict.fromkeys(map(self._same, words(folded(question)))))
        telling = [word for word in typed if word not in index.quiet] or typed
        asked = [piece for word in telling for piece in self._pieces(word)]
        parts = [self._look_up(piece) for piece in asked]
        share = _HAN_SHARE if any(map(is_han, asked)) else _SHARE
        found = self._ranked(parts, 1) or self._ranked(parts, share)
        marks = {word for part in parts for word in part.words}
        return [
            Hit(self.entries[at], self._best(self.entries[at], marks), has_all)
            for at, has_all in self._settled(found, typed)
        ]

    def _same(self, word: str) -> str:
        """Return a word in the letters that the index has."""
        return "".join(self._index.variants.get(letter, letter) for letter in word)

    def _pieces(self, word: str) -> list[str]:
        """Return what a word is looked for by: Han letters by pairs, less what says nothing."""
        if not is_han(word):
            return [word]
        runs = [word]
        for quiet in sorted(filter(is_han, self._index.quiet), key=len, reverse=True):
            if len(quiet) > 1 or word.startswith(quiet) or word.endswith(quiet):
                runs = [piece for run in runs for piece in run.split(quiet)]
        pairs = [one + other for run in runs for one, other in pairwise(run)]
        return pairs or [run for run in runs if run] or [word]

    def _look_up(self, piece: str) -> _Part:
        exact = self._index.impacts.get(piece, {})
        found = {piece: dict(exact)} if exact else {}
        if not is_han(piece) and len(piece) > 1:
            for word in self._beginning_with(piece):
                found[word] = {
                    entry: impact * _BEGINS for entry, impact in self._index.impacts[word].items()
                }
            for word in () if found else self._near(piece):
                found[word] = {
                    entry: impact * _NEAR for entry, impact in self._index.impacts[word].items()
                }
        scores: dict[int, float] = {}
        for led in found.values():
            for entry, impact in led.items():
                scores[entry] = max(impact, scores.get(entry, 0))
        return _Part(tuple(found), scores)

    def _beginning_with(self, piece: str) -> Iterator[str]:
        every = self._index.words
        for word in every[bisect_left(every, piece) :]:
            if not word.startswith(piece):
                return
            if word != piece:
                yield word

    def _near(self, piece: str) -> list[str]:
        """Return the words that somebody may have meant: a slip of the fingers away."""
        if len(piece) < _ENOUGH:
            return []
        likely = [
            word
            for word in self._beginning_with(piece[0])
            if abs(len(word) - len(piece)) < 3 and word.isalpha()
        ]
        return difflib.get_close_matches(piece, likely, n=2, cutoff=0.75)

    def _ranked(self, parts: Sequence[_Part], share: float) -> list[tuple[int, float, bool]]:
        """Return entries that have so much of what was asked; what is rare counts more."""
        rarity = [
            log(1 + len(self.entries) / len(part.scores)) if part.scores else 0 for part in parts
        ]
        whole = sum(rarity) or 1
        scores: dict[int, float] = defaultdict(float)
        had: dict[int, float] = defaultdict(float)
        counts: dict[int, int] = defaultdict(int)
        for part, rare in zip(parts, rarity, strict=True):
            for entry, impact in part.scores.items():
                scores[entry] += impact * rare
                had[entry] += rare / whole
                counts[entry] += 1
        found = [
            (entry, score * had[entry] ** 2, counts[entry] == len(parts))
            for entry, score in scores.items()
            if (counts[entry] == len(parts) if share == 1 else had[entry] >= share)
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _settled(
        self, found: Sequence[tuple[int, float, bool]], asked: Sequence[str]
    ) -> list[tuple[int, bool]]:
        """Put first what is called nearly as was asked, or answers nearly that question."""
        first = [
            (entry, score * (1 + _CLOSE * self._closest(entry, asked) ** 2), has_all)
            for entry, score, has_all in found[:_FIRST]
        ]
        first.sort(key=lambda one: (-one[1], one[0]))
        return [(entry, has_all) for entry, _, has_all in (*first, *found[_FIRST:])]

    def _closest(self, at: int, asked: Sequence[str]) -> float:
        entry = self.entries[at]
        names = (entry.title, *entry.ways, *(word for word, _ in entry.avoided))
        return max(_closeness(asked, self._words(name), self._index.quiet) for name in names)

    def _words(self, text: str) -> list[str]:
        return list(map(self._same, words(folded(text))))

    def _best(self, entry: Entry, marks: set[str]) -> Passage | None:
        """Return the passage with most of the words that were found."""
        counted = [
            (sum(mark in folded(f"{one.heading}\n{one.text}") for mark in marks), one)
            for one in entry.passages
        ]
        most = max((count for count, _ in counted), default=0)
        return next((one for count, one in counted if count == most), None) if most else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A word that was asked: the words that are there for it, and what they lead to."""

    words: tuple[str, ...]
    scores: Mapping[int, float]


def _closeness(asked: Sequence[str], text: Sequence[str], quiet: frozenset[str]) -> float:
    """Return from 0, nothing in common, to 1, the same words in the same order."""
    if not asked:
        return 0
    places = [[at for at, word in enumerate(text) if _is_form(one, word)] for one in asked]
    had = sum(1 for there in places if there)
    pairs = sum(1 for one, other in pairwise(places) if any(at + 1 in other for at in one))
    known = {at for there in places for at in there}
    telling = [at for at, word in enumerate(text) if word not in quiet]
    others = sum(1 for at in telling if at not in known)
    alone = 1 - others / (len(telling) or 1)
    return 0.75 * (had + pairs) / (2 * len(asked) - 1) + 0.25 * (alone if had else 0)


def _is_form(one: str, other: str) -> bool:
    """Tell whether two words are alike but for their last two letters."""
    begin = max(4, len(one) - 2, len(other) - 2)
    return one == other or (len(one) >= begin and one[:begin] == other[:begin])


def _parts(markdown: str) -> Iterator[Passage]:
    """Yield the text below each heading; what stands before the first has none."""
    heading, lines = "", list[str]()
    fenced = False
    for line in markdown.splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if line.startswith("#") and not fenced:
            yield Passage("", heading, "\n".join(lines).strip())
            heading, lines = line.lstrip("#").strip(), []
        else:
            lines.append(line)
    yield Passage("", heading, "\n".join(lines).strip())
