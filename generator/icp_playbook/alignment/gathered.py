"""The answers of all files together: the same person once, and who answered other rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icp_playbook.alignment.answers import Answers
from icp_playbook.messages import say_count


@dataclass(frozen=True, slots=True)
class Round:
    """Everybody who answered in one round, and what there is to say about that."""

    people: tuple[Answers, ...]
    notes: tuple[str, ...] = ()


def gather(answers: Iterable[Answers], version: str) -> Round:
    """Return each person's last answers, and notes; `version` is that of today's survey."""
    people: dict[str, Answers] = {}
    again = 0
    for place, one in enumerate(answers):
        key = f"id {one.id}" if one.id else f"place {place}"
        again += key in people
        if key not in people or one.day >= people[key].day:
            people[key] = one
    found = tuple(one for one in people.values() if one.given)
    return Round(found, tuple(_notes(found, len(people) - len(found), again, version)))


def _notes(people: tuple[Answers, ...], empty: int, again: int, version: str) -> Iterator[str]:
    if again:
        yield say_count("{count} set of answers came again, by its id; the last one is counted.",
                        "{count} sets of answers came again, by their ids; the last are counted.",
                        count=again)  # fmt: skip
    if empty:
        yield say_count("{count} person answered nothing that can be counted.",
                        "{count} people answered nothing that can be counted.",
                        count=empty)  # fmt: skip
    others = Counter(one.version for one in people if one.version not in ("", version))
    for letters, count in sorted(others.items()):
        yield say_count(
            "{count} person answered by other rules ({letters}; today's are {today}). What is"
            " still asked is counted.",
            "{count} people answered by other rules ({letters}; today's are {today}). What is"
            " still asked is counted.",
            count=count, letters=letters, today=version,
        )  # fmt: skip
