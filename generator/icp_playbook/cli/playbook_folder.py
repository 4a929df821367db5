"""The folder of a playbook as commands take it: a slip such as running in `content` is told, not acted on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from icp_playbook.problems import quoted
from icp_playbook.project import path_from


class PlaybookFolder(click.Path):
    """A folder that is there; one inside a playbook is refused, for it would become a playbook within the other."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        if (above := playbook_above(folder)) is not None:
            raise click.UsageError(
                f"there is no playbook in {quoted(str(folder))}, but one in {path_from(above, Path())}; run icp there"
            )
        return folder


class ConfigFile(click.Path):
    """A configuration of the engine, which has to be there."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        file = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not file.is_file():
            above = playbook_above(file.parent)
            where = f"; the playbook is in {path_from(above, Path())}" if above is not None else ""
            raise click.UsageError(
                f"there is no {file}{where}; run icp in the folder of a playbook, or name its file with -f"
            )
        return file


def playbook_above(folder: Path) -> Path | None:
    """Return the nearest folder around `folder` that holds a playbook, unless `folder` has something of one itself."""
    here = folder.resolve()
    if any((here / name).exists() for name in _PARTS):
        return None
    return next((above for above in here.parents if (above / "content/company.yml").is_file()), None)


_PARTS = ("content", "playbooks", "mkdocs.yml")

FOLDER = PlaybookFolder()
