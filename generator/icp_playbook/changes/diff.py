"""The whole diff: two states read, compared, and what follows from the difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.build import Built, make_pages
from icp_playbook.changes.accounts import Accounts, outcome_of, read_accounts
from icp_playbook.changes.compare import compare
from icp_playbook.changes.impact import (
    Coverage,
    changed_accounts,
    changed_coverage,
    changed_pages,
    look_again,
)
from icp_playbook.changes.report import Judged, Report
from icp_playbook.changes.revisions import ends_of, state_of
from icp_playbook.configuration import read_configuration
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import Site, template_folders
from icp_playbook.reading import Checked, check_playbook
from icp_playbook.scoring import Rules, assess, format_message
from icp_playbook.scoring.compile import rules_in
from icp_playbook.scoring.spoken import spoken
from icp_playbook.stages.check import Context
from icp_playbook.stages.render.texts import read_texts

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class _State:
    """One side of the diff; `built` is None when mistakes keep it from being built, and `problems` are why."""

    name: str
    folder: Path
    checked: Checked
    built: Built | None
    problems: tuple[Problem, ...]

    @property
    def catalog(self) -> Catalog:
        return self.checked.catalog


def diff(
    root: Path, base: str, head: str | None, site: Site, accounts: Path | None = None, direct: bool = False
) -> Report:
    """Return what changed in the playbook of `root` from `base` to `head` (the working tree when None).

    Raise `RevisionError` for a revision that cannot be had, `ContentError` for an unreadable file of accounts.
    """
    ends = ends_of(root, base, head, direct)
    docs = site.docs
    with state_of(root, ends.old, docs) as before, state_of(root, ends.new, docs) as after:
        # Both are drawn with the new templates: old ones may not know what a newer generator gives them.
        old = _read("old", before, after, _with_own_docs(site, before, ends.old))
        new = _read("new", after, after, _with_own_docs(site, after, ends.new))
        notes = [ends.note] if ends.note else []
        notes += [note for state in (old, new) for note in _notes_on(state)]
        unread = old.checked.unread | new.checked.unread
        changes = compare(old.catalog, new.catalog, unread, site.language)
        judged = _judged(old, new, accounts, site) if accounts else None
        both = old.built is not None and new.built is not None
        return Report(
            old=old.catalog,
            new=new.catalog,
            changes=changes,
            pages=changed_pages(old.built, new.built) if old.built and new.built else [],
            coverage=changed_coverage(old.catalog, new.catalog, site.language) if both else Coverage(),
            look_again=look_again(old.catalog, new.catalog, changes),
            judged=judged,
            notes=notes,
            site=site,
        )


def _with_own_docs(site: Site, folder: Path, end: str | None) -> Site:
    """Return the site with the pages of a folder that was named; a commit's own configuration is not followed."""
    named = end is not None and folder == Path(end)
    return replace(site, docs=read_configuration(folder).docs) if named else site


def _read(name: str, folder: Path, templates: Path, site: Site) -> _State:
    """Read one side. Its pages are made without a history: only what they say is to be compared."""
    checked = check_playbook(folder, Context(languages=site.languages, docs=(site.docs,)))
    if checked.errors:
        return _State(name, folder, checked, None, checked.errors)
    try:
        built = make_pages(checked.catalog, templates, site, checked.problems)
    except ContentError as error:
        return _State(name, folder, checked, None, error.problems)
    return _State(name, folder, checked, built, ())


def _notes_on(state: _State) -> Iterator[str]:
    if state.checked.unread:
        named = ", ".join(sorted(state.checked.unread))
        yield f"In the {state.name} state these cannot be read, so they are not compared: {named}."
    if state.problems:
        first, count = state.problems[0], len(state.problems)
        more = f" and {count - 1} more" if count > 1 else ""
        yield (
            f"The {state.name} state has mistakes, so pages, coverage and accounts are not compared: "
            f"{first.path}:{first.line}: {first.message}{more}."
        )


def _judged(old: _State, new: _State, path: Path, site: Site) -> Judged | None:
    """Return the accounts whose answer changes, and what in their file could not be used."""
    if old.problems or new.problems:
        return None
    given = read_accounts(path, new.catalog)
    rules = [rules_in(state.catalog, site.language) for state in (old, new)]
    changed = changed_accounts(rules[0], rules[1], given.accounts)
    texts = read_texts(template_folders(new.folder), "assessment", site.language)
    unknown = sum(outcome_of(rules[1], account).unknown for account in given.accounts)
    notes = [*given.notes, *_unused(rules[1], given, texts)]
    return Judged(changed, len(given.accounts), unknown, notes)


def _unused(rules: Rules, given: Accounts, texts: dict[str, str]) -> list[str]:
    """Return what the rules cannot use: per question and reason three examples, and of how many accounts."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for account in given.accounts:
        for note in assess(rules, spoken(rules, account.answers))["notes"]:
            params = {name: value for name, value in note["params"].items() if name not in ("given", "id")}
            found[note["key"], repr(params)][format_message(texts, note["key"], note["params"])] += 1
    return [line for counts in found.values() for line in _examples(counts)]


def _examples(counts: Counter[str]) -> Iterator[str]:
    for text, count in counts.most_common(_EXAMPLES):
        yield f"{text} ({count:,} accounts)" if count > 1 else text
    if (more := counts.total() - sum(count for _, count in counts.most_common(_EXAMPLES))) > 0:
        yield f"The same of {more:,} more {'accounts' if more > 1 else 'account'}, with other answers."
