"""PO and XLIFF as translators' tools send them back: each entry is read, or told with its line."""

from __future__ import annotations

import pytest

from icp_playbook.authoring.translating.delivery import Delivery
from icp_playbook.authoring.translating.po import read_po
from icp_playbook.authoring.translating.xliff import read_xliff
from icp_playbook.problems import ContentError

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: zh_Hant\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
FILE = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
    '<file original="x" source-language="en" target-language="zh-Hant" datatype="plaintext">'
    "<body>\n"
)
END = "\n</body></file></xliff>\n"


def _entry(text: str, address: str = "a.yml#b", original: str = "B") -> str:
    return f'msgctxt "{address}"\nmsgid "{original}"\nmsgstr {text}\n'


def _unit(inside: str, address: str = "a.yml#b") -> str:
    return f'<trans-unit id="{address}"><source>B</source>{inside}</trans-unit>'


def _po(body: str) -> Delivery:
    return read_po("x.po", (HEAD + body).encode())


def _xliff(body: str) -> Delivery:
    return read_xliff("x.xliff", (XML + FILE + body + END).encode())


def _said(delivery: Delivery) -> list[tuple[str, bool]]:
    assert delivery.problems == ()
    return [(one.text, one.is_open) for one in delivery.entries]


DONE = _entry('"甲"')


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (_entry('"甲"'), ("甲", False)),
        (_entry('""\n"甲\\n"\n"乙 \\"丙\\" \\\\"'), ('甲\n乙 "丙" \\', False)),
        (f'# a note\n#| msgid "old"\n#, fuzzy, c-format\n{DONE}', ("甲", True)),
        (_entry('""'), ("", False)),
        (_entry('"甲"').replace("\n", "\r\n"), ("甲", False)),
        (f'{DONE}\n#~ msgid "gone"\n#~ msgstr "gone"\n', ("甲", False)),
    ],
)
def test_an_entry_of_po_is_read(body: str, said: tuple[str, bool]) -> None:
    """Escapes, lines, marks and comments as tools write them; what is obsolete is left out."""
    assert _said(_po(body)) == [said]
    assert _po(body).language == "zh-Hant"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<target>甲</target>", ("甲", False)),
        ("<target>甲 &amp; <![CDATA[<乙>]]></target>", ("甲 & <乙>", False)),
        ('<target state="needs-review-translation">甲</target>', ("甲", True)),
        ('<target state="final">甲</target>', ("甲", False)),
        ("", ("", False)),
        ('<seg-source>B</seg-source><target><mrk mtype="seg">甲</mrk></target>', ("甲", False)),
        ("<target>甲</target><alt-trans><target>乙</target></alt-trans>", ("甲", False)),
        ("<target>甲</target><note>乙</note>", ("甲", False)),
    ],
)
def test_an_entry_of_xliff_is_read(inside: str, said: tuple[str, bool]) -> None:
    """What tools put around words is no part of them, and suggestions are none of ours."""
    assert _said(_xliff(_unit(inside))) == [said]
    assert _xliff(_unit(inside)).language == "zh-Hant"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (_entry('"甲'), 8, "this line is no PO"),
        (_entry("甲"), 8, "this line is no PO"),
        (_entry('"甲"\nmsgstr "乙"'), 9, "this line is no PO"),
        (_entry('"甲" x'), 8, "this line is no PO"),
        (_entry('"甲"').replace("msgstr", "msgstring"), 8, "this line is no PO"),
        ('msgctxt "a.yml#b"\nmsgid "B"\n', 6, "the entry has no msgstr"),
        ('msgid "B"\nmsgstr "甲"\n', 6, "the entry has no msgctxt"),
        (f'{DONE.partition("msgstr")[0]}msgid_plural "Bs"\n', 8, "this line is no PO"),
        (DONE.replace("msgstr", "msgstr[0]"), 8, "this line is no PO"),
    ],
)  # fmt: skip
def test_a_broken_entry_of_po_is_told_and_the_others_are_read(
    body: str, line: int, message: str
) -> None:
    """A string without its end loses no letter silently."""
    other = _entry('"乙"', "a.yml#c")
    delivery = _po(f"{body}\n#, fuzzy\n{other}")
    assert [(one.line, one.message[: len(message)]) for one in delivery.problems] == [
        (line, message)
    ]
    assert [(one.address, one.is_open) for one in delivery.entries] == [("a.yml#c", True)]


