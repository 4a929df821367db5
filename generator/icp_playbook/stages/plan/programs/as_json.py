"""A definition as JSON: its fields as authored, and its relations both ways with the kinds spelled out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from icp_playbook.model.base import Definition, Part
from icp_playbook.model.fields import Translations
from icp_playbook.model.review import due
from icp_playbook.model.shape import fields_of
from icp_playbook.project import Site
from icp_playbook.stages.plan.programs.addresses import address_of
from icp_playbook.stages.plan.programs.relations import Relation, Relations


def record(
    definition: Definition, related: Relations, addresses: Mapping[str, str], site: Site
) -> dict[str, Any]:
    """Return what `icp.json` says about one definition; `addresses` are those of the pages."""
    files, next_review = address_of(definition), due(definition)
    return {
        "ref": definition.ref,
        "kind": definition.kind,
        "id": definition.id,
        "title": plain(definition.title),
        "page": addresses[definition.ref] + "/"
        if site.directory_urls
        else addresses[definition.ref] + ".html",
        "json": files.json,
        "markdown": files.markdown,
        "source": definition.path,
        "review_by": next_review.isoformat() if next_review else None,
        "fields": plain(definition),
        "refers_to": [_relation(one) for one in related.refers_to.get(definition.ref, ())],
        "used_by": [_relation(one) for one in related.used_by.get(definition.ref, ())],
    }


def plain(value: Any) -> Any:
    """Return a field's value as JSON has it: texts in several languages as a map, empty fields left out."""
    if isinstance(value, Part):
        named = ((field.key, getattr(value, field.name)) for field in fields_of(type(value)))
        return {name: plain(one) for name, one in named if one is not None and one not in ((), {})}
    if isinstance(value, Translations):
        return dict(value.by_language)
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _relation(relation: Relation) -> dict[str, str]:
    return {"ref": relation.ref, "field": relation.field} | ({"part": relation.part} if relation.part else {})
