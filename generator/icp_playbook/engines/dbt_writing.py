"""Keeps the folder of a dbt package up to date, and what people have changed in it as it is.

A list of what was written, with digests, tells which files are ours, and which of them still are as
they were written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from icp_playbook.messages import say
from icp_playbook.stages.write import replace_file, write_beside

LISTING = ".icp-dbt"
"""Names each file that we wrote, with its digest, in the form that `sha256sum -c` reads."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
Fate = Literal["new", "changed", "replaced", "kept", "same", "gone", "left"]
"""`replaced` is changed although somebody had changed it; `left` is no longer made, but changed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of each file, by its path."""

    folder: Path
    fates: Mapping[str, Fate]
    contents: Mapping[str, bytes]
    written: Mapping[str, frozenset[str]]
    """The digests under which files were written before."""

    def of(self, *fates: Fate) -> list[str]:
        """Return the files of these fates."""
        return [path for path, fate in self.fates.items() if fate in fates]


def plan_package(folder: Path, files: Mapping[str, bytes], yours: Collection[str]) -> Planned:
    """Return what would become of the files in `folder`.

    Those in `yours` are kept once they were changed. Raise `FileExistsError` when the folder holds
    files and none of them is ours, or a foreign one where ours goes.
    """
    written = _listed(folder / LISTING)
    if not written and (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        why = say(
            "{folder} holds files that icp did not write; choose an empty folder",
            folder=str(folder),
        )
        raise FileExistsError(why)
    fates: dict[str, Fate] = {}
    for path, content in files.items():
        there = _digest_of(folder / path)
        if there is None:
            _refuse_foreign(folder / path)
        fates[path] = _fate(there, _digest(content), written.get(path), path in yours)
        if there is not None and path not in written and fates[path] != "same":
            _refuse_foreign(folder / path)
    for path in sorted(set(written) - set(files)):
        there = _digest_of(folder / path)
        if there is not None:
            fates[path] = "gone" if there in written[path] else "left"
    return Planned(folder, fates, files, written)


def _fate(there: str | None, new: str, written: Collection[str] | None, is_yours: bool) -> Fate:
    if there is None:
        return "new"
    if there == new:
        return "same"
    if there in (written or ()):
        return "changed"
    return "kept" if is_yours else "replaced"


def _refuse_foreign(file: Path) -> None:
    if file.exists() or file.is_symlink():
        why = say(
            "{file} is in the way, and icp did not write it; move it elsewhere", file=str(file)
        )
        raise FileExistsError(why)


def write_package(planned: Planned) -> None:
    """Do what was planned: no file is ever half of it, and without room for all none is changed."""
    folder, contents = planned.folder, planned.contents
    folder.mkdir(parents=True, exist_ok=True)
    now = {path: frozenset([_digest(content)]) for path, content in contents.items()}
    for path in planned.of("kept", "left"):
        now[path] = planned.written[path]
    both = {
        path: now.get(path, frozenset()) | planned.written.get(path, frozenset())
        for path in {**planned.written, **now}
    }
    # Named before they are there: should we be stopped half-way, the next run still knows them.
    replace_file(folder / LISTING, _listing(both))
    staged: dict[Path, Path] = {}
    try:
        for path in planned.of("new", "changed", "replaced"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            staged[folder / path] = write_beside(folder / path, contents[path])
        while staged:
            file, beside = next(iter(staged.items()))
            beside.replace(file)
            del staged[file]
    finally:
        for beside in staged.values():
            beside.unlink()
    for path in planned.of("gone"):
        (folder / path).unlink()
    replace_file(folder / LISTING, _listing(now))


def _listed(listing: Path) -> dict[str, frozenset[str]]:
    """Return the digests of what we wrote; a name that leads elsewhere is not one of them."""
    found: dict[str, set[str]] = {}
    text = listing.read_text("utf-8", "replace") if listing.is_file() else ""
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match and not {"..", "", "."} & set(match[2].split("/")):
            found.setdefault(match[2], set()).add(match[1])
    return {path: frozenset(digests) for path, digests in found.items()}


def _listing(written: Mapping[str, Iterable[str]]) -> bytes:
    lines = [f"{one}  {path}\n" for path in sorted(written) for one in sorted(written[path])]
    return "".join(lines).encode()


def _digest_of(file: Path) -> str | None:
    return _digest(file.read_bytes()) if file.is_file() else None


def _digest(content: bytes) -> str:
    """Return a digest that is the same however git ends the lines on this machine."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
