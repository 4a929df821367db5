"""`icp new` begins definitions that the check has little to say about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import icp, icp_at_terminal
from drawn import draw
from icp_playbook.authoring.adding import add
from icp_playbook.model.kinds import KINDS, Kind
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_skeleton_has_gaps_only_where_something_is_required(tmp_path: Path, kind: Kind) -> None:
    """Each problem of a new file is an empty value, and the command names each of them."""
    root = draw(tmp_path, "--- + bare")
    if (root / kind.where).is_file():
        (root / kind.where).unlink()
    named = [kind.name] if kind.single else [kind.name, "trial"]
    ran = icp(root, "new", *named)
    assert ran.code == 0, ran.err
    path = kind.where if kind.single else f"{kind.where}/trial.yml"
    assert ran.out.startswith(f"{path}:1\n")
    problems = [line for line in icp(root, "check").out.splitlines() if line.startswith(f"{path}:")]
    assert problems
    assert all("[yaml-empty-value]" in line for line in problems)
    assert [line.strip() for line in ran.out.splitlines()[1:]] == problems


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_commented_out_has_the_right_shape(tmp_path: Path, kind: Kind) -> None:
    """With every optional field switched on, nothing is wrong but that it is empty."""
    root = draw(tmp_path, "--- + bare")
    (root / kind.where).unlink() if kind.single and (root / kind.where).is_file() else None
    catalog = check_playbook(root, Context()).catalog
    path = root / add(root, catalog, kind.name, "" if kind.single else "trial", {}).path
    path.write_text(re.sub(r"(?m)^#(?=[a-z]|  )", "", path.read_text("utf-8")), "utf-8")
    found = [one for one in check_playbook(root, Context()).errors if path.name in one.path]
    assert {one.rule for one in found} == {"yaml-empty-value"}, found


def test_flags_fill_the_fields(tmp_path: Path) -> None:
    """Values, lists, list items and fields of groups are given by name; then the check passes."""
    root = draw(tmp_path, "--- + minimal\n--- + tiers")
    ran = icp(
        root, "new", "play", "quiet", "-s", "situation=My customer: quiet", "-s", "owner=sales",
        "-s", "stage=adoption", "-s", "tiers=beginner", "-s", "tiers=expert",
        "-s", "objective=They talk.", "-s", "run_by=sales", "-s", "steps=Call",
        "-s", "steps.2.do=Write", "-s", "steps.2.when=next day", "-s", "exit=An answer.",
        "-s", "trigger.signal=No login",
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "playbooks/plays/quiet.yml:1\n"), ran.err
    text = (root / "playbooks/plays/quiet.yml").read_text("utf-8")
    assert "situation: 'My customer: quiet'\n" in text
    assert "tiers: [beginner, expert]\n" in text
    assert "steps:\n  - do: Call\n  - do: Write\n    when: next day\n" in text
    assert "# What to do, in order.\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["segment", "mid-market"], "content/segments/mid-market.yml is there already"),
        (["company"], "content/company.yml is there already"),
        (["glossary", "words"], "just one glossary"),
        (["segment", "Mid Market"], "cannot be an id"),
        (["segment", "../x"], "cannot be an id"),
        (["segment"], "cannot be an id"),
        (["segmnt", "x"], 'did you mean "segment"?'),
        (["segment", "x", "-s", "nme=X"], 'did you mean "name"?'),
        (["segment", "x", "-s", "name"], "field=value"),
        (["segment", "x", "-s", "fit=X"], "which field"),
        (["term", "churn"], "icp new glossary"),
        (["pain", "chaos"], "which value proposition"),
        (["segment", "x", "-s", "name=a\x1b[2J"], "a character that is not allowed"),
        ([], "name a kind"),
    ],
)
def test_nothing_is_overwritten_and_wrong_use_is_explained(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    """Exit code 2, a sentence that says what to do, and every file as it was."""
    root = draw(tmp_path, "--- + minimal")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    ran = icp(root, "new", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_an_earlier_name_is_not_given_again(tmp_path: Path) -> None:
    """The old address of a renamed definition leads to it, so that its name stays taken."""
    root = draw(
        tmp_path, "--- + minimal\n--- content/segments/mid-market.yml +\naliases: [middle]\n"
    )
    assert "an earlier name of segment:mid-market" in icp(root, "new", "segment", "middle").err


def test_at_a_terminal_it_asks_in_plain_words(tmp_path: Path) -> None:
    """Each required field is explained, a wrong answer asked again; an empty one leaves a gap."""
    root = draw(tmp_path, "--- + minimal")
    answers = [
        "Buyer",
        "buyer",
        "decision",
        "smalls",
        "mid-market",
        "",
        "Head of X",
        "",
        "Keep: sales",
        "",
        "Refunds",
        "",
        "sales",
    ]
    ran = icp_at_terminal(root, answers, "new", "persona", "buyer")
    assert ran.code == 0, ran.out
    assert "What we call this role, for example Head of e-commerce." in ran.out
    assert '"buyer" is not one of the choices; choose decision, use or both' in ran.out
    assert 'nothing here is called "smalls"; known are mid-market' in ran.out
    text = (root / "content/personas/buyer.yml").read_text("utf-8")
    assert "\nname: Buyer\n" in text
    assert "\nsegments: [mid-market]\n" in text
    assert "\njob_to_be_done: 'Keep: sales'\n" in text
    assert "\nmotivations:\n  -\n" in text
    assert "content/personas/buyer.yml" in ran.out.splitlines()[-3]


GLOSSARY = """
    --- + minimal
    --- content/glossary.yml
    owner: sales
    terms:
      # the first
      - id: one
        term: One
        definition: One. # so it is

    # behind the list
    """


def test_a_term_is_added_below_the_others(tmp_path: Path) -> None:
    """The layout and the comments of the glossary stay."""
    root = draw(tmp_path, GLOSSARY)
    ran = icp(root, "new", "term", "two", "-s", "term=Two", "-s", "definition=Twice one.")
    assert (ran.code, ran.out) == (0, "content/glossary.yml:7\n"), ran.err
    assert (root / "content/glossary.yml").read_text("utf-8") == (
        "owner: sales\nterms:\n  # the first\n  - id: one\n    term: One\n"
        "    definition: One. # so it is\n"
        "  - id: two\n    term: Two\n    definition: Twice one.\n\n# behind the list\n"
    )


ANSWERS = """### Name

