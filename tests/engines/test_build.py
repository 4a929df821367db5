"""`mkdocs build` and `icp build` make a site, or say why not and leave the old one as it was."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, HAND_WRITTEN, environment, files_of, icp, icp_process, mkdocs

BROKEN = """
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
focus: beachead
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a small company with a page of its own."""
    draw(tmp_path, "--- + minimal")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/start.md").write_text(HAND_WRITTEN)
    return tmp_path


def leftovers(root: Path) -> list[str]:
    """Return what builds have left beside the site."""
    return [path.name for path in root.iterdir() if path.name.startswith(".icp-")]


def test_mkdocs_builds_the_site_strictly(root: Path) -> None:
    """The plugin is all that MkDocs needs."""
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/segments/mid-market/index.html").read_text()
    assert "Brands with 50 to 500 people." in page
    assert 'name="robots" content="noindex' in page
    assert 'href="../segments/mid-market/"' in (root / "site/start/index.html").read_text()


def test_mkdocs_lists_every_problem_and_keeps_the_old_site(root: Path) -> None:
    """A build of broken content fails before MkDocs empties the folder, and names each place."""
    assert mkdocs("build", cwd=root).returncode == 0
    before = files_of(root / "site")
    draw(root, BROKEN)
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "content/segments/mid-market.yml:1:1: error [missing-field]" in done.stderr
    assert "content/segments/mid-market.yml:3:8: error [unknown-choice]" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(root / "site") == before


def test_icp_build_lists_the_same_problems_as_icp_check(root: Path) -> None:
    """Whoever builds sees what whoever checks sees, and the old site stays."""
    assert icp("build", cwd=root).returncode == 0
    before = files_of(root / "site")
    draw(root, BROKEN)
    done = icp("build", cwd=root)
    assert done.returncode == 1
    errors = [line for line in icp("check", cwd=root).stdout.splitlines() if ": error [" in line]
    assert len(errors) >= 2
    assert done.stderr.splitlines() == errors
    assert files_of(root / "site") == before
    assert leftovers(root) == []


def test_a_removed_definition_takes_its_page_along(root: Path) -> None:
    """The new site holds nothing of the old one."""
    draw(
        root,
        (
            "--- content/segments/rivals.yml\nname: Rivals\nowner: sales\ndefinition: Others.\n"
            "focus: avoid\n"
        ),
    )
    icp("build", cwd=root)
    assert (root / "site/segments/rivals/index.html").is_file()
    (root / "content/segments/rivals.yml").unlink()
    assert icp("build", cwd=root).returncode == 0
    assert not (root / "site/segments/rivals").exists()


def test_a_warning_of_the_engine_stops_icp_build_and_is_shown(root: Path) -> None:
    """A link to a page that is not there would be a broken site."""
    (root / "content/pages/start.md").write_text("# Start\n\n[Gone](gone.md)\n")
    done = icp("build", cwd=root)
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert not (root / "site").exists()
    assert leftovers(root) == []


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("{{ d.nmae }}", "site_templates/pages/segment.html:1:1", "nmae"),
        ("\n{% if %}", "site_templates/pages/segment.html:2:1", "Expected an expression"),
        ("{{ d.name + 1 }}", "site_templates/pages/segment.html:1:1", "str"),
        (
            "{% include 'pages/segment.html' %}",
            "site_templates/pages/segment.html:1:1",
            "recursion",
        ),
        (
            "{% include 'partials/none.html' %}",
            "site_templates/pages/segment.html:1:1",
            "partials/none.html",
        ),
    ],
)
def test_a_mistake_in_a_companys_template_is_told_with_its_line(
    root: Path, template: str, place: str, said: str
) -> None:
    """A template is edited like content, so what is wrong in it is told like it."""
    draw(root, f"--- site_templates/pages/segment.html\n{template}\n")
    done = icp("build", cwd=root)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"{place}: error [template] ")
    assert said in done.stderr


def test_a_folder_with_other_files_is_refused(root: Path) -> None:
    """`icp build -d` never empties what it did not make."""
    (root / "photos").mkdir()
    (root / "photos/cat.jpg").write_text("a cat")
    done = icp("build", "-d", "photos", cwd=root)
    assert done.returncode == 2
    assert "holds files that are not a site of ours" in done.stderr
    assert files_of(root / "photos") == {"cat.jpg": b"a cat"}


def test_a_site_among_the_pages_is_refused(root: Path) -> None:
    """The next build would take the site for content."""
    done = icp("build", "-d", "content/pages/site", cwd=root)
    assert done.returncode == 2
    assert not (root / "content/pages/site").exists()


@pytest.mark.parametrize(
    "word",
    ["tomorrow", "1e9", "", "99999999999999999999", "-1", "1_000", "１２３", " 5 ", "4294967296"],
)
def test_nonsense_in_source_date_epoch_is_a_message(root: Path, word: str) -> None:
    """The variable is somebody's typing, so it gets an answer."""
    for done in (
        icp("build", cwd=root, SOURCE_DATE_EPOCH=word),
        mkdocs("build", cwd=root, SOURCE_DATE_EPOCH=word),
    ):
        assert done.returncode == 2
        assert "SOURCE_DATE_EPOCH" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", ["0", "4294967295"])
