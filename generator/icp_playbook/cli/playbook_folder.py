"""The folder of a playbook as commands take it.

A slip, such as running in `content`, is refused.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from icp_playbook.cli.commands import WORDS
from icp_playbook.cli.terminal import tell, wrong_use
from icp_playbook.configuration import read_configuration
from icp_playbook.messages import say
from icp_playbook.model.addresses import address_fault, opens
from icp_playbook.model.kinds import KINDS
from icp_playbook.problems import ConfigurationError, quoted
from icp_playbook.project import path_from
from icp_playbook.stages.load.config_file import NAMES

AUDIENCE = click.option(
    "--audience",
    metavar="NAME",
    default="",
    help=tell(say("Only what this audience of the company may read.")),
)
"""For whom pages are, of those that the company names."""


class PlaybookFolder(click.Path):
    """A folder that is there; one near a playbook is refused: a second one would begin in it."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not is_playbook(folder) and (found := _elsewhere(folder)):
            run = _command(ctx, param, str(value), found[0])
            what = say("there is no playbook in {folder}", folder=quoted(str(folder)))
            raise wrong_use(_elsewhere_said(what, found, run))
        return folder


class ConfigPath(click.Path):
    """A configuration of the engine, which has to be there, in the folder of a playbook."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        file = Path(os.fsdecode(super().convert(value, param, ctx)))
        if file.name == NAMES[0] and not os.path.lexists(file):
            file = next(
                (beside for name in NAMES if os.path.lexists(beside := file.with_name(name))), file
            )
        there = os.path.lexists(file)
        if (there and _has_definitions(file.parent)) or not (found := _elsewhere(file.parent)):
            if there:
                return file
            why = say(
                "there is no {file}; run icp in the folder of a playbook, or name its file with -f",
                file=str(file),
            )
            raise wrong_use(why)
        what = (
            say("there is no playbook beside {file}", file=str(file))
            if there
            else say("there is no {file}", file=str(file))
        )
        names = [name for name in (file.name, *NAMES) if os.path.lexists(found[0] / name)]
        if not names:
            why = say(
                "{what}; the playbook is in {folders}, without a mkdocs.yml; begin one there",
                what=what, folders=_listed(found),
            )  # fmt: skip
            raise wrong_use(why)
        run = _command(ctx, param, str(value), found[0] / names[0])
        raise wrong_use(_elsewhere_said(what, found, run))


def given_address(_: click.Context, __: click.Parameter, written: str) -> str:
    """Return what `--site-url` says, when it is the address of a site or nothing."""
    return site_address(written, "--site-url") if written else ""


def site_address(written: str, where: str) -> str:
    """Return the address of a site; `UsageError` where it is none.

    Pages are named below it, so it has no question and no place.
    """
    is_web = opens(written) and not written.lower().startswith("mailto:")
    fault = address_fault(written) if is_web else ""
    if is_web and not fault and not {"?", "#"} & set(written):
        return written
    message = say(
        "{where} is {address}, which is not the address of a site; write one such as {example}",
        where=where, address=quoted(written), example="https://playbook.example.com/",
    )  # fmt: skip
    raise wrong_use(message)


def is_playbook(folder: Path) -> bool:
    """Tell whether a playbook is in `folder`: definitions, or the configuration of our site."""
    try:
        return _has_definitions(folder) or read_configuration(folder).uses_plugin
    except ConfigurationError:
        return True  # what is wrong with it is told by who reads it


def _has_definitions(folder: Path) -> bool:
    return _has_company(folder) or any(
        (folder / kind.where).is_file() if kind.single else (folder / kind.folder).is_dir()
        for kind in KINDS
    )


_COMPANYS = "content"
_DEEP, _MANY = 4, 500
_OTHERS = ("node_modules", "site", "venv")
"""Folders in which nobody keeps a playbook, and which hold many others."""


def _has_company(folder: Path) -> bool:
    return any((folder / _COMPANYS / f"company{suffix}").is_file() for suffix in (".yml", ".yaml"))


def _elsewhere(folder: Path) -> list[Path]:
    """Return where playbooks are, above `folder` or else below, seen from the current folder."""
    above = next((one for one in folder.resolve().parents if _has_company(one)), None)
    found = (
        [above]
        if above is not None
        else [one for one in _below(folder.resolve()) if _has_company(one)]
    )
    return [Path(path_from(one, Path())) for one in found]


def _below(top: Path) -> Iterator[Path]:
    """Yield the folders below `top`, near ones first, so few that it takes no time."""
    level = [top]
    for _ in range(_DEEP):
        level = list(islice((one for folder in level for one in _folders(folder)), _MANY))
        yield from level


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and entry.name not in _OTHERS
            ]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _elsewhere_said(what: str, found: list[Path], run: str) -> str:
    """Return what to say of a playbook that is in another folder."""
    return say(
        "{what}; the playbook is in {folders}; run: {command}",
        what=what, folders=_listed(found), command=run,
    )  # fmt: skip


def _listed(found: list[Path]) -> str:
    first, *others = (quoted(one.as_posix()) for one in found[:5])
    for other in others:
        first = say("{folder} or in {other}", folder=first, other=other)
    return first


def _command(
    ctx: click.Context | None, param: click.Parameter | None, typed: str, place: Path
) -> str:
    """Return the command that was typed, with the place where it should run."""
    words = list(ctx.meta.get(WORDS, [ctx.info_name])) if ctx is not None else []
    options = list(param.opts) if isinstance(param, click.Option) else []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if at and word == typed and (before in options or not options):
            return shlex.join(["icp", *words[:at], place.as_posix(), *words[at + 1 :]])
        if word.startswith(tuple(f"{option}=" for option in options if option.startswith("--"))):
            return shlex.join(
                [
                    "icp",
                    *words[:at],
                    f"{word.partition('=')[0]}={place.as_posix()}",
                    *words[at + 1 :],
                ]
            )
    own = _depth(ctx)
    return shlex.join(["icp", *words[:own], *options[:1], place.as_posix(), *words[own:]])


def _depth(ctx: click.Context | None) -> int:
    """Return how many words name the command: `translate status` are two."""
    words = 0
    while ctx is not None and ctx.parent is not None:
        words, ctx = words + 1, ctx.parent
    return max(words, 1)


FOLDER = PlaybookFolder()

PLAYBOOK = say("The playbook.")
FOLDER_OPTION = click.option(
    "-C", "--folder", type=FOLDER, default=".", show_default=True, help=tell(PLAYBOOK)
)
_CONFIG_HELP = say("Another configuration than mkdocs.yml.")
CONFIG_FILE = click.option(
    "-f", "--config-file", type=ConfigPath(), metavar="FILE", help=tell(_CONFIG_HELP)
)
"""For commands that need no site, but look at what its configuration says."""
_LANGUAGE_HELP = say("The language of the answers; default: as in mkdocs.yml.")
LANGUAGE = click.option("--language", metavar="TAG", help=tell(_LANGUAGE_HELP))
"""Which of the languages of texts, and of the interface, an answer is in."""
