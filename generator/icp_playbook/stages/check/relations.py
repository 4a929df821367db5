"""Rules about relations: nothing stands alone, refers to itself, or is listed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.fields import Field, Prose, Ref, Reference
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.paths import fields_called, values_at
from icp_playbook.model.walk import Listed, Loc, lists
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.stages.check.rule import Context, Finding, current

# Says who answers for a definition, whom it concerns and what it rests on, not what it is for.
_STEWARDSHIP = frozenset({"departments", "audience", "sources", "review_note", "intentional"})


def orphan(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A definition is tied to others; attributes, stages and questions are used."""
    linked = {found.target for page in catalog.pages for found in page.links}
    tied = _ties(catalog)
    for kind in KINDS:
        if (purpose := kind.model.purpose) is not None:
            for definition in current(catalog, kind.model):
                used = any(use.by is not definition for use in catalog.uses.get(definition.ref, ()))
                if not used and definition.ref not in linked and not tied(definition, purpose.own):
                    yield Finding(definition, (), purpose.message, purpose.hint)
    for ref, target in catalog.targets.items():
        purpose = target.part.purpose if target.part is not None else None
        if purpose is not None and ref not in catalog.uses:
            place = (*target.loc, "id")
            yield Finding(target.definition, place, purpose.message, purpose.hint)


def _ties(catalog: Catalog) -> Callable[[Definition, frozenset[str]], bool]:
    """Return the function that tells whether a definition refers to another, but in `own`."""
    fields: dict[str, set[str]] = {}
    for ref, uses in catalog.uses.items():
        for use in uses:
            if catalog.targets[ref].definition is not use.by:
                fields.setdefault(use.by.ref, set()).add(use.field)
    return lambda definition, own: bool(fields.get(definition.ref, set()) - own - _STEWARDSHIP)


def listed_twice(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A list names each thing once. Prose is left alone: a step may well be taken twice."""
    for definition in catalog.definitions():
        for listed in lists(definition):
            if isinstance(listed.shape, Field):
                # Most lists are seen to be fine at once; but with a kind, references have several
                # spellings.
                repeated = len(set(listed.items)) < len(listed.items)
                if (repeated and not isinstance(listed.shape, Prose)) or (
                    isinstance(listed.shape, Ref) and any(":" in item for item in listed.items)
                ):
                    yield from _repeats(catalog, definition, listed, ())
            else:
                for field in listed.shape.once:
                    yield from _repeats(catalog, definition, listed, (field,))


def _repeats(
    catalog: Catalog, definition: Definition, listed: Listed, field: Loc
) -> Iterator[Finding]:
    """Yield each item that says, in `field` if it has fields, what an earlier one said."""
    first: dict[object, Loc] = {}
    for index, item in enumerate(listed.items):
        value = getattr(item, str(field[0])) if field else item
        loc = (*listed.loc, index, *field)
        if value is None:
            continue
        meant = value  # two spellings may be one reference
        if isinstance(value, Reference):
            meant = catalog.references.find(value, value.kinds) or value
        before = first.setdefault(meant, loc)
        if before != loc:
            message = say(
                "{value} is already in this list, in line {line}",
                value=quoted(value),
                line=definition.place(before)[0],
            )
            yield Finding(definition, loc, message, say("keep one of the two"))


def refers_to_itself(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever follows a reference gets somewhere.

    A question may be answered on the page that asks it.
    """
    for ref, uses in catalog.uses.items():
        target = catalog.targets[ref]
        own = (use for use in uses if use.by is target.definition and use.ref == ref)
        for use in own:
            # A part may refer to its neighbours, as terms of the glossary do, but not to itself.
            within = use.loc[: len(target.loc)] == target.loc
            if within and not use.in_prose and use.loc[-1] != "answer":
                message = say("{ref} refers to itself", ref=quoted(ref))
                yield Finding(use.by, use.loc, message, say("name another, or leave it out"))


def answer_without_words(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """What a department's page says below a question stands in the field that the question names.

    A question without a field is answered by what the definition is about.
    """
    for department in current(catalog, Department):
        for index, one in enumerate(department.questions):
            if one.field is None:
                continue
            target = catalog.targets[catalog.ref(one.answer)]
            about = target.part or target.definition
            found = values_at(about, one.field)
            place = ("questions", index, "field")
            if found is None:
                message = say("{ref} has no field {field}", ref=target.ref, field=quoted(one.field))
                known = fields_called(about, one.field)
                yield Finding(
                    department, place, message, did_you_mean(one.field, known) or known_are(known)
                )
            elif not found:
                message = say("{ref} says nothing in {field}", ref=target.ref, field=one.field)
                hint = say('fill it in there, or leave "field" out here')
                yield Finding(department, place, message, hint)
