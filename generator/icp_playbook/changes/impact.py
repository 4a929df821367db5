"""What follows from a change: pages that read differently, definitions to look at again, coverage, accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icp_playbook.build import Built
from icp_playbook.changes.accounts import Account, Outcome, outcome_of
from icp_playbook.changes.compare import Changes
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS
from icp_playbook.scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is new, gone or reads differently; `url` is its address below the site."""

    url: str
    title: str
    how: str
    """`new`, `gone` or `changed`."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A definition that refers to something that changed, and was not changed itself."""

    definition: Definition
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account whose answer changes."""

    name: str
    before: Outcome
    after: Outcome


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


def look_again(catalog: Catalog, changes: Changes) -> list[LookAgain]:
    """Return the definitions that depend on a changed one, in the order of kinds."""
    touched = {one.definition.ref for one in changes.changed} | {one.ref for one in changes.added}
    because: dict[str, set[str]] = {}
    for ref in [one.definition.ref for one in changes.changed if one.fields]:
        for use in catalog.uses.get(ref, ()):
            if not use.in_prose and use.by.ref not in touched:
                because.setdefault(use.by.ref, set()).add(ref)
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    found = [LookAgain(catalog.targets[ref].definition, tuple(sorted(refs))) for ref, refs in because.items()]
    return sorted(found, key=lambda one: (order[one.definition.kind], one.definition.rank))


def changed_accounts(old: Rules, new: Rules, accounts: Iterable[Account]) -> list[AccountChange]:
    """Return the accounts whose best segment, fit, verdict or tier is another one under the new rules."""
    found = []
    for account in accounts:
        before, after = outcome_of(old, account), outcome_of(new, account)
        if before != after:
            found.append(AccountChange(account.name, before, after))
    return found


def _pages(built: Built) -> dict[str, tuple[str, str]]:
    """Return title and text of each page by address; how sure and how old a page is counts as text."""
    pages = {}
    for planned, page in zip(built.plan.pages, built.pages, strict=True):
        title = next(section.title for section in page.sections if section.level == 1)
        pages[planned.url] = (title, "\n".join(f"{one.title}\n{one.html}" for one in page.sections))
    for path, text in built.prosepages.items():
        url = path.removeprefix("content/pages/").removesuffix(".md")
        pages[url] = (next(page.title for page in built.catalog.pages if page.path == path), text)
    return pages
