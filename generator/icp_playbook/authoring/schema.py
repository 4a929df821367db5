"""JSON Schemas for editors, made from the models: what each field means, what may stand there, which ids exist."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

from icp_playbook.authoring.outline import Entry, meaning_of, outline
from icp_playbook.model.base import Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Field, Line, Owner, Prose, Ref, Text, Translations
from icp_playbook.model.kinds import BY_NAME, KINDS, PARTS, Kind
from icp_playbook.model.walk import Many, Shape

FOLDER = "schemas"
IDS = "ids.json"
"""The only one that changes with a playbook's content: the ids that references complete to."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_EXAMPLE = re.compile(r"[Ff]or example (.+?)(?:[.;]$|[.;] )")


def schema_files(catalog: Catalog) -> dict[str, str]:
    """Return every schema by its path in the repository."""
    schemas = {f"{kind.name}.json": _schema(kind) for kind in KINDS} | {IDS: _ids(catalog)}
    return {
        f"{FOLDER}/{name}": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def modeline(kind: Kind) -> str:
    """Return the comment by which a definition names its schema, right for the depth of its folder."""
    up = "../" * len(PurePosixPath(kind.folder).parts)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind.name}.json"


def editor_settings() -> dict[str, Any]:
    """Return the settings that wire the schemas in VS Code, and keep tabs out of YAML."""
    yaml = {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
    }
    return {
        "yaml.schemas": {f"./{FOLDER}/{kind.name}.json": _glob(kind) for kind in KINDS},
        "yaml.validate": True,
        "yaml.hover": True,
        "yaml.completion": True,
        "yaml.format.enable": False,
        "yaml.schemaStore.enable": False,
        "[yaml]": yaml,
        "files.encoding": "utf8",
        "files.eol": "\n",
    }


def _glob(kind: Kind) -> list[str]:
    where = kind.where.removesuffix(".yml") if kind.single else f"{kind.where}/*"
    return [f"{where}.yml", f"{where}.yaml"]


def _schema(kind: Kind) -> dict[str, Any]:
    parts: dict[str, dict[str, Any]] = {}
    body = _group(kind.model, parts)
    return {"$schema": _DRAFT, "title": kind.title} | body | {"definitions": dict(sorted(parts.items()))}


def _group(model: type[Part], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    entries = outline(model)
    required = [entry.key for entry in entries if entry.required]
    return {
        "description": meaning_of(model),
        "type": "object",
        "properties": {entry.key: _field(entry, parts) for entry in entries},
        "additionalProperties": False,
    } | ({"required": required} if required else {})


def _field(entry: Entry, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    shape = _shape(entry.shape, parts)
    if "$ref" in shape:  # in draft 7 nothing beside a $ref counts
        shape = {"allOf": [shape]}
    if entry.least:
        shape["minItems"] = entry.least
    examples = _EXAMPLE.findall(entry.meaning) if isinstance(entry.shape, Line | Prose) else []
    return {"description": entry.meaning} | shape | ({"examples": examples} if examples else {})


def _shape(shape: Shape, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if isinstance(shape, Many):
        inner = _shape(shape.item, parts)
        return (
            {"type": "object", "additionalProperties": inner}
            if shape.keyed
            else {"type": "array", "items": inner}
        )
    if isinstance(shape, Ref | Owner):
        known = "owner" if isinstance(shape, Owner) else "-or-".join(shape.kinds) or "any"
        return {"anyOf": [{"$ref": f"{IDS}#/definitions/{known}"}, shape.schema()]}
    if isinstance(shape, Field):
        return shape.schema()
    if shape.__name__ not in parts:
        parts[shape.__name__] = {}  # a part may hold others like itself
        parts[shape.__name__] = _group(shape, parts)
    return {"$ref": f"#/definitions/{shape.__name__}"}


def _ids(catalog: Catalog) -> dict[str, Any]:
    """Return what references complete to. A new id is no mistake there: references accept any that is well formed."""
    found: dict[str, dict[str, str]] = {name: {} for name in (*BY_NAME, *PARTS, "owner", "any")}
    for ref, target in sorted(catalog.targets.items()):
        kind, _, id = ref.partition(":")
        found[kind][id] = found["any"][ref] = shown(target.title)
    company = catalog.one(Company)
    for id, contact in sorted(company.contacts.items()) if company else ():
        found["owner"][id] = shown(contact.name or contact.channel)
    return {
        "$schema": _DRAFT,
        "definitions": {
            name: {"enum": list(ids), "enumDescriptions": list(ids.values())} if ids else {"not": {}}
            for name, ids in found.items()
        },
    }


def shown(text: Text) -> str:
    """Return a text in the language that its author wrote first."""
    return text.by_language[0][1] if isinstance(text, Translations) else text
