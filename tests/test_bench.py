"""The benchmark measures a company without mistakes, beside its peers, and fails beyond a limit."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.company import write_company
from bench.figures import FIGURES, Row, Turn, rows
from bench.hugo import mean_bytes, weigh_down, write_hugo
from bench.preview import PLACE, Edit, Preview
from bench.report import beyond, document, table, weighed
from bench.running import FailedError, Used, run, server
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

ROOT = Path(__file__).parents[1]
ENVIRONMENT = dict(os.environ)

SERVER = """
import http.server, sys
http.server.SimpleHTTPRequestHandler.protocol_version = "HTTP/1.1"
http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
"""
"""Shows the files of its folder as they are: a preview that needs no time to build."""

PARENT = """
import subprocess, sys
child = [sys.executable, "-c", "import time; kept = b'x' * 80_000_000; time.sleep(1)"]
for one in [subprocess.Popen(child) for _ in range(2)]:
    one.wait()
"""


def test_the_same_number_of_definitions_gives_the_same_company_without_problems(
    tmp_path: Path,
) -> None:
    """A good company is measured, not the reporting of mistakes, and always the same one."""
    for name in ("first", "second"):
        write_company(tmp_path / name, 100, ROOT / "mkdocs.yml")

    assert _files(tmp_path / "first") == _files(tmp_path / "second")
    checked = check_playbook(tmp_path / "first", Context(today=datetime.date(2026, 4, 1)))
    assert len(checked.catalog.definitions()) == 100
    assert checked.problems == ()


def test_a_figure_is_the_median_of_its_turns_against_the_fastest_peer_of_each() -> None:
    """A slow turn slows both sides; whichever peer is faster in it is the one to beat."""
    turns: list[Turn] = [
        {100: {"icp served": Used(3), "hugo served": Used(1), "zensical served": Used(2)}},
        {100: {"icp served": Used(8), "hugo served": Used(9), "zensical served": Used(4)}},
        {100: {"icp served": Used(9), "hugo served": Used(1)}},
    ]

    [row] = rows(turns, FIGURES)

    assert (row.quantity, row.value, row.turns, row.target) == ("wall", 3, 3, 0.5)
    assert not row.reached


def test_what_was_not_measured_is_no_figure() -> None:
    """Without peers the product is still held against plain MkDocs."""
    turn: Turn = {100: {"build": Used(6, 5, 300), "plain": Used(5, 5, 200)}}

    found = {(row.figure, row.quantity): row.value for row in rows([turn], FIGURES)}

    assert found == {
        ("cold build : plain MkDocs", "wall"): 1.2,
        ("cold build : plain MkDocs", "cpu"): 1,
        ("memory of build : plain MkDocs", "memory"): 1.5,
    }


def test_growth_is_held_per_definition_and_per_further_definition() -> None:
    """Of one more definition the fixed start is left out; it would hide what grows too fast."""
    costs = {100: 20.0, 1_000: 110.0, 10_000: 2_000.0}
    turn: Turn = {size: {"build": Used(cpu=cost)} for size, cost in costs.items()}

    found = {(row.figure, row.size): row.value for row in rows([turn], FIGURES)}

    assert found["build per definition", 1_000] == pytest.approx(0.55)
    assert found["build per definition", 10_000] == pytest.approx(1.818, abs=0.001)
    assert found["build of one more", 10_000] == pytest.approx(2.1)
    assert ("build of one more", 1_000) not in found


def test_only_what_is_held_today_fails_the_benchmark() -> None:
    """A target that is not reached is shown; a limit that was kept before is named."""
    wanted = Row("cold build : Hugo's", 100, "wall", 9.0, 5, target=2.0, held=None)
    kept = Row("check : bare parse", 1_000, "cpu", 2.6, 5, target=1.3, held=2.5)

    shown = table([wanted, kept])

    assert shown.count("not reached") == 2
    assert "1.3 (held: 2.5)" in shown
    assert beyond([wanted, kept], 1) == [
        "check : bare parse (cpu) at 1,000 definitions is 2.60, and 2.5 is the limit"
    ]
    assert beyond([wanted, kept], 2) == []


def test_pages_that_are_lighter_than_ours_are_told() -> None:
    """A ratio to Hugo says something only when its pages are as heavy."""
    said = weighed({100: (50_000, 46_000), 1_000: (50_000, 30_000), 10_000: None})

    assert said == [
        "pages at 100: ours 50,000 bytes, Hugo's 46,000: as heavy",
        "pages at 1,000: ours 50,000 bytes, Hugo's 30,000: NOT AS HEAVY",
    ]


def test_everything_that_was_measured_can_be_kept() -> None:
    """The JSON has the figures, what they follow from, and the machine."""
    turns: list[Turn] = [{100: {"build": Used(6, 5, 300), "plain": Used(5, 5, 200)}}]

    kept = json.loads(json.dumps(document(turns, list(rows(turns, FIGURES)), {100: (1.0, 2.0)})))

    assert kept["turns"][0]["100"]["build"] == {"wall": 6, "cpu": 5, "memory": 300}
    assert kept["rows"][0]["figure"] == "cold build : plain MkDocs"
    assert kept["bytes_of_a_page"] == {"100": {"ours": 1.0, "hugo": 2.0}}
    assert {"date", "machine", "versions"} <= set(kept)


def test_hugo_gets_every_page_with_its_place_in_the_navigation(tmp_path: Path) -> None:
    """A folder's overview is `_index.md` there; the pages of a big collection are not listed."""
    docs = tmp_path / "docs"
    for path in ("index.md", "what/index.md", "plays/index.md", "plays/a.md", "grid.md"):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(f'---\ntitle: "About {path}"\n---\n\n<p>Text.</p>\n', "utf-8")
    (tmp_path / "plain.yml").write_text(
        "site_url: !ENV 'SITE_URL'\n"
        "nav:\n- Home: index.md\n- What:\n  - what/index.md\n  - Plays:\n    - plays/index.md\n"
        "  - Grid: grid.md\n",
        "utf-8",
    )

    write_hugo(docs, tmp_path / "plain.yml", tmp_path / "hugo")

    content = {
        path: json.loads(text.decode().split("---")[1])
        for path, text in _files(tmp_path / "hugo/content").items()
    }
    assert set(content) == {
        "_index.md", "what/_index.md", "plays/_index.md", "plays/a.md", "grid.md"
    }  # fmt: skip
    places = {path: (one["area"], one["group"]) for path, one in content.items()}
    assert places["_index.md"] == (0, -1)
    assert places["plays/a.md"] == (1, 0)
    assert places["grid.md"] == (1, 1)
    areas = json.loads((tmp_path / "hugo/data/nav.json").read_text("utf-8"))
    assert areas[1]["groups"][0]["parts"] == [[{"title": "About plays/a.md", "url": "/plays/a/"}]]


