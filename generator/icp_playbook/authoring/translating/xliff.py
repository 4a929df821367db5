"""XLIFF 1.2, the version that all translators' tools read; few of them read 2.

Written and read with Python's own XML, for half a dozen elements are all there is. Expat reads it
event by event: so each entry has its line, nothing is nested in our memory, and a file that
declares a type or entities, with which a small file grows without end, is refused before they mean
anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NoReturn
from xml.etree import ElementTree as Xml
from xml.parsers import expat

from icp_playbook.authoring.translating.delivery import Delivery, Given, broken, tag_of
from icp_playbook.authoring.translating.texts import Translatable
from icp_playbook.messages import Message, say
from icp_playbook.problems import ContentError, Problem

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_VERSIONS = ("1.0", "1.1", "1.2")
_OPEN = frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n"}) | {
    f"needs-review-{what}" for what in ("translation", "adaptation", "l10n")
}
"""States of a target that somebody still has to look at."""
_AROUND = frozenset({"g", "mrk"})
"""What tools put around words; all other elements inside a text stand for something else."""


def as_xliff(texts: Iterable[Translatable], language: str) -> bytes:
    """Return an XLIFF file of the texts; the same texts give the same bytes."""
    root = Xml.Element("xliff", {"xmlns": _NAMESPACE, "version": "1.2"})
    for (path, original_language), group in groupby(
        texts, key=lambda text: (text.definition.path, text.original_language)
    ):
        about = {
            "original": path, "datatype": "plaintext",
            "source-language": original_language, "target-language": language,
        }  # fmt: skip
        body = Xml.SubElement(Xml.SubElement(root, "file", about), "body")
        for text in group:
            _add_unit(body, text)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _add_unit(body: Xml.Element, text: Translatable) -> None:
    unit = Xml.SubElement(body, "trans-unit", {"id": text.address, "xml:space": "preserve"})
    Xml.SubElement(unit, "source").text = str(text.original)
    if text.present:
        state = "translated" if text.is_done else "needs-review-translation"
        Xml.SubElement(unit, "target", {"state": state}).text = text.present
    for about in text.about:
        Xml.SubElement(unit, "note", {"from": "developer"}).text = about
    if text.before is not None:
        note = f"The original was: {text.before}"
        Xml.SubElement(unit, "note", {"from": "developer"}).text = note


def read_xliff(file: str, data: bytes) -> Delivery:
    """Return what an XLIFF file brings; raise `ContentError` where it is no XML, or another kind.

    Entries before the place at which XML ends to be readable are not taken either: a file that was
    cut is not what the translator sent.
    """
    reader = _Reader(file)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = say("this is no XML: {reason}", reason=expat.ErrorString(error.code))
        hint = say("save it anew as XLIFF 1.2")
        raise ContentError([broken(file, error.lineno, message, hint, error.offset + 1)]) from None
    except (LookupError, ValueError):  # an encoding that Python or expat has not
        message = say("this is in an encoding that can't be read")
        raise ContentError([broken(file, 1, message, say("save the file as UTF-8"))]) from None
    return Delivery(reader.language, tuple(reader.entries), tuple(reader.problems))


@dataclass(slots=True)
class _Unit:
    """A unit that is being read: what its two texts say so far."""

    address: str
    line: int
    said: dict[str, str] = field(default_factory=lambda: {"source": "", "target": ""})
    is_open: bool = False
    strange: str = ""


class _Reader:
    """Takes expat's events; a text counts where it stands in its unit, not in a suggestion."""

    def __init__(self, file: str) -> None:
        self.file, self.language = file, ""
        self.entries: list[Given] = []
        self.problems: list[Problem] = []
        self._names: list[str] = []
        self._unit: _Unit | None = None
        self._side = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse_doctype(self, *_: object) -> NoReturn:
        hint = say("delete the line that begins with <!DOCTYPE")
        self._refuse(say("the file declares a document type, which is not read"), hint)

    def _refuse(self, message: Message, hint: Message) -> NoReturn:
        raise ContentError([broken(self.file, self.parser.CurrentLineNumber, message, hint)])

    def _start(self, whole: str, attributes: dict[str, str]) -> None:
        name = whole.rpartition(" ")[2]
        if not self._names and (name != "xliff" or attributes.get("version") not in _VERSIONS):
            self._refuse(say("this is no XLIFF 1.2"), say("save it anew as XLIFF 1.2"))
        above = self._names[-1] if self._names else ""
        self._names.append(name)
        if name == "file":
            self.language = self.language or tag_of(attributes.get("target-language", ""))
        elif name == "trans-unit":
            self._unit = _Unit(attributes.get("id", ""), self.parser.CurrentLineNumber)
        elif self._unit is None:
            return
        elif above == "trans-unit" and name in ("source", "target"):
            self._side = name
            self._unit.is_open |= name == "target" and attributes.get("state", "") in _OPEN
        elif self._side and name not in _AROUND:
            self._unit.strange = self._unit.strange or name

    def _end(self, whole: str) -> None:
        name = self._names.pop()
        if self._side == name and self._names[-1] == "trans-unit":
            self._side = ""
        if name == "trans-unit" and self._unit is not None:
            self._finish(self._unit)
            self._unit = None

    def _text(self, text: str) -> None:
        if self._side and self._unit is not None:
            self._unit.said[self._side] += text

    def _finish(self, unit: _Unit) -> None:
        if unit.strange:
            message = say("the text holds <{name}>, which stands for no words", name=unit.strange)
            hint = say("write the text without tags of the tool")
            self.problems.append(broken(self.file, unit.line, message, hint))
            return
        self.entries.append(
            Given(unit.address, unit.said["source"], unit.said["target"], unit.line, unit.is_open)
        )
