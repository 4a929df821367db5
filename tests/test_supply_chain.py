"""What the program stands on: every pin is looked up, and each promise has its test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from named_tests import missing_tests, named_tests
from scripts.audit import COMMAND, LOCKS, main, requirements, split
from scripts.pins import PROJECT, read_lock, read_pins
from scripts.sbom import needed

ROOT = Path(__file__).parents[1]
DIGEST = "0" * 64
LOCK = f"""\
hatchling==1.0 \\
    --hash=sha256:{DIGEST}
    # via icp-playbook (pyproject.toml:build)
mkdocs==1.6.1 \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{"1" * 64}
    # via mkdocs-material, {PROJECT}
pathspec==2.0 \\
    --hash=sha256:{DIGEST}
    # via hatchling, mkdocs
pluggy==2.1 \\
    --hash=sha256:{DIGEST}
    # via hatchling
pymdown-extensions==12.3 ; python_full_version < '3.11.5' \\
    --hash=sha256:{DIGEST}
    # via mkdocs
pymdown-extensions==13.1 ; python_full_version >= '3.11.5' \\
    --hash=sha256:{DIGEST}
    # via mkdocs
"""


def test_a_lock_is_read_with_markers_hashes_and_who_wanted_what() -> None:
    """A package may stand there once for each Python."""
    pins = {(pin.name, pin.version): pin for pin in read_pins(LOCK)}
    assert pins["mkdocs", "1.6.1"].hashes == (DIGEST, "1" * 64)
    assert pins["mkdocs", "1.6.1"].wanted_by == ("mkdocs-material", PROJECT)
    assert pins["pymdown-extensions", "12.3"].marker == "python_full_version < '3.11.5'"
    assert pins["pathspec", "2.0"].marker == ""


def test_an_entry_of_another_form_is_no_pin() -> None:
    """A lock that something else has edited is refused, not read in part."""
    with pytest.raises(ValueError, match="has another form: idna>=3"):
        read_pins(LOCK + "idna>=3\n    # via mkdocs\n")


@pytest.mark.parametrize("lock", ["site", "test", "dbt"])
def test_every_entry_of_our_locks_is_read(lock: str) -> None:
    """As many pins as there are entries, each with its hashes."""
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    pins = read_lock(lock)
    assert len(pins) == len(re.findall(r"(?m)^\w", text))
    assert sum(len(pin.hashes) for pin in pins) == text.count("--hash=")


def test_what_only_builds_the_project_does_not_run_with_it() -> None:
    """The build backend and what it alone needs are left out; what both need stays."""
    assert [pin.name for pin in needed(read_pins(LOCK))] == [
        "mkdocs", "pathspec", "pymdown-extensions", "pymdown-extensions",
    ]  # fmt: skip


def test_both_versions_of_a_package_are_audited() -> None:
    """Also the one for a Python that is not running: markers are off, no run has a name twice."""
    first, second = split(read_pins(LOCK))
    assert "pymdown-extensions==12.3 --hash" in requirements(first)
    assert requirements(second) == f"pymdown-extensions==13.1 --hash=sha256:{DIGEST}\n"


def test_every_pin_is_audited(capfd: pytest.CaptureFixture[str]) -> None:
    """What pip-audit says it would look up, without the network, is all of both locks."""
    assert main("--dry-run") == 0
    counts = re.findall(r"would have audited (\d+) packages", capfd.readouterr().err)
    assert sum(map(int, counts)) == sum(len(read_lock(lock)) for lock in LOCKS)


def test_what_cannot_be_looked_up_is_not_taken_for_fine() -> None:
    """Without `--strict`, pip-audit is content with packages that it did not find."""
    assert "--strict" in COMMAND


def test_only_make_lock_changes_the_locks() -> None:
    """What updates the actions is told of no Python package: it would change single lines."""
    told = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert [one["package-ecosystem"] for one in told["updates"]] == ["github-actions"]


def test_every_promise_of_the_security_policy_names_a_test_that_exists() -> None:
    """A promise in a row without a test, or with one that was renamed, is noticed here."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promises = text.partition("## What we promise")[2].partition("\n## ")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    for row in rows:
        assert named_tests(row), row
        assert missing_tests(row) == []
