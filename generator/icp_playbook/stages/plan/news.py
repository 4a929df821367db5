"""Gather what there is to tell: what reviews found, what customers told us, what changed and why.

A commit is told where somebody changed what definitions say, and for a reason of the business. So
these are left out:

- merges that bear neither a request's number nor a title of their own;
- commits that change no more than comments, layout, or who looked at a definition when;
- commits that change `MANY` definitions or more and bring no insight: one reason that is the same
  for so many is a technical one. What such a commit adds or removes is told, without its message;
- commits whose message has a line `Playbook-Change: none`. `Playbook-Change: yes` has any told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from icp_playbook.history import Change, FileChange
from icp_playbook.messages import say, say_count
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import BY_NAME, KINDS
from icp_playbook.model.news import Feed, News, Touched
from icp_playbook.model.research import Insight
from icp_playbook.model.text import worded
from icp_playbook.project import Site

MANY = 12
_COMMITS = 300
_IN_FEED = 50
_NEW, _CHANGED, _RENAMED, _REMOVED = say("New"), say("Changed"), say("Renamed"), say("Removed")
_RETIRED = say("Retired")
_WORDS = {"A": _NEW, "C": _NEW, "R": _RENAMED, "D": _REMOVED}
_PAGE = say("Page")
_FEED, _CHANGES = "changes.xml", "changes"

_Groups = tuple[tuple[str, tuple[Touched, ...]], ...]


def news_of(catalog: Catalog, site: Site) -> tuple[News, ...]:
    """Return all there is to tell, the newest first."""
    reviewed = (one for one in catalog.definitions() if one.reviewed and one.review_note)
    found = [
        *(_review(catalog, one) for one in reviewed),
        *(_insight(catalog, one) for one in catalog.all(Insight)),
        *_changes(catalog, site),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.moment, one.key), reverse=True))


def feeds_of(catalog: Catalog, site: Site) -> tuple[Feed, ...]:
    """Return what a reader can subscribe to: all of it, and what concerns each department.

    None where the site's address is not known, or where there is nothing to tell.
    """
    news = news_of(catalog, site) if site.url and not site.audience else ()
    feeds = [Feed(_FEED, say("What changed and why"), _CHANGES, news[:_IN_FEED])]
    for one in catalog.all(Department):
        page = _page(one)
        title = say("What changed and why: {department}", department=one.title)
        found = tuple(item for item in news if one.id in item.departments)[:_IN_FEED]
        feeds.append(Feed(f"{page}/{_FEED}", title, page, found))
    return tuple(feed for feed in feeds if feed.news)


def fed_pages(catalog: Catalog) -> frozenset[str]:
    """Return the addresses of the pages that feeds stand beside, where there is something to tell.

    That is asked for every page, and reading all that there is to tell takes its time.
    """
    return frozenset((_CHANGES, *map(_page, catalog.all(Department))))


def _page(department: Department) -> str:
    return f"{BY_NAME[department.kind].url}/{department.id}"


def _review(catalog: Catalog, one: Definition) -> News:
    assert one.reviewed is not None
    return News(
        f"review/{one.kind}/{one.id}/{one.reviewed}",
        _midnight(one.reviewed),
        "review",
        say("Reviewed"),
        one.title,
        one.review_note,
        one.ref,
        (),
        _departments(catalog, [one]),
        _owners(catalog, [one]),
    )


def _insight(catalog: Catalog, one: Insight) -> News:
    """Return the news of an insight: of the day it was added.

    What came with the first day of the history is as old as its sample.
    """
    history = catalog.history
    first = next(iter(history.by_path.get(one.path, ())[-1:]), None)
    is_later = first is not None and first.day != history.begins
    moment = first.moment if first is not None and is_later else None
    targets = {catalog.targets[catalog.ref(ref)].definition.ref: None for ref in one.changes}
    changed = tuple(_as_touched(catalog.targets[ref].definition) for ref in targets)
    return News(
        f"insight/{one.id}",
        moment or _midnight(one.sample.to),
        "insight",
        say("New insight"),
        one.title,
        one.finding,
        one.ref,
        ((_CHANGED, changed),) if changed else (),
        _departments(catalog, [one]),
        _owners(catalog, [one]),
    )


def _changes(catalog: Catalog, site: Site) -> Iterator[News]:
    known = {one.path: _as_touched(one) for one in catalog.definitions()}
    known |= {page.path: Touched(f"page:{page.url}", page.title, _PAGE) for page in catalog.pages}
    definitions = {one.path: one for one in catalog.definitions()}
    for change in catalog.history.changes[:_COMMITS]:
        meant = [file for file in change.files if not file.says_the_same]
        is_told = _is_told(change, [file for file in meant if not file.path.endswith(".md")])
        if not is_told and (change.marked == "none" or change.day == catalog.history.begins):
            continue
        files = meant if is_told else [file for file in meant if file.how in "AD"]
        groups = _groups(change, files, known, definitions, catalog, site.docs)
        if not groups:
            continue
        about = [definitions[file.path] for file in files if file.path in definitions]
        yield News(
            f"change/{change.commit or f'{change.day}/{files[0].path}'}",
            change.moment or _midnight(change.day),
            "change" if is_told else "new",
            _CHANGED if is_told else _NEW,
            change.reason if is_told else _came(groups),
            (change.why or None) if is_told else None,
            "",
            groups,
            _departments(catalog, about),
            _owners(catalog, about),
            change,
            site.change_url(change.commit, change.request),
        )


def _came(groups: _Groups) -> str:
    """Return a title for definitions that came or went without a reason of their own."""
    found = [one for _, touched in groups for one in touched]
    if len(found) == 1:
        return found[0].title
    return say_count(
        "{count} definition is new or gone", "{count} definitions are new or gone", count=len(found)
    )


def _is_told(change: Change, definitions: list[FileChange]) -> bool:
    """Tell whether a change is told, see the top of this module."""
    if change.marked:
        return change.marked == "yes"
    has_insight = any(file.how != "R" and _is_insight(file.path) for file in definitions)
    return not change.is_merge and (len(definitions) < MANY or has_insight)


def _is_insight(path: str) -> bool:
    return PurePosixPath(path).parent.as_posix() == BY_NAME["insight"].where


def _groups(
    change: Change,
    files: Iterable[FileChange],
    known: Mapping[str, Touched],
    definitions: Mapping[str, Definition],
    catalog: Catalog,
    docs: str,
) -> _Groups:
    words = (_NEW, _CHANGED, _RENAMED, _RETIRED, _REMOVED)
    groups: dict[str, list[Touched]] = {word: [] for word in words}
    for file in files:
        if (one := _touched(file, known, docs)) is not None:
            last = next(iter(catalog.history.by_path.get(file.path, ())), None)
            definition = definitions.get(file.path)
            is_retired = definition is not None and definition.status == "retired"
            word = _WORDS.get(file.how, _CHANGED)
            if is_retired and last is change and file.how == "M":
                word = _RETIRED
            groups[word].append(one)
    return tuple((word, tuple(found)) for word, found in groups.items() if found)


def _as_touched(one: Definition) -> Touched:
    return Touched(one.ref, one.title, BY_NAME[one.kind].title)


def _touched(file: FileChange, known: Mapping[str, Touched], docs: str) -> Touched | None:
    """Return what a file holds or held; None for a file that holds nothing of a playbook."""
    was = _id_of(file.was) if file.was and _id_of(file.was) != _id_of(file.path) else ""
    if (now := known.get(file.path)) is not None:
        return Touched(now.ref, now.title, now.kind, was)
    kind = _kind_of(file.path, docs)
    return Touched("", _id_of(file.path), kind, was) if kind else None


def _id_of(path: str) -> str:
    return PurePosixPath(path).stem


def _kind_of(path: str, docs: str) -> str:
    """Return what kind of definition lives at `path`: an empty string for none."""
    if path.startswith(f"{docs}/"):
        return _PAGE if path.endswith(".md") else ""
    if not path.endswith((".yml", ".yaml")):
        return ""
    folder = str(PurePosixPath(path).parent)
    return next((kind.title for kind in KINDS if kind.where in (path, folder)), "")


def _departments(catalog: Catalog, about: Iterable[Definition]) -> tuple[str, ...]:
    """Return the ids of the departments that something concerns, its owners among them."""
    found = list(about)
    refs = {catalog.ref(ref) for one in found for ref in one.departments}
    refs |= {f"department:{one.owner}" for one in found} | {one.ref for one in found}
    return tuple(one.id for one in catalog.all(Department) if one.ref in refs)


def _owners(catalog: Catalog, about: Iterable[Definition]) -> tuple[str, ...]:
    company = catalog.one(Company)
    contacts = company.contacts if company else {}
    named = {one.owner: contacts.get(one.owner) for one in about}
    return tuple(
        (contact.name if contact else None) or worded(owner) for owner, contact in named.items()
    )


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
