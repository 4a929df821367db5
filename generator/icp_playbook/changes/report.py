"""The report of a change: text for a terminal, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from icp_playbook.changes.compare import ChangedReference, Changes
from icp_playbook.changes.impact import (
    CoverageChange,
    CoverageChanges,
    LookAgain,
    PageChange,
)
from icp_playbook.changes.looks import UNSEEN, Look, MarkdownLook, TextLook, told
from icp_playbook.changes.report_accounts import JudgedAccounts, flipped_examples, judged_accounts
from icp_playbook.changes.words import Words, title_of
from icp_playbook.messages import ENGLISH, Language, Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.project import Site

VERSION = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to say about a change.

    What authors wrote is quoted in the language of `site`, which also says where the preview is;
    what we say around it is in `language`.
    """

    old: Catalog
    new: Catalog
    changes: Changes
    look_again: list[LookAgain]
    notes: list[str]
    site: Site
    language: Language = ENGLISH
    is_whole: bool = True
    """Whether both states could be read and compared as a whole; `notes` say what could not."""
    pages: Sequence[PageChange] = ()
    coverage: CoverageChanges = field(default_factory=CoverageChanges)
    judged: JudgedAccounts | None = None
    examples: JudgedAccounts | None = None
    """The examples that flip, where the playbook has examples."""


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(report, TextLook(report.language))) + "\n"


def as_markdown(report: Report) -> str:
    """Return the report for a pull request, with links into the preview when there is one."""
    lines = "\n".join(_lines(report, MarkdownLook(report.language, report.site)))
    # A line that begins with a slash would be an order to the code host, such as /close.
    return re.sub(r"(?m)^(\s*)/", rf"\1{UNSEEN}/", lines) + "\n"


