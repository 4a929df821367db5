"""The text of a CRM's export, in the encodings that spreadsheet programs save it in.

A byte order mark says it. Without one it is UTF-8, if it can be. Else it is what Excel on a Chinese
system saves as CSV: GB18030 or Big5, whichever reads without an odd character and has the Chinese
name of a known column. Where both do or neither does, nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from icp_playbook.accounts.account_file import decoded
from icp_playbook.messages import say
from icp_playbook.problems import quoted

_CHINESE = {"GB18030": ("gb18030",), "Big5": ("cp950", "big5hkscs")}
"""The encodings by the names that people know: Big5 is Windows' own, then Hong Kong's."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ODD = {"Cc", "Cn", "Co", "Cs"}
"""Control characters, and what is no character or only somebody's own: signs of a wrong reading."""
_HEAD_WITHIN = 10
_BETWEEN_NAMES = re.compile(r"[,;\t|，；、｜\"\r\n]+")


class _Reading(NamedTuple):
    encoding: str
    text: str
    column: str


def decode_export(path: str, data: bytes, is_known: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return the text, and a note where its encoding had to be found out.

    `is_known` tells a column that is looked for. Raise `ContentError` where no encoding is sure.
    """
    if data.startswith(_UTF16) and (text := _read(data, "utf-16")) and not _is_odd(text):
        return text, []
    if _read(data, "utf-8") is None:
        readings = list(_chinese_readings(data, is_known))
        if len(readings) == 1:
            name, text, column = readings[0]
            note = say(
                "Read as {encoding}: it is not UTF-8, and so it has the column {column}.",
                encoding=name,
                column=quoted(column, 40),
            )
            return text, [note]
    return decoded(path, data), []


def _chinese_readings(data: bytes, is_known: Callable[[str], bool]) -> Iterator[_Reading]:
    """Yield each reading that has no odd character and a known column in Chinese."""
    for name, encodings in _CHINESE.items():
        texts = (text for one in encodings if (text := _read(data, one)) is not None)
        text = next((text for text in texts if not _is_odd(text)), "")
        names = _BETWEEN_NAMES.split("\n".join(text.split("\n", _HEAD_WITHIN)[:_HEAD_WITHIN]))
        column = next((one for one in names if not one.isascii() and is_known(one)), "")
        if column:
            yield _Reading(name, text, column)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_odd(text: str) -> bool:
    return any(unicodedata.category(one) in _ODD for one in set(text) - set("\t\r\n"))
