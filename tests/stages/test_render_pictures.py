"""Pictures on pages: authors' texts are escaped, ids are of one picture, nothing empty is left."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site

NUMBERS = """\
focus: {focus}
owner: sales
definition: Those.
share_of_effort: {share}
business_model:
  market: {{description: M}}
  channel: {{description: C}}
  product: {{description: P}}
  model: {{description: B}}
  arrows: [{{from: market, to: model}}]
  judgements: [{{between: [market, model], judgement: weak}}]
  economics: {{currency: EUR, acv: 1000, gross_margin: 80, yearly_churn: 10, cac: 900}}
"""
SEGMENTS = f"""
--- + minimal
--- + tiers
--- content/segments/mid-market.yml -
--- content/segments/mid-market.yml
name: '<script>alert("1 & 2")</script>'
{NUMBERS.format(focus="beachhead", share=60)}
--- content/segments/rivals.yml
name: '"><img src=x onerror=alert(1)>'
{NUMBERS.format(focus="avoid", share=5)}
--- content/company.yml +
new_customers: [{{period: '<b>Q1</b>', total: 9, outside_profile: 3}}]
"""
DIMENSIONS = "".join(
    f"""\
--- content/maturity/dimensions/d{place}.yml
name: "<i>D{place}</i>"
owner: sales
question: How?
levels:
  - {{level: 1, label: '<u>Paper</u>', descriptor: Slips.}}
  - {{level: 2, label: Rules, descriptor: Rules decide.}}
"""
    for place in range(3)
)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DRAWN = ("segments/index.md", "segments/mid-market.md", "company.md", "maturity/index.md",
          "maturity/tiers/index.md", "maturity/tiers/expert.md")  # fmt: skip


def pages_of(root: Path, drawing: str, site: Site | None = None) -> dict[str, str]:
    """Return the pages of a drawn company by their source."""
    built = build_pages(draw(root, drawing), site or Site())
    return {page.source: page.markdown() for page in built.pages}


def parsed_from(picture: str) -> ElementTree.Element:
    """Return a picture as a tree; HTML's attributes without a value get one, its prefix a name."""
    xml = picture.replace(" data-icp-guess ", ' data-icp-guess="" ')
    xml = xml.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
    return ElementTree.fromstring(xml)  # noqa: S314 (it is ours)


def test_authors_texts_are_escaped_in_pictures(tmp_path: Path) -> None:
    """Each picture is well-formed, whatever a name says, and holds nothing that runs."""
    pages = pages_of(tmp_path, SEGMENTS + DIMENSIONS)
    for source in _DRAWN:
        pictures = _SVG.findall(pages[source])
        assert pictures, source
        for picture in pictures:
            parsed = parsed_from(picture)
            assert not {"script", "img", "b", "i", "u"} & {one.tag for one in parsed.iter()}


def test_each_picture_has_a_title_and_a_description_of_its_own(tmp_path: Path) -> None:
    """Those who hear the page are told what it shows; marks of a legend are not read."""
    pages = pages_of(tmp_path, SEGMENTS + DIMENSIONS)
    for source in _DRAWN:
        ids = re.findall(r' id="([^"]*)"', pages[source])
        assert len(ids) == len(set(ids)), source
        for picture in _SVG.findall(pages[source]):
            parsed = parsed_from(picture)
            if parsed.get("aria-hidden") != "true":
                title, description = list(parsed)[:2]
                assert (title.tag, description.tag) == ("title", "desc")
                assert title.text
                assert (description.text or "").strip()
                assert parsed.get("aria-labelledby") == title.get("id")


def test_a_picture_with_links_leaves_them_to_those_who_hear_it(tmp_path: Path) -> None:
    """What is an image has no parts; and an address leads to the page of the name."""
    pages = pages_of(tmp_path, SEGMENTS + DIMENSIONS)
    pictures = [one for source in _DRAWN for one in _SVG.findall(pages[source])]
    linked = [one for one in pictures if "<a " in one]
    assert linked
    assert all('role="group"' in one for one in linked)
    assert 'xlink:href="mid-market/"' in "".join(_SVG.findall(pages["segments/index.md"]))


def test_a_company_without_numbers_has_no_pictures_and_no_headings_of_them(
    tmp_path: Path,
) -> None:
    """Nothing is empty."""
    pages = pages_of(tmp_path, "--- + bare")
    assert "Effort and value" not in pages["segments/index.md"]
    assert not any("icp-picture" in page for page in pages.values())


def test_a_link_of_a_picture_to_a_page_that_is_left_out_becomes_a_group(tmp_path: Path) -> None:
    """HTML inside a drawing would end it."""
    site = Site(left_out=lambda source: source == "segments/rivals.md")
    page = pages_of(tmp_path, SEGMENTS, site)["segments/index.md"]
    wide = next(picture for picture in _SVG.findall(page) if "value-title" in picture)
    assert "<span" not in wide
    assert wide.count("<a ") == 1
    assert '<g class="icp-drawn__link"' in wide
