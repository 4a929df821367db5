"""`icp alignment`: a survey of what people mean by our customer, and what their answers say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from icp_playbook.accounts.file_kinds import WORKBOOK, refuse_what_is_no_text
from icp_playbook.accounts.utf_8 import decoded
from icp_playbook.alignment.answers import Found, read_texts
from icp_playbook.alignment.data import as_csv, as_json
from icp_playbook.alignment.form import as_form, as_table, as_text
from icp_playbook.alignment.gathered import Round, gather
from icp_playbook.alignment.known import Known
from icp_playbook.alignment.measure import measure
from icp_playbook.alignment.page import report_page
from icp_playbook.alignment.shown import Shown
from icp_playbook.alignment.table import knows, read_rows, read_table_rows
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION, LANGUAGE, given_address
from icp_playbook.cli.terminal import show, show_problem, tell, wrong_use
from icp_playbook.configuration import (
    Configuration,
    context_of,
    read_configuration,
    read_configuration_file,
)
from icp_playbook.engines.workbook import read_sheet
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import Site, template_folders
from icp_playbook.reading import check_playbook
from icp_playbook.stages.load.opening import read_regular
from icp_playbook.stages.write import replace_file
from icp_playbook.survey.making import has_survey, make_survey
from icp_playbook.survey.questions import Survey
from icp_playbook.tags import spelled

_HELP = say("Ask people whom they take for our customer, and see whether they mean the same.")
_QUESTIONS = say("""\
Print the survey: its questions are made from the definitions.

The site's page "Do we mean the same customer?" asks the same, and gives each person's answers as a
file. --form prints what to paste into a form tool, --csv a table of columns and answers; so that an
export of the form can be read by `icp alignment report`.
""")
_REPORT = say("""\
Say what the answers in ANSWERS add up to: files saved by the page, texts that were sent, and
exports of a form tool (CSV or XLSX).

It names nobody, and shows no group of fewer than five. Each row or answer that cannot be used is
told, the rest is counted, and the exit code is 1.
""")
_OUTPUT = say("Where the report goes: .html, .json or .csv; can be given several times.")
_BEFORE = say("Answers of the round before, to say what has changed; can be given several times.")
_SITE = say("Where the site is, for links; default: site_url in mkdocs.yml.")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, writable=True, path_type=Path)
_MOST = 50_000_000
_ENDINGS = (".html", ".json", ".csv")


@dataclass(frozen=True, slots=True)
class _Setting:
    """The playbook whose survey it is, and for whom the report is written."""

    folder: Path
    catalog: Catalog
    survey: Survey
    known: Known
    site: Site
    reader: Language


@click.group("alignment", help=tell(_HELP))
def command() -> None:
    """The commands behind `icp alignment`."""


@command.command("questions", help=tell(_QUESTIONS))
@click.option("--csv", "table", is_flag=True, help=tell(say("As a table of columns (CSV).")))
@click.option("--form", is_flag=True, help=tell(say("As lines to paste into a form tool.")))
@FOLDER_OPTION
@LANGUAGE
@CONFIG_FILE
def questions_command(
    table: bool, form: bool, folder: Path, language: str | None, config_file: Path | None
) -> int:
    """Print the survey in one of its forms."""
    if table and form:
        raise wrong_use(say("--csv and --form are two forms: take one"))
    setting = _setting(folder, config_file, language, "")
    write = as_table if table else as_form if form else as_text
    show(write(setting.survey, setting.reader), nl=False)
    return 0


@command.command("report", help=tell(_REPORT))
@click.argument("answers", type=_FILE, nargs=-1, required=True)
@click.option("--before", type=_FILE, multiple=True, metavar="ANSWERS", help=tell(_BEFORE))
@click.option(
    "-o", "--output", "outputs", type=_TARGET, multiple=True, metavar="FILE", help=tell(_OUTPUT)
)
@FOLDER_OPTION
@LANGUAGE
@click.option("--site-url", default="", metavar="URL", callback=given_address, help=tell(_SITE))
@CONFIG_FILE
def report_command(
    answers: tuple[Path, ...], before: tuple[Path, ...], outputs: tuple[Path, ...], folder: Path,
    language: str | None, site_url: str, config_file: Path | None,
) -> int:  # fmt: skip
    """Read, measure and write; tell what could not be used."""
    for output in outputs:
        if output.suffix.lower() not in _ENDINGS:
            raise wrong_use(
                say("{name} ends with none of {endings}", name=output.name, endings=list(_ENDINGS))
            )
        if not output.parent.is_dir():
            raise wrong_use(say("there is no folder {folder}", folder=str(output.parent)))
        if output.exists() and any(map(output.samefile, (*answers, *before))):
            raise wrong_use(say("{name} holds answers: write another", name=output.name))
    setting = _setting(folder, config_file, language, site_url)
    now, problems = _round(setting, answers)
    earlier, problems_before = _round(setting, before) if before else (None, ())
    for problem in (*problems, *problems_before):
        show_problem(problem)
    shown = Shown(
        setting.catalog, setting.survey, setting.site, measure(setting.survey, now.people),
        measure(setting.survey, earlier.people) if earlier else None,
    )  # fmt: skip
    _tell(shown, now, earlier)
    for output in outputs:
        replace_file(output, _written(output, setting, shown, now, earlier).encode())
        show(say("Written: {file}", file=str(output)))
    return 1 if problems or problems_before else 0


def _setting(
    folder: Path, config_file: Path | None, language: str | None, site_url: str
) -> _Setting:
    folder = config_file.parent if config_file is not None else folder
    configuration = (
        read_configuration_file(config_file) if config_file else read_configuration(folder)
    )
    checked = check_playbook(folder, context_of(folder, config_file))
    if checked.errors:
        raise ContentError(checked.errors)
    catalog = checked.catalog
    if not has_survey(catalog):
        raise wrong_use(say("there is nothing to ask yet: it takes two segments, and departments"))
    first = next(iter(configuration.languages), "en")
    tag = spelled(language) if language else first
    others = [one for one in (*configuration.languages, "en") if one != tag]
    surveys = [
        (make_survey(catalog, one), in_own_words(_reader(folder, one), catalog))
        for one in dict.fromkeys((tag, *others))
    ]
    site = Site(language=tag, languages=configuration.languages,
                url=site_url or _address(configuration))  # fmt: skip
    return _Setting(folder, catalog, surveys[0][0], Known(surveys), site, surveys[0][1])


def _reader(folder: Path, tag: str) -> Language:
    return read_language(tag, template_folders(folder))


def _address(configuration: Configuration) -> str:
    written = configuration.values.get("site_url")
    return written if isinstance(written, str) else ""


def _round(setting: _Setting, files: Iterable[Path]) -> tuple[Round, tuple[Problem, ...]]:
    """Return all that the files hold; one that can't be read at all is a problem like others."""
    found = [_read(setting.known, file) for file in files]
    gathered = gather((one for it in found for one in it.answers), setting.survey.version)
    notes = tuple(dict.fromkeys(note for it in found for note in it.notes))
    problems = tuple(problem for it in found for problem in it.problems)
    return replace(gathered, notes=(*notes, *gathered.notes)), problems


