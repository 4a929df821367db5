"""`icp score --spark` where there is no Spark: what is missing or can't be had is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.test_score import COMPANY, CRM
from commands import icp
from drawn import draw
from icp_playbook.engines import spark_engine
from icp_playbook.engines.duckdb_engine import CannotScoreError

WITHOUT = "import sys; sys.modules['pyspark'] = None; from icp_playbook.cli import main; main()"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with one segment, and an export."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY)
    (folder / "crm.csv").write_text(CRM, "utf-8")
    return folder


def test_without_pyspark_the_command_to_install_it_is_told(company: Path) -> None:
    """The extra is optional; nothing else of the command needs it."""
    command = [sys.executable, "-c", WITHOUT, "score", "crm.csv", "--spark", "local[*]"]
    done = subprocess.run(command, cwd=company, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'icp-playbook[spark]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--spark", "localhost"),
            "localhost is no Spark: give local[*], spark://…, sc://… or yarn",
        ),
        (("--spark", "local[x]"), "local[x] is no Spark"),
        (("--spark", "sc://"), "is no Spark"),
        (("--spark", "local", "--report", "a.html"), "--report cannot be had with --spark"),
        (("--spark", "local", "--table", "x", "--against", "main"), "--table, --against cannot be"),
        (("--spark", "local", "-o", "out.xlsx"), "out.xlsx ends with none of"),
        (("--spark", "local", "-o", "content"), "content ends with none of"),
        (("--spark", "local", "-o", "crm.csv"), "crm.csv is there already"),
    ],
)
def test_what_cannot_be_had_is_refused_at_once(
    company: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Wrong use is told before Spark starts."""
    run = icp(company, "score", "crm.csv", *arguments)
    assert run.code == 2
    assert said in run.err


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ('openjdk version "1.8.0_392"', "and this is 8"),
        ('openjdk version "11.0.2" 2019-01-15', "and this is 11"),
        ("what?", "and there is none"),
        (None, "and there is none"),
    ],
)
def test_a_java_that_is_missing_or_old_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str | None, said: str
) -> None:
    """What to install is part of the message; 17 is new enough."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    if printed is not None:
        java.write_text(f"#!/bin/sh\necho '{printed}' >&2\n", "utf-8")
        java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(CannotScoreError, match=said) as raised:
        spark_engine._ensure_java()
    assert "openjdk-17-jre-headless" in str(raised.value)
    java.write_text("#!/bin/sh\necho 'openjdk version \"17.0.15\"' >&2\n", "utf-8")
    java.chmod(0o755)
    spark_engine._ensure_java()


def test_nobody_at_a_connect_address_is_told_at_once() -> None:
    """PySpark itself asks for minutes."""
    with pytest.raises(CannotScoreError, match=r"nobody answers at sc://127\.0\.0\.1:1"):
        spark_engine._ensure_answer("sc://127.0.0.1:1")
