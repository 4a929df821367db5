"""`icp translate`: what is not translated, files for translators, and their way back."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from icp_playbook.authoring.changing import readable
from icp_playbook.authoring.translating.delivery import Delivery, read_file, tag_of
from icp_playbook.authoring.translating.importing import Imported, import_texts
from icp_playbook.authoring.translating.pages import docs_by_language, pages_missing
from icp_playbook.authoring.translating.po import as_po, read_po
from icp_playbook.authoring.translating.texts import Translatable, find_texts, first_language
from icp_playbook.authoring.translating.xliff import as_xliff, read_xliff
from icp_playbook.cli.playbook_folder import FOLDER_OPTION
from icp_playbook.cli.terminal import show, show_problem, tell, wrong_use
from icp_playbook.configuration import read_configuration
from icp_playbook.history import read_history
from icp_playbook.messages import say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Severity, quoted
from icp_playbook.stages.write import replace_file

_HELP = say("See what is not translated, give it to translators, and take it back.")
_STATUS = say("""\
List each text that a language lacks, or has of an earlier original.

Without LANG it is about every language of mkdocs.yml. A translation is older when the last change
of its original left it as it was; git tells. Exits with 1 when there is something to translate.
""")
_EXPORT = say("""\
Write the texts that LANG lacks, or has of an earlier original, for a translator.

The file's ending says the format: .po, or .xliff or .xlf (XLIFF 1.2). Without -o, PO is printed.
""")
_IMPORT = say("""\
Place the texts of a translator's file (PO or XLIFF 1.2) into the definitions.

Comments, order and quotes stay. What can't be placed is listed with its line in FILE, the rest is
placed, and the exit code is 1.
""")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_XLIFF = (".xliff", ".xlf")
_FORMATS = click.Choice(["text", "json"])


@click.group("translate", help=tell(_HELP))
def command() -> None:
    """The commands behind `icp translate`."""


@command.command("status", help=tell(_STATUS))
@click.argument("languages", metavar="[LANG]...", nargs=-1)
@click.option("--totals", is_flag=True, help=tell(say("Only count.")))
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True)
@FOLDER_OPTION
def status_command(languages: tuple[str, ...], totals: bool, form: str, folder: Path) -> int:
    """List what is to translate, and count by file and language."""
    first = first_language(folder)
    wanted = tuple(map(_tag, languages)) or _languages(folder)
    catalog, history = readable(folder).catalog, read_history(folder)
    texts = {tag: find_texts(folder, catalog, tag, first, history) for tag in wanted}
    pages = {tag: pages_missing(folder, tag, first) for tag in wanted}
    if form == "json":
        show(_as_json(texts, pages))
    else:
        for tag in wanted:
            if not totals:
                _show_places(tag, texts[tag], pages[tag])
            _show_files(tag, texts[tag])
    if history.note:
        why = say("what is older than its original is not known: {reason}", reason=history.note)
        show(why, err=True)
    for tag in wanted:
        show(_counted(tag, texts[tag], pages[tag]), err=True)
    done = all(one.is_done for found in texts.values() for one in found)
    return 0 if done and not any(pages.values()) else 1


@command.command("export", help=tell(_EXPORT))
@click.argument("language", metavar="LANG")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help=tell(say("The file to write, .po, .xliff or .xlf.")),
)  # fmt: skip
@click.option("--all", "whole", is_flag=True, help=tell(say("The texts that are done, too.")))
@FOLDER_OPTION
def export_command(language: str, output: Path | None, whole: bool, folder: Path) -> int:
    """Write the file, and say how much is in it."""
    tag, write = _tag(language), as_po
    if output is not None and output.suffix.lower() in _XLIFF:
        write = as_xliff
    elif output is not None and output.suffix.lower() != ".po":
        raise wrong_use(
            say("{file} ends in neither .po nor .xliff; name it so", file=quoted(str(output)))
        )
    if output is not None and not output.parent.is_dir():
        raise wrong_use(say("there is no folder {folder}", folder=quoted(str(output.parent))))
    catalog, history = readable(folder).catalog, read_history(folder)
    found = find_texts(folder, catalog, tag, first_language(folder), history)
    texts = [one for one in found if whole or not one.is_done]
    written = write(texts, tag)
    if output is None:
        show(written.decode(), nl=False)
    else:
        replace_file(output, written)
    files = len({one.definition.path for one in texts})
    told = say(
        "{texts} of {files} for {language}",
        texts=say_count("{count} text", "{count} texts", count=len(texts)),
        files=say_count("{count} file", "{count} files", count=files),
        language=tag,
    )
    show(told, err=True)
    return 0


@command.command("import", help=tell(_IMPORT))
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--lang", metavar="LANG", help=tell(say("The language, if not the one FILE names.")))
@FOLDER_OPTION
def import_command(file: Path, lang: str | None, folder: Path) -> int:
    """Place the texts, list what can't be, and count."""
    read = read_xliff if file.suffix.lower() in _XLIFF else read_po
    delivery = read(str(file), read_file(file))
    catalog = readable(folder).catalog
    language = _tag(lang) if lang else _named(delivery, file, folder, catalog)
    done = import_texts(folder, catalog, str(file), delivery, language, first_language(folder))
    for problem in sorted(done.problems):
        show_problem(problem)
    show(_summary(done, language), err=True)
    return int(any(one.severity is Severity.ERROR for one in done.problems))


