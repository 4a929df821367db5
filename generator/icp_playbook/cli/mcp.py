"""`icp mcp`: assistants ask the playbook, over standard input or over HTTP on this machine."""

from __future__ import annotations

import datetime
import gc
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from icp_playbook.asking.playbook import Playbook
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION, LANGUAGE
from icp_playbook.cli.terminal import show, tell, wrong_use, wrong_value
from icp_playbook.git import NO_NETWORK
from icp_playbook.messages import say
from icp_playbook.problems import quoted

PORT = 8765

_HELP = say("""\
Let assistants ask the playbook, by the Model Context Protocol: search, read, assess, score, what
changed, check a proposed text, where something is used. They can change nothing.

An assistant starts this command and asks over its standard input; with --http it listens on this
machine, and on no other. It takes the official SDK: pip install 'icp-playbook[mcp]'. How to set
up an assistant is in docs/assistants.md.
""")
_HTTP = say("Listen for HTTP on this machine instead.")
_PORT = say("The port to listen at.")
_ALLOW = say("Also answer requests that name this host; may be given several times.")
_SELDOM = 100_000
"""So many new things until Python looks for garbage: nearly all that is read and loaded stays."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@click.command("mcp", help=tell(_HELP))
@FOLDER_OPTION
@click.option("--http", is_flag=True, help=tell(_HTTP))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help=tell(_PORT)
)
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help=tell(_ALLOW))
@LANGUAGE
@CONFIG_FILE
def command(
    folder: Path, http: bool, port: int, hosts: tuple[str, ...], language: str | None,
    config_file: Path | None,
) -> int:  # fmt: skip
    """Serve until the input ends, or until somebody ends it."""
    for host in hosts:
        if not _HOST.fullmatch(host):
            why = say("{written} is no name of a host; write it without port", written=quoted(host))
            raise wrong_value(why, "--allow-host")
    root = config_file.parent if config_file is not None else folder
    os.environ[NO_NETWORK] = "1"
    gc.set_threshold(_SELDOM)
    serving = _adapter("mcp_http" if http else "mcp_stdio")
    playbook = Playbook(root.absolute(), config_file, language, datetime.date.today)
    if http:
        return _over_http(serving, playbook, port, hosts)
    if sys.stdin.isatty():
        show(say("An assistant asks here, on standard input; Ctrl+C ends."), err=True)
    serving.serve_stdio(playbook)
    return 0


def _over_http(serving: ModuleType, playbook: Playbook, port: int, hosts: tuple[str, ...]) -> int:
    try:
        listening = serving.listen(port)
    except OSError as error:
        why = say("port {port}: {reason}", port=str(port), reason=str(error.strerror))
        raise wrong_value(why, "--port") from None
    address = f"http://{serving.LOOPBACK}:{listening.getsockname()[1]}{serving.PATH}"
    asks = say("Assistants on this machine ask at {address}; Ctrl+C ends.", address=address)
    with suppress(KeyboardInterrupt):
        show(asks, err=True)
        serving.serve_http(playbook, listening, hosts)
    return 0


def _adapter(name: str) -> ModuleType:
    """Return what serves; say how to install what it takes where that is missing."""
    try:
        return import_module(f"icp_playbook.engines.{name}")
    except ModuleNotFoundError as error:
        if str(error.name).startswith("icp_playbook"):
            raise
        install = "pip install 'icp-playbook[mcp]'"
        why = say(
            "this takes the SDK of the Model Context Protocol: run {command}", command=install
        )
        raise wrong_use(why) from None
