"""The schemas say what the loader accepts, explain every field, and are up to date here."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regress
import yaml
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, FormatChecker  # type: ignore[import-untyped]
from pydantic_core import PydanticCustomError
from referencing import Registry, Resource

from drawn import draw
from icp_playbook.authoring.schema import editor_settings, modeline, schema_files
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import (
    Choice,
    Date,
    Exact,
    Field,
    Line,
    Link,
    Number,
    Owner,
    Prose,
    Ref,
    Slug,
    SourceRef,
    YesNo,
    is_link,
)
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.model.shape import fields_of
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.reader import read_yaml

ROOT = Path(__file__).parents[2]

FIELDS: dict[str, Field] = {
    "line": Line(),
    "exact": Exact(8),
    "prose": Prose(),
    "id": Slug(),
    "owner": Owner(),
    "reference": Ref(("segment",)),
    "part": Ref(("pain",), part=True),
    "any reference": Ref(),
    "source": SourceRef(),
    "link": Link(),
    "choice": Choice(("ask", "never", "yes-no")),
    "number": Number(least=0, most=1000),
    "whole number": Number(least=1, most=60, whole=True),
    "any number": Number(),
    "day": Date(),
    "yes or no": YesNo(),
}
SCALARS = [
    *(
        "text",
        "two words",
        "Größe 中文",
        "no",
        "yes",
        "on",
        "off",
        "No",
        "true",
        "false",
        "null",
        "~",
        "True",
    ),
    *(
        "0",
        "12",
        "012",
        "-5",
        "+5",
        "0.5",
        "1.0",
        "1.5",
        ".5",
        "5.",
        "1e3",
        "1_000",
        "0x1f",
        "0o14",
        "1001",
        "61",
    ),
    *(
        "12:30",
        "22:22:22",
        "2026-03-31",
        "2026-02-31",
        "2024-13-01",
        ".inf",
        ".nan",
        "1,5",
        "€9.40",
        "a-b",
    ),
    *(
        "a--b",
        "Mid-Market",
        "mid-market",
        "mid-market#pain",
        "segment:mid-market",
        "pain:a#b",
        "segment:x#",
    ),
    *(
        "https://example.com/a?b=c",
        "http://x",
        "javascript:alert(1)",
        "mailto:a@example.com",
        "ask",
        "never",
        "yes-no",
    ),
    *('"12"', '"null"', '"true"', "'2026-03-31'", '"0.5"', '"1001"', "123456789"),
]
# Spelled so that an editor reads another value than the author typed: there the schema cannot tell,
# and the check has the last word. A quoted number is text to an editor, which does not compare text
# with a limit, nor count digits.
HIDDEN_FROM_THE_EDITOR = {
    "+5",
    ".5",
    "5.",
    "1.0",
    "1e3",
    "0x1f",
    "0o14",
    ".inf",
    ".nan",
    "True",
    '"1001"',
    "123456789",
}
# A field with nothing behind its colon is far more often a mistake than a text that says null,
# which wants quotes.
NOTHING = {"null", "~"}


@pytest.mark.parametrize("name", FIELDS)
def test_what_the_loader_accepts_the_editor_accepts(name: str) -> None:
    """An editor never flags a value that the check takes: people would learn to ignore it."""
    flagged = {one for one in SCALARS if _loads(FIELDS[name], one) and not _fits(FIELDS[name], one)}
    assert flagged <= NOTHING


@pytest.mark.parametrize("name", FIELDS)
def test_what_the_loader_refuses_the_editor_flags(name: str) -> None:
    """An editor flags what the check refuses, unless YAML 1.2 hides how a value was typed."""
    missed = {one for one in SCALARS if _fits(FIELDS[name], one) and not _loads(FIELDS[name], one)}
    assert missed <= HIDDEN_FROM_THE_EDITOR


def test_every_pattern_is_one_in_javascript_too() -> None:
    """Editors compile patterns with the flag u, which makes a needless escape an error."""
    patterns = {
        found for text in _files().values() for found in _found(json.loads(text), "pattern")
    }
    assert len(patterns) > 5
    for pattern in patterns:
        regress.Regex(pattern, "u")
        re.compile(pattern)


def test_check_jsonschema_accepts_the_sample(tmp_path: Path) -> None:
    """The checker that people run in pre-commit and CI finds nothing wrong with the sample."""
    for path, text in _files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    for kind in KINDS:
        files = [ROOT / kind.where] if kind.single else sorted((ROOT / kind.where).glob("*.yml"))
        done = _checked(tmp_path / f"schemas/{kind.name}.json", *_of_every_form(files))
        assert (done.exit_code, files != []) == (0, True), done.output


def _of_every_form(files: list[Path]) -> list[Path]:
    """Leave out files in which no field stands that has not been seen: the checker is slow."""
    seen: set[tuple[object, ...]] = set()
    chosen = []
    for file in sorted(files, key=lambda file: file.stat().st_size, reverse=True):
        fields = set(_fields_in(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader), ()))
        chosen += [file] if fields - seen else []
        seen |= fields
    return chosen


def _fields_in(value: object, where: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Yield where each value stands, whichever of a list it is in, and of what type it is."""
    yield (*where, type(value))
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _fields_in(inner, (*where, name))
    elif isinstance(value, list):
        for inner in value:
            yield from _fields_in(inner, where)


