"""The whole diff: two states read, compared, and what follows from the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from icp_playbook.accounts.reading import Account
from icp_playbook.build import Built, make_pages
from icp_playbook.changes.compare import compare
from icp_playbook.changes.impact import (
    PageChange,
    changed_coverage,
    changed_elsewhere,
    changed_pages,
    look_again,
)
from icp_playbook.changes.judging import (
    Comparison,
    Judge,
    changed_among,
    comparison_of,
    judged_one_by_one,
)
from icp_playbook.changes.report import Report
from icp_playbook.changes.report_accounts import JudgedAccounts
from icp_playbook.changes.revisions import Ends, RevisionError, State, ends_of, state_of
from icp_playbook.configuration import read_configuration
from icp_playbook.editions import Edition
from icp_playbook.languages import read_language
from icp_playbook.messages import Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.model.example import Example
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import Site, template_folders
from icp_playbook.reading import Checked, check_playbook
from icp_playbook.scoring.current import readers
from icp_playbook.scoring.examples import DISAGREES, answers_of
from icp_playbook.scoring.renamed import renamed
from icp_playbook.stages.check import Context
from icp_playbook.stages.check.rule import current


@dataclass(frozen=True, slots=True)
class _Side:
    """One side; `built` is None where `problems` kept it from being built, or nobody asks."""

    name: str
    state: State
    checked: Checked
    built: Built | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def catalog(self) -> Catalog:
        return self.checked.catalog

    @property
    def is_right(self) -> bool:
        """Whether there is a playbook without mistakes."""
        return self.state.is_begun and not self.problems


def diff(
    root: Path,
    base: str,
    head: str | None,
    site: Site,
    accounts: Path | None = None,
    direct: bool = False,
    judge: Judge = judged_one_by_one,
    pages: bool = True,
) -> Report:
    """Return what changed in the playbook of `root` from `base` to `head`, or to the working tree.

    Both are rendered with the templates of the working tree, or ours: the templates of a commit
    may be a stranger's code. `judge` is what judges a file of accounts. Without `pages` none is
    made, which takes most of the time, and which of them read differently is not said. Raise
    `RevisionError` for a revision that cannot be had, `ContentError` for an unreadable file of
    accounts.
    """
    ends = ends_of(root, base, head, direct)
    docs = site.all_docs
    with state_of(root, ends.old, *docs) as before, state_of(root, ends.new, *docs) as after:
        if not before.is_begun and not after.is_begun:
            raise RevisionError(
                say(
                    "there is no playbook to compare: {old} {new}",
                    old=before.note,
                    new=after.note,
                )
            )
        read = partial(_read, templates=root, pages=pages)
        old = read(say("old"), before, site=_with_own_docs(site, before.folder, ends.old))
        new = read(say("new"), after, site=_with_own_docs(site, after.folder, ends.new))
        unseen = {**before.unseen, **after.unseen}
        unread = old.checked.unread | new.checked.unread
        changes = compare(old.catalog, new.catalog, unread, unseen, site.language)
        report = Report(
            old=old.catalog,
            new=new.catalog,
            changes=changes,
            look_again=look_again(old.catalog, new.catalog, changes),
            notes=list(_notes(ends, old, new, unseen)),
            site=site,
            language=in_own_words(
                read_language(site.language, template_folders(root)), new.catalog
            ),
            is_whole=not unseen and not unread,
        )
        if old.is_right and new.is_right and not unseen:
            return _with_consequences(report, old, new, accounts, judge)
        if accounts:
            report.notes.append(
                say("The accounts are not judged, because that needs both states as a whole.")
            )
        return report


def _with_consequences(
    report: Report, old: _Side, new: _Side, accounts: Path | None, judge: Judge
) -> Report:
    """Return the report with what only two whole states can be asked: what else is different."""
    site, comparison = report.site, comparison_of(old.catalog, new.catalog, report.site.language)
    pages: list[PageChange] = []
    if old.built and new.built:
        pages += changed_pages(old.built, new.built)
        pages += changed_elsewhere(old.catalog.pages, new.catalog.pages, _others(site))
    return replace(
        report,
        pages=pages,
        coverage=changed_coverage(old.catalog, new.catalog, site.language),
        judged=judge(accounts, comparison) if accounts else None,
        examples=_flipped(new.catalog, comparison, site.language),
    )


def _others(site: Site) -> list[Edition]:
    """Return the languages whose hand-written pages are not those of `site`."""
    return [one for one in site.editions if one.docs != site.docs]


def _with_own_docs(site: Site, folder: Path, end: str | None) -> Site:
    """Return the site with the pages of the folder that `end` names.

    A commit's own configuration is not followed.
    """
    named = end is not None and folder == Path(end)
    if not named:
        return site
    own = read_configuration(folder)
    return replace(site, docs=own.docs, editions=own.editions)


def _read(name: str, state: State, templates: Path, site: Site, pages: bool) -> _Side:
    """Read one side. Its pages are made without a history: only what they say is to be compared."""
    checked = check_playbook(state.folder, Context(languages=site.languages, docs=site.all_docs))
    if not state.is_begun:
        return _Side(name, state, checked)
    # An example that expects something else keeps no page from being made, and is told here.
    mistakes = tuple(one for one in checked.errors if one.rule != DISAGREES)
    if mistakes:
        return _Side(name, state, checked, None, mistakes)
    if not pages:
        return _Side(name, state, checked)
    try:
        built = make_pages(checked.catalog, checked.problems, templates, site)
    except ContentError as error:
        return _Side(name, state, checked, None, error.problems)
    return _Side(name, state, checked, built)


def _notes(ends: Ends, old: _Side, new: _Side, unseen: Mapping[str, str]) -> Iterator[str]:
    """Yield what to say about the two states themselves."""
    yield from filter(None, (ends.note, old.state.note, new.state.note))
    for path, reason in sorted(unseen.items()):
        yield say("{path} is not compared: {reason}.", path=path, reason=reason)
    for side in (old, new):
        yield from _notes_on(side)


def _notes_on(side: _Side) -> Iterator[Message]:
    if side.checked.unread:
        yield say(
            "In the {state} state these cannot be read, so they are not compared: {refs}.",
            state=side.name,
            refs=sorted(side.checked.unread),
        )
    if side.problems:
        first, more = side.problems[0], len(side.problems) - 1
        place = f"{first.path}:{first.line}"
        mistakes = say("{place}: {mistake}", place=place, mistake=first.message)
        if more:
            mistakes = say("{first} and {count} more", first=mistakes, count=more)
        yield say(
            "The {state} state has mistakes, so pages, coverage and accounts are not compared:"
            " {mistakes}.",
            state=side.name,
            mistakes=mistakes,
        )


def _flipped(new: Catalog, by: Comparison, language: str) -> JudgedAccounts | None:
    """Return the examples of which the new rules say something else than the old ones."""
    examples = current(new, Example)
    if not examples:
        return None
    line, _ = readers(new, language)
    given = [Account(line(one.name), answers_of(one, renamed(new))) for one in examples]
    return JudgedAccounts(changed_among(given, by), len(given), 0, [])
