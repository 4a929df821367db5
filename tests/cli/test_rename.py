"""`icp rename` moves, mends, and leaves the rest alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commands import commit_all, icp
from drawn import draw
from drawn_uses import USED


def test_file_references_prose_and_pages_follow(tmp_path: Path) -> None:
    """Nothing but the ids changes, the old one becomes an alias, and the check finds nothing."""
    root = draw(tmp_path, USED)
    before = _texts(root)
    ran = icp(root, "rename", "segment:mid-market", "middle")
    assert ran.code == 0, ran.err
    after = _texts(root)
    segment = before.pop("content/segments/mid-market.yml")
    assert after.pop("content/segments/middle.yml") == segment.replace(
        "owner: sales\n", "owner: sales\naliases: [mid-market]\n"
    )
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {
        "content/pages/how-to.md", "content/personas/founder.yml", "content/value_propositions/exchanges.yml",
    }  # fmt: skip
    for path in changed:
        mended = before[path].replace("`[[segment:mid-market]]`", "`code`").replace("mid-market", "middle")
        assert after[path] == mended.replace("`code`", "`[[segment:mid-market]]`")
    assert icp(root, "check").code == 0


def test_comments_quotes_line_ends_and_marks_stay(tmp_path: Path) -> None:
    """A file that was saved on Windows, with comments and quotes, differs in the id alone."""
    root = draw(tmp_path, USED)
    persona = root / "content/personas/founder.yml"
    text = persona.read_text("utf-8").replace(
        "[mid-market]", "\n  # the only one, 中文\n  -   'mid-market'   # so far\n"
    )
    persona.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    old = persona.read_bytes()
    assert icp(root, "rename", "segment:mid-market", "middle").code == 0
    assert persona.read_bytes() == old.replace(b"'mid-market'", b"'middle'")


def test_a_file_in_git_is_moved_by_git(tmp_path: Path) -> None:
    """Its history goes along: git sees a rename."""
    root = draw(tmp_path, USED)
    commit_all(root)
    assert icp(root, "rename", "persona:founder", "owner").code == 0
    status = subprocess.run(
        ["git", "status", "--short"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert "RM content/personas/founder.yml -> content/personas/owner.yml" in status


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("aliases: [one, two] # old", "aliases: [one, two, mid-market] # old"),
        ("aliases:\n  - one # old\n  - two", "aliases:\n  - one # old\n  - two\n  - mid-market"),
        ("aliases: [middle]", "aliases: [mid-market]"),
    ],
)
def test_the_old_id_joins_the_aliases(tmp_path: Path, aliases: str, expected: str) -> None:
    """In the list's own form; a name that is taken up again is no alias any more."""
    root = draw(tmp_path, f"--- + minimal\n--- content/segments/mid-market.yml +\n{aliases}\n")
    ran = icp(root, "rename", "segment:mid-market", "middle")
    assert ran.code == 0, ran.err
    assert f"{expected}\n" in (root / "content/segments/middle.yml").read_text("utf-8")


def test_a_definition_is_renamed_in_what_names_its_parts(tmp_path: Path) -> None:
    """`exchanges#chaos` and `pain:exchanges#chaos` begin with the id of the value proposition."""
    root = draw(tmp_path, USED)
    assert icp(root, "rename", "value-proposition:exchanges", "swap").code == 0
    assert 'solves: ["swap#chaos"]' in (root / "content/best_practices/labels.yml").read_text("utf-8")
    assert "[[value-proposition:swap#chaos|the chaos]]" in (root / "content/pages/how-to.md").read_text(
        "utf-8"
    )
    assert "[[pain:swap#chaos]]" in (root / "content/value_propositions/swap.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "new", "path", "expected"),
    [
        (
            "pain:exchanges#chaos",
            "mess",
            "content/value_propositions/exchanges.yml",
            "- {pain: mess, how: Rules}",
        ),
        ("pain:exchanges#chaos", "mess", "content/best_practices/labels.yml", 'solves: ["exchanges#mess"]'),
        ("stage:adoption", "use", "playbooks/plays/champion-left.yml", "stage: use\n"),
        ("stage:adoption", "use", "content/pages/how-to.md", "[[stage:use]]"),
        ("attribute:employees", "people", "content/account.yml", "{id: people, question"),
        (
            "attribute:employees",
            "people",
            "content/segments/mid-market.yml",
            "- when: {attribute: people, below: 5}",
        ),
        ("attribute:employees", "people", "content/segments/mid-market.yml", "- attribute: people\n"),
    ],
)
def test_parts_are_renamed_too(tmp_path: Path, name: str, new: str, path: str, expected: str) -> None:
    """A pain, a stage or an attribute: its id, and whatever leads to it."""
    root = draw(tmp_path, USED)
    ran = icp(root, "rename", name, new)
    assert ran.code == 0, ran.err
    assert expected in (root / path).read_text("utf-8")
    assert icp(root, "check").code == 0


@pytest.mark.parametrize(
    ("name", "new", "message"),
    [
        ("segment:mid-market", "Middle One", "cannot be an id"),
        ("segment:mid-market", "index", "is a reserved name"),
        ("segment:mid-market", "a" * 65, "has 65 characters; at most 64 are allowed"),
        ("segment:mid-market", "mid-market", "it is called"),
        ("persona:founder", "taken", "is there already"),
        ("persona:founder", "earlier", "is an alias of persona:taken"),
        ("company", "firm", "just one company"),
        ("segment:none", "x", "no segment is called"),
        ("segment:mid-market", "../../etc", "cannot be an id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    tmp_path: Path, name: str, new: str, message: str
) -> None:
    """Wrong use is exit code 2, says why, and leaves every file as it was."""
    taken = "name: T\nowner: sales\nside: use\nsegments: [mid-market]\ntitles: [T]\njob_to_be_done: T\nmotivations: [T]\n"
    root = draw(
        tmp_path,
        f"--- + minimal\n--- content/personas/taken.yml\n{taken}frustrations: [T]\naliases: [earlier]\n",
    )
    before = _texts(root)
    ran = icp(root, "rename", name, new)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert _texts(root) == before


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Where a new file cannot take its place, what was done before it is undone."""
    root = draw(tmp_path, USED)
    in_the_way = root / "content/segments/middle.yml"
    in_the_way.mkdir()
    (in_the_way / "x").write_text("x")
    before = _texts(root)
    assert icp(root, "rename", "segment:mid-market", "middle").code != 0
    assert _texts(root) == before
    assert not list(root.rglob(".icp-*"))


def test_generated_ids_follow(tmp_path: Path) -> None:
    """In a playbook with schemas the new id completes at once."""
    root = draw(tmp_path, USED)
    assert icp(root, "schema").code == 0
    assert icp(root, "rename", "segment:mid-market", "middle").code == 0
    assert icp(root, "schema", "--check").code == 0


def _texts(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".git/" not in file.as_posix()
    }
