"""The page "Learn": what it is given, and when it is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.learning.path import own_questions, path_of
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.plan.pages.learn import has_learning, show_learning
from javascript import Call
from sites import ROOT


@pytest.fixture(scope="module")
def view() -> Any:
    """What the template is given of the sample."""
    return show_learning(check_playbook(ROOT, Context()).catalog, Site())


def test_what_scripts_need_is_small(view: Any) -> None:
    """The texts are on the page already."""
    assert 1000 < len(json.dumps(view["document"])) < 50_000


def test_everyone_is_asked_what_their_own_track_teaches(view: Any) -> None:
    """And a department what its own does; a written question belongs to the part it stands in."""
    catalog = check_playbook(ROOT, Context()).catalog
    audience = {one.id: one.track.department for one in path_of(catalog)}
    asked = [one for sort in view["sorts"] for one in sort.questions]
    assert len(asked) == len(view["document"]["questions"])
    own = own_questions(catalog)
    for one in asked:
        data = view["document"]["questions"][one.id]
        if one.kind == "own":
            module, step = own[one.about]
            assert (data["m"], data["s"]) == ([module.id], step)
            assert data.get("d", ()) == tuple(filter(None, [module.track.department]))
        if any(audience[module] is None for module in data.get("m", ())):
            assert "d" not in data


def test_a_step_goes_by_what_it_says() -> None:
    """No two of the sample are the same."""
    steps = [step for one in path_of(check_playbook(ROOT, Context()).catalog) for step in one.steps]
    assert len({*steps}) == len(steps) > 100


def test_the_four_answers_alone_are_no_page(tmp_path: Path) -> None:
    """Who has a persona to meet or a word to avoid has more to learn."""
    assert not has_learning(catalog_of(tmp_path / "bare", "--- + bare"), Site())
    assert has_learning(catalog_of(tmp_path / "minimal", "--- + minimal"), Site())


def test_five_boxes_rest_twice_as_long_each(javascript: Call) -> None:
    """A right answer moves a card on, a wrong one or a changed definition back to the first."""
    card, day, rests = None, 100, []
    for _ in range(6):
        card = javascript("learn/leitner.js", "answered", card, "aaaaaa", True, day)
        rests.append(card["due"] - day)
        day = card["due"]
    assert rests == [2, 4, 8, 16, 16, 16]
    changed = javascript("learn/leitner.js", "answered", card, "bbbbbb", True, day)
    assert (changed["box"], changed["right"]) == (2, 7)
    missed = javascript("learn/leitner.js", "answered", card, "aaaaaa", False, day)
    assert (missed["box"], missed["due"] - day, missed["wrong"]) == (1, 1, 1)
