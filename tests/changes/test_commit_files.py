"""A commit's files are read as they are: links and submodules are followed, nothing is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from drawn_history import Repo, repository
from icp_playbook.changes import commit_files
from icp_playbook.changes.diff import diff
from icp_playbook.changes.report import as_text
from icp_playbook.changes.revisions import RevisionError, changed_files, state_of
from icp_playbook.project import Site

PLAYBOOK = "--- + bare\n"
SEGMENT = "content/segments/mid-market.yml"
NOTHING = "Nothing changes: every definition and every page says what it said before.\n"
INIT = "git submodule update --init --recursive"


def told(root: Path, base: str = "HEAD", head: str | None = None) -> str:
    """Return what `icp diff` prints."""
    return as_text(diff(root, base, head, Site()))


def linked(tmp_path: Path) -> Repo:
    """Return a repository whose `content` links to `shared/content`, where a file is linked."""
    repo = repository(tmp_path, "--- README.md\nHello\n")
    draw(tmp_path / "shared", PLAYBOOK)
    (tmp_path / "content").symlink_to("shared/content")
    (tmp_path / "shared/one.yml").write_text(
        (tmp_path / SEGMENT).read_text().replace("beachhead", "develop")
    )
    (tmp_path / "shared/content/segments/linked.yml").symlink_to("../../one.yml")
    repo.commit("Begin")
    return repo


def with_submodule(tmp_path: Path) -> Repo:
    """Return a clone of a repository whose `content` is a link into a submodule."""
    repository(tmp_path / "definitions", PLAYBOOK)
    repo = repository(tmp_path / "the playbook", "--- README.md\nHello\n")
    allowed = ("-c", "protocol.file.allow=always")
    repo.git(
        *allowed, "submodule", "--quiet", "add", str(tmp_path / "definitions"), "vendor/definitions"
    )
    (repo.root / "content").symlink_to("vendor/definitions/content")
    repo.commit("Definitions")
    repo.git(*allowed, "clone", "-q", str(repo.root), str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone")
    clone.git(*allowed, "submodule", "--quiet", "update", "--init")
    return clone


def test_links_inside_the_playbook_are_followed(tmp_path: Path) -> None:
    """A linked folder and a linked file are what they lead to, and a change behind them is seen."""
    repo = linked(tmp_path)
    assert told(tmp_path) == NOTHING
    repo.write(
        "--- shared/content/segments/mid-market.yml\nname: Mid\nowner: sales\ndefinition: D\n"
        "focus: beachhead\n"
    )
    assert "Name: Mid-market → Mid" in told(tmp_path)
    assert SEGMENT in changed_files(tmp_path, "HEAD")


def test_no_link_is_written_and_none_is_followed_out(tmp_path: Path) -> None:
    """Paths that lead outside are reported, not read, and not taken for removed."""
    secret = tmp_path / "secret.yml"
    secret.write_text("name: Secret\nowner: sales\ndefinition: S\nfocus: avoid\n")
    repo = repository(tmp_path / "repository", PLAYBOOK)
    segments = repo.root / "content/segments"
    for name, target in (
        ("out", "../../../secret.yml"),
        ("root", str(secret)),
        ("gone", "no.yml"),
        ("self", "self.yml"),
    ):
        (segments / f"{name}.yml").symlink_to(target)
    (repo.root / "content/personas").symlink_to("../..")
    repo.commit("Links")
    with state_of(repo.root, "HEAD") as state:
        assert not [file for file in state.folder.rglob("*") if file.is_symlink()]
        assert sorted(file.name for file in state.folder.rglob("*.yml")) == [
            "company.yml",
            "mid-market.yml",
        ]
        assert {path: reason.rpartition(" ")[2] for path, reason in state.unseen.items()} == {
            "content/personas": "playbook", "content/segments/gone.yml": "nothing",
            "content/segments/out.yml": "playbook", "content/segments/root.yml": "playbook",
            "content/segments/self.yml": "itself",
        }  # fmt: skip
    said = told(repo.root)
    assert said.startswith("Nothing changes in what can be compared.")
    assert (
        "content/segments/out.yml is not compared: it is a link that leads out of the playbook."
        in said
    )
    assert "Secret" not in said


def test_a_tree_with_a_link_and_a_folder_of_one_name_writes_nothing_elsewhere(
    tmp_path: Path,
) -> None:
    """Git makes no such commit, but accepts one: no file is written where the link points."""
    outside = tmp_path / "outside"
    outside.mkdir()
    repo = repository(tmp_path / "repository", PLAYBOOK)
    link = repo.git("hash-object", "-w", "--stdin", stdin="../../outside")
    file = repo.git("rev-parse", f"HEAD:{SEGMENT}")
    folder = repo.git("mktree", stdin=f"100644 blob {file}\tplanted.yml\n")
    both = repo.git(
        "mktree",
        stdin=(
            f"120000 blob {link}\tsegments\n040000 tree {folder}\tsegments\n"
            f"100644 blob {file}\t..\n"
        ),
    )
    top = repo.git("mktree", stdin=f"040000 tree {both}\tcontent\n")
    commit = repo.git("commit-tree", "-m", "Both", top)
    with state_of(repo.root, commit) as state:
        written = [
            file.relative_to(state.folder).as_posix() for file in state.folder.rglob("*.yml")
        ]
        assert written == ["content/segments/planted.yml"]
        assert "content/segments" in state.unseen
        assert "leads out" in state.unseen["content/.."]
    assert not list(outside.iterdir())


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    """Each link leads to what holds it: it is followed a few times, and then it is told."""
    repo = repository(tmp_path, PLAYBOOK)
    (tmp_path / "content/again").symlink_to(".")
    repo.commit("Again")
    with state_of(tmp_path, "HEAD") as state:
        assert any("again and again" in reason for reason in state.unseen.values())


def test_a_commit_with_more_files_than_a_playbook_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more than the limit."""
    repository(tmp_path, PLAYBOOK)
    monkeypatch.setattr(commit_files, "MOST_FILES", 1)
    with pytest.raises(RevisionError, match="has more than 1 files"), state_of(tmp_path, "HEAD"):
        pass


