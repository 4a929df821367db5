"""What somebody means who writes `segment:mid-market`, `pain:exchanges-first#label-chaos` or `glossary`."""

from __future__ import annotations

from icp_playbook.model.catalog import Catalog, Target
from icp_playbook.model.kinds import BY_NAME, PARTS
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.load.files import MAX_ID, RESERVED, SLUG


class RefusedError(Exception):
    """A change that makes no sense; the message says why."""


class UnknownNameError(RefusedError):
    """A name that leads nowhere; the message says what to write instead."""


def named(catalog: Catalog, written: str) -> Target:
    """Return what `written` names, or raise `UnknownNameError`."""
    if (ref := meant(catalog, written)) is not None:
        return catalog.targets[ref]
    kind, colon, name = written.partition(":")
    if not colon and (refs := [f"{one}:{kind}" for one in BY_NAME if f"{one}:{kind}" in catalog.targets]):
        raise UnknownNameError(
            f"{quoted(written)} does not say of which kind it is; write {' or '.join(refs)}"
        )
    if kind not in BY_NAME and kind not in PARTS:
        near = did_you_mean(kind, [*BY_NAME, *PARTS]) or f"known are {', '.join([*BY_NAME, *PARTS])}"
        raise UnknownNameError(f"{quoted(kind)} is no kind of definition; {near}")
    if not colon:
        raise UnknownNameError(f"which {kind}? Write {kind}:id")
    if (now := catalog.aliases.get(written)) is not None:
        raise UnknownNameError(
            f"no {kind} is called {quoted(name)}; it is called {quoted(now.partition(':')[2])} now"
        )
    known = [ref.partition(":")[2] for ref in catalog.targets if ref.startswith(f"{kind}:")]
    near = did_you_mean(name, known) or (
        f"known are {', '.join(sorted(known)[:6])}" if known else "there is none yet"
    )
    raise UnknownNameError(f"no {kind} is called {quoted(name)}; {near}")


def meant(catalog: Catalog, written: str) -> str | None:
    """Return the reference that `written` stands for, or None: a part may be named by its definition's kind."""
    kind, _, name = written.partition(":")
    candidates = [written]
    if kind in BY_NAME:
        part = name.partition("#")[2]
        candidates += [
            f"{of}:{id}" for of in BY_NAME[kind].model.parts.values() for id in (name, part) if part
        ]
        if BY_NAME[kind].single and not part and name in ("", kind):
            candidates.append(f"{kind}:{BY_NAME[kind].single_id}")
    return next((ref for ref in candidates if ref in catalog.targets), None)


def refuse_bad_id(id: str, is_file: bool) -> None:
    """Raise `RefusedError` when `id` cannot be an id, or (for a definition) the name of a file."""
    if not SLUG.fullmatch(id) or len(id) > MAX_ID or (is_file and id in RESERVED):
        raise RefusedError(f"{quoted(id)} cannot be an id: use lower-case letters, digits and single hyphens")
