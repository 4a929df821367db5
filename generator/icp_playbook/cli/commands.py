"""The commands of `icp`, and exit codes: 0 fine, 1 problems, 2 wrong use, 3 our mistake."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

from icp_playbook import __version__
from icp_playbook.cli.click_words import speak
from icp_playbook.cli.terminal import give_up, make_ready, show, show_problem, tell, words_for
from icp_playbook.messages import say
from icp_playbook.problems import ConfigurationError, ContentError

WORDS = "icp_playbook.words"
"""Under this name a command's context keeps the words that were typed behind `icp`."""

# The module and function of each command, and what it does. The module is imported when the command
# runs: `icp check` should not wait for MkDocs, and each help is in the language of that moment.
COMMANDS = {
    "check": ("check:command", say("Read everything and list every problem")),
    "assess": ("assess:command", say("Say what an account's answers add up to")),
    "build": ("building:command", say("Check the playbook and build the site")),
    "serve": ("site:serve_command", say("Preview the site while you edit")),
    "export": (
        "site:export_command",
        say("Write the pages as a folder of Markdown for another engine"),
    ),
    "print": ("printing:command", say("Print the whole playbook as one PDF")),
    "init": ("init:command", say("Begin the repository of a playbook")),
    "new": ("new:command", say("Begin a definition: asks what it needs")),
    "refs": ("references:refs_command", say("Show where something is used")),
    "rename": (
        "references:rename_command",
        say("Give something a new id, and change what leads to it"),
    ),
    "remove": ("references:remove_command", say("Delete something that nothing leads to")),
    "schema": ("schema:command", say("Write what editors and issue forms know")),
    "score": ("score:command", say("Score a whole CRM export at once")),
    "alignment": (
        "alignment:command",
        say("Ask whether all mean the same customer, and report the answers"),
    ),
    "translate": ("translate:command", say("See what is not translated, and have it translated")),
    "feed": ("feed:command", say("Print what changed and why, as a feed or for a chat")),
    "diff": ("diff:command", say("Say what a change means, in business words")),
    "mcp": ("mcp:command", say("Let assistants ask the playbook")),
}

speak()


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
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"icp_playbook.cli.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(tell(say("Commands"))):
            formatter.write_dl([(name, tell(about)) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=tell(say("One ideal customer profile for the whole company, from YAML to a site.")),
)
@click.version_option(__version__, prog_name="icp")
def group() -> None:
    """The command without a word behind it."""


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
            show_problem(problem)
        code = 1
    except ConfigurationError as error:
        show(say("Error: {reason}", reason=error.args[0]), err=True)
        code = 2
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        give_up(sys.stdout)
        code = 0
    # The outermost frame: whatever it is, it is our mistake, not the content's.
    except Exception as error:  # noqa: BLE001
        return _show_failure(error)
    return code or 0


def _show_failure(error: Exception) -> int:
    if isinstance(error, OSError) and (reason := words_for(error)):
        give_up(sys.stdout)
        show(say("Error: {reason}", reason=reason), err=True)
        return 2
    traceback.print_exc()
    ours = say(
        "icp: this is a mistake in icp itself, not in your content."
        " Please report it with the lines above."
    )
    show(ours, err=True)
    return 3
