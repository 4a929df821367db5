"""Every kind of definition has all of its places, and nothing else has to know it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icp_playbook.build import build_pages
from icp_playbook.model.kinds import AREAS, KINDS, Kind
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
    schema = json.loads((ROOT / "schemas" / f"{kind.name}.json").read_text("utf-8"))
    unexplained = [name for name, field in schema["properties"].items() if not field.get("description")]
    assert unexplained == []
    assert set(schema["properties"]) >= {info.alias or name for name, info in kind.model.model_fields.items()}


@EVERY_KIND
def test_a_kind_has_a_place_of_its_own(kind: Kind) -> None:
    """No two kinds share a folder, an address or a name, and each belongs to a part of the navigation."""
    others = [other for other in KINDS if other is not kind]
    assert kind.where not in {other.where for other in others}
    assert kind.url not in {other.url for other in others}
    assert kind.name not in {other.name for other in others}
    assert kind.area in AREAS


def test_each_definition_of_the_sample_has_a_page() -> None:
    """Planning finds every kind by itself: no definition is without a page, and no kind without an address."""
    built = build_pages(ROOT, Site())
    shown = {page.about.ref for page in built.plan.pages if page.about is not None}
    assert {definition.ref for definition in built.catalog.definitions()} <= shown
    assert set(built.plan.addresses) == set(built.catalog.targets)
