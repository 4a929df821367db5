"""`icp check --format`: what code hosts read of the problems, and in which order."""

from __future__ import annotations

import json
import re
from pathlib import Path

from drawn_history import repository
from icp_playbook.cli.formats import as_github, as_gitlab, github_summary
from icp_playbook.problems import Problem, Severity
from sites import icp


def problems(
    count: int, path: str = "content/a.yml", message: str = "“x” is not a field"
) -> list[Problem]:
    """Return problems on the lines of one file."""
    return [
        Problem(path, line, 1, "unknown-field", message, "fix it") for line in range(1, count + 1)
    ]


def test_an_annotation_stands_beside_its_line_and_no_text_is_a_command() -> None:
    """Line breaks, percent signs, colons and commas are escaped where they mean something."""
    (line,) = as_github(
        problems(1, path="content/a,b:c.yml", message="50 %\n::error::x")
    ).splitlines()
    assert line == (
        "::error file=content/a%2Cb%3Ac.yml,line=1,col=1,title=unknown-field::50 "
        "%25%0A::error::x; fix it"
    )


def test_as_many_are_annotated_as_the_host_shows_and_the_summary_has_all() -> None:
    """Ten of each severity; the rest is in the step's summary, in a table that no text breaks."""
    gaps = [Problem("content/b.yml", 1, 1, "orphan", "a | b", "", Severity.WARNING)]
    told = as_github([*problems(30), *gaps]).splitlines()
    assert [line.split(" ")[0] for line in told] == ["::error"] * 10 + ["::warning"]
    summary = github_summary([*problems(30), *gaps]).splitlines()
    assert len(summary) == 4 + 31
    assert summary[-1] == "| `content/b.yml:1` | warning | a \\| b |"


def test_code_quality_tells_equal_problems_apart_and_knows_them_again() -> None:
    """A fingerprint stays when lines move, and two of the same are two."""
    found = json.loads(as_gitlab(problems(2)))
    moved = json.loads(
        as_gitlab(
            [Problem(one.path, one.line + 5, 1, one.rule, one.message) for one in problems(2)]
        )
    )
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == 2
    assert [one["fingerprint"] for one in moved] == prints
    assert found[0]["severity"] == "major"
    assert found[0]["location"] == {"path": "content/a.yml", "lines": {"begin": 1}}


def test_files_that_changed_come_first(tmp_path: Path) -> None:
    """Also new ones that git does not know yet; the summary goes where the host says."""
    repo = repository(tmp_path, "--- + minimal\n--- content/account.yml +\ncolour: red\n")
    repo.git("checkout", "-q", "-b", "work")
    repo.commit(
        "A field",
        (
            "--- content/segments/mid-market.yml\nname: Mid-market\nowner: sales\n"
            "definition: Brands.\nfocus: beachead\n"
        ),
    )
    repo.write("--- content/personas/new.yml\nname: New\n")
    summary = tmp_path / "summary.md"
    done = icp(
        "check",
        "--format",
        "github",
        "--changed-since",
        "main",
        cwd=tmp_path,
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert done.returncode == 1
    files = re.findall(r"^::error file=([^,]+)", done.stdout, re.MULTILINE)
    assert list(dict.fromkeys(files)) == [
        "content/personas/new.yml", "content/segments/mid-market.yml", "content/account.yml",
    ]  # fmt: skip
    assert summary.read_text(encoding="utf-8").startswith("### Problems in the playbook: ")


def test_json_has_a_version(tmp_path: Path) -> None:
    """Line and column count from 1."""
    repository(tmp_path, "--- + minimal\n--- content/account.yml +\ncolour: red\n")
    found = json.loads(icp("check", "--format", "json", cwd=tmp_path).stdout)
    assert found["version"] == 1
    assert (found["problems"][0]["path"], found["problems"][0]["line"],
            found["problems"][0]["rule"]) == (
        "content/account.yml", 4, "unknown-field",
    )  # fmt: skip


def test_a_revision_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    """2, and a sentence about the option."""
    repository(tmp_path, "--- + minimal")
    done = icp("check", "--changed-since=--output=FILE", cwd=tmp_path)
    assert done.returncode == 2
    assert "--changed-since" in done.stderr
    assert not (tmp_path / "FILE").exists()
