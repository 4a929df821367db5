"""Link: resolve every reference once, and turn it around, so that each page knows who uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Use
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.fields import Owner, Prose, Ref, Reference
from icp_playbook.model.kinds import BY_NAME, KINDS
from icp_playbook.model.prose import line_and_column
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.references import References, Target, Unknown, meant_owner, part_ref
from icp_playbook.model.walk import Leaf, Loc, walk
from icp_playbook.problems import Problem, known_are, nearest, quoted
from icp_playbook.stages.link.addresses import missing_images, page_address_problems

_AUDIENCE = Ref(("audience",))


def link(
    definitions: Sequence[Definition],
    pages: Sequence[Prosepage],
    unread: Collection[str] = (),
    files: Mapping[str, str] | None = None,
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog, and a problem for each reference to nothing and each id taken twice.

    `files` is what else lies among the pages, such as images: its path on the site by its own.
    `unread` are the references of definitions that are there but can't be read. What leads to them
    or to a part of them is not in the catalog, and no problem either: theirs have been told
    already.
    """
    problems: list[Problem] = []
    targets = _targets(definitions, problems)
    aliases = _aliases(definitions, targets, problems)
    references = References(targets, aliases, _unread(definitions, unread))
    contacts = next((one.contacts for one in definitions if isinstance(one, Company)), {})
    uses: dict[str, list[Use]] = defaultdict(list)
    used: dict[str, tuple[Use, ...]] = {}
    for definition in definitions:
        used[definition.ref] = link_one(
            definition, targets, references, contacts, files or {}, problems
        )
        for use in used[definition.ref]:
            add_use(uses, targets, use)
    for page in pages:
        problems += _page_problems(page, references)
        problems += page_address_problems(page, files or {})
    by_kind: dict[str, list[Definition]] = {kind.name: [] for kind in KINDS}
    for definition in definitions:
        by_kind[definition.kind].append(definition)
    catalog = Catalog(
        targets,
        {ref: tuple(found) for ref, found in uses.items()},
        {kind: tuple(found) for kind, found in by_kind.items()},
        tuple(pages),
        refers_in(targets, uses),
        used,
        aliases,
    )
    return catalog, problems


def link_one(
    definition: Definition,
    targets: Mapping[str, Target],
    references: References,
    contacts: Mapping[str, Contact],
    files: Mapping[str, str],
    problems: list[Problem],
) -> tuple[Use, ...]:
    """Return where a definition uses something, and add to `problems` what is wrong there."""
    uses: list[Use] = []
    for leaf in walk(definition, (Ref, Prose, Owner)):
        if isinstance(leaf.field, Ref):
            if isinstance(leaf.value, Reference):  # a source may be a link, which is none
                found = references.resolve(leaf.value, leaf.field)
                if isinstance(found, Unknown):
                    problems.append(found.at(definition.path, *definition.place(leaf.loc)))
                elif found:
                    uses.append(Use(definition, leaf.loc, found, in_prose=False))
        elif isinstance(leaf.field, Owner):
            problems += _owner_problems(definition, leaf, contacts)
        elif leaf.value.found or leaf.value.by_language:  # most prose leads nowhere
            _link_prose(references, uses, problems, definition, leaf)
            problems += missing_images(definition, leaf, files)
    return tuple(uses)


def _unread(definitions: Sequence[Definition], unread: Collection[str]) -> Collection[str]:
    """Return what can't be known: where there is no company, which is told, its words are not."""
    if any(isinstance(one, Company) for one in definitions):
        return unread
    return {*unread, f"{Company.kind}:{BY_NAME[Company.kind].single_id}"}


def refers_in(
    targets: Mapping[str, Target], uses: Mapping[str, Sequence[Use]]
) -> dict[str, tuple[str, ...]]:
    """Return by reference of a definition those that it refers to, sorted."""
    refers: dict[str, set[str]] = defaultdict(set)
    for ref, found in uses.items():
        if targets[ref].part is None:
            for use in found:
                if not use.in_prose and use.by.ref != ref:
                    refers[use.by.ref].add(ref)
    return {ref: tuple(sorted(found)) for ref, found in refers.items()}


