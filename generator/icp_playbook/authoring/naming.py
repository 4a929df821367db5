"""Find what a name such as `segment:mid-market` or `pain:exchanges-first#label-chaos` means."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, PARTS
from icp_playbook.model.references import Target, Unknown
from icp_playbook.model.slugs import latin_hint
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.stages.load.files import MAX_ID, RESERVED, SLUG


class RefusedError(Exception):
    """A change that makes no sense; the message says why."""


class UnknownNameError(RefusedError):
    """A name that leads nowhere; the message says what to write instead."""


def named(catalog: Catalog, written: str) -> Target:
    """Return what `written` names, or raise `UnknownNameError`."""
    found = catalog.references.resolve(written)
    if isinstance(found, str):
        return catalog.targets[found]
    assert isinstance(found, Unknown)  # a catalog holds nothing that can't be read
    raise UnknownNameError(say("{message}; {hint}", message=found.message, hint=found.hint))


def unknown_kind(kind: str) -> UnknownNameError:
    """Return the error for a kind that there is not."""
    names = [*BY_NAME, *PARTS]
    near = did_you_mean(kind, names) or known_are(names, most=len(names))
    return UnknownNameError(
        say("{written} is no kind of definition; {near}", written=quoted(kind), near=near)
    )


def refuse_bad_id(id: str, is_file: bool) -> None:
    """Raise `RefusedError` when `id` cannot be an id, or (for a definition) the name of a file."""
    if not SLUG.fullmatch(id):
        why = say(
            "{written} cannot be an id: use lower-case letters, digits and single hyphens",
            written=quoted(id),
        )
        if latin := latin_hint(id):
            why = say("{message}; {hint}", message=why, hint=latin)
        raise RefusedError(why)
    if len(id) > MAX_ID:
        why = say(
            "{written} has {count} characters; at most {most} are allowed in an id",
            written=quoted(id), count=len(id), most=MAX_ID,
        )  # fmt: skip
        raise RefusedError(why)
    if is_file and id in RESERVED:
        raise RefusedError(say("{written} is a reserved name; choose another", written=quoted(id)))


def refuse_ours(target: Target) -> None:
    """Raise `RefusedError` for a part of a list that stands in no file: it is ours."""
    if target.part is None or target.loc[0] in target.definition.model_fields_set:
        return
    why = say(
        '{written} is a word of ours; list your own under "{field}:" in {file}',
        written=quoted(target.ref), field=str(target.loc[0]), file=target.definition.path,
    )  # fmt: skip
    raise RefusedError(why)
