"""`icp feed` tells what changed: as the site's own Atom feed, or as a text for a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, icp

COMPANY = f"""\
--- + minimal
--- content/segments/mid-market.yml +
reviewed: 2026-05-04
review_note: "The *lower* edge stays: asked ten of them."
departments: [sales]
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Good contracts.
start_here: ["segment:mid-market"]
questions:
  - {{question: Who are they?, answer: "segment:mid-market"}}
--- content/departments/support.yml
name: Support
owner: sales
optimises_for: Quick answers.
start_here: ["segment:mid-market"]
questions:
  - {{question: Who are they?, answer: "segment:mid-market"}}
--- mkdocs.yml
{CONFIG}site_url: https://icp.example.org/handbook/
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A company without a history, with one review to tell of."""
    return draw(tmp_path, COMPANY)


def test_a_text_for_a_chat_says_what_a_review_found(root: Path) -> None:
    """Its words without their Markdown, and the address of what it is about."""
    told = icp("feed", "--chat", "--since", "2026-05-01", cwd=root)
    assert told.returncode == 0, told.stderr
    assert told.stdout == (
        "A playbook: what changed since 1 May 2026\n\n"
        "• Reviewed: Mid-market\n"
        "  The lower edge stays: asked ten of them.\n"
        "  https://icp.example.org/handbook/segments/mid-market/\n"
    )


def test_what_is_older_is_not_told(root: Path) -> None:
    """A day on which nothing happened says so."""
    told = icp("feed", "--chat", "--since", "2026-05-05", cwd=root)
    assert told.stdout == "A playbook: nothing has changed since 5 May 2026.\n"


def test_a_department_is_told_what_concerns_it(root: Path) -> None:
    """The same words, but for the others."""
    words = ("feed", "--chat", "--since", "2026-05-01", "--department")
    assert "Mid-market" in icp(*words, "sales", cwd=root).stdout
    assert icp(*words, "support", cwd=root).stdout.startswith("Support: nothing has changed")
    wrong = icp(*words, "sale", cwd=root)
    assert wrong.returncode == 2
    assert 'no department is called "sale"; did you mean "sales"?' in wrong.stderr


def test_the_feed_is_the_site_s_own(root: Path) -> None:
    """What is subscribed to and what is printed are the same bytes."""
    built = icp("build", cwd=root)
    assert built.returncode == 0, built.stderr
    for path, words in (("", ()), ("departments/sales/", ("--department", "sales"))):
        printed = icp("feed", *words, cwd=root).stdout
        assert printed == (root / f"site/{path}changes.xml").read_text("utf-8")


def test_a_feed_needs_the_site_s_address(root: Path) -> None:
    """Without one nobody could open what it tells of."""
    (root / "mkdocs.yml").write_text(CONFIG)
    told = icp("feed", cwd=root)
    assert told.returncode == 2
    assert "set site_url in mkdocs.yml, or give --site-url" in told.stderr
    given = icp("feed", "--site-url", "https://other.example.org", cwd=root)
    assert "https://other.example.org/segments/mid-market/" in given.stdout


def test_what_is_no_address_is_wrong_use(root: Path) -> None:
    """Nothing is named below it, and nobody gets a traceback."""
    for address in (
        "http://[",
        "javascript:alert(1)",
        "x",
        " ",
        "https://a.example/?q",
        "http://a b",
    ):
        told = icp("feed", "--site-url", address, cwd=root)
        assert (told.returncode, told.stdout) == (2, ""), address
        assert "which is not the address of a site" in told.stderr
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("https://icp", "icp"), "utf-8")
    assert icp("feed", cwd=root).returncode == 2


def test_an_audience_gets_no_feed(root: Path) -> None:
    """Its configuration says whom it is for, and a feed would tell of everything."""
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "  - icp" in text or "[icp]" in text
    text = text.replace("[icp]", "[{icp: {audience: partners}}]")
    config.write_text(text.replace("  - icp\n", "  - icp: {audience: partners}\n"), "utf-8")
    for words in (("feed",), ("feed", "--chat", "--since", "2026-01-01")):
        told = icp(*words, cwd=root)
        assert (told.returncode, told.stdout) == (2, "")
        assert "is for partners, and this would tell them of everything" in told.stderr
