"""How complete each kind is: which recommended fields are filled, and which are most often left empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import Kind

_EMPTY: tuple[object, ...] = (None, (), {})


@dataclass(frozen=True, slots=True)
class Completeness:
    """One kind. `filled` is the share of recommended fields that are filled, in percent; None when it has none."""

    kind: Kind
    count: int
    drafts: int
    guesses: int
    """Definitions that claim something of customers and are still a hypothesis."""
    filled: int | None
    empty: tuple[tuple[str, int], ...]
    """Recommended fields that are left empty, and in how many definitions; the most frequent first."""


def completeness(kind: Kind, definitions: Sequence[Definition]) -> Completeness:
    """Return how complete the definitions of one kind are; retired ones lack nothing."""
    current = [one for one in definitions if one.status != "retired"]
    fields = recommended(kind.model)
    missing = {field: sum(getattr(one, field) in _EMPTY for one in current) for field in fields}
    slots = len(fields) * len(current)
    return Completeness(
        kind=kind,
        count=len(current),
        drafts=sum(one.status == "draft" for one in current),
        guesses=sum(one.claims and one.confidence == "hypothesis" for one in current),
        filled=(slots - sum(missing.values())) * 100 // slots if slots else None,
        empty=tuple(
            sorted(
                ((_label(field), n) for field, n in missing.items() if n),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ),
    )


def recommended(model: type[Definition]) -> list[str]:
    """Return the fields that each definition of a kind could have, and that nothing but the author can fill."""
    stewardship = set(Definition.model_fields)
    return [
        name
        for name, info in model.model_fields.items()
        if name not in stewardship and name not in model.as_needed and _starts_empty(info)
    ]


def _starts_empty(info: FieldInfo) -> bool:
    return not info.is_required() and not info.default


def _label(field: str) -> str:
    return field.rstrip("_").replace("_", " ")
