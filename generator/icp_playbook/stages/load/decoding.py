"""Bytes of a file become text, or problems that say what in them is nobody's text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from icp_playbook.messages import say
from icp_playbook.problems import Problem, quoted
from icp_playbook.stages.load.places import line_and_column_after

MAX_BYTES = 1024 * 1024
MAX_CHARACTER_PROBLEMS = 20

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Control characters, line breaks that only some programs see (NEL, U+2028, U+2029), characters that
# make text show in another order than it is stored, half characters, and code points that are no
# characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    + NONCHARACTERS
    + "]"
)

_PRINTABLE = bytes([*range(0x20, 0x7F), *b"\t\n\r"])

_MARK = re.compile(
    r"^(?P<lead>[ \t]*)(?P<mark><{7}|\|{7}|={7}|>{7})(?P<rest>|[ \t][^\r\n]*)\r?$", re.MULTILINE
)


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file without its byte order mark, or no usable text and problems."""
    if len(data) > MAX_BYTES:
        message = say(
            "the file has {size} bytes; at most {most} are read",
            size=f"{len(data):,}",
            most=f"{MAX_BYTES:,}",
        )
        hint = say("split it into several definitions")
        return "", [Problem(path, 1, 1, "file-size", message, hint)]
    if data.isascii() and not data.translate(None, _PRINTABLE):
        return data.decode("ascii"), []
    if _looks_like_utf16(data):
        return "", [_wrong_encoding(path, 1, 1, "UTF-16")]
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        return "", [_wrong_encoding(path, *line_and_column_after(before), _likely_encoding(data))]
    return text, _forbidden_characters(path, text)


def character_name(character: str) -> str:
    """Return the name of a character that cannot be shown: `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    code, kind = f"U+{ord(character):04X}", unicodedata.category(character)
    if name := unicodedata.name(character, ""):
        return f"{code} ({name})"
    if kind == "Cc":
        return say("{code} (a control character)", code=code)
    return (
        say("{code} (half a character)", code=code)
        if kind == "Cs"
        else say("{code} (not a character)", code=code)
    )


def _looks_like_utf16(data: bytes) -> bool:
    """Tell whether the bytes are Windows' "Unicode": marked so, or with every second byte zero."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    start = data[:64]
    return len(start) >= 4 and (not any(start[1::2]) or not any(start[0::2])) and any(start)


def _likely_encoding(data: bytes) -> str:
    """Guess how a file was saved: Chinese text has its high bytes in runs, é stands alone."""
    if re.search(rb"[\x80-\xff]{2}", data):
        for encoding, name in (("gbk", "GBK"), ("big5", "Big5")):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return say("{name} or another Chinese encoding", name=name)
    return say("Latin-1 or Windows-1252")


def _wrong_encoding(path: str, line: int, column: int, encoding: str) -> Problem:
    """Return the problem of a file that is not UTF-8 from this place on."""
    message = say("this is not UTF-8 text; it looks like {encoding}", encoding=encoding)
    return Problem(path, line, column, "yaml-encoding", message, say("save the file as UTF-8"))


def _forbidden_characters(path: str, text: str) -> list[Problem]:
    """Return a problem for each forbidden character, as many as a person would still read."""
    # No forbidden character is printable, and asking so is ten times faster than the search.
    if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return []
    problems = []
    for found in FORBIDDEN.finditer(text):
        line, column = line_and_column_after(text[: found.start()])
        name = character_name(found.group())
        message = say("the invisible character {name} is not allowed", name=name)
        problems.append(Problem(path, line, column, "yaml-character", message, say("delete it")))
        if len(problems) == MAX_CHARACTER_PROBLEMS:
            break
    return problems


def conflicts(path: str, text: str, indented: bool = True) -> list[Problem]:
    """Return a problem for each merge conflict that git left in `text`, and for each mark of one.

    A line of `=======` alone is none: Markdown draws headings with it. In YAML somebody may have
    indented the lines to make them fit; on a page (not `indented`) that shows them on purpose.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    problems: list[Problem] = []
    opened = False
    for found in _MARK.finditer(text):
        if found["lead"] and not indented:
            continue
        sign = found["mark"][0]
        if sign == "<" or (sign == ">" and not opened):
            problems.append(_conflict(path, text, found))
        opened = sign == "<" or (opened and sign != ">")
    return problems


def _conflict(path: str, text: str, found: re.Match[str]) -> Problem:
    line, column = text.count("\n", 0, found.start()) + 1, len(found["lead"]) + 1
    mark = quoted(found[0].strip())
    if found["mark"][0] == "<":
        message = say("a merge conflict was left here: {mark}", mark=mark)
    else:
        message = say("the end of a merge conflict was left here: {mark}", mark=mark)
    hint = say(
        "keep the lines that are right and delete the others, "
        "with those of <<<<<<<, ======= and >>>>>>>"
    )
    return Problem(path, line, column, "merge-conflict", message, hint)
