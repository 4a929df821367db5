"""What a report says of accounts and examples that are judged otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from icp_playbook.changes.impact import AccountChange
from icp_playbook.changes.looks import Look
from icp_playbook.messages import Message, say
from icp_playbook.scoring.outcome import Named, Outcome


@dataclass(frozen=True, slots=True)
class JudgedAccounts:
    """The accounts whose answer changes, of so many that were judged."""

    changed: list[AccountChange]
    count: int
    unknown: int
    """Of how many so little is known that they have no segment, before and after."""
    notes: list[str]
    """What in their file could not be used."""
    more: int = 0
    """How many more change, which are only counted."""

    @property
    def changing(self) -> int:
        """Return of how many the answer changes."""
        return len(self.changed) + self.more


def judged_accounts(judged: JudgedAccounts | None, look: Look) -> Iterator[str]:
    """Yield the lines about the accounts of a file."""
    if judged is None:
        return
    changed, count, unknown = judged.changed, judged.count, judged.unknown
    yield from look.heading(
        say(
            "Accounts that would be judged differently: {changed} of {count}",
            changed=judged.changing,
            count=count,
        )
    )
    if unknown:
        yield look.item(
            say(
                "{unknown} of {count} accounts could not be judged: too little is known of them.",
                unknown=f"{unknown:,}",
                count=f"{count:,}",
            )
        )
    lines = [_told(one, look) for one in changed]
    if lines or unknown < count:
        yield from look.long(lines) if lines else [look.item(say("None."))]
    if judged.more:
        yield look.item(
            say(
                "The first {told} are listed here; {more} more change.",
                told=len(lines),
                more=f"{judged.more:,}",
            )
        )
    yield from (look.item(look.text(note)) for note in judged.notes)


def flipped_examples(judged: JudgedAccounts | None, look: Look) -> Iterator[str]:
    """Yield the lines about the examples of which the new rules say something else."""
    if judged is None or not judged.changed:
        return
    changed = judged.changed
    yield from look.heading(
        say(
            "Examples that flip: {changed} of {count}",
            changed=len(changed),
            count=judged.count,
        )
    )
    yield from look.long([_told(one, look) for one in changed])


def _told(one: AccountChange, look: Look) -> str:
    name, changes = look.strong(one.name), look.joined(map(look.text, _account(one)))
    if not one.because:
        return look.item(say("{name}: {changes}", name=name, changes=changes))
    because = [look.text(each) for each in one.because]
    return look.item(
        say("{name}: {changes}, because of {because}", name=name, changes=changes, because=because)
    )


def _account(change: AccountChange) -> Iterator[Message]:
    """Yield what is judged differently; what stays is not told."""
    before, after = change.before, change.after
    if before.segment != after.segment:
        yield say("best segment {old} → {new}", old=before.segment, new=after.segment)
    if before.fit != after.fit:
        yield say("fit {old} → {new}", old=before.fit, new=after.fit)
    if before.verdict != after.verdict:
        yield say("motivation {old} → {new}", old=before.verdict, new=after.verdict)
    if before.tier != after.tier:
        yield say("tier {old} → {new}", old=before.tier, new=after.tier)
    was = dict(before.further)
    for name, tier in after.further:
        if was.get(name, tier) != tier:
            yield say("{model}: {old} → {new}", model=name, old=was[name], new=tier)
    yield from _scores_and_flags(before, after)


def _scores_and_flags(before: Outcome, after: Outcome) -> Iterator[Message]:
    scored = {one.id: one.says for one in before.scores}
    for score in after.scores:
        if score.id in scored and scored[score.id] != score.says:
            yield say(
                "{score} {old} → {new}", score=score.name, old=scored[score.id], new=score.says
            )
        elif score.id not in scored:
            yield say("{score} {new}, a new score", score=score.name, new=score.says)
    for score in _gone(before.scores, after.scores):
        yield say("{score} is no longer scored", score=score.name)
    for flag in _gone(after.flags, before.flags):
        yield say("flag {flag} is raised", flag=flag.name)
    for flag in _gone(before.flags, after.flags):
        yield say("flag {flag} is no longer raised", flag=flag.name)


def _gone(some: tuple[Named, ...], others: tuple[Named, ...]) -> list[Named]:
    """Return those of `some` that are not among the `others`; a new name is no other thing."""
    ids = {one.id for one in others}
    return [one for one in some if one.id not in ids]
