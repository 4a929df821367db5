"""The report of a change: as text for a terminal, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from icp_playbook.changes.compare import Changes
from icp_playbook.changes.impact import AccountChange, Coverage, LookAgain, PageChange
from icp_playbook.changes.looks import UNSEEN, Look, MarkdownLook, TextLook, told
from icp_playbook.changes.words import Words, title_of
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.project import Site

VERSION = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """The accounts whose answer changes, of so many that were judged."""

    changed: list[AccountChange]
    count: int
    unknown: int
    """Of how many so little is known that they have no segment, before and after."""
    notes: list[str]
    """What in their file could not be used."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to say about a change. `site` says in which language, and where the preview is."""

    old: Catalog
    new: Catalog
    changes: Changes
    pages: list[PageChange]
    coverage: Coverage
    look_again: list[LookAgain]
    judged: Judged | None
    notes: list[str]
    site: Site
    is_whole: bool = True
    """Whether both states could be read and compared as a whole; `notes` say what could not."""


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(report, TextLook())) + "\n"


def as_markdown(report: Report) -> str:
    """Return the report for a pull request, with links into the preview when there is one."""
    lines = "\n".join(_lines(report, MarkdownLook(report.site)))
    # A line that begins with a slash would be an order to the code host, such as /close.
    return re.sub(r"(?m)^(\s*)/", rf"\1{UNSEEN}/", lines) + "\n"


