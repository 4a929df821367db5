"""Which two states are compared, and how git gives them without trusting a name or a setting."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from drawn_history import Repo, repository
from icp_playbook.changes.revisions import RevisionError, changed_files, ends_of, state_of

PLAYBOOK = "--- + bare\n"
FOCUS = "content/segments/mid-market.yml"


def text_at(repo: Repo, revision: str | None, path: str = FOCUS) -> str:
    """Return a file as it is in a state."""
    with state_of(repo.root / repo.folder, revision) as state:
        return (state.folder / path).read_text(encoding="utf-8")


def test_a_revision_and_the_working_tree_are_two_states(tmp_path: Path) -> None:
    """What is not committed belongs to the working tree alone."""
    repo = repository(tmp_path / "a repository", PLAYBOOK)
    repo.write(f"--- {FOCUS}\nname: Later\n")
    assert text_at(repo, "HEAD").startswith("name: Mid-market")
    assert text_at(repo, None) == "name: Later\n"


def test_a_playbook_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """The state is that folder's, whatever else the repository holds."""
    repo = repository(tmp_path, PLAYBOOK, folder="docs/our playbook")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/other.txt").write_text("not ours")
    repo.commit("More")
    assert text_at(repo, "HEAD").startswith("name: Mid-market")
    with state_of(tmp_path / "docs/our playbook", "HEAD") as state:
        assert not (state.folder / "content/other.txt").exists()


def test_no_attribute_or_filter_of_the_repository_changes_a_byte(tmp_path: Path) -> None:
    """What an archive would leave out or rewrite is compared as it is."""
    repo = repository(
        tmp_path,
        (
            f"{PLAYBOOK}--- .gitattributes\n*.yml export-ignore\n*.md export-subst\n"
            "--- content/pages/a.md\n$Format:%H$\n"
        ),
    )
    assert text_at(repo, "HEAD").startswith("name: Mid-market")
    assert text_at(repo, "HEAD", "content/pages/a.md") == "$Format:%H$\n"


@pytest.mark.parametrize(
    "revision", ["--output=FILE", "-x", "--all", "", "no-such-branch", "HEAD:content", "HEAD~9"]
)
def test_what_is_no_commit_is_refused_and_never_an_option(tmp_path: Path, revision: str) -> None:
    """The name is quoted, and git writes nothing."""
    repo = repository(tmp_path, PLAYBOOK)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(RevisionError, match="there is no revision and no folder"):
        ends_of(repo.root, revision, None)
    assert sorted(tmp_path.iterdir()) == before


def test_a_branch_that_lags_behind_shows_what_it_did_itself(tmp_path: Path) -> None:
    """As in a pull request, later commits in main don't count; --direct compares the two."""
    repo = repository(tmp_path, PLAYBOOK)
    start = repo.git("rev-parse", "HEAD")
    repo.git("checkout", "-q", "-b", "work")
    repo.commit("Mine", f"--- {FOCUS}\nname: Mine\n")
    repo.git("checkout", "-q", "main")
    newest = repo.commit("Theirs", "--- content/other.yml\nname: Theirs\n")
    repo.git("checkout", "-q", "work")
    ends = ends_of(tmp_path, "main", None)
    assert (ends.old, ends.new) == (start, None)
    assert "main has gone on since" in ends.note
    assert ends_of(tmp_path, "main", "work").old == start
    assert ends_of(tmp_path, "main", None, direct=True).old == newest
    assert changed_files(tmp_path, "main") == {FOCUS}


def test_a_name_that_is_a_branch_and_a_folder_is_the_branch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With ./ before it, it is the folder."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("branch", "content")
    monkeypatch.chdir(tmp_path)
    assert len(ends_of(tmp_path, "content", None).old) == 40
    assert ends_of(tmp_path, "./content", None).old == "./content"


