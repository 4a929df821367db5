"""JSON Schemas for editors: what each field means, what may stand there, which ids exist."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from icp_playbook.authoring.language import said_in
from icp_playbook.messages import ENGLISH, Language, Sentence, say
from icp_playbook.model.base import Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Field, Line, Owner, Ref, SourceRef
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of, meaning_of

FOLDER = "schemas"
IDS = "ids.json"
"""The only one that changes with a playbook's content: the ids that references complete to."""

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_names() -> frozenset[str]:
    """Return what the files in the folder of schemas are called."""
    return frozenset({IDS, *(f"{kind.name}.json" for kind in KINDS)})


def schema_files(
    catalog: Catalog, unread: Collection[str] = (), language: Language = ENGLISH
) -> dict[str, str]:
    """Return every schema by its path in the repository, explained in a language.

    `unread` are definitions that are not in the catalog.
    """
    schemas = {f"{kind.name}.json": _schema(kind) for kind in KINDS} | {IDS: _ids(catalog, unread)}
    return {
        f"{FOLDER}/{name}": json.dumps(said_in(schema, language), ensure_ascii=False, indent=2)
        + "\n"
        for name, schema in schemas.items()
    }


def modeline(kind: Kind) -> str:
    """Return the comment by which a definition names its schema, as seen from its folder."""
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
    return (
        {"$schema": _DRAFT, "title": kind.title}
        | body
        | {"definitions": dict(sorted(parts.items()))}
    )


def _group(model: type[Part], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    entries = fields_of(model)
    required = [entry.key for entry in entries if entry.required]
    return {
        "description": meaning_of(model),
        "type": "object",
        "properties": {entry.key: _field(entry, parts) for entry in entries},
        "additionalProperties": False,
    } | ({"required": required} if required else {})


def _field(entry: ModelField, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of one field.

    What an editor shows and inserts depends on how it is put, see `_keyed`.
    """
    about = {"title": entry.label, "description": entry.meaning}
    shape = _keyed(_shape(entry.shape, parts, about), about)
    if entry.least:
        shape["minItems"] = entry.least
    if (entry.model, entry.name) == (Company, "words"):
        # Only these words can be called otherwise, and an editor offers them.
        called = shape["additionalProperties"]
        words = {word: called | {"title": label} for word, label in LABELS.items()}
        shape |= {"properties": words, "additionalProperties": False}
    return shape


def _keyed(shape: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    """Return `shape` so that an editor completes the field with a colon and no value.

    yaml-language-server (2.0.0) writes a field without a type of its own without a colon, and a
    number as 0 whatever the least is; of a field with `anyOf` it writes the colon and leaves the
    value to the author.
    """
    if shape.get("$ref", "").startswith("#") or shape.get("type") in ("string", "object", "array"):
        return about | shape
    return about | {
        "anyOf": [{"title": about["title"]} | shape]
    }  # with both texts, pointing at it shows both


def _shape(shape: Shape, parts: dict[str, dict[str, Any]], about: dict[str, Any]) -> dict[str, Any]:
    if isinstance(shape, Many):
        inner = _shape(shape.item, parts, about)
        if "$ref" not in inner:
            inner = about | inner
        return (
            {"type": "object", "additionalProperties": _keyed(inner, about)}
            if shape.keyed
            else {"type": "array", "items": inner}
        )
    if isinstance(shape, Ref | Owner):
        return {"$ref": f"{IDS}#/definitions/{_ids_name(shape)}"}
    if isinstance(shape, Field):
        schema = shape.schema()
        if "propertyNames" in schema.get("then", ()):  # a text for each language
            schema["then"]["propertyNames"] = {"$ref": f"{IDS}#/definitions/language"}
        return schema
    if shape.__name__ not in parts:
        parts[shape.__name__] = {}  # a part may hold others like itself
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__)
        parts[shape.__name__] = {"title": words.capitalize()} | _group(shape, parts)
    return {"$ref": f"#/definitions/{shape.__name__}"}


def _ids_name(field: Ref | Owner) -> str:
    """Return the name of the schema that a reference is held to, and completed from."""
    if isinstance(field, SourceRef):
        return "source"
    return "owner" if isinstance(field, Owner) else "-or-".join(field.kinds) or "any"


def _ids(catalog: Catalog, unread: Collection[str]) -> dict[str, Any]:
    """Return what references complete to.

    An id that is new is no mistake there: any that is well formed is taken.
    """
    titles: dict[str, dict[str, str]] = {"any": {}, "owner": {}}
    named = dict.fromkeys(unread, "") | {
        ref: str(one.title) for ref, one in catalog.targets.items()
    }
    for ref, title in sorted(named.items()):
        kind, _, id = ref.partition(":")
        titles.setdefault(kind, {})[id] = titles["any"][ref] = title
    company = catalog.one(Company)
    for id, contact in sorted(company.contacts.items()) if company else ():
        titles["owner"][id] = str(contact.name or contact.channel)
    references = {
        _ids_name(field): field for kind in KINDS for field in _references(kind.model, set())
    }
    return {
        "$schema": _DRAFT,
        "definitions": {
            name: {"description": say("{said}.", said=Sentence.of(field.form()))}
            | field.schema()
            | {"defaultSnippets": _proposals(titles, field)}
            for name, field in sorted(references.items())
        }
        | {"language": _language(catalog)},
    }


def _language(catalog: Catalog) -> dict[str, Any]:
    """Return the schema of a language's tag; editors offer the languages that titles are in."""
    tags = {tag: None for target in catalog.targets.values() for tag, _ in target.title.by_language}
    used = {"anyOf": [{"enum": list(tags)}, {"type": "string"}]} if tags else {"doNotSuggest": True}
    return Line().schema()["then"]["propertyNames"] | used  # type: ignore[no-any-return]


def _references(model: Shape, seen: set[Shape]) -> Iterator[Ref | Owner]:
    """Yield every field of `model` that is a reference, whatever it stands in."""
    if isinstance(model, Ref | Owner):
        yield model
    elif isinstance(model, Many):
        yield from _references(model.item, seen)
    elif isinstance(model, type) and model not in seen:
        seen.add(model)
        for entry in fields_of(model):
            yield from _references(entry.shape, seen)


def _proposals(titles: Mapping[str, Mapping[str, str]], field: Ref | Owner) -> list[dict[str, str]]:
    kinds = ("owner",) if isinstance(field, Owner) else field.kinds or ("any",)
    return [
        {"label": id, "body": id, "description": title}
        for kind in kinds
        for id, title in titles.get(kind, {}).items()
    ]
