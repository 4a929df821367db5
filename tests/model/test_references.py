"""What an author means by a reference: a name, a file, a path, a link, another spelling."""

from __future__ import annotations

from typing import ClassVar

import pytest

from drawn import draw
from icp_playbook.model.base import Definition, Id, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, WHO, Kind
from icp_playbook.model.references import References, Target
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Two segments, one with a name in two languages, and a value proposition with a pain."""
    drawing = """
    --- + minimal
    --- content/segments/cafes.yml
    name: {en: Coffee houses, zh-Hant: 咖啡館}
    owner: sales
    definition: Cafés.
    focus: develop
    --- content/value_propositions/exchanges.yml +
    pains: [{id: label-chaos, pain: Ten formats.}]
    """
    return check_playbook(draw(tmp_path_factory.mktemp("playbook"), drawing), Context()).catalog


@pytest.mark.parametrize(
    "written",
    [
        "Coffee houses", "coffee  HOUSES", "咖啡館", "Cafes", "cafes.yml",
        "content/segments/cafes.yml", "./content/segments/cafes.yml", "content/segments/cafes",
        "segment:cafes", "[[segment:cafes]]", "[[segment:cafes|our cafés]]", "[[cafes]]",
    ],
)  # fmt: skip
def test_each_way_to_write_it_means_what_is_there(catalog: Catalog, written: str) -> None:
    """All of them lead to the segment, and to no persona."""
    references = catalog.references
    assert references.meant(written, ("segment",)) == ["segment:cafes"]
    assert references.meant(written) == ["segment:cafes"]
    assert references.meant(written, ("persona",)) == []


@pytest.mark.parametrize(
    "written", ["label-chaos", "Label chaos", "pain:exchanges#label-chaos", "Ten formats."]
)
def test_a_part_is_meant_by_its_own_id_and_by_its_text(catalog: Catalog, written: str) -> None:
    """Without the definition that it belongs to, too."""
    assert catalog.references.meant(written, ("pain",)) == ["pain:exchanges#label-chaos"]


@pytest.mark.parametrize(
    "written", ["", "café", "cafes-yml", "segments", "content/personas/cafes.yml", "[[]]", "產品"]
)
def test_what_is_not_there_is_not_meant(catalog: Catalog, written: str) -> None:
    """Nothing is made up of what was written."""
    assert catalog.references.meant(written, ("segment",)) == []


def test_the_nearest_name_is_found_in_every_language(catalog: Catalog) -> None:
    """A name with a slip leads to its definition."""
    assert catalog.references.near("cofee house", ("segment",)) == "segment:cafes"


class _Room(NamedPart):
    title_field: ClassVar[str] = "id"
    id: Id


class _House(Definition):
    kind: ClassVar[str] = "house"
    parts: ClassVar[dict[str, str]] = {"rooms": "room", "doors": "door"}
    title_field: ClassVar[str] = "owner"
    rooms: tuple[_Room, ...] = ()
    doors: tuple[_Room, ...] = ()


def test_parts_of_a_second_list_are_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """`kind:id#part` looks into every list of the kind."""
    monkeypatch.setitem(
        BY_NAME, "house", Kind(_House, "content/houses", "House", "Houses", "houses", WHO)
    )
    house = _House(owner="sales")
    targets = {ref: Target(ref, house) for ref in ("house:a", "room:a#kitchen", "door:a#front")}
    assert References(targets).find("house:a#kitchen") == "room:a#kitchen"
    assert References(targets).find("house:a#front") == "door:a#front"
    assert References(targets).find("house:a#window") is None


def test_a_title_may_be_in_several_languages(catalog: Catalog) -> None:
    """The drawn segment has two, so that the tests above are about both."""
    assert catalog.targets["segment:cafes"].title.by_language
