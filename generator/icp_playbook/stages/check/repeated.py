"""Rules about what is said twice, refers to itself, or has not happened yet: slips that make sense to nobody."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Field, Prose, Ref
from icp_playbook.model.research import Insight
from icp_playbook.model.walk import Listed, Loc, lists
from icp_playbook.problems import quoted
from icp_playbook.stages.check.rule import Context, Finding

_Meant = Callable[[Definition, Loc, object], object]


def listed_twice(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A list names each thing once. Prose is left alone: a step may well be taken twice."""
    meant = _meant(catalog)
    for definition in catalog.definitions():
        for listed in lists(definition):
            if isinstance(listed.shape, Field):
                # Most lists of words are told fine at a glance; references may be spelled in two ways.
                fine = not isinstance(listed.shape, Ref) and len(set(listed.items)) == len(listed.items)
                if not fine and not isinstance(listed.shape, Prose):
                    yield from _repeats(definition, listed, (), meant)
            else:
                for field in listed.shape.once:
                    yield from _repeats(definition, listed, (field,), meant)


def _meant(catalog: Catalog) -> _Meant:
    """Return what tells what a value at a place means: two spellings may lead to the same definition."""
    resolved = {
        (use.by.ref, use.loc): ref
        for ref, uses in catalog.uses.items()
        for use in uses
        if use.ref == ref and not use.in_prose
    }
    return lambda definition, loc, value: resolved.get((definition.ref, loc), value)


def _repeats(definition: Definition, listed: Listed, field: Loc, meant: _Meant) -> Iterator[Finding]:
    """Yield each item that says, in `field` if it has fields, what an earlier one said."""
    first: dict[object, Loc] = {}
    for index, item in enumerate(listed.items):
        value = getattr(item, str(field[0])) if field else item
        loc = (*listed.loc, index, *field)
        if value is None:
            continue
        before = first.setdefault(meant(definition, loc, value), loc)
        if before != loc:
            line = definition.place(before)[0]
            yield Finding(
                definition, loc, f"{quoted(value)} is already in this list, in line {line}",
                "keep one of the two",
            )  # fmt: skip


def refers_to_itself(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever follows a reference gets somewhere. A question may be answered on the page that asks it."""
    for ref, uses in catalog.uses.items():
        target = catalog.targets[ref]
        for use in uses:
            if use.by is not target.definition or use.in_prose or use.ref != ref or use.loc[-1] == "answer":
                continue
            # A part may refer to its neighbours, as terms of the glossary do, but not to itself.
            if use.loc[: len(target.loc)] == target.loc:
                yield Finding(
                    use.by, use.loc, f"{quoted(ref)} refers to itself", "name another, or leave it out"
                )


def day_in_future(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What was looked at, or said by customers, has happened."""
    days: list[tuple[Definition, Loc, datetime.date | None, str]] = [
        (one, ("reviewed",), one.reviewed, "it was reviewed") for one in catalog.definitions()
    ]
    days += [(one, ("sample", "to"), one.sample.to, "customers were asked") for one in catalog.all(Insight)]
    for definition, loc, day, what in days if context.today else ():
        # A day ahead is today for whoever lives further east than the machine that checks.
        if day is not None and context.today is not None and (day - context.today).days > 1:
            message = f"the day on which {what} last, {day}, is still to come"
            yield Finding(definition, loc, message, "write the day on which it was done")
