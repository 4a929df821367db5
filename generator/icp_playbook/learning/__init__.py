"""Learning: questions that are made from the definitions, so that they never go stale.

Pure functions from a catalog, in one language, to frozen questions. Each sort is a module of
`kinds/`, whose docstring says what it is made from and what makes the others wrong.

So that a page stays light, a big company is asked some of what it might be: 24 of each sort, and 8
of the one that judges accounts, which takes longest. What an onboarding track has people read comes
first, then one of each definition before a second of any. What somebody wrote for a track is never
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from icp_playbook.learning.kinds import answers, customers, people, plays, tiers, words, written
from icp_playbook.learning.path import modules_by_definition
from icp_playbook.learning.question import Question, letters_of
from icp_playbook.learning.source import KindOfQuestion, Source, Subject
from icp_playbook.model.catalog import Catalog

__all__ = ["QUESTIONS", "Question", "questions_of"]

QUESTIONS: tuple[KindOfQuestion, ...] = (
    answers.KIND,
    customers.KIND,
    tiers.KIND,
    plays.KIND,
    words.KIND,
    people.DECIDERS,
    people.PROBLEMS,
    people.OBJECTIONS,
    written.KIND,
)
"""The sorts, in the order in which they take turns."""


def questions_of(catalog: Catalog, language: str) -> tuple[Question, ...]:
    """Return what there is to learn, the sorts in turns; each question stands once."""
    source = Source(catalog, language)
    read = modules_by_definition(catalog)
    by_kind = [[*_made(source, kind, read)] for kind in QUESTIONS]
    in_turns = (one for turn in zip_longest(*by_kind) for one in turn if one is not None)
    return tuple({one.id: one for one in in_turns}.values())


def _made(source: Source, kind: KindOfQuestion, read: Mapping[str, object]) -> Iterator[Question]:
    subjects = [*kind.subjects(source)]
    if kind.most is not None:
        subjects = _in_order(subjects, read)[: 2 * kind.most]
    made = (kind.ask(source, subject) for subject in subjects)
    yield from islice((one for one in made if one is not None), kind.most)


def _in_order(subjects: Sequence[Subject], read: Mapping[str, object]) -> list[Subject]:
    """Return what there is to ask about, in the order in which it is chosen."""
    seen: dict[str, int] = {}
    keys: list[tuple[int, bool, str]] = []
    for subject in subjects:
        ref = subject.definition.ref
        seen[ref] = seen.get(ref, -1) + 1
        keys.append((seen[ref], ref not in read, letters_of([ref])))
    order = sorted(range(len(subjects)), key=lambda place: keys[place])
    return [subjects[place] for place in order]
