"""`icp remove` deletes what nothing leads to."""

from __future__ import annotations

from pathlib import Path

from commands import icp
from drawn import draw
from drawn_uses import USED


def test_what_is_used_stays_and_its_users_are_listed(tmp_path: Path) -> None:
    """Exit code 1, each place named, and the file still there."""
    root = draw(tmp_path, USED)
    ran = icp(root, "remove", "segment:mid-market")
    assert ran.code == 1
    assert "content/personas/founder.yml:4:12: segments.1: mid-market" in ran.out
    assert "so it stays" in ran.err
    assert (root / "content/segments/mid-market.yml").is_file()


def test_what_nothing_leads_to_goes(tmp_path: Path) -> None:
    """A link to itself does not keep a definition."""
    root = draw(
        tmp_path,
        USED
        + (
            "\n    --- content/personas/founder.yml +\n"
            "    customer_success: See [[persona:founder]].\n"
        ),
    )
    ran = icp(root, "remove", "persona:founder")
    assert ran.code == 0, ran.err
    assert not (root / "content/personas/founder.yml").exists()


def test_a_part_goes_with_its_lines_only(tmp_path: Path) -> None:
    """The other items, and comments that stand above them, stay."""
    root = draw(
        tmp_path,
        """
        --- + minimal
        --- content/glossary.yml
        owner: sales
        terms:
          # the first
          - id: one
            term: One
            definition: >-
              Folded
              text.
          # the second
          - id: two
            term: Two
            definition: Two.
        """,
    )
    assert icp(root, "remove", "term:one").code == 0
    assert (root / "content/glossary.yml").read_text("utf-8") == (
        "owner: sales\nterms:\n  # the first\n  # the second\n  - id: two\n    term: Two\n"
        "    definition: Two.\n"
    )
    assert "only one of its list" in icp(root, "remove", "term:two").err


def test_the_company_stays(tmp_path: Path) -> None:
    """What would leave the playbook with errors is not done."""
    root = draw(tmp_path, "--- + minimal")
    ran = icp(root, "remove", "company")
    assert ran.code == 1
    assert (root / "content/company.yml").is_file()
