"""The command `icp` begins here, with next to nothing imported: most of a short command is that."""

from __future__ import annotations

import sys
from importlib import import_module

from icp_playbook import __version__


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    if (sys.argv[1:] if arguments is None else arguments) == ["--version"] and _says_version():
        sys.exit(0)
    import_module("icp_playbook.cli.commands").main(arguments)


def _says_version() -> bool:
    """Say which version this is, without Click, which takes three times as long as Python to start.

    Tell whether it could be said; what to say when not is the command's business.
    """
    try:
        print(f"icp, version {__version__}", flush=True)  # noqa: T201 (`show` comes with Click)
    except OSError:
        return False
    return sys.stdout is not None
