"""Pages declare themselves in one place, and templates read relations from the other side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.model.base import Definition
from icp_playbook.project import Site, packaged_templates
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.pages import joined_pages

ROOT = Path(__file__).parents[4]


def test_the_sample_has_every_joined_page() -> None:
    """Each stands at the address that it declares, and has a template of that name."""
    urls = [page.url for page in joined_pages()]
    planned = {page.url for page in plan(check_playbook(ROOT, Context()).catalog, Site()).pages}
    assert len(urls) == len(set(urls))
    assert set(urls) <= planned
    assert [url for url in urls if not (packaged_templates() / f"pages/{url}.html").is_file()] == []


def test_a_small_company_has_only_the_joined_pages_that_show_something(tmp_path: Path) -> None:
    """One segment is nothing to compare; without plays and tiers there are no risks and no QBR."""
    catalog = catalog_of(tmp_path, "--- + bare")
    there = {page.url for page in joined_pages() if page.is_there(catalog, Site())}
    assert there == {"changes", "coverage", "for-programs", "review", "unanswered"}


@pytest.fixture
def users(tmp_path: Path) -> Callable[..., tuple[Definition, ...]]:
    """What a page of a drawn company is given to ask for the other side of a relation."""
    planned = plan(catalog_of(tmp_path, "--- + minimal\n--- + tiers\n"), Site())
    view: Any = next(page.view() for page in planned.pages if page.url == "company")
    return view["users"]  # type: ignore[no-any-return]


def test_a_template_reads_a_relation_from_its_other_side(
    users: Callable[..., tuple[Definition, ...]],
) -> None:
    """By what is referred to, the kind that refers to it, and the field."""
    assert [one.id for one in users("segment:mid-market", "persona", "segments")] == ["founder"]
    assert users("segment:mid-market", "persona", "works_with") == ()


@pytest.mark.parametrize(("kind", "field"), [("person", "segments"), ("persona", "segment")])
def test_a_misspelt_relation_fails_the_build(
    users: Callable[..., tuple[Definition, ...]], kind: str, field: str
) -> None:
    """As any other misspelt name in a template does."""
    with pytest.raises(LookupError, match=f"no kind '{kind}' has a field '{field}'"):
        users("segment:mid-market", kind, field)
