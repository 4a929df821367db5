"""What changed between two revisions, in business words; a path is no revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from asked_of import ask, playbook, refused
from commands import commit_all
from drawn import draw
from icp_playbook.git import NO_NETWORK, git


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose segment has changed since its first commit, and a folder beside it."""
    root = draw(tmp_path_factory.mktemp("here") / "company", "--- + minimal\n")
    commit_all(root)
    draw(root.parent / "other", "--- + bare\n")
    file = root / "content/segments/mid-market.yml"
    file.write_text(file.read_text("utf-8").replace("name: Mid-market", "name: Middle"), "utf-8")
    return root


def test_a_change_is_told_with_how_sure_it_is(root: Path) -> None:
    """Against the files as they are."""
    answer = ask(playbook(root), "what_changed", since="HEAD")
    changed = answer.data["changed"]
    assert [one["claim"]["ref"] for one in changed] == ["segment:mid-market"]
    assert "Middle" in changed[0]["changes"][0]
    assert len(answer.data["since"]) == 40
    assert answer.data["until"] is None
    assert "Middle" in answer.data["report"]
    assert changed[0]["claim"]["caution"] in answer.text


def test_two_revisions_are_compared(root: Path) -> None:
    """Nothing has changed between a commit and itself."""
    found = ask(playbook(root), "what_changed", since="HEAD", until="HEAD").data
    assert (found["added"], found["removed"], found["changed"]) == ([], [], [])


@pytest.mark.parametrize(
    "revision",
    ["../other", "content", "/etc", "--output=x", "HEAD:content", "nowhere", "@{upstream}", "a\0b"],
)
def test_what_is_no_commit_is_refused(root: Path, revision: str) -> None:
    """Also a folder with a playbook in it, and what git would take for an order."""
    assert "there is no revision" in refused(playbook(root), "what_changed", since=revision)
    assert "there is no revision" in refused(
        playbook(root), "what_changed", since="HEAD", until=revision
    )
    assert not (root / "x").exists()


def test_without_a_repository_there_is_no_change_to_tell(tmp_path: Path) -> None:
    """In words."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    assert "not in a git repository" in refused(asked, "what_changed", since="HEAD")


def test_git_asks_nobody_elsewhere_where_that_is_wanted(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command sets the one variable of git's that is passed on."""
    monkeypatch.setenv(NO_NETWORK, "1")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    alias = f"alias.show-env=!echo ${NO_NETWORK} $GIT_DIR"
    assert git(root, "-c", alias, "show-env").stdout.split()[0] == b"1"
    assert subprocess.run(["git", "-C", str(root), "status"], check=False).returncode != 0
