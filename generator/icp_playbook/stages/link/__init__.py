"""Link: resolve every reference once, and turn it around, so that each page knows who uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Prosepage, Target, Use
from icp_playbook.model.fields import Prose, Ref, Text, Translations, is_link
from icp_playbook.model.kinds import BY_NAME, KINDS, PARTS
from icp_playbook.model.pieces import find_page_links
from icp_playbook.model.prose_links import find_links, line_and_column
from icp_playbook.model.walk import Leaf, Loc, walk
from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.link.addresses import missing_images, page_address_problems

SUGGESTIONS = 100
"""For so many unknown names the nearest is looked for, which takes time; more of them is a folder that was renamed."""


def link(
    definitions: Sequence[Definition],
    pages: Sequence[Prosepage],
    unread: Collection[str] = (),
    files: Collection[str] = (),
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog, and a problem for each reference that leads nowhere and each id that is taken twice.

    `files` are the paths of what else lies among the pages, such as images. `unread` are the references of definitions that are there but can't be read. What leads to them or to a part of
    them is not in the catalog, and no problem either: theirs have been told already.
    """
    problems: list[Problem] = []
    targets = _targets(definitions, problems)
    resolver = _Resolver(targets, _aliases(definitions, targets, problems), unread)
    uses: dict[str, list[Use]] = defaultdict(list)
    for definition in definitions:
        for leaf in walk(definition, (Ref, Prose)):
            if isinstance(leaf.field, Ref):
                if not is_link(leaf.value) and (
                    unknown := resolver.add_use(uses, definition, leaf.loc, leaf.value, leaf.field.kinds)
                ):
                    problems.append(_problem(definition, leaf.loc, "unknown-reference", *unknown))
            else:
                _link_prose(resolver, uses, problems, definition, leaf)
                problems += missing_images(definition, leaf, files)
    for page in pages:
        problems += _page_problems(page, resolver)
        problems += page_address_problems(page, files)
    by_kind: dict[str, list[Definition]] = {kind.name: [] for kind in KINDS}
    for definition in definitions:
        by_kind[definition.kind].append(definition)
    catalog = Catalog(
        targets,
        {ref: tuple(found) for ref, found in uses.items()},
        {kind: tuple(found) for kind, found in by_kind.items()},
        tuple(pages),
        _refers(targets, uses),
    )
    return catalog, problems


def texts_of(value: Text) -> tuple[str, ...]:
    """Return the strings of a text, one for each language."""
    return tuple(text for _, text in value.by_language) if isinstance(value, Translations) else (value,)


def _refers(targets: dict[str, Target], uses: dict[str, list[Use]]) -> dict[str, tuple[str, ...]]:
    refers: dict[str, dict[str, None]] = defaultdict(dict)
    for ref, found in uses.items():
        if targets[ref].part is None:
            for use in found:
                if not use.in_prose and use.by.ref != ref:
                    refers[use.by.ref][ref] = None
    return {ref: tuple(found) for ref, found in refers.items()}


def _link_prose(
    resolver: _Resolver,
    uses: dict[str, list[Use]],
    problems: list[Problem],
    definition: Definition,
    leaf: Leaf,
) -> None:
    by_language = leaf.value.by_language if isinstance(leaf.value, Translations) else ((None, leaf.value),)
    for language, text in by_language:
        loc = leaf.loc if language is None else (*leaf.loc, language)
        for found in find_links(text):
            unknown = resolver.add_use(uses, definition, leaf.loc, found.target, (), in_prose=True)
            if unknown is not None:
                place = definition.place_in(loc, text, found.start)
                problems.append(Problem(definition.path, *place, "unknown-reference", *unknown))


def _problem(definition: Definition, loc: Loc, rule: str, message: str, hint: str) -> Problem:
    return Problem(definition.path, *definition.place(loc), rule, message, hint)


def _targets(definitions: Iterable[Definition], problems: list[Problem]) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for definition in definitions:
        targets[definition.ref] = Target(definition.ref, definition)
        for field, part_kind in definition.parts.items():
            for index, part in enumerate(getattr(definition, field)):
                ref = _part_ref(definition, part_kind, part.id)
                if ref not in targets:
                    targets[ref] = Target(ref, definition, (field, index), part)
                    continue
                first = definition.place((*targets[ref].loc, "id"))[0]
                message = f"{quoted(part.id)} is used twice; the first is in line {first}"
                place = (field, index, "id")
                problems.append(_problem(definition, place, "duplicate-id", message, "give each its own id"))
    return targets


def _part_ref(definition: Definition, part_kind: str, part: str) -> str:
    return f"{part_kind}:{part}" if BY_NAME[definition.kind].single else f"{part_kind}:{definition.id}#{part}"


def _aliases(
    definitions: Iterable[Definition], targets: Mapping[str, Target], problems: list[Problem]
) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for definition in definitions:
        for index, alias in enumerate(definition.aliases):
            ref = f"{definition.kind}:{alias}"
            taken = ref if ref in targets else aliases.get(ref)
            if taken is None:
                aliases[ref] = definition.ref
            else:
                message = f"the alias {quoted(alias)} is taken by {targets[taken].definition.path}"
                problems.append(
                    _problem(definition, ("aliases", index), "duplicate-id", message, "keep it in one place")
                )
    return aliases


