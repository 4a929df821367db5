"""Files that are no text, whatever their name says: each with what it is and what to do."""

from __future__ import annotations

from typing import NamedTuple

from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem

WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_AS_CSV = say("export it again, as CSV (UTF-8)")
_UNPACK = say("unpack it, and give the file in it")


class NotText(NamedTuple):
    """What a file is that cannot be read."""

    message: str
    hint: str


_SIGNS = (
    (OLD_WORKBOOK, NotText(say("this is a workbook of before 2007, or one with a password"),
                        say("save it as XLSX without a password"))),
    (b"%PDF-", NotText(say("this is a PDF"), _AS_CSV)),
    (b"{\\rtf", NotText(say("this is a text document"), _AS_CSV)),
    (b"\x1f\x8b", NotText(say("this is an archive"), _UNPACK)),
    (b"PK\x05\x06", NotText(say("this is an archive"), _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", NotText(say("this is an archive"), _UNPACK)),
    (b"Rar!", NotText(say("this is an archive"), _UNPACK)),
    (b"BZh", NotText(say("this is an archive"), _UNPACK)),
    (b"\xfd7zXZ\0", NotText(say("this is an archive"), _UNPACK)),
    (b"\x28\xb5\x2f\xfd", NotText(say("this is an archive"), _UNPACK)),
    (b"\x89PNG", NotText(say("this is a picture"), _AS_CSV)),
    (b"\xff\xd8\xff", NotText(say("this is a picture"), _AS_CSV)),
    (b"GIF8", NotText(say("this is a picture"), _AS_CSV)),
)  # fmt: skip
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")
_WEB_PAGE = NotText(
    say("this is a web page or XML, which some programs call XLS"),
    say("open it in a spreadsheet program and save it as XLSX or CSV (UTF-8)"),
)
_AS_XLSX = say("save it as XLSX or CSV (UTF-8)")
_PARTS = (
    ("xl/workbook.bin", NotText(say("this is a binary workbook (XLSB)"), _AS_XLSX)),
    ("content.xml", NotText(say("this is an OpenDocument file"), _AS_XLSX)),
    ("Index/Document.iwa", NotText(say("this is a sheet of Numbers"), _AS_XLSX)),
    ("word/document.xml", NotText(say("this is a text document"), _AS_CSV)),
)


_A_WORKBOOK = NotText(
    say("this is a workbook or an archive"), say("give a workbook a name that ends with .xlsx")
)


def refuse_all_but_text(name: str, begin: bytes) -> None:
    """Raise `ContentError` where a file that is called a text begins as something else."""
    if begin.startswith(WORKBOOK):
        raise _error(name, _A_WORKBOOK)
    refuse_what_is_no_text(name, begin)


def refuse_what_is_no_text(name: str, begin: bytes) -> None:
    """Raise `ContentError` where a file begins as something that has no rows of text."""
    kind = next((kind for sign, kind in _SIGNS if begin.startswith(sign)), None)
    if begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:10].lower().startswith(_MARKUP):
        kind = _WEB_PAGE
    if kind is not None:
        raise _error(name, kind)


def refuse_other_archives(name: str, parts: list[str]) -> None:
    """Raise `ContentError` where an archive, which has these parts, is no workbook."""
    if "xl/workbook.xml" in parts:
        return
    kind = next((kind for part, kind in _PARTS if part in parts), None)
    if kind is not None or not any(part.startswith("xl/") for part in parts):
        raise _error(name, kind or NotText(say("this is an archive"), _UNPACK))


def _error(name: str, kind: NotText) -> ContentError:
    return ContentError([Problem(name, 1, 1, "not-csv", kind.message, kind.hint)])