def test_the_first_and_the_last_second_can_be_the_day_of_the_build(
    root: Path, seconds: str
) -> None:
    """What the message asks for is what the engine takes."""
    done = icp("build", cwd=root, SOURCE_DATE_EPOCH=seconds)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (CONFIG.replace("  - icp\n", ""), "does not use the plugin"),
        (CONFIG.replace("docs_dir: content/pages", "docs_dir: content"), "holds the definitions"),
        (CONFIG.replace("docs_dir: content/pages", "docs_dir: nowhere"), "nowhere"),
        (CONFIG.replace("font: false", "language: [en]"), "the theme has no such language"),
        (CONFIG.replace("font: false", "language: ../x"), "the theme has no such language"),
        (CONFIG + "edit_uri_template: '{path_noext}/_edit'\n", "write {path}"),
        ("site_name: [", "mkdocs.yml"),
    ],
)
def test_a_wrong_configuration_is_wrong_use(root: Path, config: str, said: str) -> None:
    """What is wrong in mkdocs.yml is said in a line or two, with exit code 2."""
    (root / "mkdocs.yml").write_text(config)
    done = icp("build", cwd=root)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_sees_progress_and_a_pipe_does_not(root: Path) -> None:
    """A bar moves where somebody watches; a log holds the result only."""
    assert "[" not in (done := icp("build", cwd=root)).stderr
    assert re.fullmatch(r"\d+ pages in [\d.]+ s: open .*/site/index\.html\n", done.stdout)
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "icp_playbook", "build"],
        cwd=root,
        env=environment(),
        stdout=there,
        stderr=there,
    ) as process:
        os.close(there)
        shown = b""
        while process.poll() is None or shown[-1:] != b"\n":
            try:
                shown += os.read(here, 4096)
            except OSError:  # the other end is closed
                break
    os.close(here)
    assert b"Building pages" in shown
    assert b"####################" in shown
    assert shown.endswith(b"/site/index.html\r\n")


@pytest.mark.slow
def test_a_reader_misses_nothing_while_the_site_is_built_again(root: Path) -> None:
    """The new site takes the old one's place in one step."""
    icp_process("build", cwd=root)
    missed, reads, stop = [], [0], threading.Event()

    def read() -> None:
        while not stop.is_set():
            reads[0] += 1
            try:
                assert (
                    (root / "site/segments/mid-market/index.html").read_bytes().endswith(b"</html>")
                )
            except (OSError, AssertionError) as error:
                missed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        assert icp_process("build", "--clean", cwd=root).returncode == 0
    stop.set()
    reader.join()
    assert reads[0] > 100
    assert missed == []


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_cleans_up(root: Path) -> None:
    """Whenever the process dies, the site is the old or the new one; nothing is left beside it."""
    icp_process("build", cwd=root)
    whole = set(files_of(root / "site"))
    left = False
    for moment in (0, 0.05, 0.1, 0.2, 0.4, 0.6):
        before = set(leftovers(root))
        process = subprocess.Popen(
            [sys.executable, "-m", "icp_playbook", "build", "--clean"],
            cwd=root,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not set(leftovers(root)) - before and process.poll() is None:
            time.sleep(0.005)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = left or bool(leftovers(root))
        assert set(files_of(root / "site")) == whole
    assert left, "no build was killed while it was at work"
    done = icp_process("build", "--clean", cwd=root)
    assert done.returncode == 0, done.stderr
    assert set(files_of(root / "site")) == whole
    assert leftovers(root) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a second process is had on Linux only")
def test_a_killed_build_leaves_no_process(root: Path) -> None:
    """The one that makes half of the pages ends with the one that waits for it."""
    persona = (root / "content/personas/founder.yml").read_text()
    for number in range(150):
        (root / f"content/personas/founder-{number}.yml").write_text(
            persona.replace("Founder", f"Founder {number}")
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "icp_playbook", "build"],
        cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")

    def copies() -> set[str]:
        return {one for one in children.read_text().split() if _is_ours(one)}

    while process.poll() is None:
        before = copies()
        time.sleep(0.2)
        if before & copies():  # what becomes git is a copy for a moment only
            break
    assert process.poll() is None, "it built alone"
    process.kill()
    said, _ = process.communicate(timeout=30)  # whoever lives on could still say something
    assert said == b""


def _is_ours(number: str) -> bool:
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"icp_playbook" in words


@pytest.mark.slow
def test_two_builds_at_once_both_work(root: Path) -> None:
    """Neither takes the other's folder for a leftover, and the site is whole afterwards."""
    command = [sys.executable, "-m", "icp_playbook", "build"]
    both = [
        subprocess.Popen(
            command, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert (root / "site/segments/mid-market/index.html").is_file()
    assert leftovers(root) == []


@pytest.mark.slow
@pytest.mark.parametrize("options", ["size=200k", "ro,size=2m"])
def test_a_full_or_read_only_disk_is_a_message(root: Path, options: str) -> None:
    """The old site stays, and the message says what is the matter with the disk."""
    disk = root / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        done = icp("build", "-d", "disk/site", cwd=root)
        assert done.returncode == 2
        assert (
            "can't be written: " + ("Read-only" if "ro," in options else "No space") in done.stderr
        )
        assert "Traceback" not in done.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
