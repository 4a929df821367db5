"""`icp mcp` before any question is asked: what it takes, and what it refuses in words."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from commands import icp
from drawn import draw
from sites import environment


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small company."""
    return draw(tmp_path, "--- + minimal\n")


@pytest.mark.parametrize("words", [["mcp"], ["mcp", "--http"]])
def test_without_the_sdk_it_says_what_to_install(root: Path, words: list[str]) -> None:
    """The command, as it is typed; no other command needs it."""
    program = (
        "import sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.partition('.')[0] in ('mcp', 'mcp_types', 'anyio', 'uvicorn'):\n"
        "            raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        f"from icp_playbook.cli import main; main({words!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment(), input="",
        capture_output=True, check=False, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "this takes the SDK of the Model Context Protocol" in done.stderr
    assert "pip install 'icp-playbook[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("host", ["http://x", "x:80", "*", "a b", "", "-x", "x/y", "é.example"])
def test_a_host_is_a_name_alone(root: Path, host: str) -> None:
    """With a star in it every page could ask."""
    done = icp(root, "mcp", "--http", "--allow-host", host)
    assert done.code == 2
    assert "is no name of a host; write it without port" in done.err


def test_a_port_that_is_taken_is_told(root: Path) -> None:
    """In the system's words."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = icp(root, "mcp", "--http", "--port", port)
    assert done.code == 2
    assert f"port {port}: " in done.err
    assert "Traceback" not in done.err


def test_a_folder_without_a_playbook_is_refused(root: Path) -> None:
    """As by every command: the assistant would ask an empty one."""
    done = icp(root / "content", "mcp")
    assert done.code == 2
    assert "the playbook is in" in done.err
