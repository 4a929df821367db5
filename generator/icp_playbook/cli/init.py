"""`icp init`: begin the repository of a playbook."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.beginning import begin
from icp_playbook.cli.terminal import show, tell, unwritable
from icp_playbook.messages import say

_HELP = say("""\
Begin the repository of a playbook in FOLDER: a configuration for the site, what git leaves out, and
an AGENTS.md that tells coding assistants how to change the playbook and what not to touch.

What is there stays as it is.
""")


@click.command("init", help=tell(_HELP))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
def command(folder: Path) -> int:
    """Write what is missing, and say how to go on."""
    try:
        begun = begin(folder)
    except OSError as error:
        raise unwritable(error, folder) from None
    for one in begun:
        said = say("{file} written", file=one.path)
        show(said if one.is_new else say("{file} is there and stays", file=one.path))
    show(say("Next: icp new company, then icp new segment with an id of your choice"), err=True)
    return 0
