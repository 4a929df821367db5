"""Where something is used: each place, to the character, in definitions and hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.authoring.source import Source, read_source
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import OwnPart, Prose, Ref
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.references import Target, part_ref
from icp_playbook.model.text import ProseLink
from icp_playbook.model.walk import Leaf, Loc, walk
from icp_playbook.problems import ContentError, Problem, quoted

# As our links, but over line ends: prose in YAML is wrapped.
_WRAPPED = re.compile(r"\[\[([^\]\[|]+)(?:\|[^\]\[]+)?\]\]")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place that leads to a definition or to a part of one: `written` stands in `path` from `start` on."""

    path: str
    line: int
    column: int
    start: int
    written: str
    ref: str
    """What it leads to."""
    field: str
    """Where in the definition, such as `steps.2.do`, counted from 1; empty on a hand-written page."""
    in_prose: bool
    is_address: bool = False
    """Whether it is the file of a page, such as `../segments/x.md`, and no reference."""

    @property
    def end(self) -> int:
        """The offset behind what is written."""
        return self.start + len(self.written)


def find_mentions(root: Path, catalog: Catalog, target: Target) -> list[Mention]:
    """Return where `target` or a part of it is used, sorted by place."""
    users = {use.by.ref: use.by for use in catalog.uses.get(target.ref, ())}
    if target.part is not None:
        users[target.definition.ref] = target.definition
    found = [one for user in users.values() for one in _in_definition(root, catalog, user, target)]
    for page in catalog.pages:
        if "[[" in page.text:
            found += _in_page(read_source(root, page.path), page, catalog, target)
    return sorted(found)


def _in_definition(root: Path, catalog: Catalog, user: Definition, target: Target) -> Iterator[Mention]:
    source = read_source(root, user.path)
    for leaf in walk(user, (Ref, Prose, OwnPart)):
        if isinstance(leaf.field, Prose):
            yield from _in_prose(source, catalog, user, leaf, target)
        elif ref := _led_to(catalog, user, leaf, target):
            line, column = user.place(leaf.loc)
            start, end = source.span(line, column)
            at = source.text.find(leaf.value, start, end)
            if at < 0:
                raise _unusual(user.path, line, column, leaf.value)
            yield Mention(user.path, *source.place(at), at, leaf.value, ref, _field(leaf.loc), in_prose=False)


def _led_to(catalog: Catalog, user: Definition, leaf: Leaf, target: Target) -> str | None:
    """Return what a reference leads to, if it is `target` or a part of it."""
    if isinstance(leaf.field, OwnPart):
        if target.part is None:
            return None
        own = part_ref(user, leaf.field.kind, leaf.value)
        return _wanted(catalog, own if own in catalog.targets else None, target)
    assert isinstance(leaf.field, Ref)
    return _wanted(catalog, catalog.references.find(leaf.value, leaf.field.kinds), target)


def _wanted(catalog: Catalog, ref: str | None, target: Target) -> str | None:
    if ref is None or ref == target.ref:
        return ref
    whole = target.part is None and catalog.targets[ref].definition.ref == target.ref
    return ref if whole else None


def _in_prose(
    source: Source, catalog: Catalog, user: Definition, leaf: Leaf, target: Target
) -> Iterator[Mention]:
    for loc, text in leaf.texts():
        if "[[" in text:
            line, column = user.place(loc)
            span = source.span(line, column)
            yield from _in_text(source, span, text, text.links, catalog, target, _field(loc))


def _in_page(source: Source, page: Prosepage, catalog: Catalog, target: Target) -> Iterator[Mention]:
    span = 0, len(source.text)
    yield from _in_text(source, span, page.text, page.links, catalog, target, "")


def _in_text(
    source: Source,
    span: tuple[int, int],
    text: str,
    found: list[ProseLink],
    catalog: Catalog,
    target: Target,
    field: str,
) -> Iterator[Mention]:
    """Find the links of `text` in the source, which writes the same text with indentation, wrapping and quotes."""
    links = {one.start: one.target for one in found}
    find = catalog.references.find
    if not any(_wanted(catalog, find(one), target) for one in links.values()):
        return
    shown, written = list(_WRAPPED.finditer(text)), list(_WRAPPED.finditer(source.text, *span))
    if [one[1].split() for one in shown] != [one[1].split() for one in written]:
        raise _unusual(source.path, *source.place(span[0]), text)
    for seen, stands in zip(shown, written, strict=True):
        name = links.get(seen.start())
        ref = _wanted(catalog, find(name), target) if name else None
        if name and ref:
            at = stands.start(1) + len(stands[1]) - len(stands[1].lstrip())
            yield Mention(source.path, *source.place(at), at, name, ref, field, in_prose=True)


def _field(loc: Loc) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)


def _unusual(path: str, line: int, column: int, text: str) -> ContentError:
    message = f"the link in {quoted(text)} is written in a way that icp cannot follow"
    return ContentError(
        [Problem(path, line, column, "unusual-text", message, "write it without escape codes")]
    )
