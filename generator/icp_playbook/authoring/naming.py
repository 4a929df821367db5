"""What somebody means who writes `segment:mid-market`, `pain:exchanges-first#label-chaos` or `glossary`."""

from __future__ import annotations

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.references import Target, Unknown
from icp_playbook.problems import quoted
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
    raise UnknownNameError(f"{found.message}; {found.hint}")


def refuse_bad_id(id: str, is_file: bool) -> None:
    """Raise `RefusedError` when `id` cannot be an id, or (for a definition) the name of a file."""
    if not SLUG.fullmatch(id):
        raise RefusedError(f"{quoted(id)} cannot be an id: use lower-case letters, digits and single hyphens")
    if len(id) > MAX_ID:
        raise RefusedError(f"{quoted(id)} has {len(id)} characters; at most {MAX_ID} are allowed in an id")
    if is_file and id in RESERVED:
        raise RefusedError(f"{quoted(id)} is a reserved name; choose another")