def as_json(report: Report) -> str:
    """Return the report as JSON, its shape numbered by `version`; a change of that shape is a new version."""
    changes, coverage = report.changes, report.coverage
    before, after = _words(report)
    return (
        json.dumps(
            {
                "version": VERSION,
                "added": [{"ref": one.ref, "title": title_of(one, after)} for one in changes.added],
                "removed": [{"ref": one.ref, "title": title_of(one, before)} for one in changes.removed],
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
                    {"how": how, "path": page.path, "title": page.title} for how, page in changes.pages
                ],
                "pages": [asdict(one) for one in report.pages],
                "coverage": asdict(coverage),
                "look_again": [
                    {"ref": one.definition.ref, "because": one.because} for one in report.look_again
                ],
                "accounts": None if report.judged is None else asdict(report.judged),
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
    yield _summary(report)
    yield from _changed(report, look)
    yield from _came_and_went(report, look)
    yield from _accounts(report, look)
    yield from _coverage(report, look)
    yield from _relations(report, look)
    yield from _again(report, look)
    yield from _pages(report, look)
    if report.notes:
        yield from look.heading("To know")
        yield from (look.item(look.text(note)) for note in report.notes)


def _summary(report: Report) -> str:
    changes = report.changes
    counts = (
        (len(changes.changed), "changed"), (len(changes.added), "added"), (len(changes.removed), "removed"),
    )  # fmt: skip
    if not changes:
        return (
            "Nothing changes: every definition and every page says what it said before."
            if report.is_whole
            else "Nothing changes in what can be compared."
        )
    found = [f"{count} {how}" for count, how in counts if count]
    parts = []
    if report.is_whole and not (report.old.targets and report.new.targets):
        parts.append("Everything is new" if report.new.targets else "Everything is gone")
    if found:
        parts.append(f"Definitions: {', '.join(found)}")
    elif changes.pages:
        parts.append("No definition changed, but hand-written pages did")
    if report.pages:
        parts.append(f"pages that read differently: {len(report.pages)}")
    if report.judged is not None:
        judged = report.judged
        parts.append(f"accounts judged differently: {len(judged.changed)} of {judged.count}")
        if judged.unknown:
            parts.append(f"accounts that could not be judged: {judged.unknown}")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def _changed(report: Report, look: Look) -> Iterator[str]:
    _, after = _words(report)
    for one in report.changes.changed:
        title = look.text(title_of(one.definition, after))
        was = f" (was {look.text(one.old_ref.partition(':')[2])})" if one.renamed else ""
        yield from look.heading(title + was)
        if not one.fields:
            yield look.item("Only its id is another one; its old address leads to the new page.")
        yield from look.long([look.item(line) for line in told(one.fields, look)])


def _came_and_went(report: Report, look: Look) -> Iterator[str]:
    before, after = _words(report)
    pages = {page.title: page.url for page in report.pages}
    for heading, definitions, words in (
        ("Added", report.changes.added, after),
        ("Removed", report.changes.removed, before),
    ):
        if definitions:
            yield from look.heading(heading)
            for one in definitions:
                kind, name = BY_NAME[one.kind].title, words.text(one.title)
                url = pages.get(name, "") if words is after else ""
                yield look.item(f"{kind}: {look.page(url, name) if url else look.strong(name)}")


def _accounts(report: Report, look: Look) -> Iterator[str]:
    if report.judged is None:
        return
    changed, count, unknown = report.judged.changed, report.judged.count, report.judged.unknown
    yield from look.heading(f"Accounts that would be judged differently: {len(changed)} of {count}")
    if unknown:
        yield look.item(
            f"{unknown:,} of {count:,} accounts could not be judged: too little is known of them."
        )
    lines = [look.item(f"{look.strong(one.name)}: {look.text(_account(one))}") for one in changed]
    if lines or unknown < count:
        yield from look.long(lines) if lines else [look.item("None.")]
    yield from (look.item(look.text(note)) for note in report.judged.notes)


def _account(change: AccountChange) -> str:
    before, after = change.before, change.after
    found = [
        f"{name} {old} → {new}"
        for name, old, new in (
            ("best segment", before.segment, after.segment),
            ("fit", before.fit, after.fit),
            ("motivation", before.verdict, after.verdict),
            ("tier", before.tier, after.tier),
        )
        if old != new
    ]
    return "; ".join(found)


def _coverage(report: Report, look: Look) -> Iterator[str]:
    coverage = report.coverage
    for heading, holes in (
        ("Missing now", coverage.opened),
        ("No longer missing", coverage.closed),
    ):
        if holes:
            yield from look.heading(heading)
            yield from look.long([look.item(look.text(hole)) for hole in holes])
    cells = [
        look.item(
            f"{look.strong(', '.join(filter(None, (cell.segment, cell.persona, cell.tier))))}: "
            f"{cell.what} {look.text(cell.old)} → {look.text(cell.new)}"
        )
        for cell in coverage.cells
        if cell.persona == "" or cell.what != "plays"
    ]
    if cells:
        yield from look.heading("Coverage")
        yield from look.long(cells)


def _relations(report: Report, look: Look) -> Iterator[str]:
    """Say what refers, or no longer refers, to each definition that was there before: the other side of a change."""
    before, after = _words(report)
    there = {one.ref for one in report.changes.added} | {one.ref for one in report.changes.removed}
    found: dict[str, list[str]] = {}
    for how, relations, words in (
        ("gains", report.changes.gained, after), ("loses", report.changes.lost, before),
    ):  # fmt: skip
        by_target: dict[str, list[str]] = {}
        for one in relations:
            if one.target not in there:
                by_target.setdefault(one.target, []).append(words.title(one.source))
        for target, sources in by_target.items():
            named = ", ".join(look.text(source) for source in dict.fromkeys(sources))
            found.setdefault(after.title(target), []).append(f"{how} {named}")
    if found:
        yield from look.heading("Who refers to what")
        yield from look.long(
            [look.item(f"{look.strong(title)}: {'; '.join(said)}") for title, said in found.items()]
        )


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
    yield from look.heading("Look at these again")
    lines = []
    for because, kinds in causes.items():
        lines.append(look.item(f"Because of {because}:"))
        lines += [look.item(f"{look.strong(kind)}: {'; '.join(titles)}", 2) for kind, titles in kinds.items()]
    yield from look.long(lines)


def _pages(report: Report, look: Look) -> Iterator[str]:
    if not report.pages:
        return
    yield from look.heading(f"Pages that read differently: {len(report.pages)}")
    lines = []
    for page in report.pages:
        how = "" if page.how == "changed" else f" ({page.how})"
        named = look.text(page.title) if page.how == "gone" else look.page(page.url, page.title)
        lines.append(look.item(named + how))
    yield from look.long(lines)
