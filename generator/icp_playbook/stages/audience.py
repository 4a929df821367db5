"""Audience: what somebody outside the company may read of a playbook, as a playbook of its own.

A definition is for the audiences that it names; a part of one for those of its definition, unless
it names some of them. What is left may not need what is gone: that is a problem at its place, since
leaving it out in silence could say of everybody what holds for some.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Part, Told
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Field, Prose, Ref, Reference
from icp_playbook.model.prose import image_path, line_and_column
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of
from icp_playbook.model.spots import Spot
from icp_playbook.model.walk import Leaf, Loc, keys, walk
from icp_playbook.problems import Problem

_STEWARDSHIP = frozenset({"departments", "sources"})
"""Lists that say nothing of customers: nothing is said otherwise where they are empty."""
_INNER: Mapping[str, object] = {
    "reviewed": None, "review_every": None, "review_note": None, "intentional": (),
}  # fmt: skip
"""What a definition says of how it is kept, and to nobody outside."""
_WHO = frozenset({"audience", "audiences"})
_ADDRESS = re.compile(r"""\b(?:src|href|poster)[ \t]*=[ \t]*["']?([^"'\s>]+)""")
"""What raw HTML on a page loads or leads to."""
_RAW = frozenset({"html_block", "html_inline"})
_COMMENT = re.compile("<!--.*?(?:-->|$)", re.DOTALL)
_ALONE = say("say this without it: no other audience than the company has that page")
_GONE: Any = object()
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Readable:
    """What an audience may read, not linked yet, and what is wrong with that."""

    definitions: tuple[Definition, ...]
    pages: tuple[Prosepage, ...]
    problems: tuple[Problem, ...]


def audiences_of(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of the audiences that the company names."""
    company = catalog.one(Company)
    return tuple(one.id for one in company.audiences) if company else ()


def readable_for(catalog: Catalog, audience: str) -> Readable:
    """Return what an audience that the company names may read; the catalog has no errors."""
    definitions = [one for one in catalog.definitions() if audience in one.audience]
    pages = tuple(page for page in catalog.pages if audience in page.audience)
    if missing := _without_company(catalog, definitions, audience):
        return Readable((), (), missing)
    hidden = _hidden(catalog, audience)
    problems: list[Problem] = []
    found = []
    for definition in definitions:
        reader = _Reader(catalog, definition, audience, hidden, problems)
        found.append(reader.read())
    unread = _unread(catalog.pages, pages)
    for page in pages:
        problems += _in_page(catalog, page, audience, hidden)
        problems += addresses_of_hidden(page, audience, unread)
    bare = tuple(replace(page, audience=()) for page in pages)
    return Readable(tuple(found), bare, tuple(problems))


def files_named(catalog: Catalog, docs: str) -> frozenset[str]:
    """Return the paths in the folder `docs` that its pages and the definitions name: pictures.

    Who reads a page, it says itself: one that another leads to is not among them. A page in the
    folder of another language names what is in the same place.
    """
    found = set()
    for definition in catalog.definitions():
        for leaf in walk(definition, Prose):
            found |= {image_path(one.address) for _, text in leaf.texts() for one in text.images}
    for page in catalog.pages:
        here = posixpath.dirname(posixpath.relpath(page.path, docs))
        addresses = (one for spot in page.spots for one in _addresses(spot))
        found |= {posixpath.normpath(posixpath.join(here, image_path(one))) for one in addresses}
    return frozenset(path for path in found if not path.endswith(".md"))


def _addresses(spot: Spot) -> list[str]:
    """Return what a link, an image or raw HTML names; a comment shows nothing, nor does code."""
    if spot.token.type in _RAW:
        return _ADDRESS.findall(_COMMENT.sub("", spot.token.content))
    return [str(spot.token.attrs.get("src") or spot.token.attrs.get("href") or "")]


def _unread(every: tuple[Prosepage, ...], read: tuple[Prosepage, ...]) -> Mapping[str, str]:
    """Return the files of pages that are not among those `read`, in no language, by address."""
    shown = {page.source for page in read}
    return {page.source: page.path for page in reversed(every) if page.source not in shown}


def _hidden(catalog: Catalog, audience: str) -> frozenset[str]:
    """Return the references of all that an audience may not read."""
    return frozenset(
        ref
        for ref, target in catalog.targets.items()
        if audience not in target.definition.audience
        or (target.part is not None and not _may_read(target.part, audience))
    )


def _may_read(part: Part, audience: str) -> bool:
    if not isinstance(part, Told):
        return True
    return audience in part.audience or not (part.audience or part.named_only)


def _without_company(
    catalog: Catalog, definitions: list[Definition], audience: str
) -> tuple[Problem, ...]:
    """Return a problem where there is no company: every page says whose profile this is."""
    company = catalog.one(Company)
    if company is None or company in definitions or not definitions:
        return ()
    place = company.place(("audiences",), key=True)
    message = say("{audience} may read nothing without the company", audience=audience)
    hint = say('add "audience: [{audience}]" to {file}', audience=audience, file=company.path)
    return (Problem(company.path, *place, "hidden-from-audience", message, hint),)


@dataclass(slots=True)
class _Reader:
    """Makes of one definition what an audience may read of it."""

    catalog: Catalog
    definition: Definition
    audience: str
    hidden: frozenset[str]
    problems: list[Problem]

    def read(self) -> Definition:
        """Return the definition without what is hidden, and tell what that leaves wrong."""
        for loc, kind in keys(self.definition):
            ref = self.catalog.references.find(str(loc[-1]), (kind,))
            if ref in self.hidden:
                self._tell(loc, str(ref))
        found: Definition = self._part(self.definition, ())
        return found

    def _part(self, part: P, loc: Loc) -> P:
        """Return a part without what is hidden; `_GONE` where it can't do without."""
        if not _may_read(part, self.audience):
            return _GONE  # type: ignore[no-any-return]
        told = len(self.problems)
        changed: dict[str, Any] = dict(_INNER) if isinstance(part, Definition) else {}
        for one in fields_of(type(part)):
            value = part.__dict__[one.name]
            if value is None or one.name in changed:
                continue
            if one.name in _WHO:  # nobody is told who else reads what
                changed |= {one.name: ()} if value else {}
                continue
            new = self._value(value, one.shape, (*loc, one.key))
            if new is _GONE or (isinstance(one.shape, Many) and len(new) < len(value)):
                new = self._without(part, one, new, (*loc, one.key))
            if new is _GONE:
                del self.problems[told:]  # what is wrong in there is gone, too
                return _GONE  # type: ignore[no-any-return]
            if new is not value:
                changed[one.name] = new
        return _copy(part, changed) if changed else part

    def _without(self, part: Part, one: ModelField, new: Any, loc: Loc) -> Any:
        """Return what stands in a field of which something is hidden; `_GONE`: the part goes."""
        is_list = isinstance(one.shape, Many)
        is_enough = (is_list and len(new) >= max(one.least, 1)) or (
            not one.required and not one.least
            and (isinstance(part, Told) or one.name in _STEWARDSHIP or self._tells(one.shape))
        )  # fmt: skip
        if is_enough:
            return new if is_list else None
        if isinstance(part, Told):
            return _GONE
        self._tell(loc, self._first_hidden(loc))
        return getattr(part, one.name)

    def _tells(self, shape: Shape) -> bool:
        """Tell whether a field holds parts that may be hidden by what they say themselves."""
        item = shape.item if isinstance(shape, Many) else shape
        return isinstance(item, type) and issubclass(item, Told)

    def _first_hidden(self, loc: Loc) -> str:
        uses = self.catalog.used.get(self.definition.ref, ())
        found = (one.ref for one in uses if one.loc[: len(loc)] == loc and one.ref in self.hidden)
        return next(found, "")

    def _value(self, value: Any, shape: Shape, loc: Loc) -> Any:
        if isinstance(shape, Many):
            items = value.items() if shape.keyed else enumerate(value)
            made = [(key, self._value(one, shape.item, (*loc, key))) for key, one in items]
            left = [(key, one) for key, one in made if one is not _GONE]
            if len(left) == len(value) and all(new is value[key] for key, new in left):
                return value
            return dict(left) if shape.keyed else tuple(one for _, one in left)
        if isinstance(shape, Field):
            return self._leaf(value, shape, loc)
        return self._part(value, loc)

    def _leaf(self, value: Any, shape: Field, loc: Loc) -> Any:
        if isinstance(shape, Ref) and isinstance(value, Reference):
            found = self.catalog.references.resolve(value, shape)
            return _GONE if found in self.hidden else value
        if isinstance(shape, Prose) and (value.found or value.by_language):
            for at, text in Leaf(loc, value, shape).texts():
                for link in text.links:
                    found = self.catalog.references.resolve(link.target)
                    if found in self.hidden:
                        place = self.definition.place_in(at, text, link.start)
                        self._tell(loc, str(found), place)
        return value

    def _tell(self, loc: Loc, ref: str, place: tuple[int, int] | None = None) -> None:
        found = place or self.definition.place(loc)
        self.problems.append(
            _problem(self.catalog, self.definition.path, found, ref, self.audience)
        )


def _in_page(
    catalog: Catalog, page: Prosepage, audience: str, hidden: frozenset[str]
) -> Iterator[Problem]:
    for link in page.links:
        found = catalog.references.resolve(link.target)
        if found in hidden:
            place = line_and_column(page.text, link.start)
            yield _problem(catalog, page.path, place, str(found), audience)


def addresses_of_hidden(
    page: Prosepage, audience: str, hidden: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each address on a page that is one of those `hidden` from an audience.

    By the address of a hidden page, its file; an empty one where nobody can let them read it.
    """
    here = posixpath.dirname(page.source)
    for spot in page.spots:
        for address in _addresses(spot):
            path = posixpath.normpath(posixpath.join(here, image_path(address)))
            if (file := hidden.get(path)) is not None:
                place = line_and_column(page.text, spot.start)
                yield _file_problem(page.path, place, path, file, audience)


def _problem(
    catalog: Catalog, path: str, place: tuple[int, int], ref: str, audience: str
) -> Problem:
    if not ref:  # a part that says itself who may read it, and must be there
        message = say(
            "{audience} may not read this part, which can't be left out", audience=audience
        )
        hint = say("let them read it, or keep them from the whole definition")
        return Problem(path, *place, "hidden-from-audience", message, hint)
    target = catalog.targets[ref].definition
    if audience not in target.audience:
        return _file_problem(path, place, ref, target.path, audience)
    message = say("{audience} may read this, but not {what}", audience=audience, what=ref)
    hint = say("let them read that part too, or say this without it")
    return Problem(path, *place, "hidden-from-audience", message, hint)


def _file_problem(
    path: str, place: tuple[int, int], what: str, file: str, audience: str
) -> Problem:
    """Return the problem of what an audience reads at a place, and what it does not in a `file`."""
    message = say("{audience} may read this, but not {what}", audience=audience, what=what)
    hint = _ALONE
    if file:
        hint = say(
            'add "audience: [{audience}]" to {file}, or say this without it',
            audience=audience,
            file=file,
        )
    return Problem(path, *place, "hidden-from-audience", message, hint)


def _copy(part: P, changed: Mapping[str, Any]) -> P:
    """Return a part with other values; nothing is kept that was worked out from the old ones."""
    copied = part.model_copy(update=dict(changed))
    for name in copied.__dict__.keys() - type(part).model_fields.keys():
        del copied.__dict__[name]
    return copied