def test_hugos_pages_are_weighed_down_by_exactly_what_they_lack(tmp_path: Path) -> None:
    """The mean of the pages that both sites have is what is compared."""
    for site, size in (("ours", 900), ("its", 400)):
        (tmp_path / site / "plays").mkdir(parents=True)
        (tmp_path / site / "plays/index.html").write_text("x" * size, "utf-8")
    (tmp_path / "ours/print").mkdir()
    (tmp_path / "ours/print/index.html").write_text("x" * 9_000, "utf-8")

    assert mean_bytes(tmp_path / "ours", tmp_path / "its") == (900, 400)
    sizes = []
    for lacking in (0, 500):
        weigh_down(tmp_path, lacking)
        sizes.append((tmp_path / "layouts/_partials/icons.html").stat().st_size)
    assert sizes[1] - sizes[0] == 500


def test_a_preview_is_timed_to_its_first_page_and_to_each_saved_word(tmp_path: Path) -> None:
    """The page is asked for until it shows what was saved, and then the server is ended."""
    ports = []

    def command(port: int) -> list[str]:
        ports.append(port)
        return [sys.executable, "-c", SERVER, str(port)]

    page = Edit(tmp_path / "page.txt", f"They said {PLACE}.")
    start, served = Preview(command, ENVIRONMENT, tmp_path, page, "/page.txt").measure(2)

    assert start.wall is not None
    assert served is not None
    assert served.wall is not None
    assert 0 < served.wall < start.wall < 60
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import socket; socket.create_connection(('127.0.0.1', {ports[0]}))",
        ],
        capture_output=True,
        check=False,
    )
    assert b"ConnectionRefusedError" in ended.stderr


def test_a_server_that_ends_is_told_with_what_it_printed(tmp_path: Path) -> None:
    """Nobody waits half an hour for a preview that cannot start."""
    edit = Edit(tmp_path / "page.txt", PLACE)
    failing = Preview(
        lambda _: [sys.executable, "-c", "raise SystemExit('no such option')"],
        ENVIRONMENT, tmp_path, edit, "/page.txt",
    )  # fmt: skip

    with pytest.raises(FailedError, match="no such option"):
        failing.measure(1)


def test_interrupting_the_benchmark_ends_what_it_started(tmp_path: Path) -> None:
    """Ctrl-C reaches the benchmark alone: what it started is in a group of its own."""
    sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]

    with pytest.raises(KeyboardInterrupt), server(sleeping, ENVIRONMENT, tmp_path) as process:
        raise KeyboardInterrupt

    assert process.returncode is not None


def test_what_children_use_counts(tmp_path: Path) -> None:
    """A build that is spread over processes needs the memory of all of them."""
    used = run([sys.executable, "-c", PARENT], ENVIRONMENT, tmp_path)

    assert used.wall is not None
    assert used.memory is not None
    assert used.memory > 150_000
    assert used.wall > 1
    with pytest.raises(FailedError, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], ENVIRONMENT, tmp_path)


@pytest.mark.slow
def test_a_small_company_stays_within_wide_limits() -> None:
    """The whole benchmark runs; at a hundred definitions nothing is wildly too slow."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--smoke"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "check : bare parse" in done.stdout


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
