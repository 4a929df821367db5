"""The repository itself: its locks, its scripts and what may not stand in any of its files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from packaging.requirements import Requirement

from named_tests import missing_tests, named_tests
from sites import POLICY

ROOT = Path(__file__).parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
LOCKS = ("site", "test", "spark")
ROOMS = [
    *(
        "content",
        "playbooks",
        "site_templates/pages",
        "site_templates/README.md",
        "generator/icp_playbook",
        "tests",
    ),
    *("mkdocs.yml", "pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("LICENSE", "SECURITY.md", "docs/privacy.md", "docs/hosting.md", "findings/README.md"),
]

# In two halves, so that this file passes its own test.
REGISTRY_HOSTS = [
    a + b
    for a, b in [("py", "pi.org"), ("python", "hosted"), ("npm", "js"), ("deb.", "debian.org")]
]
MACHINE_PATHS = [
    a + b
    for a, b in [
        ("/wor", "k/main"),
        ("/wor", "k/shared"),
        ("/ro", "ot/"),
        ("/opt", "/py"),
        (".py", "env/"),
    ]
]


def lock_text(lock: str) -> str:
    """Return the text of one lock file."""
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def locked(lock: str) -> list[Requirement]:
    """Return the pinned requirements of one lock file."""
    return [
        Requirement(line.rstrip("\\ "))
        for line in lock_text(lock).splitlines()
        if re.match(r"\w", line)
    ]


def asked_for(group: str) -> list[Requirement]:
    """Return what pyproject.toml asks for at run time, and in one dependency group."""
    named: list[str | dict[str, str]] = PROJECT["dependency-groups"][group]
    included = [
        name
        for entry in named
        if isinstance(entry, dict)
        for name in asked_for(entry["include-group"])
    ]
    return [*map(Requirement, PROJECT["project"]["dependencies"]), *included] + [
        Requirement(entry) for entry in named if isinstance(entry, str)
    ]


def tracked_files() -> list[Path]:
    """Return every file that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_packages_and_never_where_they_come_from(lock: str) -> None:
    """The lock installs from any mirror: it has no address, path or option of an index."""
    assert not re.search(r"://|file:|@ |--index|--extra|--find|\.(com|org|io)\b", lock_text(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_has_hashes(lock: str) -> None:
    """Pip refuses a download that differs from what was locked."""
    entries = re.split(r"\n(?=\w)", lock_text(lock).strip())
    assert all(
        re.match(r"[\w.-]+==[\w.]+ ", entry) and "--hash=sha256:" in entry for entry in entries
    )
    assert len(entries) == len(locked(lock))


@pytest.mark.parametrize(("lock", "group"), [("site", "build"), ("test", "dev")])
def test_a_lock_satisfies_what_the_project_asks_for(lock: str, group: str) -> None:
    """A requirement that was changed without `make lock` is noticed here."""
    pins = {(pin.name, next(iter(pin.specifier)).version) for pin in locked(lock)}
    unsatisfied = [
        str(wanted)
        for wanted in asked_for(group)
        if not any(
            name == wanted.name and wanted.specifier.contains(version) for name, version in pins
        )
    ]
    assert not unsatisfied


def test_the_tests_run_with_the_versions_that_build_the_site() -> None:
    """The tests' lock holds everything of the site's lock, at the same version."""
    assert {str(pin) for pin in locked("site")} <= {str(pin) for pin in locked("test")}


def test_every_dependency_says_why_it_is_there() -> None:
    """A comment stands above each requirement, or above a run of requirements that share it."""
    names = {str(wanted) for wanted in asked_for("dev")}
    explained = set()
    reason_seen = False
    for line in PYPROJECT.splitlines():
        requirements = {
            text
            for text in re.findall(r'"(\w[^"]*[<>=!][^"]*)"', line)
            if not line.lstrip().startswith("#")
        }
        if reason_seen:
            explained |= {str(Requirement(text)) for text in requirements}
        reason_seen = line.lstrip().startswith("#") or (reason_seen and bool(requirements))
    assert names - explained == set()


def test_every_ignored_rule_says_why() -> None:
    """Whoever meets an exception in the lint settings reads its reason beside it."""
    codes = re.findall(r'^ +"([A-Z]+\d*)", *(#.*)?$', PYPROJECT, re.MULTILINE)
    assert codes
    assert [code for code, reason in codes if not reason] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_house_has_its_rooms(room: str) -> None:
    """What the README promises to a newcomer stands where it says."""
    assert (ROOT / room).exists()


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    """Packages are called by their names, and nothing depends on where somebody's checkout lay."""
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked_files()
        for word in [*REGISTRY_HOSTS, *MACHINE_PATHS]
        if word.encode() in path.read_bytes()
    ]
    assert not found


def test_the_headers_to_send_are_those_that_tests_send() -> None:
    """For each host the policy is the one under which the tests visit the sample."""
    text = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    printed = re.findall(r"default-src .*?'(?=\"|$)", text, re.MULTILINE)
    assert len(printed) == text.count("default-src") > 4
    assert set(printed) == {POLICY}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What passes here passes there: CI has no steps of its own."""
    steps = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[1:]
    assert [step for step in steps if not step.startswith(("#", "set ", "cd "))] == ["make test"]


FINDINGS = sorted((ROOT / "findings").glob("*.sh"))


@pytest.mark.parametrize("script", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_says_what_it_is_and_stops_at_the_first_failure(script: Path) -> None:
    """What, versions, when, expected, seen, and what we do, with a test that exists."""
    text = script.read_text(encoding="utf-8")
    head, _, rest = text.partition("\nset -euo pipefail\n")
    assert rest
    first, *lines = head.splitlines()
    assert first == "#!/usr/bin/env bash"
    assert all(line.startswith("#") for line in lines)
    labels = [found[1] for line in lines if (found := re.match(r"# ([A-Z]\w+): \S", line))]
    assert labels == ["What", "Versions", "Expected", "Seen", "Product"]
    assert re.search(r"run 20\d\d-\d\d-\d\d", head)
    assert named_tests(head)
    assert missing_tests(head) == []


@pytest.mark.parametrize("script", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_runs_in_a_folder_of_its_own_with_pinned_packages(script: Path) -> None:
    """It may be started, makes a temporary folder, and installs nothing whose version is open."""
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "mktemp -d" in text
    commands = re.sub(r"\\\n\s*", "", text)
    for line in re.findall(r"(?:pip|npm) install (.+)", commands):
        packages = re.findall(r"(?<![-\w/.])[\w@][\w./@\[\]-]*[=@][=\w.]+", line)
        local = "--no-index" in line
        assert packages or local, line


def run_alone(
    script: str, *arguments: str, commands: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run a script of the repository with only these shell scripts on the PATH."""
    for name, text in {
        "dirname": 'exec /usr/bin/dirname "$@"',
        "cat": 'exec /bin/cat "$@"',
        **commands,
    }.items():
        command = folder / name
        command.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        command.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / script), *arguments],
        env={"PATH": str(folder)},
        capture_output=True,
        check=False,
        text=True,
    )