def _read(known: Known, file: Path) -> Found:
    try:
        data, problems = read_regular(file, file.name, _MOST, say("split it into several"))
        if data is None:
            raise ContentError(problems)
        found = _found(known, file, data)
    except ContentError as error:
        return Found(problems=error.problems)
    notes = tuple(say("{file}: {note}", file=file.name, note=note) for note in found.notes)
    return replace(found, notes=notes)


def _found(known: Known, file: Path, data: bytes) -> Found:
    """Return what a file holds; what it is, its beginning says, and for text its name."""
    if data.startswith(WORKBOOK):
        try:
            table = read_sheet(file, file.name, lambda column: knows(known, column))
        except ImportError:
            said, hint = say("workbooks take openpyxl"), say("pip install 'icp-playbook[score]'")
            raise ContentError([Problem(file.name, 1, 1, "alignment-file", said, hint)]) from None
        return read_table_rows(file.name, table, known)
    refuse_what_is_no_text(file.name, data[:100])
    if file.suffix.lower() in (".json", ".txt", ".md"):
        return read_texts(file.name, decoded(file.name, data), known)
    return read_rows(file.name, data, known)


def _tell(shown: Shown, now: Round, earlier: Round | None) -> None:
    """Say the outcome in a few lines."""
    people = shown.now.people
    show(say_count("{count} person answered.", "{count} people answered.", count=people))
    if not shown.now.is_shown:
        show(say("Nothing is shown of fewer than five."))
    else:
        for one in shown.groups():
            show(say("{name} ({people}): {profile} agree with the profile; alpha {alpha}",
                     name=one.name, people=one.people, profile=one.profile,
                     alpha=one.alike))  # fmt: skip
        for place, topic in enumerate(shown.topics()[:3], 1):
            show(say("{place}. Talk about {title}: {share} do not agree", place=place,
                     title=topic.place.title, share=topic.share))  # fmt: skip
    for note in now.notes:
        show(note)
    for note in earlier.notes if earlier else ():
        show(say("The last round: {note}", note=note))


def _written(
    output: Path, setting: _Setting, shown: Shown, now: Round, earlier: Round | None
) -> str:
    rounds = {"now": shown.now} | ({"before": shown.before} if shown.before else {})
    notes = {"now": list(now.notes), "before": list(earlier.notes) if earlier else []}
    ending = output.suffix.lower()
    if ending == ".json":
        return as_json(setting.survey, rounds, notes, setting.reader)
    if ending == ".csv":
        return as_csv(rounds)
    return report_page(
        shown, setting.catalog, setting.reader, setting.folder, notes["now"], notes["before"]
    )
