"""`icp score`: a whole CRM at once, by the rules that the page and `icp assess` use."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from icp_playbook.changes.revisions import RevisionError, state_of
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION, LANGUAGE
from icp_playbook.cli.score_report import page_of
from icp_playbook.cli.score_spark import HereOrOnSpark, by_spark, refuse_on_spark
from icp_playbook.cli.score_told import tell_failure, tell_scored
from icp_playbook.cli.scoring_rules import reader_of, rules_of, too_large
from icp_playbook.cli.terminal import show, tell, wrong_use
from icp_playbook.engines.duckdb_engine import CannotScoreError
from icp_playbook.engines.duckdb_picture import Move, moves_between
from icp_playbook.engines.duckdb_score import Wanted, score_table
from icp_playbook.engines.duckdb_writing import FORMS
from icp_playbook.engines.spark_score import OnSpark
from icp_playbook.engines.table_source import Source
from icp_playbook.engines.whole_file import whole_file
from icp_playbook.messages import say
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.tree import TooLargeError

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
_EARLIER = click.Path(exists=True, dir_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, writable=True, path_type=Path)

_HELP = say("""\
Score every account in FILE, a CRM's export or a table of accounts: a row for each with its
segment, fit, score, band, runner-up, what rules it out, what to find out, reasons, flags, verdict
and tier.

FILE is CSV, XLSX, JSON lines, Parquet, or an SQLite or DuckDB database; - is standard input.

It takes DuckDB: pip install 'icp-playbook[score]'. The answers are those of the page and of
`icp assess`. What cannot be used counts as not known, and is told once for its column.
""")
_OUTPUT = say("Where the answers go: a name ending with .csv, .xlsx, .parquet or .jsonl.")
_TABLE = say("Which sheet or table of FILE; default: the one whose columns are known.")
_BRIEF = say("Leave out the reasons, and what to find out: a smaller file, sooner.")
_SINCE = say(
    "Write only rows that differ from these: what an earlier run has written. For what later runs"
    " have written with this option, give it again, the oldest file first."
)
_REPORT = say("Also write a page (HTML) with what the accounts add up to.")
_AGAINST = say("Say in the report, too, who stood elsewhere by this revision or folder.")
_SPARK = say(
    "Score on Spark, which writes a folder: local[*], spark://…, sc://… or yarn. FILE is CSV, JSON"
    " lines, Parquet, or a table's name, as Spark sees them."
)


@click.command("score", help=tell(_HELP))
@click.argument("file", type=HereOrOnSpark(_FILE))
@click.option("-o", "--output", type=HereOrOnSpark(_TARGET), metavar="FILE", help=tell(_OUTPUT))
@click.option("--table", default="", metavar="NAME", help=tell(_TABLE))
@click.option("--brief", is_flag=True, help=tell(_BRIEF))
@click.option(
    "--changed-since", "since", type=_EARLIER, multiple=True, metavar="FILE", help=tell(_SINCE)
)
@click.option("--report", type=_TARGET, metavar="FILE", help=tell(_REPORT))
@click.option("--against", default="", metavar="REVISION", help=tell(_AGAINST))
@click.option("--spark", "master", default="", is_eager=True, metavar="MASTER", help=tell(_SPARK))
@FOLDER_OPTION
@LANGUAGE
@CONFIG_FILE
def command(
    file: Path, output: Path | None, table: str, brief: bool, since: tuple[Path, ...],
    report: Path | None, against: str, master: str, folder: Path, language: str | None,
    config_file: Path | None,
) -> int:  # fmt: skip
    """Score, write the answers, and say what could not be judged."""
    folder = config_file.parent if config_file is not None else folder
    if master:
        others = {"table": table, "changed-since": since, "report": report, "against": against}
        on_spark = OnSpark(master, str(file), "" if output is None else str(output), brief)
        refuse_on_spark(on_spark, others)
        rules = rules_of(folder, config_file, language, is_trial=output is None)
        return by_spark(on_spark, rules)
    _refuse_targets(file, output, report, since)
    source = Source(sys.stdin.buffer if str(file) == "-" else file, table)
    catalog, assessed = rules_of(folder, config_file, language, is_trial=output is None)
    _refuse_report(report, against, file, assessed["rules"])
    progress = _progress if sys.stderr.isatty() else None
    moves: tuple[Move, ...] = ()
    try:
        with _tidy_end(), tempfile.TemporaryDirectory(prefix="icp-score-") as name:
            before, now = Path(name, "before"), Path(name, "now")
            if against:
                _score_before(folder, against, language, source, before)
            wanted = Wanted(output, brief, since, report is not None, now if against else None)
            letters = assessed["version"]["letters"]
            scored = score_table(source, wanted, catalog, assessed["rules"], letters, progress)
            if against:
                moves = moves_between(before, now)
    except CannotScoreError as error:
        tell_failure(error.args[0])
        return 2
    except TooLargeError:
        tell_failure(too_large())
        return 1
    finally:
        if progress is not None:
            _end_progress()
    tell_scored(scored)
    if output is not None:
        show(say("Written: {file}", file=str(output)))
    if report is not None and scored.picture is not None:
        reader = reader_of(folder, config_file, language, catalog)
        page = page_of(scored.picture, assessed, reader, folder, source.name, against, moves)
        with whole_file(report) as part:
            part.write_text(page, "utf-8")
        show(say("Written: {file}", file=str(report)))
    return 0


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Let whoever ends the process have it clean up as Ctrl+C does: a CRM's cells are in there."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _refuse_targets(
    file: Path, output: Path | None, report: Path | None, since: Sequence[Path]
) -> None:
    """Raise what is wrong with where answers and report are to go."""
    if output is not None and output.suffix.lower() not in FORMS:
        raise wrong_use(
            say("{name} ends with none of {endings}", name=output.name, endings=list(FORMS))
        )
    for target in filter(None, (output, report)):
        if not target.parent.is_dir():
            raise wrong_use(say("there is no folder {folder}", folder=str(target.parent)))
        if target.exists() and any(map(target.samefile, since)):
            raise wrong_use(
                say("{name} is needed for the next run: write another", name=target.name)
            )
        if target.exists() and file.exists() and target.samefile(file):
            raise wrong_use(say("{name} is what is scored: write another", name=target.name))
    if output is not None and report is not None and output.resolve() == report.resolve():
        raise wrong_use(say("{name} can't be both answers and report", name=output.name))


def _refuse_report(report: Path | None, against: str, file: Path, rules: Rules) -> None:
    """Raise what is wrong with how a report is asked for."""
    if report is not None and not rules["segments"]:
        raise wrong_use(say("this playbook has no segments to report on"))
    if against and (report is None or str(file) == "-"):
        raise wrong_use(say("--against takes --report, and a file"))


def _score_before(
    folder: Path, revision: str, language: str | None, source: Source, target: Path
) -> None:
    """Write where accounts stand by the rules of a revision."""
    try:
        with state_of(folder, revision) as state:
            catalog, assessed = rules_of(state.folder, None, language, is_trial=True)
            letters = assessed["version"]["letters"]
            score_table(source, Wanted(places=target), catalog, assessed["rules"], letters)
    except RevisionError as error:
        raise wrong_use(error.args[0]) from None


def _progress(percent: float) -> None:
    click.echo(f"\r{percent:3.0f} %", nl=False, err=True)


def _end_progress() -> None:
    click.echo("\r     \r", nl=False, err=True)
