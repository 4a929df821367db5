"""The preview hears of changes at once, and of nothing else."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from icp_playbook.engines.mkdocs_watching import FileChanges, Watching, is_silent


@pytest.fixture
def watching() -> Iterator[Watching]:
    """Watch until the test ends."""
    found = Watching()
    yield found
    found.stop()
    found.join()


def test_a_saved_file_is_told_and_what_editors_leave_is_not(
    watching: Watching, tmp_path: Path
) -> None:
    """Written in place, or put in the place of another; reading changes nothing."""
    told: queue.Queue[str] = queue.Queue()
    watching.schedule(FileChanges(told.put), str(tmp_path), recursive=True)
    file = tmp_path / "play.yml"
    (tmp_path / ".play.yml.swp").write_text("x")
    (tmp_path / "4913").write_text("x")
    (tmp_path / "play.yml~").write_text("x")
    file.write_text("one")
    assert told.get(timeout=10) == str(file)
    (tmp_path / ".new").write_text("two")
    (tmp_path / ".new").replace(file)
    file.read_text()
    (tmp_path / "last.yml").write_text("")
    heard = {told.get(timeout=10)}
    while str(tmp_path / "last.yml") not in heard:
        heard.add(told.get(timeout=10))
    assert heard <= {str(file), str(tmp_path / "last.yml")}


def test_one_file_is_followed_where_another_takes_its_place(
    watching: Watching, tmp_path: Path
) -> None:
    """As editors save it: the file that was watched at first is no longer there."""
    told: queue.Queue[str] = queue.Queue()
    file = tmp_path / "mkdocs.yml"
    file.write_text("one")
    watching.schedule(FileChanges(told.put, only=str(file)), str(tmp_path))
    for _ in range(2):
        (tmp_path / "other.yml").write_text("two")
        (tmp_path / "other.yml").replace(file)
        assert told.get(timeout=10) == str(file)


def test_what_the_system_refuses_to_watch_is_looked_at(
    watching: Watching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are only so many watches, and every program takes some."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching._told, "schedule", refuse)
    told: queue.Queue[str] = queue.Queue()
    watch = watching.schedule(FileChanges(told.put), str(tmp_path), recursive=True)
    (tmp_path / "play.yml").write_text("one")
    assert told.get(timeout=10) == str(tmp_path / "play.yml")
    watching.unschedule(watch)


def test_a_removed_folder_that_is_a_number_is_told(watching: Watching, tmp_path: Path) -> None:
    """An editor tries such a name for a file; a folder of pages may be a year's."""
    told: queue.Queue[str] = queue.Queue()
    (tmp_path / "pages/2026").mkdir(parents=True)
    watching.schedule(FileChanges(told.put), str(tmp_path / "pages"), recursive=True)
    (tmp_path / "pages/2026").rename(tmp_path / "elsewhere")
    assert told.get(timeout=10) == str(tmp_path / "pages/2026")


@pytest.mark.parametrize(
    ("path", "silent"),
    [("/mnt/c/our playbook", True), ("/mnt/c", True), ("/mnt/cloud", False), ("/home", False)],
)
def test_a_drive_that_tells_nothing_is_looked_at(path: str, silent: bool) -> None:
    """Another system writes there, as Windows does around its Linux."""
    mounts = "/dev/sda / ext4 rw 0 0\nC: /mnt/c 9p rw 0 0\nX /mnt/c/with\\040space ext4 rw 0 0\n"
    assert is_silent(path, mounts) is silent
    assert not is_silent("/mnt/c/with space/x", mounts)