def test_check_jsonschema_says_what_is_wrong(tmp_path: Path) -> None:
    """A mistake is found by it: the schemas are not so lax that everything passes."""
    for path, text in _files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    file = tmp_path / "wrong.yml"
    file.write_text("name: A\ndefinition: A.\nowner: A team\nfocus: beachead\n", "utf-8")
    done = _checked(tmp_path / "schemas/segment.json", file)
    assert done.exit_code == 1
    assert "$.focus" in done.output
    assert "$.owner" in done.output


def test_lists_and_groups_are_no_text() -> None:
    """For a single value, a list or a group is flagged; only texts may be a map of languages."""
    for name, field in FIELDS.items():
        schema = Draft7Validator(field.schema())
        assert not schema.is_valid(["a"]), name
        assert not schema.is_valid({"Not a tag": "a"}), name
        assert schema.is_valid({"en": "a", "zh-Hant": "b"}) == (name in ("line", "prose")), name


def test_an_empty_value_is_no_id() -> None:
    """`owner:` with nothing behind it is flagged while typing."""
    assert not _fits(Owner(), "null")
    assert not _fits(Ref(("segment",)), "~")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_explained(kind: Kind) -> None:
    """Each field of each kind has a sentence that an editor shows."""
    schema = json.loads(_files()[f"schemas/{kind.name}.json"])
    groups = [schema, *schema["definitions"].values()]
    unexplained = [
        key
        for group in groups
        for key, field in group["properties"].items()
        if not field["description"]
    ]
    assert not unexplained
    assert all(entry.meaning for entry in fields_of(kind.model))


