"""`icp diff` on real repositories: what a person reads, its formats, and what can go wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from commands import icp
from drawn import draw
from drawn_history import Repo, repository

SEGMENT = "content/segments/mid-market.yml"
TIERS = "--- + minimal\n--- + tiers\n"
WIDER = "--- + minimal\n"


def repo_with(tmp_path: Path, drawing: str = TIERS, folder: str = ".") -> Repo:
    """Return a repository with a playbook."""
    return repository(tmp_path, drawing, folder)


def replace(repo: Repo, path: str, old: str, new: str) -> None:
    """Change a file of the working tree."""
    file = repo.root / repo.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_is_told_with_what_follows(tmp_path: Path) -> None:
    """What changed first, then what to look at again, then the pages."""
    repo = repo_with(tmp_path)
    replace(repo, SEGMENT, "{from: 50, points: 1}", "{from: 50, points: 3}")
    done = icp(tmp_path, "diff", "main")
    assert (done.code, done.err) == (0, "")
    told = done.out.splitlines()
    assert told[0].startswith("Definitions: 1 changed. Pages that read differently: ")
    assert told[2:4] == [
        "Segment Mid-market",
        "  How many people work there?: bands: 50 or more: 1 points → 50 or more: 3 points",
    ]
    assert "    Value propositions: Exchanges first" in told
    assert "  Mid-market (/segments/mid-market)" in told


def test_layout_alone_changes_nothing(tmp_path: Path) -> None:
    """A comment is no change, and it is said in one line."""
    repo = repo_with(tmp_path)
    replace(repo, SEGMENT, "focus: beachhead", "focus: 'beachhead'  # the first")
    assert icp(tmp_path, "diff", "HEAD").out == (
        "Nothing changes: every definition and every page says what it said before.\n"
    )


def test_a_persona_for_whom_there_is_nothing_opens_a_hole(tmp_path: Path) -> None:
    """Coverage says what is missing now, and another change closes it."""
    repo = repo_with(tmp_path)
    repo.git("checkout", "-q", "-b", "work")
    founder = (tmp_path / "content/personas/founder.yml").read_text(encoding="utf-8")
    repo.commit("A buyer", "--- content/personas/buyer.yml\n" + founder.replace("Founder", "Buyer"))
    assert (
        "Missing now\n  Segment Mid-market: no value proposition speaks to Buyer\n"
        in icp(tmp_path, "diff", "main").out
    )
    path = "content/value_propositions/exchanges.yml"
    written = (tmp_path / path).read_text(encoding="utf-8")
    repo.commit("A promise", f"--- {path}\n{written}personas: [buyer]\n")
    assert (
        "No longer missing\n  Segment Mid-market: no value proposition speaks to Buyer\n"
        in icp(tmp_path, "diff", "HEAD~1").out
    )


def test_folders_are_compared_without_git(tmp_path: Path) -> None:
    """For a playbook that lives elsewhere."""
    draw(tmp_path / "old one", "--- + minimal")
    draw(tmp_path / "new one", f"--- + minimal\n--- {SEGMENT} +\nshare_of_effort: 40\n")
    assert "  Share of effort: added 40 %" in icp(tmp_path, "diff", "old one", "new one").out


def test_a_playbook_below_the_top_of_the_repository(tmp_path: Path) -> None:
    """Named by --folder, or from within."""
    repo = repo_with(tmp_path, folder="our playbook")
    replace(repo, SEGMENT, "focus: beachhead", "focus: beachhead\nshare_of_effort: 40")
    for done in (
        icp(tmp_path, "diff", "main", "--folder", "our playbook"),
        icp(tmp_path / "our playbook", "diff", "main"),
    ):
        assert "  Share of effort: added 40 %" in done.out


@pytest.mark.parametrize("broken_first", [True, False])
def test_what_can_be_read_is_compared_beside_mistakes(tmp_path: Path, broken_first: bool) -> None:
    """The mistake is reported with its place; that file counts neither as removed nor as added."""
    broken = "--- content/company.yml +\ncolour: blue\n"
    repo = repo_with(tmp_path, TIERS + (broken if broken_first else ""))
    repo.write(TIERS + ("" if broken_first else broken))
    replace(repo, SEGMENT, "focus: beachhead", "focus: beachhead\nshare_of_effort: 40")
    done = icp(tmp_path, "diff", "HEAD")
    assert done.code == 0
    assert "Definitions: 1 changed." in done.out
    assert "  Share of effort: added 40 %" in done.out
    state = "old" if broken_first else "new"
    assert (
        f"  In the {state} state these cannot be read, so they are not compared: company:company."
        in done.out
    )
    assert (
        f"  The {state} state has mistakes, so pages, coverage and accounts are not compared: "
        'content/company.yml:14: "colour" is not a field of'
    ) in done.out


def test_markdown_shows_what_was_typed_and_links_into_the_preview(tmp_path: Path) -> None:
    """No text of an author is syntax, calls anybody or loads anything."""
    repo = repo_with(tmp_path)
    replace(repo, SEGMENT, "definition: Brands with 50 to 500 people.",
            'definition: "`![x](https://example.com/x.png)` @sales *b* `<c>` | #1"')  # fmt: skip
    told = icp(
        tmp_path,
        "diff",
        "main",
        "--format",
        "markdown",
        "--site-url",
        "https://preview.example.com/1/",
    ).out
    line = next(line for line in told.splitlines() if "**Definition**" in line)
    assert "@\u200bsales" in line
    assert "https://" not in line
    assert "\\#\u200b1" in line
    assert "- [Mid-market](https://preview.example.com/1/segments/mid-market/)" in told


_CALLS = re.compile(r"@(?!\u200b)|(?m:^\s*/)|[#!][0-9]|%[0-9]|GH-|www\.|://|(?<!\\)[&<]|(?<!\\)!\[")


@pytest.mark.parametrize(
    "text",
    [
        "@all",
        "/close",
        "@all/merge",
        "#12",
        "!12",
        "%1",
        "GH-12",
        "www.example.com",
        "https://example.com",
        "&#64;all",
    ],
)
def test_no_text_of_a_definition_calls_or_orders_anything(tmp_path: Path, text: str) -> None:
    """No mention, issue or address, and no line begins with a slash: code hosts run /close."""
    repo = repo_with(tmp_path)
    repo.write(
        f"--- content/segments/other.yml\nname: {json.dumps(text)}\nowner: sales\ndefinition: D\n"
        "focus: avoid\n"
    )
    replace(repo, SEGMENT, "definition: Brands", f"definition: |-\n  {text}\n\n  {text}\n  Brands")
    told = icp(tmp_path, "diff", "main", "--format", "markdown").out
    assert "Definitions: 1 changed, 1 added." in told
    assert not _CALLS.search(told), told


def test_json_has_a_version_and_everything(tmp_path: Path) -> None:
    """For programs: references, both values, relations, pages."""
    repo = repo_with(tmp_path)
    replace(repo, SEGMENT, "focus: beachhead", "focus: beachhead\nshare_of_effort: 40")
    found = json.loads(icp(tmp_path, "diff", "main", "--format", "json").out)
    assert found["version"] == 1
    assert found["changed"] == [
        {
            "ref": "segment:mid-market", "renamed_from": None, "title": "Segment Mid-market",
            "fields": [{"where": ["share of effort"], "old": None, "new": "40 %"}],
        }
    ]  # fmt: skip
    assert found["accounts"] is None
    assert {"url": "segments/mid-market", "title": "Mid-market", "how": "changed"} in found["pages"]


def test_accounts_that_would_be_judged_differently_are_named(tmp_path: Path) -> None:
    """By name and result, and nothing else of them."""
    repo = repo_with(tmp_path)
    replace(repo, SEGMENT, "below: 5}", "below: 100}")
    (tmp_path / "crm.csv").write_text(
        "Name,employees,Phone\nFinch,80,555\nKite,300,556\n", encoding="utf-8"
    )
    told = icp(tmp_path, "diff", "main", "--accounts", "crm.csv").out
    assert "Accounts that would be judged differently: 1 of 2\n" in told
    assert "  Finch: " in told
    assert "Kite" not in told
    assert "555" not in told


_HEALTH = """\
--- content/account.yml +
flags:
  - {id: large, name: Large, when: {attribute: employees, at-least: 200}, do: Ask.}
