"""Accounts judged by two states of the rules: whose answer changes, and what could not be used."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.accounts.reading import Account, read_accounts
from icp_playbook.changes.impact import AccountChange, changed_accounts, judged_by
from icp_playbook.changes.report_accounts import JudgedAccounts
from icp_playbook.messages import say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring import Rules, format_message, judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.compile import rules_in
from icp_playbook.scoring.current import readers
from icp_playbook.scoring.document import names_of
from icp_playbook.scoring.renamed import EarlierIds, back, followed, renamed

MOST_TOLD = 200
"""Of so many accounts it is told how they change; the others are counted."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of the rules, and what leads from the ids of the new one to those of the old."""

    catalog: Catalog
    """The new state, whose words a table of accounts is read by."""
    old: Rules
    new: Rules
    earlier: EarlierIds
    names: Mapping[str, str]
    """What questions are called in the new state."""


Judge = Callable[[Path, Comparison], JudgedAccounts]
"""Judges a file of accounts by two states; raises `ContentError` where it cannot be read."""


def comparison_of(old: Catalog, new: Catalog, language: str) -> Comparison:
    """Return what accounts are judged with by two states."""
    rules = rules_in(old, language), rules_in(new, language)
    line, _ = readers(new, language)
    return Comparison(new, *rules, back(new, old), names_of(new, rules[1], line))


def changed_among(accounts: Iterable[Account], by: Comparison) -> list[AccountChange]:
    """Return the accounts, under the ids of the new state, whose answer changes."""
    pairs = ((_known(one, by.earlier), one) for one in accounts)
    return changed_accounts(by.old, by.new, pairs, by.names)


def judged_one_by_one(path: Path, by: Comparison) -> JudgedAccounts:
    """Return the accounts whose answer changes, and what in their file could not be used."""
    given = read_accounts(path, by.catalog, by.new)
    known = [_known(account, renamed(by.catalog)) for account in given.accounts]
    changed = changed_among(known, by)
    unknown = sum(judged_by(by.new, account).unknown for account in known)
    notes = [*given.notes, *_unused(by.new, known)]
    more = max(len(changed) - MOST_TOLD, 0)
    return JudgedAccounts(changed[:MOST_TOLD], len(given.accounts), unknown, notes, more)


def _known(account: Account, table: EarlierIds) -> Account:
    """Return an account with its answers under the ids that `table` leads to."""
    return replace(account, answers=followed(table, account.answers))


def _unused(rules: Rules, accounts: list[Account]) -> list[str]:
    """Return what the rules cannot use: by question and reason, with a count and three examples."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for account in accounts:
        for note in judge_account(rules, spoken(rules, account.answers))["notes"]:
            params = {
                name: value for name, value in note["params"].items() if name not in ("given", "id")
            }
            found[note["key"], repr(params)][format_message(note)] += 1
    return [line for counts in found.values() for line in _examples(counts)]


def _examples(counts: Counter[str]) -> Iterator[str]:
    for text, count in counts.most_common(_EXAMPLES):
        yield say("{note} ({count} accounts)", note=text, count=f"{count:,}") if count > 1 else text
    if more := counts.total() - sum(count for _, count in counts.most_common(_EXAMPLES)):
        yield say_count(
            "The same of {number} more account, with other answers.",
            "The same of {number} more accounts, with other answers.",
            count=more,
            number=f"{more:,}",
        )