def as_json(report: Report) -> str:
    """Return the report as JSON; each change of its shape has a new number in `version`."""
    changes, coverage = report.changes, report.coverage
    before, after = _words(report)
    return (
        json.dumps(
            {
                "version": VERSION,
                "added": [{"ref": one.ref, "title": title_of(one, after)} for one in changes.added],
                "removed": [
                    {"ref": one.ref, "title": title_of(one, before)} for one in changes.removed
                ],
                "changed": [
                    {
                        "ref": one.definition.ref,
                        "renamed_from": one.old_ref if one.renamed else None,
                        "title": title_of(one.definition, after),
                        "fields": [asdict(field) for field in one.fields],
                    }
                    for one in changes.changed
                ],
                "relations": {
                    "gained": [asdict(one) for one in changes.gained],
                    "lost": [asdict(one) for one in changes.lost],
                },
                "handwritten": [
                    {"how": how, "path": page.path, "title": page.title}
                    for how, page in changes.pages
                ],
                "pages": [asdict(one) for one in report.pages],
                "coverage": asdict(coverage),
                "look_again": [
                    {"ref": one.definition.ref, "because": one.because} for one in report.look_again
                ],
                "accounts": None if report.judged is None else asdict(report.judged),
                "examples": None if report.examples is None else asdict(report.examples),
                "notes": report.notes,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _words(report: Report) -> tuple[Words, Words]:
    return Words(report.old, report.site.language), Words(report.new, report.site.language)


def _lines(report: Report, look: Look) -> Iterator[str]:
    yield " ".join(map(look.say, _summary(report)))
    yield from _changed(report, look)
    yield from _came_and_went(report, look)
    yield from flipped_examples(report.examples, look)
    yield from judged_accounts(report.judged, look)
    yield from _coverage(report, look)
    yield from _relations(report, look)
    yield from _again(report, look)
    yield from _pages(report, look)
    if report.notes:
        yield from look.heading(say("To know"))
        yield from (look.item(look.text(note)) for note in report.notes)


def _summary(report: Report) -> Iterator[Message]:
    changes, judged = report.changes, report.judged
    if not changes and report.is_whole:
        yield say("Nothing changes: every definition and every page says what it said before.")
        return
    if not changes:
        yield say("Nothing changes in what can be compared.")
        return
    if report.is_whole and not report.old.targets:
        yield say("Everything is new.")
    elif report.is_whole and not report.new.targets:
        yield say("Everything is gone.")
    found = [
        said
        for said, definitions in (
            (say("{count} changed", count=len(changes.changed)), changes.changed),
            (say("{count} added", count=len(changes.added)), changes.added),
            (say("{count} removed", count=len(changes.removed)), changes.removed),
        )
        if definitions
    ]
    if found:
        yield say("Definitions: {counts}.", counts=tuple(found))
    elif changes.pages:
        yield say("No definition changed, but hand-written pages did.")
    if report.pages:
        yield say("Pages that read differently: {count}.", count=len(report.pages))
    if judged is not None:
        yield say(
            "Accounts judged differently: {changed} of {count}.",
            changed=judged.changing,
            count=judged.count,
        )
        if judged.unknown:
            yield say("Accounts that could not be judged: {count}.", count=judged.unknown)


def _changed(report: Report, look: Look) -> Iterator[str]:
    _, after = _words(report)
    for one in report.changes.changed:
        title = look.text(title_of(one.definition, after))
        if one.renamed:
            was = look.text(one.old_ref.partition(":")[2])
            title = say("{title} (was {id})", title=title, id=was)
        yield from look.heading(title)
        if not one.fields:
            yield look.item(
                say("Only its id is another one; its old address leads to the new page.")
            )
        yield from look.long([look.item(line) for line in told(one.fields, look)])


def _came_and_went(report: Report, look: Look) -> Iterator[str]:
    before, after = _words(report)
    pages = {page.title: page.url for page in report.pages}
    for heading, definitions, words in (
        (say("Added"), report.changes.added, after),
        (say("Removed"), report.changes.removed, before),
    ):
        if definitions:
            yield from look.heading(heading)
            for one in definitions:
                kind, name = BY_NAME[one.kind].title, words.text(one.title)
                url = pages.get(name, "") if words is after else ""
                shown = look.page(url, name) if url else look.strong(name)
                yield look.item(say("{kind}: {name}", kind=kind, name=shown))


def _coverage(report: Report, look: Look) -> Iterator[str]:
    coverage = report.coverage
    for heading, holes in (
        (say("Missing now"), coverage.opened),
        (say("No longer missing"), coverage.closed),
    ):
        if holes:
            yield from look.heading(heading)
            yield from look.long([look.item(look.text(hole)) for hole in holes])
    # How many plays there are for one persona follows from the plays of the tier, told already.
    cells = [one for one in coverage.cells if one.persona == "" or one.what != "plays"]
    if cells:
        yield from look.heading(say("Coverage"))
        yield from look.long([look.item(_cell(one, look)) for one in cells])


def _cell(cell: CoverageChange, look: Look) -> Message:
    cells = [one for one in (cell.segment, cell.persona, cell.tier) if one]
    where = look.strong(look.say(Message("{cells}", {"cells": cells})))
    old, new = look.text(cell.old), look.text(cell.new)
    if cell.what == "strategy":
        return say("{where}: strategy {old} → {new}", where=where, old=old, new=new)
    if cell.what == "plays":
        return say("{where}: plays {old} → {new}", where=where, old=old, new=new)
    return say("{where}: value proposition {old} → {new}", where=where, old=old, new=new)


def _relations(report: Report, look: Look) -> Iterator[str]:
    """Say what refers, or no longer refers, to each definition that was there before.

    That is the other side of a change, which its own lines do not tell.
    """
    before, after = _words(report)
    there = {one.ref for one in report.changes.added} | {one.ref for one in report.changes.removed}
    gained, lost = (
        _sources(relations, words, there, look)
        for relations, words in ((report.changes.gained, after), (report.changes.lost, before))
    )
    found: dict[str, list[str]] = {}
    for target, names in gained.items():
        found.setdefault(after.title(target), []).append(
            look.say(say("gains {names}", names=names))
        )
    for target, names in lost.items():
        found.setdefault(after.title(target), []).append(
            look.say(say("loses {names}", names=names))
        )
    if found:
        yield from look.heading(say("Who refers to what"))
        yield from look.long(
            [
                look.item(
                    say("{name}: {changes}", name=look.strong(title), changes=look.joined(said))
                )
                for title, said in found.items()
            ]
        )


def _sources(
    relations: Iterable[ChangedReference], words: Words, there: set[str], look: Look
) -> dict[str, tuple[str, ...]]:
    """Return the titles of those that refer, each once, by what they refer to."""
    found: dict[str, dict[str, None]] = {}
    for one in relations:
        if one.target not in there:
            found.setdefault(one.target, {})[look.text(words.title(one.source))] = None
    return {target: tuple(titles) for target, titles in found.items()}


def _again(report: Report, look: Look) -> Iterator[str]:
    _, after = _words(report)
    causes: dict[str, dict[str, list[str]]] = {}
    for again in report.look_again:
        because = look.text(after.title(again.because[0]))
        kind = BY_NAME[again.definition.kind].titles
        causes.setdefault(because, {}).setdefault(kind, []).append(
            look.text(after.text(again.definition.title))
        )
    if not causes:
        return
    yield from look.heading(say("Look at these again"))
    lines = []
    for because, kinds in causes.items():
        lines.append(look.item(say("Because of {name}:", name=because)))
        for kind, titles in kinds.items():
            names = say("{kind}: {names}", kind=look.strong(kind), names=look.joined(titles))
            lines.append(look.item(names, 2))
    yield from look.long(lines)


def _pages(report: Report, look: Look) -> Iterator[str]:
    if not report.pages:
        return
    yield from look.heading(say("Pages that read differently: {count}", count=len(report.pages)))
    lines = []
    for page in report.pages:
        named = look.text(page.title) if page.how == "gone" else look.page(page.url, page.title)
        if page.how == "new":
            named = say("{page} (new)", page=named)
        elif page.how == "gone":
            named = say("{page} (gone)", page=named)
        lines.append(look.item(named))
    yield from look.long(lines)
