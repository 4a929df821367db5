"""Link: resolve every reference once, and turn it around, so that each page knows who uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Prosepage, Target, Use
from icp_playbook.model.fields import Prose, Ref, Text, Translations, is_link
from icp_playbook.model.kinds import BY_NAME, KINDS, PARTS
from icp_playbook.model.prose_links import ProseLink, find_links, find_unsafe
from icp_playbook.model.walk import Leaf, walk
from icp_playbook.problems import Problem, did_you_mean, quoted


def link(definitions: Sequence[Definition], pages: Sequence[Prosepage]) -> tuple[Catalog, list[Problem]]:
    """Return the catalog, and a problem for each reference that leads nowhere and each id that is taken twice."""
    problems: list[Problem] = []
    targets = _targets(definitions, problems)
    uses: dict[str, list[Use]] = defaultdict(list)
    resolver = _Resolver(targets, _aliases(definitions, targets, problems))
    for definition in definitions:
        for leaf in walk(definition, (Ref, Prose)):
            for written, in_prose, kinds in _references(leaf):
                ref = resolver.resolve(written, kinds)
                if isinstance(ref, _Unknown):
                    problems.append(ref.problem(definition, leaf, written))
                    continue
                uses[ref].append(Use(definition, leaf.loc, ref, in_prose))
                if (owner := targets[ref].definition.ref) != ref:
                    uses[owner].append(Use(definition, leaf.loc, ref, in_prose))
    problems += _bad_schemes(definitions)
    for page in pages:
        problems += _page_problems(page, resolver)
    by_kind = {kind.name: tuple(d for d in definitions if d.kind == kind.name) for kind in KINDS}
    catalog = Catalog(targets, {ref: tuple(found) for ref, found in uses.items()}, by_kind, tuple(pages))
    return catalog, problems


def _targets(definitions: Iterable[Definition], problems: list[Problem]) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for definition in definitions:
        targets[definition.ref] = Target(definition.ref, definition)
        for field, part_kind in definition.parts.items():
            for index, part in enumerate(getattr(definition, field)):
                ref = _part_ref(definition, part_kind, part.id)
                if ref in targets:
                    first = definition.place((*targets[ref].loc, "id"))[0]
                    line, column = definition.place((field, index, "id"))
                    problems.append(
                        Problem(
                            definition.path,
                            line,
                            column,
                            "duplicate-id",
                            f"{quoted(part.id)} is used twice; the first is in line {first}",
                            "give each its own id",
                        )
                    )
                    continue
                targets[ref] = Target(ref, definition, (field, index), part)
    return targets


def _part_ref(definition: Definition, part_kind: str, id: str) -> str:
    return f"{part_kind}:{id}" if BY_NAME[definition.kind].single else f"{part_kind}:{definition.id}#{id}"


def _aliases(
    definitions: Iterable[Definition], targets: dict[str, Target], problems: list[Problem]
) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for definition in definitions:
        for index, alias in enumerate(definition.aliases):
            ref = f"{definition.kind}:{alias}"
            taken = ref if ref in targets else aliases.get(ref)
            if taken is not None:
                line, column = definition.place(("aliases", index))
                problems.append(
                    Problem(
                        definition.path,
                        line,
                        column,
                        "duplicate-id",
                        f"the alias {quoted(alias)} is taken by {targets[taken].definition.path}",
                        "keep it in one place",
                    )
                )
            else:
                aliases[ref] = definition.ref
    return aliases


def _references(leaf: Leaf) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    if isinstance(leaf.field, Ref):
        if not is_link(leaf.value):
            yield leaf.value, False, leaf.field.kinds
        return
    for text in texts_of(leaf.value):
        if "[[" in text:
            for found in find_links(text):
                yield found.target, True, ()


def texts_of(value: Text) -> tuple[str, ...]:
    """Return the strings of a text, one for each language."""
    return tuple(text for _, text in value.by_language) if isinstance(value, Translations) else (value,)


class _Unknown:
    """A reference that leads nowhere, and what to say about it."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint

    def problem(self, definition: Definition, leaf: Leaf, written: str) -> Problem:
        line, column = definition.place(leaf.loc)
        return Problem(definition.path, line, column, "unknown-reference", self.message, self.hint)


class _Resolver:
    """Turns what an author wrote into the reference of a target."""

    def __init__(self, targets: dict[str, Target], aliases: dict[str, str]) -> None:
        self.targets, self.aliases = targets, aliases

    def resolve(self, written: str, kinds: tuple[str, ...]) -> str | _Unknown:
        """Return the reference, or why there is none. With no `kinds`, `written` is `kind:id`."""
        for kind in kinds:
            if (ref := f"{kind}:{written}") in self.targets:
                return ref
        if not kinds:
            if (ref := canonical(written)) in self.targets:
                return ref
            kind, colon, rest = written.partition(":")
            if not colon or (kind not in BY_NAME and kind not in PARTS):
                known = [*BY_NAME, *PARTS]
                hint = (
                    did_you_mean(kind, known) or f"write kind:id, for example segment:{rest or 'mid-market'}"
                )
                return _Unknown(f"{quoted(kind)} in {quoted(written)} is no kind of definition", hint)
            kinds, written = (ref.partition(":")[0],), ref.partition(":")[2]
        return self._unknown(written, kinds)

    def _unknown(self, written: str, kinds: tuple[str, ...]) -> _Unknown:
        names = " or ".join(kind.replace("-", " ") for kind in kinds)
        message = f"no {names} is called {quoted(written)}"
        for kind in kinds:
            if (renamed := self.aliases.get(f"{kind}:{written}")) is not None:
                return _Unknown(message, f"it is called {quoted(renamed.partition(':')[2])} now")
        known = [ref.partition(":")[2] for ref in self.targets if ref.partition(":")[0] in kinds]
        near = did_you_mean(written, known)
        return _Unknown(message, near or (_known_list(known) if known else f"there is no {names} yet"))


def canonical(written: str) -> str:
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
    shown = ", ".join(sorted(known)[:6])
    return f"known are {shown}{' and more' if len(known) > 6 else ''}"


def _page_problems(page: Prosepage, resolver: _Resolver) -> Iterator[Problem]:
    for found in find_links(page.text):
        ref = resolver.resolve(found.target, ())
        if isinstance(ref, _Unknown):
            line, column = _line_and_column(page.text, found)
            yield Problem(page.path, line, column, "unknown-reference", ref.message, ref.hint)


def _line_and_column(text: str, found: ProseLink) -> tuple[int, int]:
    before = text[: found.start]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _bad_schemes(definitions: Iterable[Definition]) -> Iterator[Problem]:
    for definition in definitions:
        for leaf in walk(definition, Prose):
            for text in texts_of(leaf.value):
                for address in find_unsafe(text):
                    line, column = definition.place(leaf.loc)
                    yield Problem(
                        definition.path,
                        line,
                        column,
                        "unsafe-link",
                        f"the link to {quoted(address)} would not open",
                        "link to https://, http:// or mailto:, or write [[kind:id]]",
                    )
