"""The whole diff: two states read, compared, and what follows from the difference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from icp_playbook.build import Built, make_pages
from icp_playbook.changes.accounts import read_accounts
from icp_playbook.changes.compare import compare
from icp_playbook.changes.impact import AccountChange, changed_accounts, changed_pages, look_again
from icp_playbook.changes.report import Report
from icp_playbook.changes.revisions import state_of
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.say import Say
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.stages.check import Context


@dataclass(frozen=True, slots=True)
class _State:
    """One side of the diff; `built` is None when mistakes keep it from being built."""

    catalog: Catalog
    built: Built | None
    problems: tuple[str, ...]


def diff(root: Path, base: str, head: str | None, site: Site, accounts: Path | None = None) -> Report:
    """Return what changed in the playbook of `root` from `base` to `head` (the working tree when None).

    Raise `RevisionError` for a revision that cannot be had, `ContentError` for an unreadable file of accounts.
    """
    with state_of(root, base) as before, state_of(root, head) as after:
        old, new = _read(before, site), _read(after, site)
    changes = compare(old.catalog, new.catalog)
    notes = [f"{name} cannot be built, so pages are not compared: {problems[0]}"
             for name, problems in (("The old state", old.problems), ("The new state", new.problems)) if problems]  # fmt: skip
    return Report(
        old=old.catalog,
        new=new.catalog,
        changes=changes,
        pages=changed_pages(old.built, new.built) if old.built and new.built else [],
        look_again=look_again(new.catalog, changes),
        accounts=_accounts(old, new, accounts, site) if accounts else None,
        notes=notes,
        site_url=site.url,
    )


def _read(folder: Path, site: Site) -> _State:
    """Read one side. Its pages are made without a history: only what they say is to be compared."""
    checked = check_playbook(folder, Context())
    built = None if checked.errors else make_pages(checked.catalog, folder, site, checked.problems)
    return _State(checked.catalog, built, tuple(map(str, checked.errors)))


def _accounts(old: _State, new: _State, path: Path, site: Site) -> list[AccountChange]:
    say = Say(site.language)
    rules = [compile_rules(state.catalog, lambda text: say(text)[0]) for state in (old, new)]
    return changed_accounts(rules[0], rules[1], read_accounts(path, new.catalog))
