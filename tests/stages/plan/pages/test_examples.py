"""Pages of examples: what is known of an account, and where it opens."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from sites import article

pytestmark = pytest.mark.browser


def page_of(folder: Path, address: str) -> str:
    """Return what a page of the sample's site says."""
    return unescape(article((folder / address / "index.html").read_text("utf-8")))


def test_only_scores_and_models_of_which_something_is_known_are_shown(sample_pages: Path) -> None:
    """A customer who is live has the health score; nobody was asked about the use of ours."""
    live, other = (page_of(sample_pages, f"examples/{name}") for name in ("dipper", "lapwing"))
    assert "How well are they doing with us?" in live
    assert "How well are they doing with us?" not in other
    assert "Use of Parcelmoor" not in live + other


def test_a_bad_one_is_not_marked_as_reached(sample_pages: Path) -> None:
    """And a good one is."""
    assert "icp-goal--missed" in page_of(sample_pages, "examples/lapwing")
    assert "icp-goal--missed" not in page_of(sample_pages, "examples/wren")


def test_the_link_brings_the_code_name(sample_pages: Path) -> None:
    """So that the account is called as the page that it was opened from."""
    assert re.search(r'href="[^"]*assess/#v1\.n=Wren&', page_of(sample_pages, "examples/wren"))


def test_a_page_says_which_rules_judged_its_example(sample_pages: Path) -> None:
    """By the letters that its link carries, and that the page of the assessment has."""
    said = page_of(sample_pages, "examples/wren")
    (letters,) = re.findall(r"Judged by the rules (\w{6})", said)
    assert f"&r={letters}&" in said
    assert f"Judged by the rules {letters}" in page_of(sample_pages, "assess")


def test_each_model_says_its_own_levels_in_the_review(sample_pages: Path) -> None:
    """Below its own table: those of the main model, then those of the further one."""
    said = re.findall(r"Levels: ([^.]*)\.", page_of(sample_pages, "qbr"))
    assert said == ["1 Immature, 2 Low, 3 Medium, 4 High", "1 Switched on, 2 Used, 3 Relied upon"]


def test_yes_and_no_begin_with_a_capital_as_other_answers_do(sample_pages: Path) -> None:
    """In the table of a segment's fit."""
    answers = re.findall(
        r'icp-points__answer">([^<]*)<', page_of(sample_pages, "segments/mid-size-brands")
    )
    assert {"Yes", "No"} <= set(answers)
    assert all(answer[0].isupper() or answer[0].isdigit() for answer in answers)
