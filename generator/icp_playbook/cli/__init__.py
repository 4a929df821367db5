"""The command `icp`: what a person types, what is printed, and exit codes (0 fine, 1 problems, 2 wrong use, 3 ours)."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

from icp_playbook.cli.playbook_folder import WORDS
from icp_playbook.cli.terminal import give_up, make_ready, words_for
from icp_playbook.configuration import ConfigurationError
from icp_playbook.problems import ContentError

# Where each command is. Its module is imported when it runs: `icp check` should not wait for MkDocs.
COMMANDS = {
    "check": "check:command",
    "assess": "assess:command",
    "build": "site:build_command",
    "serve": "site:serve_command",
    "export": "site:export_command",
    "new": "new:command",
    "refs": "references:refs_command",
    "rename": "references:rename_command",
    "remove": "references:remove_command",
    "schema": "schema:command",
    "diff": "diff:command",
}
_SUMMARIES = {
    "check": "Read everything and list every problem",
    "assess": "Say what an account's answers add up to",
    "build": "Check the playbook and build the site",
    "serve": "Preview the site while you edit",
    "export": "Write the pages as a folder of Markdown for another engine",
    "new": "Begin a definition: asks what it needs",
    "refs": "Show where something is used",
    "rename": "Give something a new id, and change what leads to it",
    "remove": "Delete something that nothing leads to",
    "schema": "Write what editors and issue forms know",
    "diff": "Say what a change means, in business words",
}


class _Commands(click.Group):
    """The commands, each loaded when it is needed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[WORDS] = list(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"icp_playbook.cli.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_SUMMARIES.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="icp-playbook", prog_name="icp")
def group() -> None:
    """One ideal customer profile for the whole company, from YAML to a site."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code; only our own mistakes show a traceback."""
    try:
        code = _run(arguments)
    except OSError:  # what is wrong can't be said: standard error is full, too
        give_up(sys.stdout, sys.stderr)
        code = 2
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    try:
        make_ready()
        code: Any = group.main(args=arguments, standalone_mode=False)
    except ContentError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        code = 1
    except ConfigurationError as error:
        click.echo(f"Error: {error}", err=True)
        code = 2
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        give_up(sys.stdout)
        code = 0
    except Exception as error:  # noqa: BLE001 (the outermost frame: whatever it is, it is our mistake, not the content's)
        if isinstance(error, OSError) and (words := words_for(error)):
            give_up(sys.stdout)
            click.echo(f"Error: {words}", err=True)
            return 2
        traceback.print_exc()
        click.echo(
            "icp: this is a mistake in icp itself, not in your content. Please report it with the lines above.",
            err=True,
        )
        code = 3
    return code or 0
