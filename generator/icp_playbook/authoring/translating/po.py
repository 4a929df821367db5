"""Gettext's PO, which every translator's tool reads: written by Babel, read by ourselves.

Babel's reader drops the last letter of a string whose quote is not closed, takes the last of two
entries for one text, and ends at the first mistake or prints it; here each entry has its line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from icp_playbook.authoring.translating.delivery import Delivery, Given, broken, tag_of
from icp_playbook.authoring.translating.texts import Translatable
from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem, quoted

_CHARSET = re.compile(rb'^"Content-Type:[^"\n]*charset=([\w.-]+)', re.MULTILINE)
_LANGUAGE = re.compile(r"^Language: *([\w.@-]+) *$", re.MULTILINE)
_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s*)?"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def as_po(texts: Iterable[Translatable], language: str) -> bytes:
    """Return a PO file of the texts; the same texts give the same bytes."""
    catalog = Catalog(fuzzy=False)
    for text in texts:
        message = catalog.add(
            str(text.original),
            text.present,
            locations=[(text.definition.path, text.place[0])],
            flags=["fuzzy"] if text.before is not None else [],
            auto_comments=text.about,
            previous_id=text.before or "",
            context=text.address,
        )
        # Babel takes "40 % a year" for a format of Python's.
        message.flags -= {"python-format", "python-brace-format"}
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=True, include_previous=True)
    head = (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language.replace("-", "_")}\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def read_po(file: str, data: bytes) -> Delivery:
    """Return what a PO file brings; raise `ContentError` when it is no text at all."""
    language, entries, problems = "", list[Given](), list[Problem]()
    for entry in _entries(_text(file, data).split("\n")):
        if entry.broken:
            hint = say("write each string in quotes, with a backslash before a quote inside")
            message = say("this line is no PO, so its entry can't be read")
            problems.append(broken(file, entry.broken, message, hint))
        elif entry.strings.get("msgid") == "" and "msgctxt" not in entry.strings:
            found = _LANGUAGE.search(_unescaped(entry.strings.get("msgstr", "")))
            language = tag_of(found[1]) if found else language
        elif missing := [
            name for name in ("msgctxt", "msgid", "msgstr") if name not in entry.strings
        ]:
            message = say("the entry has no {name}", name=missing[0])
            hint = say("keep the entries that icp translate export wrote")
            problems.append(broken(file, entry.line, message, hint))
        else:
            address, original, text = (
                _unescaped(entry.strings[name]) for name in ("msgctxt", "msgid", "msgstr")
            )
            entries.append(Given(address, original, text, entry.line, "fuzzy" in entry.flags))
    return Delivery(language, tuple(entries), tuple(problems))


@dataclass(slots=True)
class _Entry:
    """The strings of an entry as they stand, its flags, and the first line that is none of PO's."""

    line: int
    flags: frozenset[str]
    strings: dict[str, str] = field(default_factory=dict)
    last: str = ""
    broken: int = 0


def _entries(lines: list[str]) -> Iterator[_Entry]:
    """Yield each entry. Comments stand before the entry they are about."""
    entry: _Entry | None = None
    flags: frozenset[str] = frozenset()
    for number, whole in enumerate(lines, 1):
        line = whole.strip()
        if not line:
            continue
        if line.startswith("#"):
            if entry is not None:
                yield entry
                entry, flags = None, frozenset()
            if line.startswith("#,"):
                flags |= {flag.strip() for flag in line[2:].split(",")}
            continue
        found = _LINE.fullmatch(line)
        name = found[1] if found else line.partition(" ")[0]
        begins = name == "msgctxt" or (
            name == "msgid" and (entry is None or entry.last != "msgctxt")
        )
        if entry is None or begins:
            if entry is not None:
                yield entry
                flags = frozenset()
            entry = _Entry(number, flags)
        _take(entry, number, name or "", found[2] if found else None)
    if entry is not None:
        yield entry


def _take(entry: _Entry, number: int, name: str, string: str | None) -> None:
    """Give a line to its entry: a string, or the rest of the one above."""
    known = name in ("msgctxt", "msgid", "msgstr")
    at = name if known else entry.last
    if string is None or not at or (known and name in entry.strings) or (name and not known):
        entry.broken = entry.broken or number
        entry.last = at
        return
    entry.strings[at] = entry.strings.get(at, "") + string
    entry.last = at


def _unescaped(string: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), string)


def _text(file: str, data: bytes) -> str:
    """Return the text of a PO file in the encoding that its head names."""
    named = _CHARSET.search(data[:4096])
    charset = named[1].decode("ascii") if named else "utf-8"
    charset = "utf-8" if charset == "CHARSET" or data.startswith(codecs.BOM_UTF8) else charset
    try:
        return data.decode(charset).removeprefix("\ufeff")
    except LookupError:
        message = say("{charset} is no encoding of text", charset=quoted(charset))
        raise ContentError([broken(file, 1, message, say("save the file as UTF-8"))]) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = say("this line is not text in {charset}", charset=charset)
        raise ContentError([broken(file, line, message, say("save the file as UTF-8"))]) from None
