"""Every command of the guides runs as it is printed, in a fresh checkout, or says why not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import commit_all
from named_tests import missing_tests, named_tests
from sites import environment, icp, leave_english_alone

ROOT = Path(__file__).parents[1]
GUIDES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "findings/README.md", "bench/README.md")
PROGRAMS = (
    "icp",
    "mkdocs",
    "make",
    "pip",
    "python",
    "python3",
    "git",
    "bash",
    ".",
    ".venv/bin/icp",
)
SERVE = "tests/engines/test_serve.py::test_the_browser_follows_every_kind_of_change"
FINDING = (
    "tests/test_repository.py::test_a_finding_runs_in_a_folder_of_its_own_with_pinned_packages"
)
BENCH = "tests/test_bench.py::test_a_small_company_stays_within_wide_limits"
PAPER = "tests/test_paper.py::test_the_whole_playbook_is_printed_with_page_numbers_and_links"
LETTER = "tests/test_paper.py::test_a_playbook_that_has_just_begun_is_printed"
ZENSICAL = "tests/engines/test_zensical.py::test_both_engines_show_the_same_on_every_page"
OWN_SITE = "tests/test_packaging.py::test_the_readme_leads_to_a_site_of_ones_own"

# What cannot be run here as it is printed: what is run instead, if anything, and why that is
# enough. A reason that names a test is held to it.
OTHERWISE: dict[str, tuple[str, str]] = {
    "make site": ("make -n site", "it sets up, and runs `icp build`, which is run here"),
    "make serve": (
        "make -n serve",
        f"it sets up, and runs `icp serve`: {SERVE}",
    ),
    "make test": ("make -n test", "it runs these tests; CI runs nothing else"),
    "make lint": ("make -n lint", "CI runs it as a part of `make test`"),
    "make format": ("make -n format", "CI's `make lint` fails where it would change something"),
    "make goldens": (
        "make -n goldens",
        "tests/test_goldens.py::test_the_sample_reads_and_shows_as_it_did",
    ),
    "make messages": ("make -n messages", "it sets up, and writes the catalog that CI compares"),
    "make bench": ("make -n bench", f"it takes hours; {BENCH}"),
    'make bench BENCHFLAGS="--sizes 100 1000 10000:1 --json figures.json"': (
        "python -m bench --help",
        f"it takes an hour; {BENCH}",
    ),
    "make bench BENCHFLAGS=--smoke": ("make -n bench BENCHFLAGS=--smoke", BENCH),
    "python -m scripts.pictures site pictures": (
        "python -m scripts.pictures --help",
        "it opens a hundred pages, for people to look at",
    ),
    "mkdocs build": ("mkdocs build --help", "with --strict it is run"),
    "icp check && icp build": ("icp check --help && icp build --help", "each is run by itself"),
    "icp print playbook.pdf": ("icp print --help", PAPER),
    "icp print": ("icp print --help", PAPER),
    "icp print --size letter": ("icp print --help", LETTER),
    "icp print --browser PATH": ("icp print --help", PAPER),
    "icp translate import zh.po": (
        "icp translate import --help",
        "tests/cli/test_translate.py::test_a_translation_takes_its_place",
    ),
    "icp mcp": (
        "icp mcp --help",
        "tests/engines/test_mcp.py::test_each_block_of_the_guide_starts_what_it_says",
    ),
    "icp score crm.csv -o scored.csv": (
        "icp score --help",
        "tests/cli/test_score.py::test_each_account_gets_a_row_with_its_answers",
    ),
    ".venv/bin/python -m bench.score": (
        "python -m bench.score --help",
        "it judges millions of accounts, for minutes",
    ),
    "python -m bench.score": (
        "python -m bench.score --help",
        "it judges millions of accounts, for minutes",
    ),
    "icp score": ("icp score --help", "it takes a file; the guide speaks of the command"),
    "icp score --brief": ("icp score --brief --help", "the same"),
    "make test-spark": ("make -n test-spark", "it fetches half a gigabyte"),
    "make same-answers": (
        "make -n same-answers",
        "it takes half an hour; the tests do the same with a few",
    ),
    "make lock": ("make -n lock", "it asks a package index"),
    "make lock LOCKFLAGS=--upgrade": (
        "make -n lock LOCKFLAGS=--upgrade",
        "it asks a package index",
    ),
    "make audit": (
        "make -n audit",
        "it asks the network; tests/test_supply_chain.py::test_every_pin_is_audited",
    ),
    "icp build --audience partners": (
        "icp build --help",
        "tests/test_audience.py::test_no_text_of_a_hidden_definition_is_anywhere",
    ),
    "make wheel": ("make -n wheel", OWN_SITE),
    "mkdir -p ../our-playbook": ("", OWN_SITE),
    "icp init": ("", OWN_SITE),
    "cd ../our-playbook": ("", OWN_SITE),
    "python3 -m venv .venv": ("", OWN_SITE),
    'pip install "$OLDPWD"/dist/*.whl': ("", OWN_SITE),
    "icp new company": ("", OWN_SITE),
    "icp new segment our-first-segment": ("", OWN_SITE),
    "pip install zensical==0.0.73": ("", ZENSICAL),
    "zensical build --strict -f exported.yml": ("zensical build --help", ZENSICAL),
    "bash findings/audit-skips-pins.sh": (
        "bash -n findings/audit-skips-pins.sh",
        f"it installs from a package index; {FINDING}",
    ),
    **dict.fromkeys(
        ("icp check -C handbook", "icp new -C handbook …", "icp build -f handbook/mkdocs.yml"),
        (
            "",
            (
                "tests/cli/test_playbook_folder.py::test_above_a_playbook_a_command_prints_the_one"
                "_that_works"
            ),
        ),
    ),
    "icp new --from-issue": (
        "icp new --help",
        (
            "the option of a workflow; tests/authoring/"
            "test_forms.py::test_names_and_files_in_answers_become_ids"
        ),
    ),
    "icp new": ("icp new --help", "the command's name, in a list of what comes by itself"),
    "icp serve": ("", SERVE),
    "mkdocs serve": (
        "",
        "tests/test_packaging.py::test_another_company_previews_its_own_site_with_the_package",
    ),
}
REFUSED = ("icp remove play:the-contract-is-signed",)
"""What the guides print to show that it is refused."""


def printed(text: str) -> Iterator[str]:
    """Yield each command of a guide; an option alone belongs to the command before it."""
    fence, last = "", ""
    for line in text.splitlines():
        if found := re.match(r"\s*```(\w*)", line):
            fence = "" if fence else found[1] or "text"
        elif fence == "sh" and line.strip() and not line.lstrip().startswith("#"):
            yield re.sub(r"\s+# .*", "", line).strip()
        elif fence == "console" and line.lstrip().startswith("$ "):
            yield line.lstrip().removeprefix("$ ")
        elif not fence:
            for span in re.findall(r"`([^`]+)`", line):
                if span.split()[0] in PROGRAMS and (" " in span or span == "make"):
                    yield (last := span)
                elif span.startswith("--") and last:
                    yield f"{last} {span}"


def all_printed() -> list[str]:
    """Return each command once, in the order of the guides."""
    texts = [
        (ROOT / guide).read_text(encoding="utf-8") for guide in GUIDES if (ROOT / guide).is_file()
    ]
    return list(dict.fromkeys(command for text in texts for command in printed(text)))


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what git keeps, without tests, to a new repository; its `.venv` is this environment."""
    copy = tmp_path_factory.mktemp("committed")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    commit_all(copy)
    subprocess.run(["git", "-C", str(copy), "branch", "-q", "-M", "main"], check=True)
    # A folder of links: what empties the place must not follow a link to where the tests run.
    (copy / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        (copy / ".venv" / part.name).symlink_to(part)
    return copy


@pytest.fixture
def fresh(committed: Path, tmp_path: Path) -> Path:
    """A checkout that nobody has touched."""
    return shutil.copytree(committed, tmp_path / "checkout", symlinks=True)


def run(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell whose path has the environment that a reader has activated.

    What is nothing but `icp` and words, for which there is no need of a shell, runs in this
    process.
    """
    if re.fullmatch(r"icp [\w:./= -]+", command):
        done = icp(*command.split()[1:], cwd=cwd)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout + done.stderr)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command], cwd=cwd, env=environment(PATH=path), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True, timeout=240,
    )  # fmt: skip


MAKES_THE_SAMPLE = re.compile(r"(?:mkdocs|icp) (?:build|export|print)\b(?! -f)")
"""Makes all pages: here in one language, for the other takes as long again and is no other way."""


@pytest.mark.parametrize("command", [one for one in all_printed() if one not in OTHERWISE])
def test_a_command_runs_as_printed(fresh: Path, command: str) -> None:
    """With nothing prepared: a reader who copies it gets what the guide says."""
    if MAKES_THE_SAMPLE.search(command):
        leave_english_alone(fresh / "mkdocs.yml")
    done = run(command, fresh)
    assert done.returncode == (1 if command in REFUSED else 0), done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("command", OTHERWISE)
def test_what_is_not_run_as_printed_has_a_reason(committed: Path, command: str) -> None:
    """It is still in a guide; what runs in its place works; the tests that it names exist."""
    instead, reason = OTHERWISE[command]
    assert command in all_printed()
    assert instead or named_tests(reason)
    assert missing_tests(reason) == []
    if instead:
        done = run(instead, committed)  # none of them writes anything
        assert done.returncode == 0, done.stdout


def test_the_guides_are_read_whole() -> None:
    """Commands are found in blocks, in tables, inline, and with the options named behind them."""
    text = "```sh\nmake site   # all\n```\n| see | `icp check` (`--strict`) |\n`mkdocs.yml`\n"
    text += "  ```console\n  $ git log\n  x\n  ```\n"
    assert list(printed(text)) == ["make site", "icp check", "icp check --strict", "git log"]


def test_the_mistake_of_the_readme_is_told_as_printed(fresh: Path) -> None:
    """The lines below the command are what it prints."""
    block = re.search(
        r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert block is not None
    command, *shown = [line.strip() for line in block[1].splitlines() if line.strip()]
    segment = fresh / "content/segments/mid-size-brands.yml"
    segment.write_text(
        segment.read_text("utf-8").replace("focus: beachhead", "focus: beachead"), "utf-8"
    )
    done = run(command.removeprefix("$ "), fresh)
    assert done.returncode == 1
    assert shown == [line for line in done.stdout.splitlines() if line.startswith("content/")]
