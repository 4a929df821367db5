"""The text of a CRM's export, in the encodings that spreadsheet programs save it in.

A byte order mark says it. Without one it is UTF-8, if it can be. Else it is what Excel on a Chinese
system saves as CSV: GB18030 or Big5, whichever reads without an odd character and has the Chinese
name of a known column. Where both do, nothing is guessed; where neither does, it is Windows-1252
(Latin-1 is a part of it), if its words look like words of western languages. A note shows one word,
because other encodings of one byte would have another letter in it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from icp_playbook.accounts.utf_8 import decoded
from icp_playbook.messages import say
from icp_playbook.problems import quoted

_CHINESE = {"GB18030": ("gb18030",), "Big5": ("cp950", "big5hkscs")}
"""The encodings by the names that people know: Big5 is Windows' own, then Hong Kong's."""
_WESTERN = ("Windows-1252", "cp1252")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ODD = {"Cc", "Cn", "Co", "Cs"}
"""Control characters, and what is no character or only somebody's own: signs of a wrong reading."""
_HEAD_WITHIN = 10
_BETWEEN_NAMES = re.compile(r"[,;\t|，；、｜\"\r\n]+")
_WORD = re.compile(r"[^\W\d_]*[À-ÖØ-öø-ÿŠšŽžŒœŸ¡-ª¬-¶¸-º¼-¿][^\s,;|\"]*")
_STRANGE = re.compile(r"[¡-¶¸-º¼-ÿ]{3}|[¢-©¬-²´-¶¸¹¼-¾][À-ÿ]|^[À-ÿ]{2,}$")
"""What no western word has: three letters with marks, a sign before one, nothing but such."""
_STRANGE_AT_MOST = 10
"""One word of so many may be strange."""
_SAMPLE = 4_000_000
_CHUNK = 1 << 20


class Encoding(NamedTuple):
    """How a text that is not UTF-8 is read: the codec of Python, and what to say of it."""

    codec: str
    note: str


def decode_export(path: str, data: bytes, is_known: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return the text, and a note where its encoding had to be found out.

    `is_known` tells a column that is looked for. Raise `ContentError` where no encoding is sure.
    """
    if data.startswith(_UTF16) and (text := _read(data, "utf-16")) and not _is_odd(text):
        return text, []
    if _read(data, "utf-8") is None and (reading := reading_of(data, is_known)) is not None:
        text = _read(data, reading.codec)
        if text is not None:
            return text, [reading.note]
    return decoded(path, data), []


def reading_of(data: bytes, is_known: Callable[[str], bool]) -> Encoding | None:
    """Return how bytes are read that are not UTF-8, None where that is not sure."""
    readings = list(_chinese_readings(data, is_known))
    if readings:
        return readings[0] if len(readings) == 1 else None
    text = _read(data, _WESTERN[1])
    if text is None or _is_odd(text):
        return None
    words = _WORD.findall(text)
    strange = sum(map(_is_strange, words))
    if not words or strange * _STRANGE_AT_MOST > len(words):
        return None
    shown = next(word for word in words if not _is_strange(word))
    note = say(
        "Read as {encoding}, for it is not UTF-8; so it has the word {word}. If that is wrong, save"
        " it as UTF-8.",
        encoding=_WESTERN[0],
        word=quoted(shown, 40),
    )
    return Encoding(_WESTERN[1], note)


def _is_strange(word: str) -> bool:
    """Tell whether a word is none of a western language: as a rule, other letters misread."""
    return bool(_STRANGE.search(word)) or _read(word.encode("cp1252"), "utf-8") is not None


def sample_of(path: Path) -> bytes | None:
    """Return the first lines of a file and those that are not ASCII, None where it is UTF-8.

    That is enough to tell the encoding of a file of any size.
    """
    if _is_utf_8(path):
        return None
    found: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < _SAMPLE and (line := file.readline(_CHUNK)):
            if len(found) < _HEAD_WITHIN or not line.isascii():
                found.append(line)
                size += len(line)
    return b"".join(found)


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _chinese_readings(data: bytes, is_known: Callable[[str], bool]) -> Iterator[Encoding]:
    """Yield each reading that has no odd character and a known column in Chinese."""
    for name, encodings in _CHINESE.items():
        texts = ((one, text) for one in encodings if (text := _read(data, one)) is not None)
        codec, text = next(((one, text) for one, text in texts if not _is_odd(text)), ("", ""))
        names = _BETWEEN_NAMES.split("\n".join(text.split("\n", _HEAD_WITHIN)[:_HEAD_WITHIN]))
        column = next((one for one in names if not one.isascii() and is_known(one)), "")
        if column:
            note = say(
                "Read as {encoding}: it is not UTF-8, and so it has the column {column}.",
                encoding=name,
                column=quoted(column, 40),
            )
            yield Encoding(codec, note)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_odd(text: str) -> bool:
    return any(unicodedata.category(one) in _ODD for one in set(text) - set("\t\r\n"))
