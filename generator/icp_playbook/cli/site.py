"""`icp serve` and `icp export`: the preview of the site, and its pages for other engines."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from icp_playbook.cli.accounts_page import accounts_file
from icp_playbook.cli.crm import CRMS, export_crm, refuse_other_exports
from icp_playbook.cli.dbt import export_package
from icp_playbook.cli.playbook_folder import AUDIENCE, ConfigPath
from icp_playbook.cli.scoring_rules import statement_of
from icp_playbook.cli.terminal import show, show_log, tell, unwritable, wrong_use
from icp_playbook.configuration import read_configuration_file
from icp_playbook.engines.export import export_docs
from icp_playbook.engines.mkdocs_serving import serve_site
from icp_playbook.engines.site_folder import CannotWriteError
from icp_playbook.messages import say
from icp_playbook.scoring.sql.dialects import DIALECTS

_SERVE = say(
    "Preview the site on this machine; it follows every change of YAML, pages and templates."
)
_EXPORT = say(
    "Write every page as Markdown into FOLDER: only changed files are written, and stale ones"
    " removed."
)
_CONFIG = say("Also write a configuration that builds the folder without the icp plugin.")
_SQL = say("Print the scoring rules as one statement of SQL for this engine, instead of pages.")
_DBT = say("Write the scoring rules into DIR as a dbt package, instead of pages.")
_DRY = say("With --dbt: say what would change, and write nothing.")
_CRM = say(
    "Write the fit rules as a draft for the scoring of this CRM into FOLDER, instead of pages."
)
_PATH = click.Path(path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ACCOUNTS = say(
    "Also show what the accounts in FILE add up to, on a page of this preview that no site has."
)

_CONFIG_FILE = click.option(
    "-f", "--config-file", type=ConfigPath(), default="mkdocs.yml", show_default=True
)


@click.command("serve", help=tell(_SERVE))
@_CONFIG_FILE
@click.option("-p", "--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "-o", "--open", "open_browser", is_flag=True, help=tell(say("Open the site in the browser."))
)
@click.option("--accounts", type=_FILE, metavar="FILE", help=tell(_ACCOUNTS))
@AUDIENCE
def serve_command(
    config_file: Path, port: int, open_browser: bool, accounts: Path | None, audience: str
) -> int:
    """Serve until the person stops it."""
    given = accounts_file(config_file, accounts) if accounts is not None else None
    with show_log(logging.INFO):
        try:
            serve_site(config_file, port, open_browser, given, audience)
        except CannotWriteError as error:
            raise wrong_use(error) from None
    return 0


@click.command("export", help=tell(_EXPORT))
@click.argument("folder", type=_PATH, required=False)
@_CONFIG_FILE
@click.option("--config", "write_config", type=_PATH, metavar="FILE", help=tell(_CONFIG))
@click.option("--sql", "dialect", type=click.Choice(list(DIALECTS)), help=tell(_SQL))
@click.option("--dbt", "package", type=_PATH, metavar="DIR", help=tell(_DBT))
@click.option("--dry-run", is_flag=True, help=tell(_DRY))
@click.option("--crm", type=click.Choice(list(CRMS)), help=tell(_CRM))
@AUDIENCE
def export_command(
    folder: Path | None, config_file: Path, write_config: Path | None, dialect: str | None,
    package: Path | None, dry_run: bool, crm: str | None, audience: str,
) -> int:  # fmt: skip
    """Export, and count the files."""
    if crm is not None and (dialect or package):
        raise wrong_use(say("--crm goes with no other option but -f"))
    if crm or dialect or package:
        if write_config or audience:
            raise wrong_use(say("--config and --audience are for pages; rules are written whole"))
        read_configuration_file(config_file).refuse_audience()
    wanted = [one for one in (folder, dialect, package) if one is not None]
    if len(wanted) > 1 or (dry_run and package is None):
        raise wrong_use(say("choose FOLDER, --sql or --dbt; --dry-run is for --dbt"))
    if dialect is not None:
        show(statement_of(config_file, dialect))
        return 0
    if package is not None:
        return export_package(config_file, package, dry_run)
    if folder is None:
        raise click.MissingParameter(param_hint="FOLDER", param_type="argument")
    try:
        with show_log(logging.WARNING):
            refuse_other_exports(folder, crm)
            result = (
                export_docs(config_file, folder, write_config, audience)
                if crm is None
                else export_crm(config_file, folder, crm)
            )
    except FileExistsError as error:
        raise wrong_use(error) from None
    except OSError as error:
        raise unwritable(error, folder) from None
    show(
        say(
            "{written} written, {removed} removed, {kept} unchanged in {folder}",
            written=result.written, removed=result.removed, kept=result.kept, folder=str(folder),
        )
    )  # fmt: skip
    return 0
