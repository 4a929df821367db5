"""`icp refs` shows where something is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import icp
from drawn import draw
from drawn_uses import USED


def test_every_place_is_listed_to_the_character(tmp_path: Path) -> None:
    """References and links in wrapped prose and on pages are found; code has no links."""
    ran = icp(draw(tmp_path, USED), "refs", "segment:mid-market")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "content/pages/how-to.md:3:8: page: [[segment:mid-market]] in prose",
        "content/personas/founder.yml:4:12: segments.1: mid-market",
        "content/value_propositions/exchanges.yml:3:10: segment: mid-market",
        "content/value_propositions/exchanges.yml:12:13: promise: [[segment:mid-market]] in prose",
    ]
    assert ran.err.strip() == "segment:mid-market is used in 4 places of 3 files"


def test_a_part_is_found_by_either_name(tmp_path: Path) -> None:
    """A pain is used by the practice that solves it, by links of both forms, and its reliever."""
    root = draw(tmp_path, USED)
    ran = icp(root, "refs", "pain:exchanges#chaos")
    assert ran.out.splitlines() == [
        "content/best_practices/labels.yml:3:11: solves.1: exchanges#chaos",
        "content/pages/how-to.md:3:35: page: [[value-proposition:exchanges#chaos]] in prose",
        "content/value_propositions/exchanges.yml:10:12: relievers.1.pain: chaos",
        (
            "content/value_propositions/exchanges.yml:13:54: promise: [[pain:exchanges#chaos]] in "
            "prose"
        ),
    ]
    assert icp(root, "refs", "value-proposition:exchanges#chaos").out == ran.out


def test_parts_count_for_their_definition(tmp_path: Path) -> None:
    """Who uses a stage uses the lifecycle."""
    ran = icp(draw(tmp_path, USED), "refs", "lifecycle")
    assert "playbooks/plays/champion-left.yml:3:8: stage: adoption" in ran.out
    assert "content/pages/how-to.md:3:89: page: [[stage:adoption]] in prose" in ran.out


def test_what_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """A name that leads nowhere gets the nearest one, and exit code 2."""
    root = draw(tmp_path, USED)
    ran = icp(root, "refs", "segment:mid-markt")
    assert (ran.code, ran.out) == (2, "")
    assert 'no segment is called "mid-markt"; did you mean "mid-market"?' in ran.err
    assert '"segmnt" in "segmnt:x" is no kind of definition' in icp(root, "refs", "segmnt:x").err
    assert 'write "segment:mid-market"' in icp(root, "refs", "mid-market").err


@pytest.mark.parametrize(
    "written",
    [
        "Mid-market",
        "mid-market.yml",
        "content/segments/mid-market.yml",
        "[[segment:mid-market]]",
        "segment:Mid-Market",
    ],
)
def test_what_is_written_otherwise_points_to_what_is_there(tmp_path: Path, written: str) -> None:
    """A name, a file, its path or a link: the answer holds the reference to write."""
    ran = icp(draw(tmp_path, USED), "refs", written)
    assert (ran.code, ran.out) == (2, "")
    assert 'write "segment:mid-market"' in ran.err


def test_what_is_like_nothing_gets_the_list_of_what_is_there(tmp_path: Path) -> None:
    """The answer to a word that is not known names those that are."""
    ran = icp(draw(tmp_path, USED), "refs", "segment:zzz")
    assert 'no segment is called "zzz"; known are mid-market' in ran.err


def test_a_playbook_with_errors_is_not_searched(tmp_path: Path) -> None:
    """What an unreadable file refers to is unknown: its problems are shown instead."""
    ran = icp(
        draw(tmp_path, USED + "\n    --- content/personas/owner.yml\n    name: [\n"),
        "refs",
        "segment:mid-market",
    )
    assert (ran.code, ran.out) == (1, "")
    assert "content/personas/owner.yml" in ran.err