def test_definitions_in_a_submodule_are_those_of_its_commit(tmp_path: Path) -> None:
    """Nothing changed says so; a commit of the submodule is compared with the one before."""
    clone = with_submodule(tmp_path)
    assert told(clone.root) == NOTHING
    inner = Repo(clone.root / "vendor/definitions")
    inner.commit(
        "Mid", f"--- {SEGMENT}\nname: Mid\nowner: sales\ndefinition: D\nfocus: beachhead\n"
    )
    assert "Name: Mid-market → Mid" in told(clone.root)
    clone.commit("Newer definitions")
    assert "Name: Mid-market → Mid" in told(clone.root, "HEAD~1", "HEAD")


def test_a_submodule_that_is_not_here_is_told_with_the_command(tmp_path: Path) -> None:
    """Nothing in it counts as added or removed."""
    repository(tmp_path / "definitions", PLAYBOOK)
    repo = repository(tmp_path / "playbook", "--- playbooks/README.md\nHello\n")
    repo.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(tmp_path / "definitions/.git"),
        "content",
    )
    repo.commit("Definitions")
    repo.git("submodule", "--quiet", "deinit", "--force", "content")
    said = told(repo.root, "HEAD~1", "HEAD")
    assert said.startswith("Nothing changes in what can be compared.")
    assert INIT in said
    assert "content is not compared: it is a submodule that is not here" in told(repo.root)


def test_what_a_sparse_checkout_leaves_out_is_not_removed(tmp_path: Path) -> None:
    """It is told, with the command that brings it."""
    repo = repository(tmp_path, "--- + minimal\n")
    repo.git("sparse-checkout", "set", "--no-cone", "/*", "!/content/personas/")
    said = told(tmp_path)
    assert "removed" not in said
    assert "content/personas/founder.yml is not compared" in said
    assert "git sparse-checkout disable" in said


def test_a_second_working_tree_and_names_of_any_kind(tmp_path: Path) -> None:
    """In `git worktree add`, below a folder with spaces and other letters."""
    repo = repository(tmp_path / "a", PLAYBOOK, folder="unser Profil/顧客")
    repo.git("worktree", "add", "-q", str(tmp_path / "zweite Kopie"), "-b", "work")
    root = tmp_path / "zweite Kopie/unser Profil/顧客"
    assert told(root, "main") == NOTHING
    (root / SEGMENT).write_text((root / SEGMENT).read_text().replace("Mid-market", "Mid"))
    assert "Name: Mid-market → Mid" in told(root, "main")


def test_no_variable_of_git_leads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of another repository sets them: the playbook is still the one in the folder."""
    other = repository(tmp_path / "other", "--- README.md\nHello\n")
    repo = repository(tmp_path / "ours", PLAYBOOK)
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert told(repo.root) == NOTHING
    assert changed_files(repo.root, "HEAD") == set()


def test_nothing_that_the_settings_name_is_run(tmp_path: Path) -> None:
    """Not a monitor of files, not a program for differences, not a hook."""
    repo = repository(tmp_path / "ours", f"{PLAYBOOK}--- .gitattributes\n*.yml diff=ours\n")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/it-ran'\n")
    program.chmod(0o755)
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/post-index-change").write_text(program.read_text())
    (tmp_path / "hooks/post-index-change").chmod(0o755)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "diff.ours.command",
        "diff.ours.textconv",
        "core.pager",
    ):
        repo.git("config", name, str(program))
    repo.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    (repo.root / SEGMENT).write_text((repo.root / SEGMENT).read_text().replace("Mid-market", "Mid"))
    assert "Name: Mid-market → Mid" in told(repo.root)
    assert changed_files(repo.root, "HEAD") == {SEGMENT}
    assert not (tmp_path / "it-ran").exists()


def test_the_templates_of_a_commit_are_not_run(tmp_path: Path) -> None:
    """They are code of the commit's author: both sides are rendered with what is checked out."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit(
        "Theirs",
        (
            "--- site_templates/pages/segment.html\n{{ no.such.thing }}\n"
            "--- site_templates/pages/company.html\nX\n"
        ),
    )
    repo.git("checkout", "-q", "main")
    assert told(tmp_path, "main", "theirs") == NOTHING


def test_a_file_longer_than_a_definition_is_a_problem_of_both_sides(tmp_path: Path) -> None:
    """One byte too many is read, and no more."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.commit("Long", f"--- content/segments/long.yml\n{'#' * 1_048_576}\n")
    with state_of(tmp_path, "HEAD") as state:
        assert (state.folder / "content/segments/long.yml").stat().st_size == 1_048_577
    assert "cannot be read, so they are not compared: segment:long" in told(tmp_path)
