"""The peers that the product is measured beside, installed from the package index in use."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PINS = {"hugo": "0.168.0", "zensical": "0.0.73"}
"""What is installed. A newer Zensical (0.1.3) asks for a package that not every index has."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The programs: of Hugo the binary itself, without the Python script that starts it."""

    hugo: Path
    zensical: Path


def find_peers() -> Peers | None:
    """Return the peers, if they were installed before."""
    folder = _folder()
    if not (folder / "whole").exists():
        return None
    return Peers(
        next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo")), folder / "bin/zensical"
    )


def install_peers() -> Peers | None:
    """Return the peers, installed into the user's cache; None where that cannot be done."""
    if not find_peers():
        print("installing", *PINS, file=sys.stderr)
        pins = [f"{name}=={version}" for name, version in PINS.items()]
        pip = [str(_folder() / "bin/python"), "-m", "pip", "install", "-qq"]
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", _folder()], check=True)
            subprocess.run([*pip, "--only-binary", ":all:", *pins], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"measured without peers: {error}", file=sys.stderr)
            return None
        (_folder() / "whole").touch()
    return find_peers()


def _folder() -> Path:
    """Return the place of exactly these versions, so that another checkout keeps its own."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    names = [f"{name}-{version}" for name, version in PINS.items()]
    return cache / "icp-playbook-bench" / "-".join([*names, f"python{sys.version_info.minor}"])
