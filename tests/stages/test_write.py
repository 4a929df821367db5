"""A site is published in one step; a docs folder is updated without touching others' files."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from icp_playbook.stages.write import MANIFEST, WrittenFiles, exchange, staging_folder, write_folder


def test_exchange_puts_the_new_folder_in_the_old_ones_place(tmp_path: Path) -> None:
    """The old one is left where the new one was, for the caller to remove."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old").touch()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/new").touch()
    exchange(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site/new").is_file()
    assert (tmp_path / "new/old").is_file()


def test_exchange_needs_no_old_folder(tmp_path: Path) -> None:
    """The first build has nothing to exchange with."""
    (tmp_path / "new").mkdir()
    exchange(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site").is_dir()
    assert not (tmp_path / "new").exists()


def test_a_staging_folder_is_gone_afterwards(tmp_path: Path) -> None:
    """It lies beside the target, and is empty at first; also a failure leaves nothing."""
    with staging_folder(tmp_path / "site") as staging:
        assert list(staging.iterdir()) == []
        assert staging.parent.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyError), staging_folder(tmp_path / "site"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_removed_and_what_is_at_work_is_not(tmp_path: Path) -> None:
    """Only a room that nobody holds, and that holds nothing but a site, is a leftover."""
    for name in (".icp-site-dead", ".icp-site-busy"):
        (tmp_path / name / "site").mkdir(parents=True)
    (tmp_path / ".icp-site-notes").mkdir()
    (tmp_path / ".icp-site-notes/mine.txt").touch()
    (tmp_path / ".icp-site-link").symlink_to(tmp_path / ".icp-site-busy")
    with FileLock(tmp_path / ".icp-site-busy/lock"), staging_folder(tmp_path / "site"):
        pass
    left = [".icp-site-busy", ".icp-site-link", ".icp-site-notes"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    assert [path.name for path in (tmp_path / ".icp-site-notes").iterdir()] == ["mine.txt"]


def test_a_site_that_was_being_exchanged_when_the_build_was_killed_comes_back(
    tmp_path: Path,
) -> None:
    """Where an exchange takes two steps, the old site may be away between them."""
    room = tmp_path / ".icp-site-dead"
    (room / "site-old").mkdir(parents=True)
    (room / "site-old/index.html").touch()
    with staging_folder(tmp_path / "site"):
        pass
    assert (tmp_path / "site/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """A build that is killed can't clean up; the next one knows that it is dead."""
    code = (
        "import pathlib, sys, time\n"
        "from icp_playbook.stages.write import staging_folder\n"
        "with staging_folder(pathlib.Path(sys.argv[1])):\n"
        "    print('here', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "site")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with staging_folder(tmp_path / "site"):
            assert len(list(tmp_path.iterdir())) == 2
        assert len(list(tmp_path.iterdir())) == 1
        process.send_signal(signal.SIGKILL)
    with staging_folder(tmp_path / "site"):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_docs_folder_follows_what_it_is_given(tmp_path: Path) -> None:
    """New and changed files are written, old ones removed with their empty folders."""
    assert write_folder(tmp_path, {"a.md": b"1", "b/c.md": b"2"}) == WrittenFiles(2, 0, 0)
    assert write_folder(tmp_path, {"a.md": b"1", "d.md": b"3"}) == WrittenFiles(1, 1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a.md", "d.md"]


def test_a_file_may_become_a_folder(tmp_path: Path) -> None:
    """What is stale goes before what is new comes."""
    write_folder(tmp_path, {"a": b"1"})
    assert write_folder(tmp_path, {"a/b.md": b"2"}) == WrittenFiles(1, 1, 0)
    assert (tmp_path / "a/b.md").read_bytes() == b"2"


def test_a_file_of_ours_that_was_there_before_we_were_stopped_is_still_ours(tmp_path: Path) -> None:
    """The list is written first, so half-written work is taken up again."""
    write_folder(tmp_path, {"a.md": b"1"})
    (tmp_path / MANIFEST).write_text("a.md\nb.md\n")
    (tmp_path / "b.md").write_text("half")
    assert write_folder(tmp_path, {"a.md": b"1", "b.md": b"whole"}) == WrittenFiles(1, 0, 1)


def test_a_foreign_file_in_the_way_is_never_overwritten(tmp_path: Path) -> None:
    """Unless it holds just what we would write: then it may stay, and becomes ours."""
    write_folder(tmp_path, {"a.md": b"1"})
    (tmp_path / "b.md").write_bytes(b"mine")
    with pytest.raises(FileExistsError, match=r"b\.md is in the way"):
        write_folder(tmp_path, {"a.md": b"2", "b.md": b"ours"})
    assert (tmp_path / "a.md").read_bytes() == b"1"
    assert write_folder(tmp_path, {"a.md": b"1", "b.md": b"mine"}) == WrittenFiles(0, 0, 2)
