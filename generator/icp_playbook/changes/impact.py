"""What follows from a change: for pages, definitions to look at again, coverage and accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from icp_playbook.accounts.reading import Account
from icp_playbook.build import Built
from icp_playbook.changes.compare import Changes
from icp_playbook.changes.words import Words
from icp_playbook.editions import Edition
from icp_playbook.messages import Message, say
from icp_playbook.model.base import READERS, Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.scoring import Rules, judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.outcome import Outcome, outcome_of
from icp_playbook.scoring.results import Assessment, Row
from icp_playbook.stages.plan.matrix import Hole, cover_segments, find_holes

_NOTHING = say("none")


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is new, gone or reads differently; `url` is its address below the site."""

    url: str
    title: str
    how: str
    """`new`, `gone` or `changed`."""


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """A cell of the coverage page, and what is in it.

    It stands for a segment, a persona or nobody in particular, and a tier or none.
    """

    segment: str
    persona: str
    tier: str
    what: str
    """`value proposition`, `strategy` or `plays`."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CoverageChanges:
    """What changes on the coverage page: its cells; in words what is missing now or no longer."""

    cells: tuple[CoverageChange, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A definition that did not change itself, but refers to changed ones: those in `because`."""

    definition: Definition
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account whose answer changes."""

    name: str
    before: Outcome
    after: Outcome
    because: tuple[str, ...] = ()
    """What is judged otherwise in it: criteria, disqualifiers, dimensions."""


def changed_pages(old: Built, new: Built) -> list[PageChange]:
    """Return the pages that differ between two built playbooks, in the order of the new one."""
    before, after = _pages(old), _pages(new)
    changed = [
        PageChange(url, title, "changed" if url in before else "new")
        for url, (title, text) in after.items()
        if before.get(url, (title, None))[1] != text
    ]
    return changed + [
        PageChange(url, title, "gone") for url, (title, _) in before.items() if url not in after
    ]


def changed_elsewhere(
    old: Iterable[Prosepage], new: Iterable[Prosepage], others: Iterable[Edition]
) -> list[PageChange]:
    """Return the hand-written pages that differ in the other languages of the site."""
    found = []
    before, after = ({page.path: page for page in pages} for pages in (old, new))
    for path in dict.fromkeys([*after, *before]):
        was, now = before.get(path), after.get(path)
        shown = now or was
        folder = next((one.folder for one in others if path.startswith(f"{one.docs}/")), None)
        if folder is None or shown is None or (was and now and was.text == now.text):
            continue
        how = "gone" if now is None else "changed" if was else "new"
        found.append(PageChange(f"{folder}/{shown.url}".lstrip("/"), shown.title, how))
    return found


def changed_coverage(old: Catalog, new: Catalog, language: str) -> CoverageChanges:
    """Return the cells (persona, segment, tier) that differ, and the holes opened and closed."""
    said = Words(old, language), Words(new, language)
    before, after = _cells(old, said[0]), _cells(new, said[1])
    missing = [
        {f"{words.title(hole.about.ref)}: {_said(hole, words)}" for hole in find_holes(covered)}
        for covered, words in zip(map(cover_segments, (old, new)), said, strict=True)
    ]
    return CoverageChanges(
        tuple(
            CoverageChange(*key, before.get(key, _NOTHING), after.get(key, _NOTHING))
            for key in dict.fromkeys([*before, *after])
            if before.get(key, _NOTHING) != after.get(key, _NOTHING)
        ),
        tuple(sorted(missing[1] - missing[0])),
        tuple(sorted(missing[0] - missing[1])),
    )


def _said(hole: Hole, words: Words) -> str:
    other = words.name(hole.other.ref) if hole.other else ""
    return Message(hole.words.template, {"other": other})


def look_again(old: Catalog, new: Catalog, changes: Changes) -> list[LookAgain]:
    """Return the definitions that depend on a changed one or speak of it, in the order of kinds.

    What speaks of a changed part is among them.
    """
    touched = {one.definition.ref for one in changes.changed} | {one.ref for one in changes.added}
    because: dict[str, dict[str, None]] = {}
    for ref in [one.definition.ref for one in changes.changed if one.fields]:
        for use in new.uses.get(ref, ()):
            if use.field not in READERS and use.by.ref not in touched:
                part = new.targets[use.ref].part
                if part is None or use.ref not in old.targets or old.targets[use.ref].part != part:
                    because.setdefault(use.by.ref, {})[ref] = None
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    found = [LookAgain(new.targets[ref].definition, tuple(refs)) for ref, refs in because.items()]
    return sorted(found, key=lambda one: (order[one.definition.kind], one.definition.rank))


def changed_accounts(
    old: Rules, new: Rules, accounts: Iterable[tuple[Account, Account]], names: Mapping[str, str]
) -> list[AccountChange]:
    """Return the accounts of which the new rules say something else, in fit, scores or flags too.

    Each account comes with its answers under the ids of the old rules, and under those of the new.
    """
    found = []
    for account, same in accounts:
        results = (
            judge_account(old, spoken(old, account.answers)),
            judge_account(new, spoken(new, same.answers)),
        )
        before, after = outcome_of(old, results[0]), outcome_of(new, results[1])
        if before != after:
            turned = tuple(turned_by(names, *results))
            found.append(AccountChange(account.name, before, after, turned))
    return found


def turned_by(names: Mapping[str, str], before: Assessment, after: Assessment) -> Iterator[str]:
    """Yield what of an account is judged otherwise; `names` are what questions are called."""
    about = after["fit"]["about"] if after["fit"] else None
    old, new = (
        next((one for one in fit["segments"] if one["segment"] == about), None) if fit else None
        for fit in (before["fit"], after["fit"])
    )
    if new is not None:
        points = {_key(row): (row["weighted"], row["of"]) for row in (old["table"] if old else ())}
        for row in new["table"]:
            if points.get(_key(row)) != (row["weighted"], row["of"]):
                yield row["name"] or names[f"attributes.{row['attribute']}"]
        hit = {one["why"] for one in (old["disqualifiers"]["hit"] if old else ())}
        yield from (one["why"] for one in new["disqualifiers"]["hit"] if one["why"] not in hit)
    levels = [
        {row["dimension"]: row["level"] for row in (one["profile"] if one else ())}
        for one in (before["ability"], after["ability"])
    ]
    for name, level in levels[1].items():
        if levels[0].get(name) != level:
            yield names[f"maturity.{name}"]


def _key(row: Row) -> tuple[str | None, str | None, tuple[str, ...]]:
    return row["name"], row["attribute"], tuple(row["attributes"])


def judged_by(rules: Rules, account: Account) -> Outcome:
    """Return what `rules` say of an account, with the names that people use."""
    return outcome_of(rules, judge_account(rules, spoken(rules, account.answers)))


def _cells(catalog: Catalog, words: Words) -> dict[tuple[str, str, str, str], str]:
    """Return what stands in each cell, by segment, persona, tier and what it says."""
    found: dict[tuple[str, str, str, str], str] = {}
    for cover in cover_segments(catalog):
        segment = words.text(cover.segment.name)
        for cell in cover.tiers:
            tier = words.text(cell.tier.name)
            found[segment, "", tier, "strategy"] = (
                words.text(cell.strategy.title) if cell.strategy else _NOTHING
            )
            found[segment, "", tier, "plays"] = str(len(cell.plays)) if cell.plays else _NOTHING
        for row in cover.rows:
            persona = words.text(row.persona.name)
            speaks = row.spoken.proposition
            found[segment, persona, "", "value proposition"] = (
                words.text(speaks.title) if speaks else _NOTHING
            )
            for cell, plays in zip(cover.tiers, row.plays, strict=True):
                count = str(len(plays)) if plays else _NOTHING
                found[segment, persona, words.text(cell.tier.name), "plays"] = count
    return found


def _pages(built: Built) -> dict[str, tuple[str, str]]:
    """Return title and text of each page by address; its status and age count as text."""
    pages = {}
    for planned, page in zip(built.plan.pages, built.pages, strict=True):
        title = next(section.title for section in page.sections if section.level == 1)
        pages[planned.url] = (title, "\n".join(f"{one.title}\n{one.html}" for one in page.sections))
    for path, text in built.prosepages.items():
        written = next(one for one in built.catalog.pages if one.path == path)
        pages[written.url] = (written.title, text)
    return pages