def test_a_python_that_is_too_old_is_refused_in_words(tmp_path: Path) -> None:
    """The message names the version found and how to choose another one."""
    old = {"python3": 'case "$1" in -V) echo Python 3.9.2 ;; *) exit 1 ;; esac'}
    run = run_alone("ensure-venv", "site", "python3", commands=old, folder=tmp_path)
    assert run.returncode == 1
    assert '"python3" is Python 3.9.2' in run.stderr
    assert "such as PYTHON=" in run.stderr


def test_a_missing_python_is_told_in_words(tmp_path: Path) -> None:
    """A machine without Python gets a sentence, not a shell's complaint."""
    run = run_alone("ensure-venv", "site", "python3", commands={}, folder=tmp_path)
    assert run.returncode == 1
    assert 'There is no "python3" here' in run.stderr


def test_whoever_may_not_install_chromium_is_told_what_is_missing(tmp_path: Path) -> None:
    """Without a browser and without root, the tests stop with what to install."""
    run = run_alone("ensure-chromium", commands={"id": "echo 1000"}, folder=tmp_path)
    assert run.returncode == 1
    assert "sudo apt-get install chromium-headless-shell fonts-noto-cjk libatomic1" in run.stderr


def test_a_chromium_on_the_path_is_enough(tmp_path: Path) -> None:
    """Nothing is installed where a browser is there already."""
    run = run_alone("ensure-chromium", commands={"chromium": "", "id": "echo 0"}, folder=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_tests_of_a_file_run_on_one_worker(tmp_path: Path) -> None:
    """As the Makefile starts them: what a file makes once is made once.

    Marks of pytest-xdist 3.8.0 group nothing with pytest 9.2.0.
    """
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (options,) = re.findall(r"\$\(BIN\)/pytest (.*)", makefile)
    for name in "abcd":
        (tmp_path / f"test_{name}.py").write_text(
            "import pytest\n"
            "@pytest.mark.parametrize('number', range(3))\n"
            "def test_where(number, worker_id, record_property):\n"
            "    record_property('worker', worker_id)\n"
        )
    words = options.replace("auto", "2").split()
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "--junit-xml=out.xml", *words]
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # the others take most of the time to load
    done = subprocess.run(
        command, check=False, cwd=tmp_path, capture_output=True, env=os.environ | alone
    )
    assert done.returncode == 0, done.stdout.decode()
    cases = ElementTree.parse(tmp_path / "out.xml").iter("testcase")  # noqa: S314 (our own)
    places = {
        (case.get("classname"), one.get("value")) for case in cases for one in case.iter("property")
    }
    assert len(places) == len({file for file, _ in places}) == 4
    assert len({worker for _, worker in places}) == 2


def test_the_changelog_says_each_thing_once() -> None:
    """Two people who each add a line may keep both of all that is around it."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    said = re.findall(r"^(?:#+ |- \*\*)(.*?)(?:\*\*|$)", text, re.MULTILINE)
    assert len(said) > 50
    assert [one for one, count in Counter(said).items() if count > 1] == []