def test_references_complete_to_the_ids_that_exist(tmp_path: Path) -> None:
    """The playbook's ids are offered with their titles, and a new id is accepted all the same."""
    ids = json.loads(_files(tmp_path)["schemas/ids.json"])["definitions"]
    proposed = {
        name: [one["body"] for one in found["defaultSnippets"]]
        for name, found in ids.items()
        if name != "language"
    }
    assert ids["segment"]["defaultSnippets"][0]["description"] == "Mid-market"
    assert proposed["segment"] == ["mid-market"]
    assert "segment:mid-market" in proposed["any"]
    assert proposed["owner"] == ["sales"]
    assert proposed["tier"] == []
    persona = _validator(tmp_path, "persona")
    given = {
        "name": "A",
        "owner": "new-team",
        "side": "use",
        "titles": ["A"],
        "job_to_be_done": "A",
        "motivations": ["A"],
    }
    assert persona.is_valid(given | {"frustrations": ["A"], "segments": ["to-come", "mid-market"]})
    assert not persona.is_valid(given | {"frustrations": ["A"], "segments": ["Not An Id"]})
    assert not persona.is_valid(given | {"frustrations": ["A"], "segments": []})
    assert not persona.is_valid(
        given | {"frustrations": ["A"], "segments": ["a"], "frustration": "A"}
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_has_a_type_or_a_choice_of_its_own(kind: Kind) -> None:
    """Without a default an editor leaves out the colon; with a number's, it writes 0."""
    schema = json.loads(_files()[f"schemas/{kind.name}.json"])
    groups = [schema, *schema["definitions"].values()]
    for group in groups:
        for key, field in group["properties"].items():
            whole = field.get("type") in ("string", "array", "object") or "anyOf" in field
            assert whole or field.get("$ref", "").startswith("#/definitions/"), key
            assert "examples" not in field, key


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_definition_of_the_sample_names_its_schema(kind: Kind) -> None:
    """The first line leads from the file to the schema of its kind."""
    files = [ROOT / kind.where] if kind.single else sorted((ROOT / kind.where).glob("*.yml"))
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first == modeline(kind), file
        assert (
            file.parent / first.partition("$schema=")[2]
        ).resolve() == ROOT / f"schemas/{kind.name}.json"


def test_the_settings_of_vs_code_wire_every_kind() -> None:
    """Each kind's folder is mapped to its schema, and what the file says is what the models say."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == editor_settings()["yaml.schemas"]
    assert settings["[yaml]"]["editor.insertSpaces"] is True


def core(scalar: str) -> Any:
    """Return a scalar as YAML 1.2's core schema reads it, which a language server does."""
    if scalar[0] in "\"'":
        return scalar[1:-1]
    if scalar in ("null", "Null", "NULL", "~"):
        return None
    if scalar in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return scalar.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", scalar):
        return int(scalar)
    if re.fullmatch(r"0o[0-7]+", scalar):
        return int(scalar, 0)
    if re.fullmatch(r"0x[0-9a-fA-F]+", scalar):
        return int(scalar, 16)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", scalar):
        return float(scalar)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", scalar):
        return math.nan if "nan" in scalar.lower() else math.inf
    return scalar


def _found(value: Any, key: str) -> Iterator[str]:
    """Yield every text under `key`, however deep."""
    if isinstance(value, dict):
        yield from (one for name, one in value.items() if name == key and isinstance(one, str))
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _found(inner, key)


def _checked(schema: Path, *files: Path) -> Result:
    return CliRunner().invoke(check_jsonschema, ["--schemafile", str(schema), *map(str, files)])


def _loads(field: Field, scalar: str) -> bool:
    document = read_yaml("x.yml", f"x: {scalar}\n".encode())
    if document.problems:
        return False
    try:
        found = field.check(document.values["x"])
    except PydanticCustomError:
        return False
    # Whether a reference is well formed is told where the targets are known.
    if isinstance(field, Owner):
        return field.is_well_formed(found)
    if isinstance(field, SourceRef) and is_link(found):
        return True
    return not isinstance(field, Ref) or field.pattern().fullmatch(found) is not None


def _fits(field: Field, scalar: str) -> bool:
    value = core(scalar)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    schema = field.schema()
    if isinstance(value, float) and not math.isfinite(
        value
    ):  # no JSON has it, and an editor lets it pass as a number
        return "multipleOf" not in schema and field.schema().get("type") != "string"
    fits: bool = Draft7Validator(schema, format_checker=FormatChecker()).is_valid(value)
    return fits


@cache
def _sample() -> Catalog:
    return check_playbook(ROOT, Context()).catalog


def _files(root: Path | None = None) -> dict[str, str]:
    return schema_files(
        check_playbook(draw(root, "--- + minimal"), Context()).catalog if root else _sample()
    )


def _validator(root: Path, kind: str) -> Any:
    files = {path.removeprefix("schemas/"): json.loads(text) for path, text in _files(root).items()}
    registry: Any = Registry().with_resource("ids.json", Resource.from_contents(files["ids.json"]))
    return Draft7Validator(files[f"{kind}.json"], registry=registry)


def test_every_schema_is_a_schema() -> None:
    """Each file is valid itself, and nothing shared by all definitions is missing in it."""
    for path, text in _files().items():
        Draft7Validator.check_schema(json.loads(text))
        if not path.endswith("ids.json"):
            assert {entry.key for entry in fields_of(Definition)} <= set(
                json.loads(text)["properties"]
            )
