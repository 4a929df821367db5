"""How a translation is written in YAML: short ones plain, long ones below their language."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator

from icp_playbook.authoring.yaml_text import WIDTH, indented
from icp_playbook.stages.load.reader import read_yaml

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
"""Letters of languages that write no spaces between words: folded, they would gain some."""
_TAKEN_FOR_MORE = frozenset({"null", "~", "true", "false", "yes", "no", "on", "off"})
"""Plain words that an editor, or somebody's YAML 1.1, takes for something else than text."""


def columns(text: str) -> int:
    """Return how wide a line is shown: a Chinese sign takes two columns."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def in_braces(text: str) -> str:
    """Return a text as it can stand in braces or brackets, on one line."""
    return next(way for way in _one_line(text) if _reads_back(f"x: {{y: {way}}}\n", {"y": text}))


def below_key(text: str, is_block: bool) -> list[str]:
    """Return the lines of a text behind its key, with those below indented.

    With `is_block` it stands below, as its original does. A paragraph of a language that writes no
    spaces keeps its line.
    """
    ways: list[list[str]] = []
    if "\n" in text:
        ways = [["|-", *indented(text.split("\n"))]]
    elif not _NO_SPACES.search(text) and columns(text) > WIDTH:
        rows = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
        ways = [[">-", *indented(rows)]]
    elif is_block:
        ways = [[">-", *indented([text])]]
    ways += [[way] for way in _one_line(text)]
    return next(way for way in ways if _reads_back(_entry(way), text))


def _one_line(text: str) -> Iterator[str]:
    """Yield the ways to write a text on one line; the last one is always right."""
    if "\n" not in text:
        if text.lower() not in _TAKEN_FOR_MORE:
            yield text
        if '"' not in text and "\\" not in text:
            yield f'"{text}"'
        yield "'" + text.replace("'", "''") + "'"
    yield json.dumps(text, ensure_ascii=False)


def _entry(lines: list[str]) -> str:
    return "\n".join([f"x: {lines[0]}", *lines[1:], ""])


def _reads_back(written: str, value: object) -> bool:
    document = read_yaml("", written.encode())
    return not document.problems and document.values == {"x": value}
