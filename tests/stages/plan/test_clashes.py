"""Hand-written pages and files at addresses of the playbook's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.problems import ContentError
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

PLAYBOOK = "--- + minimal\n--- content/segments/mid-market.yml +\naliases: [smb]\n"


def taken(root: Path, path: str) -> list[str]:
    """Return what `icp check` says of a file below content/pages that stands in the way."""
    draw(root, f"{PLAYBOOK}--- content/pages/{path}\nText\n")
    problems = check_playbook(root, Context()).errors
    assert {problem.rule for problem in problems} <= {"address-taken"}
    return [problem.path.removeprefix("content/pages/") for problem in problems]


@pytest.mark.parametrize(
    "path",
    ["segments.md", "Segments.md", "segments/index.md", "segments/mid-market.md", "segments/smb.md",
     "index.md", "README.md", "who-we-serve.md", "reference/index.md",
     "account.md", "coverage.md", "for-programs.md",
     "icp.json", "ICP.json", "llms.txt", "icp.schema.json",
     "data/company.json", "data/segments/mid-market.md.txt", "data/segments/smb.json",
     "assets/icp/icp.css", "segments/index.html", "segments/mid-market.html", "index.html"],
)  # fmt: skip
def test_an_address_of_the_playbook_is_no_place_for_ones_own(tmp_path: Path, path: str) -> None:
    """Check and build say so: one of both would get lost, and each engine loses another."""
    assert taken(tmp_path, path) == [path]
    with pytest.raises(ContentError):
        build_pages(tmp_path, Site())


@pytest.mark.parametrize(
    "path",
    [
        "lifecycle.md",
        "guides/README.md",
        "guides/segments.md",
        "risks.md",
        "data/own.json",
        "assets/a.css",
    ],
)
def test_any_other_address_is_free(tmp_path: Path, path: str) -> None:
    """So is the address of a page for which the company has no content."""
    assert taken(tmp_path, path) == []


def test_an_address_that_is_taken_is_told_beside_other_mistakes(tmp_path: Path) -> None:
    """Whoever repairs a playbook hears of everything at once: no page has to be made to know."""
    broken = "--- content/segments/other.yml\nname: Other\n"
    draw(tmp_path, f"{PLAYBOOK}{broken}--- content/pages/coverage.md\nText\n")
    rules = {problem.rule for problem in check_playbook(tmp_path, Context()).errors}
    assert {"address-taken", "missing-field"} <= rules
