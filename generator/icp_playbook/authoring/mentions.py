"""Find where something is used: each place, to the character, in definitions, pages and nav."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml as y

from icp_playbook.authoring.source import Source, read_source
from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import OwnPart, Prose, Ref
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose import blanked, code_in
from icp_playbook.model.prosepage import Prosepage, page_spots
from icp_playbook.model.references import Target, part_ref
from icp_playbook.model.text import ProseLink
from icp_playbook.model.walk import Leaf, Loc, keys, walk
from icp_playbook.problems import ContentError, Problem, quoted
from icp_playbook.stages.load.opening import read_bytes
from icp_playbook.stages.load.parsers import UnreadableYaml, event_parser

# As our links, but over line ends: prose in YAML is wrapped.
_WRAPPED = re.compile(r"\[\[([^\]\[|]+)(?:\|[^\]\[]+)?\]\]")

_CONFIGS = "mkdocs*.y*ml"
# [text](address "title"), [text]: address, href="address"
_ADDRESS = re.compile(
    r"""\]\(\s*<?([^)\s<>]+)|^\s{0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)|\bhref\s*=\s*["']?([^"'\s<>]+)""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place that leads to a definition or a part: `written` stands in `path` from `start`."""

    path: str
    line: int
    column: int
    start: int
    written: str
    ref: str
    """What it leads to."""
    field: str
    """Where in the definition, such as `steps.2.do`, counted from 1.

    Empty on a hand-written page.
    """
    in_prose: bool
    is_address: bool = False
    """Whether it is the file of a page, such as `../segments/x.md`, and no reference."""

    @property
    def end(self) -> int:
        """The offset behind what is written."""
        return self.start + len(self.written)


def find_mentions(root: Path, catalog: Catalog, target: Target) -> list[Mention]:
    """Return where `target` or a part of it is used: references, then addresses of its page."""
    return [*_find_references(root, catalog, target), *_find_addresses(root, catalog, target)]


def _find_references(root: Path, catalog: Catalog, target: Target) -> list[Mention]:
    users = {use.by.ref: use.by for use in catalog.uses.get(target.ref, ())}
    if target.part is not None:
        users[target.definition.ref] = target.definition
    found = [one for user in users.values() for one in _in_definition(root, catalog, user, target)]
    for user in catalog.definitions():
        found += _in_keys(root, catalog, user, target)
    for page in catalog.pages:
        if "[[" in page.text:
            found += _in_page(read_source(root, page.path), page, catalog, target)
    return sorted(found)


def _in_definition(
    root: Path, catalog: Catalog, user: Definition, target: Target
) -> Iterator[Mention]:
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
            yield Mention(
                user.path, *source.place(at), at, leaf.value, ref, _field(leaf.loc), in_prose=False
            )


def _in_keys(root: Path, catalog: Catalog, user: Definition, target: Target) -> Iterator[Mention]:
    """Find the keys that name `target`: an answer's question, the weight of an attribute."""
    for loc, kind in keys(user):
        name = str(loc[-1])
        if ref := _wanted(catalog, catalog.references.find(name, (kind,)), target):
            source = read_source(root, user.path)
            line, column = user.place(loc, key=True)
            start, end = source.span(line, column)
            at = source.text.find(name, start, end)
            if at < 0:
                raise _unusual(user.path, line, column, name)
            yield Mention(user.path, *source.place(at), at, name, ref, _field(loc), in_prose=False)


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


def _in_page(
    source: Source, page: Prosepage, catalog: Catalog, target: Target
) -> Iterator[Mention]:
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
    """Find the links of `text` in the source, where it is indented, wrapped and quoted."""
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
    message = say(
        "the link in {text} is written in a way that icp cannot follow", text=quoted(text)
    )
    hint = say("write it without escape codes")
    return ContentError([Problem(path, line, column, "unusual-text", message, hint)])


def _find_addresses(root: Path, catalog: Catalog, target: Target) -> list[Mention]:
    """Return where the page of a definition, or the heading of a part, is named, in order."""
    found = [
        mention
        for page in catalog.pages
        if posixpath.basename(_page_of(target)) in page.body
        for mention in _addresses_in_page(read_source(root, page.path), page, target)
    ]
    for file in sorted(root.glob(_CONFIGS)):
        found += _addresses_in_config(root, file.name, target)
    return sorted(found)


def id_in(mention: Mention, target: Target) -> tuple[int, int]:
    """Return where in the source the id stands in such an address."""
    if target.part is not None:
        return mention.end - len(_anchor(target)) + len(
            target.ref.partition(":")[0]
        ) + 1, mention.end
    start = mention.start + mention.written.partition("#")[0].rindex(target.definition.id)
    return start, start + len(target.definition.id)


def _addresses_in_page(source: Source, page: Prosepage, target: Target) -> Iterator[Mention]:
    text = blanked(source.text, code_in(page_spots(source.text)))
    bases = (
        posixpath.dirname(page.url),
        page.url,
    )  # the file's folder; the address, where that ends in a slash
    for found in _ADDRESS.finditer(text):
        at = next(one for one in (1, 2, 3) if found[one] is not None)
        file, hash_, anchor = found[at].partition("#")
        if any(_leads_to(target, posixpath.join(base, file), hash_ + anchor) for base in bases):
            place = found.start(at)
            yield Mention(
                source.path,
                *source.place(place),
                place,
                found[at],
                target.ref,
                "",
                False,
                is_address=True,
            )


def _addresses_in_config(root: Path, path: str, target: Target) -> Iterator[Mention]:
    """Yield the values that name the page, such as entries of `nav`.

    What is a key names an address of its own.
    """
    data, _ = read_bytes(root, path)
    try:
        source = Source(path, (data or b"").decode("utf-8-sig"))
        scalars = list(_values(source.text))
    except UnreadableYaml:
        return  # whoever reads the whole of it says what is wrong
    for key, event in scalars:
        file, hash_, anchor = event.value.partition("#")
        assert event.start_mark is not None
        start = source.text.find(event.value, event.start_mark.index)
        if start >= 0 and _leads_to(target, file, hash_ + anchor):
            yield Mention(
                path,
                *source.place(start),
                start,
                event.value,
                target.ref,
                key,
                False,
                is_address=True,
            )


def _values(text: str) -> Iterator[tuple[str, y.ScalarEvent]]:
    """Yield each scalar that is no key, with the field at the top that it stands under."""
    parser = event_parser(text)
    open_: list[
        str
    ] = []  # k where a key comes next in a mapping, v where its value does, - in a list
    top = ""
    while (event := parser.get_event()) is not None:
        if isinstance(event, y.MappingEndEvent | y.SequenceEndEvent):
            open_.pop()
        elif isinstance(
            event, y.MappingStartEvent | y.SequenceStartEvent | y.ScalarEvent | y.AliasEvent
        ):
            is_key = bool(open_) and open_[-1] == "k"
            if open_ and open_[-1] != "-":
                open_[-1] = "v" if is_key else "k"
            if isinstance(event, y.ScalarEvent):
                top = event.value if is_key and len(open_) == 1 else top
                if not is_key:
                    yield top, event
            elif not isinstance(event, y.AliasEvent):
                open_.append("k" if isinstance(event, y.MappingStartEvent) else "-")


def _leads_to(target: Target, file: str, anchor: str) -> bool:
    page = _page_of(target)
    named = posixpath.normpath(file).lstrip("/") + ("/" if file.endswith("/") else "")
    forms = {f"{page}{ending}" for ending in (".md", "/index.md", "/", ".html", "/index.html")}
    return named in forms and (target.part is None or anchor == f"#{_anchor(target)}")


def _page_of(target: Target) -> str:
    """Return where the page of a definition is, without ending."""
    kind = BY_NAME[target.definition.kind]
    return kind.url if kind.single else f"{kind.url}/{target.definition.id}"


def _anchor(target: Target) -> str:
    """Return the id of a part's heading, as `stages/plan` makes it."""
    return f"{target.ref.partition(':')[0]}-{getattr(target.part, 'id', '')}"
