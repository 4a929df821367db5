"""The published JSON Schema describes all that is in the files for programs, and no more."""

from __future__ import annotations

import copy
import json
import posixpath
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from icp_playbook.model.base import Definition
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.programs.as_json import SCHEMA
from sites import ROOT

ONE = "data/segments/"


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The JSON files of this repository's own playbook, by path."""
    data = plan(check_playbook(ROOT, Context()).catalog, Site()).data()
    return {path: json.loads(text) for path, text in data.items() if path.endswith(".json")}


@pytest.fixture(scope="module")
def validator(files: dict[str, Any]) -> Draft202012Validator:
    """What checks a file against the schema that is published beside it."""
    Draft202012Validator.check_schema(files[SCHEMA])
    return Draft202012Validator(files[SCHEMA])


def test_each_file_is_as_its_schema_says(
    files: dict[str, Any], validator: Draft202012Validator
) -> None:
    """The whole playbook and each definition, and `$schema` leads from each to the schema."""
    described = {path: content for path, content in files.items() if path != SCHEMA}
    assert len(described) > len(described["icp.json"]["definitions"]) > 0
    for path, content in described.items():
        assert [error.message for error in validator.iter_errors(content)] == [], path
        assert (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), content["$schema"]))
            == SCHEMA
        )


LEVELS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "the playbook": lambda one: one,
    "a kind": lambda one: one["kinds"][0],
    "a definition": lambda one: one["definitions"][0],
    "a relation to": lambda one: next(d for d in one["definitions"] if d["refers_to"])["refers_to"][
        0
    ],
    "a relation from": lambda one: next(d for d in one["definitions"] if d["used_by"])["used_by"][
        0
    ],
}


@pytest.mark.parametrize("level", LEVELS)
def test_a_field_that_is_not_described_is_an_error(
    level: str, files: dict[str, Any], validator: Draft202012Validator
) -> None:
    """Whatever is in the files has a word in the schema, and the reverse."""
    everything = copy.deepcopy(files["icp.json"])
    part = LEVELS[level](everything)
    part["undescribed"] = 1
    assert not validator.is_valid(everything)
    del part["undescribed"]
    assert validator.is_valid(everything)
    del part[next(name for name in part if name not in ("$schema", "part"))]
    assert not validator.is_valid(everything)


def test_a_definition_alone_is_held_to_the_same(
    files: dict[str, Any], validator: Draft202012Validator
) -> None:
    """No field beside those described; those of its kind are open."""
    one = next(content for path, content in files.items() if path.startswith(ONE))
    assert not validator.is_valid(one | {"undescribed": 1})
    assert not validator.is_valid(one | {"schema_version": "0.9"})
    assert not validator.is_valid(one | {"fields": one["fields"] | {"status": "unheard-of"}})
    assert validator.is_valid(one | {"fields": one["fields"] | {"of_its_kind": {"a": [1]}}})


def test_all_stewardship_is_described(files: dict[str, Any]) -> None:
    """What every definition shares, under the names that it has in the files."""
    shared = {info.alias or name for name, info in Definition.model_fields.items()}
    assert set(files[SCHEMA]["$defs"]["Fields"]["properties"]) == shared