--- content/scores/health.yml
name: Health
owner: sales
question: How are they?
scoring:
  criteria: [{attribute: employees, weight: 1, bands: [{to: 50, points: 0}, {from: 50, points: 4}]}]
  bands: [{from: 0, name: Ill}, {from: 50, name: Well}]
"""


def test_scores_and_flags_that_change_are_told_for_each_account(tmp_path: Path) -> None:
    """Each by its name, under which another one of the same id stays the same."""
    repo = repo_with(tmp_path, TIERS + _HEALTH)
    replace(
        repo,
        "content/account.yml",
        "name: Large, when: {attribute: employees, at-least: 200}",
        "name: Big, when: {attribute: employees, at-least: 60}",
    )
    replace(
        repo,
        "content/scores/health.yml",
        "{to: 50, points: 0}, {from: 50, points: 4}",
        "{to: 250, points: 4}, {from: 250, points: 0}",
    )
    (tmp_path / "crm.csv").write_text(
        "Name,employees\nFinch,80\nKite,300\nWren,20\n", encoding="utf-8"
    )
    told = icp(tmp_path, "diff", "main", "--accounts", "crm.csv").out
    assert "  Finch: flag Big is raised\n" in told
    assert "  Kite: Health Well → Ill\n" in told
    assert "  Wren: Health Ill → Well\n" in told


@pytest.mark.parametrize("column", ["employees", "people"])
def test_a_new_id_judges_no_account_differently(tmp_path: Path, column: str) -> None:
    """Answers are read under the ids of each state; what uses the attribute did not change."""
    repo_with(tmp_path)
    assert icp(tmp_path, "rename", "attribute:employees", "people").code == 0
    (tmp_path / "crm.csv").write_text(f"Name,{column}\nFinch,80\nSwift,3\n", encoding="utf-8")
    told = icp(tmp_path, "diff", "main", "--accounts", "crm.csv").out
    assert "Accounts that would be judged differently: 0 of 2\n" in told
    assert "id: employees → people\n" in told
    assert told.startswith("Definitions: 1 changed")


@pytest.mark.parametrize("revision", ["--output=FILE", "nowhere"])
def test_a_revision_that_is_none_is_wrong_use(tmp_path: Path, revision: str) -> None:
    """2, and a sentence."""
    repo_with(tmp_path)
    done = icp(tmp_path, "diff", "--", revision)
    assert done.code == 2
    assert f"there is no revision and no folder '{revision}'" in done.err
    assert not (tmp_path / "FILE").exists()


def test_a_renamed_definition_is_told_once(tmp_path: Path) -> None:
    """With `icp rename`, which changes what refers to it."""
    repo = repo_with(tmp_path)
    assert icp(tmp_path, "rename", "persona:founder", "owner").code == 0
    told = icp(tmp_path, "diff", "main").out
    assert "Definitions: 1 changed." in told
    assert "Persona Founder (was founder)\n  Only its id is another one" in told
    assert repo.git("status", "--short")


def test_a_choice_is_told_in_the_company_s_words(tmp_path: Path) -> None:
    """Each side in its own; what has no name of its own is told as it is written."""
    repo = repo_with(tmp_path)
    company = tmp_path / "content/company.yml"
    company.write_text(company.read_text("utf-8") + "words: {develop: next market}\n", "utf-8")
    replace(repo, SEGMENT, "focus: beachhead", "focus: develop")
    told = icp(tmp_path, "diff", "HEAD").out.splitlines()
    assert "  Focus: beachhead → next market" in told
    assert "  Words: develop: added next market" in told
