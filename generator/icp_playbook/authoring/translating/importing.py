"""Take a translator's file back: each entry is placed, or told with its line and the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from icp_playbook.authoring.changing import FileEdits, apply, refuse_errors, tried
from icp_playbook.authoring.generated import refresh
from icp_playbook.authoring.source import read_source
from icp_playbook.authoring.translating.delivery import Delivery, Given
from icp_playbook.authoring.translating.placing import Addition, place_texts
from icp_playbook.authoring.translating.texts import Translatable, find_texts
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.text import ProseLink, Text
from icp_playbook.problems import Problem, Severity, quoted
from icp_playbook.stages.load.decoding import FORBIDDEN, character_name
from icp_playbook.stages.load.reader import read_yaml


@dataclass(frozen=True, slots=True)
class Imported:
    """How many texts were placed, were there already, and are still open; and what was refused."""

    placed: int
    same: int
    open: int
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


class _RefusedEntryError(Exception):
    """An entry can't be placed; the arguments are the rule, the message and the hint."""


def import_texts(
    root: Path, catalog: Catalog, file: str, delivery: Delivery, language: str, first: str
) -> Imported:
    """Place what a translator's `file` brings into the playbook in `root`, all files or none.

    Raise `ContentError` where the playbook would have errors by what is placed.
    """
    known = {text.address: text for text in find_texts(root, catalog, language, first)}
    problems = list(delivery.problems)
    taken: dict[str, list[tuple[Given, Translatable]]] = defaultdict(list)
    counted: Counter[str] = Counter()
    lines: dict[str, int] = {}
    for given in delivery.entries:
        try:
            _refuse_second(given, lines)
            text = _wanted(given, known)
            if what := _needless(given, text):
                counted[what] += 1
                problems += _left_open(file, given, text)
                continue
            _refuse_wrong(given, text)
            taken[text.definition.path].append((given, text))
        except _RefusedEntryError as error:
            problems.append(Problem(file, given.line, 1, *error.args))
    contents = {}
    for path, entries in taken.items():
        written = _placed(root, path, entries)
        if written is None:
            problems += [_unusual(file, given) for given, _ in entries]
        else:
            contents[path] = written
    _write(root, contents)
    placed = sum(len(taken[path]) for path in contents)
    return Imported(placed, counted["same"], counted["open"], tuple(contents), tuple(problems))


def _write(root: Path, contents: Mapping[str, str]) -> None:
    """Write the files, whole or not at all, unless the playbook would have errors then."""
    if not contents:
        return
    change = FileEdits(contents)
    after = tried(root, change)
    refuse_errors(after)
    apply(root, change)
    with suppress(OSError):  # the editor's schemas can wait for the next check
        refresh(root, after.catalog)


def _refuse_second(given: Given, lines: dict[str, int]) -> None:
    if (line := lines.setdefault(given.address, given.line)) != given.line:
        message = say("{address} is given on line {line} already", address=given.address, line=line)
        raise _RefusedEntryError("translation-twice", message, say("keep one of the two"))


def _wanted(given: Given, known: Mapping[str, Translatable]) -> Translatable:
    """Return the text that an entry is about, unless it is gone or reads otherwise now."""
    text = known.get(given.address)
    if text is None:
        message = say("there is no text at {address}", address=quoted(given.address, 200))
        raise _RefusedEntryError("translation-gone", message, say("export anew"))
    if _text_of(given.original) != str(text.original):
        message = say(
            "the original of {address} has changed since the export", address=given.address
        )
        hint = say("it says {text} now; export anew", text=quoted(text.original))
        raise _RefusedEntryError("translation-old", message, hint)
    return text


def _needless(given: Given, text: Translatable) -> str:
    """Return why an entry needs no placing: it is open, or says what is there."""
    said = _text_of(given.text)
    if not said:
        return "open"
    if given.is_open:
        return "open"
    same = said == text.present or (
        said == str(text.original) and text.is_done and not text.present
    )
    return "same" if same else ""


def _left_open(file: str, given: Given, text: Translatable) -> Iterable[Problem]:
    """Yield the warning of a new translation that somebody still has to look at."""
    if given.is_open and _text_of(given.text) not in ("", text.present):
        message = say("the translation of {address} is marked as unsure", address=given.address)
        hint = say("look at it, and take the mark away")
        yield Problem(file, given.line, 1, "translation-unsure", message, hint, Severity.WARNING)


def _refuse_wrong(given: Given, text: Translatable) -> None:
    """Raise for a text that can't stand in its field, or leads elsewhere than its original."""
    said = _text_of(given.text)
    if found := FORBIDDEN.search(said):
        message = say(
            "this text contains {name}, which is not allowed", name=character_name(found.group())
        )
        raise _RefusedEntryError("translation-wrong", message)
    try:
        checked: Text = text.leaf.field.check({text.language: said})
    except PydanticCustomError as error:
        context = error.context or {}
        raise _RefusedEntryError(
            "translation-wrong", context["message"], context.get("hint", "")
        ) from None
    theirs, ours = _targets(checked), _targets(text.original)
    hint = say("keep what stands before the | in [[…|…]], and the addresses of images")
    if more := sorted((theirs - ours).elements()):
        message = say("this leads elsewhere than the original: {links}", links=more)
        raise _RefusedEntryError("translation-links", message, hint)
    if less := sorted((ours - theirs).elements()):
        message = say("this lacks links of the original: {links}", links=less)
        raise _RefusedEntryError("translation-links", message, hint)


def _targets(text: Text) -> Counter[str]:
    return Counter(
        f"[[{one.target}]]" if isinstance(one, ProseLink) else one.address for one in text.found
    )


def _placed(root: Path, path: str, entries: list[tuple[Given, Translatable]]) -> str | None:
    """Return a file with the entries in it, or None if it would not say just that then."""
    source = read_source(root, path)
    additions = {
        text.leaf.loc: Addition(text.language, _text_of(given.text), text.original_language)
        for given, text in entries
    }
    written = place_texts(source, additions)
    expected = deepcopy(read_yaml(path, source.text.encode()).values)
    for loc, added in additions.items():
        _set(expected, loc, added)
    document = read_yaml(path, written.encode())
    return written if not document.problems and document.values == expected else None


def _set(values: Any, loc: tuple[str | int, ...], added: Addition) -> None:
    for step in loc[:-1]:
        values = values[step]
    before = values[loc[-1]]
    texts = before if isinstance(before, dict) else {added.original_language: before}
    values[loc[-1]] = texts | {added.language: added.text}


def _unusual(file: str, given: Given) -> Problem:
    message = say("{address} is written in a way that icp cannot follow", address=given.address)
    return Problem(file, given.line, 1, "unusual-text", message, say("write it there by hand"))


def _text_of(given: str) -> str:
    """Return a text as definitions have it: line ends as in Unix, no space around."""
    return given.replace("\r\n", "\n").replace("\r", "\n").strip()
