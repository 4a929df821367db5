"""The JSON Schema of the files for programs: what stands around the fields of a kind, exactly."""

from __future__ import annotations

from typing import Any

from icp_playbook.model.base import CONFIDENCES, STATUSES
from icp_playbook.model.kinds import KINDS

SCHEMA_VERSION = "1.1"
"""Of the JSON files. The first number grows when something that is there changes or goes, the second with additions."""
SCHEMA = "icp.schema.json"

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_TEXT = {"$ref": "#/$defs/text"}
_ID = {"type": "string", "pattern": f"^{_SLUG}$"}
_IDS = {"type": "array", "items": _ID}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_LINE = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """Return the schema of `icp.json` and of each `data/….json`; a file with `definitions` is the whole playbook."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An ICP playbook, or one definition of it",
        "if": {"required": ["definitions"]},
        "then": {"$ref": "#/$defs/playbook"},
        "else": {"$ref": "#/$defs/file"},
        "$defs": {
            "playbook": _playbook(),
            "file": {
                "description": "A definition in a file of its own.",
                "allOf": [{"$ref": "#/$defs/head"}, {"$ref": "#/$defs/definition"}],
                "unevaluatedProperties": False,
            },
            "head": _head(),
            "definition": _definition(),
            "fields": _fields(),
            "relation": _relation(),
            "kind": {"description": "The name of a kind, as links write it.", "enum": [kind.name for kind in KINDS]},
            "ref": {"description": "Kind and id.", "type": "string", "pattern": f"^{_SLUG}:{_SLUG}$"},
            "text": _text(),
        },
    }  # fmt: skip


def _closed(description: str, optional: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """Return an object that holds `properties` and nothing else, all of them but the optional ones always."""
    return _open(description, optional, **properties) | {"additionalProperties": False}


def _open(description: str, optional: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """Return an object that holds `properties`, and may hold what stands beside them."""
    required = [name for name in properties if name not in optional]
    return {"description": description, "type": "object", "required": required, "properties": properties}


def _head() -> dict[str, Any]:
    way: dict[str, Any] = {
        "$schema": {"description": "The way from this file to its schema.", "type": "string"}
    }
    return _open(
        "What each file begins with.",
        **way,
        schema_version={"const": SCHEMA_VERSION},
        language={"description": "The tag of the site's language.", **_LINE},
    )


def _playbook() -> dict[str, Any]:
    kind = _closed(
        "A kind, the folder or file in the repository that holds it, and how many definitions there are.",
        kind={"$ref": "#/$defs/kind"},
        title=_LINE,
        where=_LINE,
        definitions=_COUNT,
    )
    own = _open(
        "The whole playbook.",
        company={"description": "The company's name in the site's language.", **_LINE},
        kinds={"type": "array", "items": kind},
        definitions={
            "type": "array",
            "items": {"$ref": "#/$defs/definition", "unevaluatedProperties": False},
        },
    )
    return own | {"allOf": [{"$ref": "#/$defs/head"}], "unevaluatedProperties": False}


def _definition() -> dict[str, Any]:
    relations = {"type": "array", "items": {"$ref": "#/$defs/relation"}}
    return _open(
        "One definition. Addresses are below the site.",
        ref={"$ref": "#/$defs/ref"},
        kind={"$ref": "#/$defs/kind"},
        id=_ID,
        title=_TEXT,
        page={"description": "The address of its page.", **_LINE},
        json={"type": "string", "pattern": r"^data/.+\.json$"},
        markdown={"type": "string", "pattern": r"^data/.+\.md\.txt$"},
        source={"description": "The file in the repository.", **_LINE},
        review_by={"description": "Null when it was never reviewed.", "anyOf": [_DAY, {"type": "null"}]},
        fields={"$ref": "#/$defs/fields"},
        refers_to={"description": "What it refers to.", **relations},
        used_by={"description": "What refers to it.", **relations},
    )


def _fields() -> dict[str, Any]:
    """Return the fields: stewardship is the same for every kind, what else there is depends on `kind`."""
    kept = _closed("A rule that is meant not to hold here.", rule=_ID, reason=_TEXT)
    return _open(
        "As authored; empty ones are left out. Beside the stewardship described here stand the fields of the "
        "definition's kind, as schemas/<kind>.json describes them, which `icp schema` writes.",
        ("departments", "sources", "reviewed", "review_every", "review_note", "aliases", "intentional"),
        owner=_ID,
        departments=_IDS,
        status={"enum": list(STATUSES)},
        confidence={"enum": list(CONFIDENCES)},
        sources={"description": "Ids of insights, and links.", "type": "array", "items": _LINE},
        reviewed=_DAY,
        review_every={"description": "Months between reviews.", "type": "integer", "minimum": 1},
        review_note=_TEXT,
        aliases=_IDS,
        intentional={"type": "array", "items": kept},
    )


def _relation() -> dict[str, Any]:
    return _closed(
        "The definition at the other end, the top-level field that holds the reference, and the part it names.",
        ("part",),
        ref={"$ref": "#/$defs/ref"},
        field=_LINE,
        part={"type": "string", "pattern": f"^{_SLUG}:{_SLUG}(#{_SLUG})?$"},
    )


def _text() -> dict[str, Any]:
    languages = {
        "description": "By language tag.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "additionalProperties": _LINE,
    }
    return {"description": "A text as typed, in one language or several.", "anyOf": [_LINE, languages]}
