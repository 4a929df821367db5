"""`icp print`: the whole playbook as one PDF."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from icp_playbook.cli.playbook_folder import AUDIENCE, ConfigPath
from icp_playbook.cli.terminal import show, show_log, tell, unwritable, wrong_use
from icp_playbook.engines.pdf import SIZES, CannotPrintError, NoSuchLanguageError, print_playbook
from icp_playbook.messages import say

_HELP = say("""\
Print the whole playbook into FILE, a PDF: contents, page numbers, links and bookmarks.

Chrome, Edge or Chromium prints, whichever is on this machine. The numbers in the contents need
"icp-playbook[print]".
""")
_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command("print", help=tell(_HELP))
@click.argument("file", type=_PATH, default="playbook.pdf")
@click.option(
    "-f", "--config-file", type=ConfigPath(), default="mkdocs.yml", show_default=True
)  # fmt: skip
@click.option(
    "--size",
    type=click.Choice([*SIZES]),
    default="a4",
    show_default=True,
    help=tell(say("The paper.")),
)
@click.option(
    "--language",
    metavar="LANG",
    help=tell(say("Which of the site's languages; default: the first.")),
)
@click.option(
    "--browser", type=_PATH, help=tell(say("The browser that prints; default: the first found."))
)
@AUDIENCE
def command(
    file: Path,
    config_file: Path,
    size: str,
    language: str | None,
    browser: Path | None,
    audience: str,
) -> int:
    """Print, and say how much it is."""
    try:
        with show_log(logging.WARNING):
            printed = print_playbook(config_file, file, size, browser, language, audience)
    except (CannotPrintError, NoSuchLanguageError) as error:
        raise wrong_use(error) from None
    except OSError as error:
        raise unwritable(error, file) from None
    if printed.pages is None:
        show(
            say(
                'Printed, without page numbers in the contents: for those install "{extra}". Open'
                " {file}",
                extra="icp-playbook[print]", file=str(printed.file),
            )
        )  # fmt: skip
    else:
        show(say("{pages} pages: open {file}", pages=printed.pages, file=str(printed.file)))
    return 0
