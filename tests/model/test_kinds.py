"""Every kind of definition has all of its places, and nothing else has to know it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icp_playbook.authoring.schema import schema_files
from icp_playbook.build import build_pages
from icp_playbook.model.base import NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import AREAS, BY_NAME, KINDS, Kind
from icp_playbook.model.shape import Many, fields_of, shapes_of
from icp_playbook.project import Site, packaged_templates

ROOT = Path(__file__).parents[2]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@EVERY_KIND
def test_a_kind_has_a_sample(kind: Kind) -> None:
    """The sample company shows how each kind is written."""
    place = ROOT / kind.where
    assert place.is_file() if kind.single else any(place.glob("*.yml"))


@EVERY_KIND
def test_a_kind_has_a_template(kind: Kind) -> None:
    """Each kind has a page of its own."""
    assert (packaged_templates() / "pages" / f"{kind.name}.html").is_file()


@EVERY_KIND
def test_a_kind_has_a_schema_that_explains_each_field(kind: Kind) -> None:
    """Editors know each kind, and say of each field what it is for."""
    schema = json.loads(schema_files(Catalog({}, {}, {}))[f"schemas/{kind.name}.json"])
    unexplained = [
        name for name, field in schema["properties"].items() if not field.get("description")
    ]
    assert unexplained == []
    assert set(schema["properties"]) >= {field.key for field in fields_of(kind.model)}


@EVERY_KIND
def test_a_kind_has_a_place_of_its_own(kind: Kind) -> None:
    """No two kinds share a folder, address or name; each is in a part of the navigation."""
    others = [other for other in KINDS if other is not kind]
    assert kind.where not in {other.where for other in others}
    assert kind.url not in {other.url for other in others}
    assert kind.name not in {other.name for other in others}
    assert kind.area in AREAS


@EVERY_KIND
def test_what_can_be_referred_to_says_what_it_is_called(kind: Kind) -> None:
    """Each list named in `parts` holds parts with an id and a title, as all parts have."""
    for field in kind.model.parts:
        shape = shapes_of(kind.model)[field]
        assert isinstance(shape, Many)
        assert isinstance(shape.item, type)
        assert issubclass(shape.item, NamedPart)
        required = {field.name for field in fields_of(shape.item) if field.required}
        assert {"id"} <= required
        assert shape.item.title_field in required or "title" in vars(shape.item)


def test_no_two_kinds_have_parts_of_one_name() -> None:
    """A link says which part it means by its name alone."""
    named = [part for kind in KINDS for part in kind.model.parts.values()]
    assert len(named) == len({*named, *BY_NAME}) - len(BY_NAME)


def test_each_definition_of_the_sample_has_a_page() -> None:
    """Planning finds every kind itself: each definition has a page, each kind an address."""
    built = build_pages(ROOT, Site())
    shown = {page.about.ref for page in built.plan.pages if page.about is not None}
    assert {definition.ref for definition in built.catalog.definitions()} <= shown
    assert set(built.plan.addresses) == set(built.catalog.targets)