def test_a_unit_with_a_sign_for_something_else_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A tool's tag is no text; the units around it are read."""
    body = _unit('<target>甲<x id="1"/></target>') + "\n" + _unit("<target>乙</target>", "a.yml#c")
    delivery = _xliff(body)
    assert [(one.line, one.message) for one in delivery.problems] == [
        (3, "the text holds <x>, which stands for no words")
    ]
    assert [one.text for one in delivery.entries] == ["乙"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ((HEAD + "甲").replace("UTF-8", "Big5").encode(), 6, "this line is not text in Big5"),
        (HEAD.encode() + b"\n\xff", 7, "this line is not text in UTF-8"),
        (HEAD.replace("UTF-8", "none-such").encode(), 1, '"none-such" is no encoding of text'),
        (HEAD.replace("UTF-8", "zip").encode(), 1, '"zip" is no encoding of text'),
    ],
)
def test_po_in_a_wrong_encoding_is_told(data: bytes, line: int, message: str) -> None:
    """No letter is guessed."""
    with pytest.raises(ContentError) as raised:
        read_po("x.po", data)
    assert [(one.line, str(one.message)) for one in raised.value.problems] == [(line, message)]


@pytest.mark.parametrize("charset", ["GB18030", "Big5", "UTF-8-SIG"])
def test_po_in_the_encoding_that_it_names_is_read(charset: str) -> None:
    """As editors in China and Taiwan save it."""
    text = (HEAD + _entry('"客戶"')).replace("charset=UTF-8", f"charset={charset}")
    assert _said(read_po("x.po", text.encode(charset))) == [("客戶", False)]


SECOND = FILE.replace('1.2"', '2.0"')
ENTITY = _unit("<target>&a;</target>")
UNIT = _unit("<target>甲</target>")
CUT = _unit("<target>甲")
OTHERWISE = XML.replace("UTF-8", "none-such")
DOCTYPE = "the file declares a document type, which is not read"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f'{XML}<!DOCTYPE x [<!ENTITY a "甲">]>\n{FILE}{ENTITY}{END}', 2, DOCTYPE),
        (f'{XML}\n<!DOCTYPE x SYSTEM "file:///etc/hostname">\n{FILE}{END}', 3, DOCTYPE),
        (f"{XML}{FILE}{ENTITY}{END}", 3, "this is no XML: undefined entity"),
        (f"{XML}{FILE}{UNIT}", 3, "this is no XML: no element found"),
        (f"{XML}{FILE}{CUT}{END}", 3, "this is no XML: mismatched tag"),
        (f"{XML}{FILE}\x01{END}", 3, "this is no XML: not well-formed (invalid token)"),
        (f"{XML}{SECOND}{END}", 2, "this is no XLIFF 1.2"),
        (f"{XML}<html/>", 2, "this is no XLIFF 1.2"),
        ("甲", 1, "this is no XML: syntax error"),
        ("", 1, "this is no XML: no element found"),
        (f"{OTHERWISE}{FILE}{END}", 1, "this is in an encoding that can't be read"),
    ],
)  # fmt: skip
def test_xml_that_is_broken_or_declares_anything_is_refused(
    text: str, line: int, message: str
) -> None:
    """Entities are refused where they are declared, before any is put in; no file is opened."""
    with pytest.raises(ContentError) as raised:
        read_xliff("x.xliff", text.encode())
    assert [(one.line, str(one.message)) for one in raised.value.problems] == [(line, message)]


def test_depth_of_xml_costs_nothing() -> None:
    """It is read event by event, so no stack of ours grows with it."""
    deep = "<g>" * 50_000 + "甲" + "</g>" * 50_000
    assert _said(_xliff(_unit(f"<target>{deep}</target>"))) == [("甲", False)]