class _Unknown(NamedTuple):
    """A reference that leads nowhere: what to say about it."""

    message: str
    hint: str


_UNREAD = _Unknown("", "")
"""A reference that leads to what can't be read: nothing is to be said about it."""


class _Resolver:
    """Turns what an author wrote into the reference of a target."""

    def __init__(
        self, targets: Mapping[str, Target], aliases: Mapping[str, str], unread: Collection[str]
    ) -> None:
        self._targets, self._aliases, self._unread = targets, aliases, unread
        self._resolved: dict[tuple[str, tuple[str, ...]], str | _Unknown] = {}
        self._known: dict[str, list[str]] = {}
        self._suggested = 0

    def add_use(
        self,
        uses: dict[str, list[Use]],
        by: Definition,
        loc: Loc,
        written: str,
        kinds: tuple[str, ...],
        in_prose: bool = False,
    ) -> _Unknown | None:
        """Add the use of what `written` leads to, and of the definition that it is a part of; or say why not."""
        ref = self.resolve(written, kinds)
        if isinstance(ref, _Unknown):
            return ref if ref is not _UNREAD else None
        use = Use(by, loc, ref, in_prose)
        uses[ref].append(use)
        if (owner := self._targets[ref].definition.ref) != ref:
            uses[owner].append(use)
        return None

    def resolve(self, written: str, kinds: tuple[str, ...]) -> str | _Unknown:
        """Return the reference, or why there is none. With no `kinds`, `written` is `kind:id`."""
        if (written, kinds) not in self._resolved:
            self._resolved[written, kinds] = self._resolve(written, kinds)
        return self._resolved[written, kinds]

    def _resolve(self, written: str, kinds: tuple[str, ...]) -> str | _Unknown:
        for kind in kinds:
            if (ref := f"{kind}:{written}") in self._targets:
                return ref
        if kinds:
            return self._unknown(written, kinds)
        if (ref := _canonical(written)) in self._targets:
            return ref
        kind, colon, _ = written.partition(":")
        if colon and (kind in BY_NAME or kind in PARTS):
            return self._unknown(ref.partition(":")[2], (ref.partition(":")[0],))
        if colon:
            hint = did_you_mean(kind, [*BY_NAME, *PARTS]) or f"kinds are {', '.join(BY_NAME)}"
            return _Unknown(f"{quoted(kind)} in {quoted(written)} is no kind of definition", hint)
        meant = next(
            (name for name in (f"{kind}:{written}" for kind in BY_NAME) if name in self._targets), None
        )
        hint = f'did you mean "{meant}"?' if meant else "write kind:id, for example segment:mid-market"
        return _Unknown(f"{quoted(written)} does not say of which kind it is", hint)

    def _unknown(self, written: str, kinds: tuple[str, ...]) -> _Unknown:
        if any(_owner_ref(kind, written) in self._unread for kind in kinds):
            return _UNREAD
        names = " or ".join(kind.replace("-", " ") for kind in kinds)
        message = f"no {names} is called {quoted(written)}"
        for kind in kinds:
            if (renamed := self._aliases.get(f"{kind}:{written}")) is not None:
                return _Unknown(message, f"it is called {quoted(renamed.partition(':')[2])} now")
        known = [name for kind in kinds for name in self._names(kind)]
        self._suggested += 1
        near = did_you_mean(written, known) if self._suggested <= SUGGESTIONS else ""
        return _Unknown(message, near or (_known_list(known) if known else f"there is no {names} yet"))

    def _names(self, kind: str) -> list[str]:
        """Return the ids of a kind, sorted; made for all kinds when the first reference is unknown."""
        if not self._known:
            for ref in sorted({*self._targets, *self._unread}):
                of, _, name = ref.partition(":")
                self._known.setdefault(of, []).append(name)
        return self._known.get(kind, [])


def _owner_ref(kind: str, written: str) -> str:
    """Return the reference of the definition that `kind:written` is, or is a part of."""
    owner = PARTS.get(kind) or BY_NAME[kind]
    return f"{owner.name}:{owner.single_id if owner.single else written.partition('#')[0]}"


def _canonical(written: str) -> str:
    """Turn `value-proposition:x#pain` into the reference of that part, whatever its part is called."""
    kind, _, rest = written.partition(":")
    if "#" in rest and kind in BY_NAME:
        for part_kind in BY_NAME[kind].model.parts.values():
            owner, _, part = rest.partition("#")
            return f"{part_kind}:{part}" if BY_NAME[kind].single else f"{part_kind}:{owner}#{part}"
    if kind in BY_NAME and BY_NAME[kind].single and rest in ("", kind):
        return f"{kind}:{BY_NAME[kind].single_id}"
    return written


def _known_list(known: Sequence[str]) -> str:
    shown = ", ".join(known[:6])
    return f"known are {shown}{' and more' if len(known) > 6 else ''}"


def _page_problems(page: Prosepage, resolver: _Resolver) -> Iterator[Problem]:
    for found in find_page_links(page.text):
        ref = resolver.resolve(found.target, ())
        if isinstance(ref, _Unknown) and ref is not _UNREAD:
            line, column = line_and_column(page.text, found.start)
            yield Problem(page.path, line, column, "unknown-reference", ref.message, ref.hint)