def add_use(uses: dict[str, list[Use]], targets: Mapping[str, Target], use: Use) -> None:
    """Keep a use of what it leads to, and of the definition that it is a part of."""
    uses[use.ref].append(use)
    if (owner := targets[use.ref].definition.ref) != use.ref:
        uses[owner].append(use)


def _link_prose(
    references: References,
    uses: list[Use],
    problems: list[Problem],
    definition: Definition,
    leaf: Leaf,
) -> None:
    for loc, text in leaf.texts():
        for link in text.links:
            found = references.resolve(link.target)
            if isinstance(found, Unknown):
                place = definition.place_in(loc, text, link.start)
                problems.append(found.at(definition.path, *place))
            elif found:
                uses.append(Use(definition, leaf.loc, found, in_prose=True))


def _owner_problems(
    definition: Definition, leaf: Leaf, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    """Yield a problem when an owner is no id.

    One without contact is a gap, and a rule's question.
    """
    assert isinstance(leaf.field, Owner)
    if leaf.field.is_well_formed(leaf.value):
        return
    known = meant_owner(contacts, leaf.value) or nearest(leaf.value, contacts)
    hint: str
    if known:
        hint = say("write {name}", name=quoted(known))
    elif contacts:
        hint = known_are(contacts)
    else:
        hint = say("write {form}", form=leaf.field.form())
    message = say("{name} is not the id of an owner", name=quoted(leaf.value))
    yield _problem(definition, leaf.loc, "bad-reference", message, hint)


def _problem(definition: Definition, loc: Loc, rule: str, message: str, hint: str) -> Problem:
    return Problem(definition.path, *definition.place(loc), rule, message, hint)


def _targets(definitions: Iterable[Definition], problems: list[Problem]) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for definition in definitions:
        targets[definition.ref] = Target(definition.ref, definition)
        for field, part_kind in definition.parts.items():
            for index, part in enumerate(getattr(definition, field)):
                ref = part_ref(definition, part_kind, part.id)
                if ref not in targets:
                    targets[ref] = Target(ref, definition, (field, index), part)
                    continue
                first = definition.place((*targets[ref].loc, "id"))[0]
                message = say(
                    "{id} is used twice; the first is in line {line}",
                    id=quoted(part.id),
                    line=first,
                )
                place, hint = (field, index, "id"), say("give each its own id")
                problems.append(_problem(definition, place, "duplicate-id", message, hint))
    return targets


def _aliases(
    definitions: Iterable[Definition], targets: Mapping[str, Target], problems: list[Problem]
) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for definition in definitions:
        for ref, was, loc in _earlier(definition):
            alias = was.rpartition("#")[2].rpartition(":")[2]
            taken = was if was in targets else aliases.setdefault(was, ref)
            if was == ref:
                message = say("the alias {alias} is the id itself", alias=quoted(alias))
                hint = say("delete it: aliases are earlier ids")
                problems.append(_problem(definition, loc, "duplicate-id", message, hint))
            elif taken != ref:  # twice in one list is a rule's business
                path, hint = targets[taken].definition.path, say("keep it in one place")
                who = path
                if targets[taken].part is not None:
                    who = say("{part} in {file}", part=taken, file=path)
                message = say("the alias {alias} is taken by {who}", alias=quoted(alias), who=who)
                problems.append(_problem(definition, loc, "duplicate-id", message, hint))
    return aliases


def _earlier(definition: Definition) -> Iterator[tuple[str, str, Loc]]:
    """Yield each reference of a definition and its parts, one it had before, and its place."""
    for index, alias in enumerate(definition.aliases):
        yield definition.ref, f"{definition.kind}:{alias}", ("aliases", index)
    for field, part_kind in definition.parts.items():
        for at, part in enumerate(getattr(definition, field)):
            for index, alias in enumerate(part.aliases):
                was = part_ref(definition, part_kind, alias)
                yield part_ref(definition, part_kind, part.id), was, (field, at, "aliases", index)


def _page_problems(page: Prosepage, references: References) -> Iterator[Problem]:
    for name in page.audience:
        if isinstance(found := references.resolve(name, _AUDIENCE), Unknown):
            at = page.text.find(name, page.text.find("audience"), page.body_at)
            yield found.at(page.path, *line_and_column(page.text, max(at, 0)))
    for link in page.links:
        if isinstance(found := references.resolve(link.target), Unknown):
            yield found.at(page.path, *line_and_column(page.text, link.start))
