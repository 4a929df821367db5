"""The folder that a site is built into: whose it is, and the sites of other languages in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.messages import say
from icp_playbook.project import MARKER

_MADE = "Made by icp-playbook; it replaces this folder on each build."


class NotOursError(Exception):
    """The site's folder is not ours, or another site's; it is left alone."""


class CannotWriteError(Exception):
    """The disk is full, the folder read-only, the port taken or so; the message says what."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a site was made from: the configuration's name, and its pages' folder and language."""

    configuration: str
    pages: str

    @property
    def readers(self) -> str:
        """For which audience it is; empty for the company."""
        return self.configuration.partition(FOR)[2]


FOR = " for "
"""Between the name of a configuration and the audience that a site is for."""


def mark(folder: Path, made: MadeFrom) -> None:
    """Say in `folder` that it is a site of ours, and what it was made from."""
    (folder / MARKER).write_text(
        f"{_MADE}\n{made.configuration}\n{made.pages}\n", "utf-8", newline="\n"
    )


def refuse_others(target: Path, made: MadeFrom) -> None:
    """Raise `NotOursError` unless this site may take the place of what is in `target`."""
    if not os.path.lexists(target):
        return
    if not _is_ours(target):
        raise NotOursError(
            say(
                "{folder} holds files that are not a site of ours; "
                "empty it or choose another with -d",
                folder=str(target),
            )
        )
    there = _made_from(target)
    is_other = there and there.configuration != made.configuration and there.pages != made.pages
    # What is published to some would else hold what only others may read.
    if there and (is_other or there.readers != made.readers):
        raise NotOursError(
            say(
                "{folder} is the site of {other} ({other_pages}), and {file} makes another "
                "({pages}); give each a site_dir of its own, such as site and site/zh, "
                "or remove that folder",
                folder=str(target),
                other=there.configuration,
                other_pages=there.pages,
                file=made.configuration,
                pages=made.pages,
            )
        )


def outermost(target: Path) -> Path:
    """Return the outermost site around `target`: no build takes along what is beside it."""
    found = target
    for above in target.parents:
        if (above / MARKER).is_file():
            found = above
    return found


def keep_inner_sites(target: Path, new: Path) -> None:
    """Put the sites inside `target`, of other languages, into the folder `new` that replaces it.

    Files are shared between the two, not copied, where the file system can: the old folder goes
    away afterwards. Raise `NotOursError` when `new` has pages of its own there.
    """
    made = _made_from(new)
    for inner in _inner_sites(target):
        there = _made_from(inner)
        if made and made.readers and (not there or there.readers != made.readers):
            raise NotOursError(
                say(
                    "{folder} is a site for others than {audience}, and would be within theirs;"
                    " give it another site_dir, and remove that folder",
                    folder=str(inner), audience=made.readers,
                )
            )  # fmt: skip
        place = new / inner.relative_to(target)
        if place.exists():
            raise NotOursError(
                say(
                    "{folder} is the site of another configuration, and this one has files at its "
                    "address; give that configuration another site_dir, or rename the pages",
                    folder=str(inner),
                )
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(inner, place, symlinks=True, copy_function=_share)


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system, or a system, without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _is_ours(folder: Path) -> bool:
    """Tell whether nothing is lost with `folder`: it is a site of ours, or holds nothing else."""
    if not folder.is_dir():
        return False
    if (folder / MARKER).is_file():
        return True
    return all(
        entry.is_dir() and not entry.is_symlink() and _is_ours(entry) for entry in folder.iterdir()
    )


def _inner_sites(folder: Path) -> Iterator[Path]:
    """Yield the sites inside `folder`, but not those inside of them."""
    for place, folders, _ in os.walk(folder):
        sites = [name for name in folders if (Path(place) / name / MARKER).is_file()]
        yield from (Path(place) / name for name in sorted(sites))
        folders[:] = [name for name in folders if name not in sites]


def _made_from(folder: Path) -> MadeFrom | None:
    marker = folder / MARKER
    lines = marker.read_text("utf-8", "replace").splitlines() if marker.is_file() else []
    return MadeFrom(*lines[1:]) if len(lines) == 3 and lines[0] == _MADE else None
