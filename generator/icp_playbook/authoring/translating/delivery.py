"""What a translator's file brings, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem
from icp_playbook.stages.load.opening import read_regular

MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """One entry: the text that it is about, the original it was made of, and the translation.

    `line` is where it stands in the file. `is_open` is true where the translator's tool says that
    somebody still has to look at it.
    """

    address: str
    original: str
    text: str
    line: int
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """The entries of a file in order, its language if it says one, and what can't be read."""

    language: str
    entries: tuple[Given, ...]
    problems: tuple[Problem, ...] = ()


def read_file(file: Path) -> bytes:
    """Return what a translator's file holds. Raise `ContentError` if it is none to read."""
    too_large = say("export the languages, or the files, apart")
    data, problems = read_regular(file, str(file), MOST_BYTES, too_large)
    if data is None:
        raise ContentError(problems)
    return data


def broken(file: str, line: int, message: str, hint: str = "", column: int = 1) -> Problem:
    """Return the problem of something in a translator's file."""
    return Problem(file, line, column, "translation-unreadable", message, hint)


def tag_of(language: str) -> str:
    """Return the tag of a language as texts have it: gettext writes `zh_Hant`."""
    return language.strip().partition(".")[0].replace("_", "-")
