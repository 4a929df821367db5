"""The report of a change: as text for a terminal, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from icp_playbook.changes.compare import Changed, Changes, FieldChange, Relation, title_of, words
from icp_playbook.changes.impact import AccountChange, LookAgain, PageChange
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME

VERSION = 1
_SHORT = 70
_MANY = 20
# Groups that only say where a field stands; people name the field itself.
_SILENT = {"fit", "criteria", "business model", "economics"}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to say about a change. `site_url` is where the preview is, empty when there is none."""

    old: Catalog
    new: Catalog
    changes: Changes
    pages: list[PageChange]
    look_again: list[LookAgain]
    accounts: list[AccountChange] | None
    notes: list[str]
    site_url: str = ""


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    return "\n".join(_lines(report, _Plain())) + "\n"


def as_markdown(report: Report) -> str:
    """Return the report for a pull request, with links into the preview when there is one."""
    return "\n".join(_lines(report, _Markdown(report.site_url))) + "\n"


def as_json(report: Report) -> str:
    """Return the report as JSON, its shape numbered by `version`."""
    changes = report.changes
    return json.dumps(
        {
            "version": VERSION,
            "added": [{"ref": one.ref, "title": title_of(one)} for one in changes.added],
            "removed": [{"ref": one.ref, "title": title_of(one)} for one in changes.removed],
            "changed": [
                {
                    "ref": one.definition.ref,
                    "renamed_from": one.old_ref if one.renamed else None,
                    "title": title_of(one.definition),
                    "fields": [asdict(field) for field in one.fields],
                }
                for one in changes.changed
            ],
            "relations": {
                "gained": [asdict(one) for one in changes.gained],
                "lost": [asdict(one) for one in changes.lost],
            },
            "pages": [asdict(one) for one in report.pages],
            "look_again": [{"ref": one.definition.ref, "because": one.because} for one in report.look_again],
            "accounts": None if report.accounts is None else [asdict(one) for one in report.accounts],
            "notes": report.notes,
        },
        ensure_ascii=False,
        indent=2,
    )


class _Plain:
    """How a terminal shows headings, items and names."""

    def heading(self, text: str) -> list[str]:
        return ["", text]

    def item(self, text: str, depth: int = 1) -> str:
        return "  " * depth + text

    def strong(self, text: str) -> str:
        return text

    def page(self, url: str, title: str) -> str:
        return f"{title} (/{url})"

    def text(self, text: str) -> str:
        return text

    def long(self, items: list[str]) -> list[str]:
        """Return the items of a list that may be too long to be read at once."""
        more = [self.item(f"and {len(items) - _MANY} more")] if len(items) > _MANY else []
        return [*items[:_MANY], *more]


class _Markdown(_Plain):
    """The same for a pull request. What authors typed is escaped, so that it stays what it is."""

    def __init__(self, site_url: str) -> None:
        self.site_url = site_url

    def heading(self, text: str) -> list[str]:
        return ["", f"### {text}", ""]

    def item(self, text: str, depth: int = 1) -> str:
        return "  " * (depth - 1) + f"- {text}"

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**"

    def page(self, url: str, title: str) -> str:
        address = f"{self.site_url.rstrip('/')}/{url}/" if self.site_url else ""
        return f"[{self.text(title)}]({address})" if address else self.text(title)

    def long(self, items: list[str]) -> list[str]:
        folded = ["", "<details><summary>and the rest</summary>", "", *items[_MANY:], "", "</details>"]
        return [*items[:_MANY], *(folded if len(items) > _MANY else [])]

    def text(self, text: str) -> str:
        escaped = "".join(f"\\{one}" if one in "\\`*_[]<>#|~" else one for one in text)
        return escaped.replace("@", "@\u200b")  # nobody is to be called by a quoted handle


def _lines(report: Report, look: _Plain) -> Iterator[str]:
    changes = report.changes
    if not changes:
        yield "No definition changed: at most the layout of files did."
    else:
        yield _summary(changes)
    for one in changes.changed:
        yield from look.heading(_title_of_change(report, one, look))
        for field in one.fields:
            yield look.item(_told(report.new, one, field, look))
    for heading, definitions in (("Added", changes.added), ("Removed", changes.removed)):
        if definitions:
            yield from look.heading(heading)
            yield from (look.item(look.strong(title_of(one))) for one in definitions)
    yield from _relations(report, look)
    yield from _impact(report, look)
    yield from (line for note in report.notes for line in ("", look.text(note)))