def test_histories_with_nothing_in_common_are_compared_and_it_is_said(tmp_path: Path) -> None:
    """There is no commit to compare from."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("Begin anew")
    assert "no commit in common" in ends_of(tmp_path, "main", "other").note


@pytest.mark.parametrize(
    "revision", ["HEAD~1", "origin/main~1", "origin/other", "origin/other~1", "v1", "SHA", "work~1"]
)
def test_the_command_that_a_shallow_clone_is_told_works_as_printed(
    tmp_path: Path, revision: str
) -> None:
    """Whatever is missing, afterwards the revision and the commit where it branched are here."""
    repo = repository(tmp_path / "origin", PLAYBOOK)
    repo.git("tag", "v1")
    sha = repo.git("rev-parse", "HEAD")
    repo.git("checkout", "-q", "-b", "other")
    repo.commit("Theirs", "--- content/other.yml\nname: Theirs\n")
    repo.git("checkout", "-q", "-b", "work", "main")
    repo.commit("Mine", f"--- {FOCUS}\nname: Mine\n")
    clone = tmp_path / "our clone"
    repo.git("clone", "-q", "--depth=1", "--branch=work", f"file://{repo.root}", str(clone))
    if revision.startswith("origin/main"):
        repo.git(
            "-C", str(clone), "fetch", "-q", "--depth=1", "origin", "+main:refs/remotes/origin/main"
        )
        repo.git("-C", str(repo.root), "checkout", "-q", "main")
        repo.commit("Later")
        repo.git(
            "-C", str(clone), "fetch", "-q", "--depth=1", "origin", "+main:refs/remotes/origin/main"
        )
    revision = sha if revision == "SHA" else revision
    with pytest.raises(RevisionError) as refused:
        ends_of(clone, revision, None)
    printed = str(refused.value).partition("run: ")[2]
    subprocess.run(["bash", "-c", printed], cwd=clone, check=True, capture_output=True)
    assert "commit in common" not in ends_of(clone, revision, None).note


def test_where_the_work_left_is_not_known_in_a_shallow_clone(tmp_path: Path) -> None:
    """Both ends are here, and what lies between is not: the command brings it."""
    repo = repository(tmp_path / "origin", PLAYBOOK)
    repo.git("checkout", "-q", "-b", "work")
    repo.commit("Mine", f"--- {FOCUS}\nname: Mine\n")
    repo.git("checkout", "-q", "main")
    repo.commit("Theirs", "--- content/other.yml\nname: Theirs\n")
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{repo.root}", str(clone))
    repo.git("-C", str(clone), "checkout", "-q", "work")
    with pytest.raises(
        RevisionError, match="where the work left origin/main is not known"
    ) as refused:
        ends_of(clone, "origin/main", None)
    subprocess.run(["bash", "-c", str(refused.value).partition("run: ")[2]], cwd=clone, check=True)
    assert "origin/main has gone on since" in ends_of(clone, "origin/main", None).note


def test_a_branch_that_only_the_other_repository_has_is_called_by_its_whole_name(
    tmp_path: Path,
) -> None:
    """After a clone, only the main branch has a short name."""
    repo = repository(tmp_path / "origin", PLAYBOOK)
    repo.git("branch", "other")
    repo.git("clone", "-q", f"file://{repo.root}", str(tmp_path / "clone"))
    with pytest.raises(RevisionError, match="write origin/other"):
        ends_of(tmp_path / "clone", "other", None)


def test_a_commit_from_before_the_playbook_is_empty(tmp_path: Path) -> None:
    """The first commit of a repository often holds a README alone."""
    repo = repository(tmp_path, "--- README.md\nHello\n")
    repo.commit("Playbook", PLAYBOOK)
    with state_of(tmp_path, "HEAD~1") as state:
        assert not state.is_begun
        assert not list(state.folder.iterdir())
        assert "holds no playbook here" in state.note


def test_a_playbook_that_was_moved_is_found_where_it_was(tmp_path: Path) -> None:
    """Into a folder of its own, out of it again, and not where a neighbour's is."""
    repo = repository(tmp_path, PLAYBOOK)
    (tmp_path / "our playbook").mkdir()
    repo.git("mv", "content", "our playbook/content")
    repo.commit("Move it")
    with state_of(tmp_path / "our playbook", "HEAD~1") as state:
        assert (state.folder / FOCUS).is_file()
        assert "was in the top folder of the repository" in state.note
    neighbour = tmp_path / "neighbour"
    shutil.copytree(tmp_path / "our playbook", neighbour)
    with state_of(neighbour, "HEAD") as state:
        assert not state.is_begun


def test_outside_a_repository_folders_can_be_named(tmp_path: Path) -> None:
    """A revision can't be had there, and the message says what can."""
    with pytest.raises(RevisionError, match="name two folders"):
        ends_of(tmp_path, "main", None)
