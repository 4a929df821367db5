"""`icp diff`: what a change means, in business words."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.changes.diff import diff
from icp_playbook.changes.judging import judged_one_by_one
from icp_playbook.changes.report import as_json, as_markdown, as_text
from icp_playbook.changes.revisions import RevisionError
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER, LANGUAGE, PLAYBOOK, given_address
from icp_playbook.cli.terminal import show, tell, wrong_use
from icp_playbook.configuration import read_configuration, read_configuration_file
from icp_playbook.engines.duckdb_engine import CannotScoreError
from icp_playbook.engines.duckdb_judge import judge_of
from icp_playbook.messages import say
from icp_playbook.project import Site
from icp_playbook.tags import spelled

_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_HELP = say("""\
Say what changed from BASE to HEAD, both git revisions or folders.

HEAD is the files as they are now, when left out. Two revisions are compared as a pull request is:
what HEAD did since it left BASE, and not what went on in BASE since then (--direct compares the two
themselves). A name that is a revision and a folder is taken for the revision; write ./name for the
folder.

Says which definitions were added, removed, renamed or changed, field by field, and what follows:
pages that read differently, coverage, definitions to look at again, accounts that would be judged
differently.
""")
_ACCOUNTS = say(
    "Also say which of these accounts (CSV, XLSX, JSON, YAML …) would be judged differently."
)
_DIRECT = say("Compare the two as they are, also what went on in BASE since.")
_SITE_URL = say("Where the preview is, for links to the changed pages.")


@click.command("diff", help=tell(_HELP))
@click.argument("base")
@click.argument("head", required=False)
@click.option("-C", "--folder", type=_FOLDER, default=".", help=tell(PLAYBOOK))
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default="text", show_default=True,
    help=tell(say("For whom.")),
)  # fmt: skip
@click.option("--accounts", type=_FILE, metavar="FILE", help=tell(_ACCOUNTS))
@click.option("--direct", is_flag=True, help=tell(_DIRECT))
@click.option("--site-url", default="", metavar="URL", callback=given_address, help=tell(_SITE_URL))
@LANGUAGE
@CONFIG_FILE
def command(
    base: str, head: str | None, folder: Path, form: str, accounts: Path | None, direct: bool,
    site_url: str, language: str | None, config_file: Path | None,
) -> int:  # fmt: skip
    """Compare, and print the report."""
    if not (head and Path(base).is_dir() and Path(head).is_dir()):
        context = click.get_current_context()
        asked = next(one for one in context.command.params if one.name == "folder")
        FOLDER.convert(str(folder), asked, context)
    folder = config_file.parent if config_file is not None else folder
    configuration = (
        read_configuration(folder) if config_file is None else read_configuration_file(config_file)
    )
    language = spelled(language) if language else next(iter(configuration.languages), "en")
    pages = {one.language: one.docs for one in configuration.editions}
    site = Site(
        language=language,
        languages=configuration.languages,
        url=site_url,
        docs=pages.get(language, configuration.docs),
        editions=configuration.editions,
    )
    try:
        judge = judge_of(accounts) if accounts else judged_one_by_one
        report = diff(folder, base, head, site, accounts, direct, judge)
    except RevisionError as error:
        raise wrong_use(error) from None
    except CannotScoreError as error:
        raise wrong_use(error.args[0]) from None
    show(_FORMATS[form](report), nl=False)
    return 0