Head of operations

### Side

decision

### Segments

mid-market

### Titles

- Head of operations
- COO: all of it

### Job to be done

Keep parcels moving.

### Not ours: a heading inside an answer

* and a list

### Motivations

Fewer touches
# a line with a hash

### Frustrations

"Where is it?" calls

### Owner

sales

### Buying roles

economic-buyer, champion

### Goals

_No response_

### Short name

_No response_
"""


def test_an_issue_becomes_a_definition(tmp_path: Path) -> None:
    """The answers of a form, with the line ends of the web, are a file that the check accepts."""
    root = draw(tmp_path, "--- + minimal")
    (root / "issue.md").write_bytes(ANSWERS.replace("\n", "\r\n").encode())
    ran = icp(root, "new", "--from-issue", "issue.md")
    assert ran.code == 0, ran.out + ran.err
    text = (root / "content/personas/head-of-operations.yml").read_text("utf-8")
    assert "segments: [mid-market]\n" in text
    assert "  - 'COO: all of it'\n" in text
    assert "buying_roles: [economic-buyer, champion]\n" in text
    assert "### Not ours" in text
    assert "goals" not in text
    assert icp(root, "check").code == 0


def test_answers_that_lead_nowhere_are_reported_at_their_line(tmp_path: Path) -> None:
    """A reference to nothing, and links and HTML in hostile text, are problems of the new file."""
    root = draw(tmp_path, "--- + minimal")
    hostile = ANSWERS.replace("mid-market", "nowhere").replace(
        "Keep parcels", "<script>x</script> [[segment:x]] Keep"
    )
    (root / "issue.md").write_text(hostile, "utf-8")
    ran = icp(root, "new", "persona", "ops", "--from-issue", "issue.md")
    assert ran.code == 1
    assert "content/personas/ops.yml" in ran.out
    assert "[raw-html]" in ran.out


def test_a_term_from_an_issue_joins_the_glossary(tmp_path: Path) -> None:
    """Its id comes from the word, and words to avoid stand one a line."""
    root = draw(tmp_path, GLOSSARY)
    said = (
        "### Term\n\nNet churn\n\n### Definition\n\nWhat is lost.\n\n### Avoid\n\nloss\nattrition\n"
    )
    (root / "issue.md").write_text(said, "utf-8")
    ran = icp(root, "new", "--from-issue", "issue.md")
    assert ran.code == 0, ran.out + ran.err
    assert (
        "  - id: net-churn\n    term: Net churn\n    definition: What is lost.\n    avoid:\n"
        "      - word: loss\n"
        "      - word: attrition\n"
    ) in (root / "content/glossary.yml").read_text("utf-8")


def test_an_id_that_is_too_long_is_told_as_that(tmp_path: Path) -> None:
    """Its letters are fine; there are too many."""
    ran = icp(draw(tmp_path, "--- + minimal"), "new", "persona", "a" * 65)
    assert ran.code == 2
    assert "has 65 characters; at most 64 are allowed in an id" in ran.err


def test_another_text_is_no_form(tmp_path: Path) -> None:
    """An issue that somebody wrote freely is refused with a sentence."""
    root = draw(tmp_path, "--- + minimal")
    (root / "issue.md").write_text("### Name\n\nx\n", "utf-8")
    ran = icp(root, "new", "--from-issue", "issue.md")
    assert (ran.code, ran.out) == (2, "")
    assert "not the text of an issue" in ran.err


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a problem of that file, not a crash."""
    root = draw(tmp_path, "--- + minimal")
    (root / "issue.md").write_bytes(b"### Name\n\n\xff\xfe\x00")
    ran = icp(root, "new", "--from-issue", "issue.md")
    assert ran.code == 1
    assert "[yaml-encoding]" in ran.err