def _tag(written: str) -> str:
    tag = tag_of(written)
    if not _TAG.fullmatch(tag):
        raise wrong_use(
            say(
                "{tag} is not the tag of a language; write tags such as en or zh-Hant",
                tag=quoted(written),
            )
        )
    return tag


def _languages(folder: Path) -> tuple[str, ...]:
    """Return the languages of the configurations, unless there is only one."""
    named = (*read_configuration(folder).languages, *docs_by_language(folder))
    languages = tuple(dict.fromkeys(named))
    if len(languages) < 2:
        raise wrong_use(
            say(
                "mkdocs.yml names no second language; name one, for example: {command}",
                command="icp translate status zh-Hant",
            )
        )
    return languages


def _named(delivery: Delivery, file: Path, folder: Path, catalog: Catalog) -> str:
    """Return the language that a translator's file names, if it is one of the playbook's.

    Tools write what they know, such as zh_TW: texts in another tag would be found by nobody.
    """
    named = delivery.language
    if not named:
        raise wrong_use(say("{file} names no language; say which with --lang", file=str(file)))
    titles = (target.title for target in catalog.targets.values())
    used = {tag for title in titles for tag, _ in title.by_language}
    known = dict.fromkeys(
        [*read_configuration(folder).languages, *docs_by_language(folder), *sorted(used)]
    )
    others = [tag for tag in known if tag != first_language(folder)]
    if named not in known and others:
        why = say(
            "{file} is in {language}, but this playbook is in {known}; say which with --lang",
            file=str(file), language=named, known=list(known),
        )  # fmt: skip
        raise wrong_use(why)
    return _tag(named)


def _show_places(tag: str, texts: Sequence[Translatable], pages: Sequence[str]) -> None:
    for one in texts:
        if one.is_done:
            continue
        line, column = one.place
        place = click.style(f"{one.definition.path}:{line}:{column}:", bold=True)
        told = _older(one, tag) if one.present else _missing(one, tag)
        show(f"{place} {tell(told)}")
    for path in pages:
        place = click.style(f"{path}:1:1:", bold=True)
        show(f"{place} {tell(say('this page is missing in {language}', language=tag))}")


def _missing(one: Translatable, tag: str) -> str:
    return say(
        "missing in {language}: {field}: {text}",
        language=tag, field=one.field, text=quoted(one.original),
    )  # fmt: skip


def _older(one: Translatable, tag: str) -> str:
    return say(
        "older than its original in {language}: {field}: {text}",
        language=tag, field=one.field, text=quoted(one.original),
    )  # fmt: skip


def _show_files(tag: str, texts: Sequence[Translatable]) -> None:
    """Print a line for each file in which something is to translate."""
    whole = Counter(one.definition.path for one in texts)
    left = Counter(one.definition.path for one in texts if not one.is_done)
    for path, count in left.items():
        told = say(
            "{file}: {count} of {all} texts to translate into {language}",
            file=path, count=count, all=whole[path], language=tag,
        )  # fmt: skip
        show(told)


def _counted(tag: str, texts: Sequence[Translatable], pages: Sequence[str]) -> str:
    missing, older = _open(texts)
    told = say(
        "{language}: {all} texts, {missing} missing, {older} older than their originals",
        language=tag, all=len(texts), missing=missing, older=older,
    )  # fmt: skip
    if not pages:
        return told
    more = say_count("{count} page is missing", "{count} pages are missing", count=len(pages))
    return say("{told}; {more}", told=told, more=more)


def _open(texts: Sequence[Translatable]) -> tuple[int, int]:
    """Return how many texts are missing, and how many are older than their originals."""
    left = [bool(one.present) for one in texts if not one.is_done]
    return left.count(False), left.count(True)


def _as_json(texts: dict[str, list[Translatable]], pages: dict[str, list[str]]) -> str:
    """Return `{"version": 1, "languages": {tag: {...}}}`; line and column count from 1."""
    languages = {
        tag: {
            "texts": len(found),
            "missing": _open(found)[0],
            "older": _open(found)[1],
            "open": [_record(one) for one in found if not one.is_done],
            "pages": pages[tag],
        }
        for tag, found in texts.items()
    }
    return json.dumps({"version": 1, "languages": languages}, ensure_ascii=False, indent=2)


def _record(one: Translatable) -> dict[str, str | int]:
    line, column = one.place
    return {
        "path": one.definition.path, "line": line, "column": column, "address": one.address,
        "state": "older" if one.present else "missing", "original": str(one.original),
    }  # fmt: skip


def _summary(done: Imported, language: str) -> str:
    refused = sum(one.severity is Severity.ERROR for one in done.problems)
    return say(
        "{placed} into {files} for {language}; {same} were there already, {open} are still open,"
        " {refused} refused",
        placed=say_count("{count} text placed", "{count} texts placed", count=done.placed),
        files=say_count("{count} file", "{count} files", count=len(done.files)),
        language=language, same=done.same, open=done.open, refused=refused,
    )  # fmt: skip
