"""What somebody means who writes `segment:mid-market`, `pain:exchanges-first#label-chaos` or `glossary`."""

from __future__ import annotations

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
    if meant := spellings.meant(name, (kind,)) if colon and known_kind else spellings.meant(written):
        message = "is not written as kind:id" if colon else "does not say of which kind it is"
        raise UnknownNameError(f"{quoted(written)} {message}; write {' or '.join(meant[:3])}")
    if not known_kind:
        near = did_you_mean(kind, [*BY_NAME, *PARTS]) or f"known are {', '.join([*BY_NAME, *PARTS])}"
        raise UnknownNameError(f"{quoted(kind)} is no kind of definition; {near}")
    if not colon:
        raise UnknownNameError(f"which {kind}? Write {kind}:id")
    if (now := catalog.aliases.get(written)) is not None:
        raise UnknownNameError(
            f"no {kind} is called {quoted(name)}; it is called {quoted(now.partition(':')[2])} now"
        )
    known = sorted(ref.partition(":")[2] for ref in catalog.targets if ref.startswith(f"{kind}:"))
    near = did_you_mean(name, known) or (known_are(known) if known else "there is none yet")
    raise UnknownNameError(f"no {kind} is called {quoted(name)}; {near}")


def refuse_bad_id(id: str, is_file: bool) -> None:
    """Raise `RefusedError` when `id` cannot be an id, or (for a definition) the name of a file."""
    if not SLUG.fullmatch(id):
        raise RefusedError(f"{quoted(id)} cannot be an id: use lower-case letters, digits and single hyphens")
    if len(id) > MAX_ID:
        raise RefusedError(f"{quoted(id)} has {len(id)} characters; at most {MAX_ID} are allowed in an id")
    if is_file and id in RESERVED:
        raise RefusedError(f"{quoted(id)} is a reserved name; choose another")
