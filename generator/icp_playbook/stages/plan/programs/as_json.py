"""The playbook as JSON: models of what the files hold; their published schema is made from them."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, StringConstraints
from pydantic import Field as About
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import CoreSchema

from icp_playbook.model.addresses import way
from icp_playbook.model.base import CONFIDENCES, STATUSES, Definition, Part
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import fields_of, meanings_of
from icp_playbook.model.text import Text
from icp_playbook.project import Site
from icp_playbook.stages.plan.programs.published import AllRelations, Relation, address_of

SCHEMA = "icp.schema.json"
SCHEMA_VERSION = "1.1"
"""Of the JSON files: the first number grows with changes, the second with additions."""

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"

_Line = Annotated[str, StringConstraints(min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=f"^{_SLUG}$")]
_Ref = Annotated[str, StringConstraints(pattern=f"^{_SLUG}:{_SLUG}$")]
_PartRef = Annotated[str, StringConstraints(pattern=f"^{_SLUG}:{_SLUG}(#{_SLUG})?$")]
_Day = Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_Tag = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
_KindName = Annotated[str, About(json_schema_extra={"enum": [kind.name for kind in KINDS]})]
_ByLanguage = Annotated[
    dict[_Tag, _Line], About(min_length=1, json_schema_extra={"additionalProperties": False})
]
_Text = _Line | _ByLanguage


class _Written(BaseModel):
    """What stands in a file, with the fields named here and no others."""

    model_config = ConfigDict(
        extra="forbid", defer_build=True, alias_generator=lambda name: name.rstrip("_")
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Describe each field by the text below it here."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, meaning in meanings_of(cls).items():
            properties[cls.model_fields[name].alias]["description"] = meaning
        return schema

    def as_values(self) -> dict[str, Any]:
        """Return what the file holds, to be written as JSON."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class RelationEntry(_Written):
    """A relation to or from another definition."""

    ref: _Ref
    """The definition at the other end."""
    field: _Line
    """The top-level field that holds the reference."""
    part: _PartRef | None = None
    """The part that the reference names; left out when it is the whole definition."""


class Exemption(_Written):
    """A rule that is meant not to hold here."""

    rule: _Id
    reason: _Text


class Fields(_Written):
    """The fields as authored; empty ones are left out.

    Beside those described here, which every kind has, stand the fields of the definition's kind:
    schemas/<kind>.json describes them, which `icp schema` writes.
    """

    model_config = ConfigDict(extra="allow")

    owner: _Id
    departments: list[_Id] = []
    status: Annotated[str, About(json_schema_extra={"enum": list(STATUSES)})]
    confidence: Annotated[str, About(json_schema_extra={"enum": list(CONFIDENCES)})]
    sources: list[_Line] = []
    """Ids of insights, and links."""
    audience: list[_Id] = []
    """Who else than the company may read it; left out in what an audience reads."""
    reviewed: _Day | None = None
    review_every: Annotated[int, About(ge=1)] | None = None
    """Months between reviews."""
    review_note: _Text | None = None
    aliases: list[_Id] = []
    intentional: list[Exemption] = []


class Entry(_Written):
    """One definition. Addresses are below the site."""

    ref: _Ref
    """Kind and id."""
    kind: _KindName
    """The name of its kind, as links write it."""
    id: _Id
    title: _Text
    """As typed, in one language or by language tag; so is every text."""
    page: _Line
    """The address of its page."""
    json_: Annotated[str, StringConstraints(pattern=r"^data/.+\.json$")]
    markdown: Annotated[str, StringConstraints(pattern=r"^data/.+\.md\.txt$")]
    source: _Line
    """The file in the repository."""
    review_by: _Day | None
    """Null when it was never reviewed."""
    fields_: Fields
    refers_to: list[RelationEntry]
    """What it refers to."""
    used_by: list[RelationEntry]
    """What refers to it."""


class Head(_Written):
    """What each file begins with."""

    schema_: Annotated[str, About(alias="$schema")]
    """The way from this file to its schema."""
    schema_version: Literal["1.1"]
    language: _Line
    """The tag of the site's language."""


class File(Head, Entry):
    """A definition in a file of its own."""


class KindEntry(_Written):
    """A kind, what holds it in the repository, and how many definitions there are."""

    kind: _KindName
    title: _Line
    where: _Line
    """A folder, or the file of a kind that a company has once."""
    definitions: Annotated[int, About(ge=0)]


class Playbook(Head):
    """The whole playbook."""

    company: _Line
    """The company's name in the site's language."""
    kinds: list[KindEntry]
    definitions: list[Entry]


def schema() -> dict[str, Any]:
    """Return the schema of each JSON file; one with `definitions` is the whole playbook."""
    _, described = models_json_schema(
        [(Playbook, "serialization"), (File, "serialization")], schema_generator=_Schema
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An ICP playbook, or one definition of it",
        "if": {"required": ["definitions"]},
        "then": {"$ref": "#/$defs/Playbook"},
        "else": {"$ref": "#/$defs/File"},
        "$defs": described["$defs"],
    }


class _Schema(GenerateJsonSchema):
    """Says of a field that may be left out what stands there when it is not."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        inner = schema["schema"]
        return self.generate_inner(inner["schema"] if inner["type"] == "nullable" else inner)

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def head(path: str, site: Site) -> dict[str, Any]:
    """Return what the file at `path` begins with."""
    return {
        "$schema": way(posixpath.dirname(path), SCHEMA),
        "schema_version": SCHEMA_VERSION,
        "language": site.language,
    }


def entry_of(
    definition: Definition, related: AllRelations, addresses: Mapping[str, str], site: Site
) -> Entry:
    """Return what the files say about one definition; `addresses` are those of the pages."""
    files, next_review = address_of(definition), definition.review_due
    page = addresses[definition.ref]
    return Entry.model_validate(
        {
            "ref": definition.ref,
            "kind": definition.kind,
            "id": definition.id,
            "title": plain(definition.title),
            "page": f"{page}/" if site.directory_urls else f"{page}.html",
            "json": files.json,
            "markdown": files.markdown,
            "source": definition.path,
            "review_by": next_review.isoformat() if next_review else None,
            "fields": plain(definition),
            "refers_to": _relations(related.refers_to.get(definition.ref, ())),
            "used_by": _relations(related.used_by.get(definition.ref, ())),
        }
    )


def plain(value: Any) -> Any:
    """Return a field's value as JSON has it: translations as a map, empty fields left out."""
    if isinstance(value, Part):
        named = ((field.key, getattr(value, field.name)) for field in fields_of(type(value)))
        return {name: plain(one) for name, one in named if one is not None and one not in ((), {})}
    if isinstance(value, Text):
        return value.data
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _relations(found: tuple[Relation, ...]) -> list[dict[str, str]]:
    return [
        {"ref": one.ref, "field": one.field} | ({"part": one.part} if one.part else {})
        for one in found
    ]