def _summary(changes: Changes) -> str:
    counts = (
        (len(changes.changed), "changed"), (len(changes.added), "added"), (len(changes.removed), "removed"),
    )  # fmt: skip
    told = ", ".join(f"{count} {how}" for count, how in counts if count)
    return f"Definitions: {told}."


def _title_of_change(report: Report, one: Changed, look: _Plain) -> str:
    title = look.text(title_of(one.definition))
    if one.renamed:
        return f"{title} (was {look.text(one.old_ref.partition(':')[2])})"
    return title


def _told(catalog: Catalog, one: Changed, field: FieldChange, look: _Plain) -> str:
    where = [_name(catalog, word) for word in field.where if word not in _SILENT] or list(field.where)
    name = look.strong(": ".join(where))
    if field.old is None:
        return f"{name}: now {look.text(_short(field.new or ''))}"
    if field.new is None:
        return f"{name}: no longer {look.text(_short(field.old))}"
    old, new = _apart(field.old, field.new)
    return f"{name}: {look.text(old)} → {look.text(new)}"


def _name(catalog: Catalog, word: str) -> str:
    """Return an attribute's, stage's or other part's name instead of its id."""
    for kind in ("attribute", "stage", "criterion", "tier", "persona", "segment", "department"):
        target = catalog.targets.get(f"{kind}:{word}")
        if target is not None:
            title = target.title
            return title if isinstance(title, str) else str(title.by_language[0][1])
    return word


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts, cut to where they differ when they are long."""
    if len(old) <= _SHORT and len(new) <= _SHORT:
        return old, new
    start = 0
    for start, (one, other) in enumerate(zip(old, new, strict=False)):  # noqa: B007 (the first difference)
        if one != other:
            break
    begin = max(old.rfind(" ", 0, max(start - 15, 0)) + 1, 0)
    cut = "… " if begin else ""
    return cut + _short(old[begin:]), cut + _short(new[begin:])


def _short(text: str) -> str:
    return text if len(text) <= 2 * _SHORT else text[: 2 * _SHORT].rsplit(" ", 1)[0] + " …"


def _relations(report: Report, look: _Plain) -> Iterator[str]:
    for heading, relations in (
        ("Relations gained", report.changes.gained),
        ("Relations lost", report.changes.lost),
    ):
        if relations:
            yield from look.heading(heading)
            yield from (look.item(_relation(report, one, look)) for one in relations)


def _relation(report: Report, one: Relation, look: _Plain) -> str:
    return f"{_known(report, one.source, look)} → {_known(report, one.target, look)} ({one.field})"


def _known(report: Report, ref: str, look: _Plain) -> str:
    for catalog in (report.new, report.old):
        if ref in catalog.targets:
            return look.text(title_of(catalog.targets[ref].definition))
    return look.text(ref)


def _impact(report: Report, look: _Plain) -> Iterator[str]:
    if report.pages:
        yield from look.heading(f"Pages that read differently: {len(report.pages)}")
        for page in report.pages:
            how = "" if page.how == "changed" else f" ({page.how})"
            yield look.item(
                (look.text(page.title) if page.how == "gone" else look.page(page.url, page.title)) + how
            )
    if report.look_again:
        for because, kinds in _by_cause(report, look).items():
            yield from look.heading(f"Look at these again, because of {because}")
            yield from (
                look.item(f"{look.strong(kind)}: {'; '.join(titles)}") for kind, titles in kinds.items()
            )
    if report.accounts is not None:
        yield from look.heading(f"Accounts whose answer changes: {len(report.accounts)}")
        for account in report.accounts:
            yield look.item(f"{look.strong(account.name)}: {look.text(_account(account))}")


def _by_cause(report: Report, look: _Plain) -> dict[str, dict[str, list[str]]]:
    """Return what to look at again: by what changed, then by kind, the titles."""
    causes: dict[str, dict[str, list[str]]] = {}
    for again in report.look_again:
        because = ", ".join(_known(report, ref, look) for ref in again.because)
        kind = BY_NAME[again.definition.kind].titles
        causes.setdefault(because, {}).setdefault(kind, []).append(look.text(words(again.definition.title)))
    return causes


def _page(page: PageChange, look: _Plain) -> str:
    how = "" if page.how == "changed" else f" ({page.how})"
    return (look.text(page.title) if page.how == "gone" else look.page(page.url, page.title)) + how


def _account(change: AccountChange) -> str:
    before, after = change.before, change.after
    told = [
        f"{name} {old} → {new}"
        for name, old, new in (
            ("segment", before.segment, after.segment),
            ("fit", before.fit, after.fit),
            ("motivation", before.verdict, after.verdict),
            ("tier", before.tier, after.tier),
        )
        if old != new
    ]
    return "; ".join(told)
