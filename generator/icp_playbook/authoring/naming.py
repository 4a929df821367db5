"""Find what a name such as `segment:mid-market` or `pain:exchanges-first#label-chaos` means."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog, Target, exact
from icp_playbook.model.kinds import BY_NAME, PARTS
from icp_playbook.model.spellings import Spellings
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.stages.load.files import MAX_ID, RESERVED, SLUG


class RefusedError(Exception):
    """A change that makes no sense; the message says why."""


class UnknownNameError(RefusedError):
    """A name that leads nowhere; the message says what to write instead."""


def named(catalog: Catalog, written: str) -> Target:
    """Return what `written` names, or raise `UnknownNameError`."""
    if (ref := exact(catalog.targets, written)) is not None:
        return catalog.targets[ref]
    kind, colon, name = written.partition(":")
    known_kind = kind in BY_NAME or kind in PARTS
    spellings = Spellings(catalog.targets)
    if (
        meant := spellings.meant(name, (kind,))
        if colon and known_kind
        else spellings.meant(written)
    ):
        one_of = _one_of(meant[:3])
        if colon:
            why = say(
                "{written} is not written as kind:id; write {refs}",
                written=quoted(written),
                refs=one_of,
            )
        else:
            why = say(
                "{written} does not say of which kind it is; write {refs}",
                written=quoted(written),
                refs=one_of,
            )
        raise UnknownNameError(why)
    if not known_kind:
        raise unknown_kind(kind)
    if not colon:
        raise UnknownNameError(say("which {kind}? Write {kind}:id", kind=kind))
    if (now := catalog.aliases.get(written)) is not None:
        why = say(
            "no {kind} is called {written}; it is called {now} now",
            kind=kind, written=quoted(name), now=quoted(now.partition(":")[2]),
        )  # fmt: skip
        raise UnknownNameError(why)
    known = sorted(ref.partition(":")[2] for ref in catalog.targets if ref.startswith(f"{kind}:"))
    near = did_you_mean(name, known) or (known_are(known) if known else say("there is none yet"))
    raise UnknownNameError(
        say("no {kind} is called {written}; {near}", kind=kind, written=quoted(name), near=near)
    )


def unknown_kind(kind: str) -> UnknownNameError:
    """Return the error for a kind that there is not."""
    names = [*BY_NAME, *PARTS]
    near = did_you_mean(kind, names) or known_are(names, most=len(names))
    return UnknownNameError(
        say("{written} is no kind of definition; {near}", written=quoted(kind), near=near)
    )


def _one_of(refs: list[str]) -> str:
    first, *others = refs
    for other in others:
        first = say("{ref} or {other}", ref=first, other=other)
    return first


def refuse_bad_id(id: str, is_file: bool) -> None:
    """Raise `RefusedError` when `id` cannot be an id, or (for a definition) the name of a file."""
    if not SLUG.fullmatch(id):
        why = say(
            "{written} cannot be an id: use lower-case letters, digits and single hyphens",
            written=quoted(id),
        )
        raise RefusedError(why)
    if len(id) > MAX_ID:
        why = say(
            "{written} has {count} characters; at most {most} are allowed in an id",
            written=quoted(id), count=len(id), most=MAX_ID,
        )  # fmt: skip
        raise RefusedError(why)
    if is_file and id in RESERVED:
        raise RefusedError(say("{written} is a reserved name; choose another", written=quoted(id)))
