"""Answers from files, texts and form tools: what is wrong is told by its place, the rest counts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from icp_playbook.alignment.answers import Answers, Found, read_texts
from icp_playbook.alignment.gathered import gather
from icp_playbook.alignment.known import Known
from icp_playbook.alignment.table import read_rows
from icp_playbook.problems import ContentError
from icp_playbook.survey.questions import Survey


def record(**fields: Any) -> dict[str, Any]:
    """Return a saved record of one person."""
    return {
        "icp_alignment": 1, "id": "a1", "version": "abcdef", "day": "2026-11-09",
        "department": "sales", "answers": {"accounts.wren": "yes"}, **fields,
    }  # fmt: skip


def table(*rows: list[str]) -> bytes:
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def told(found: Found) -> list[str]:
    """Return the problems as they are shown."""
    return [str(one).removeprefix("f:") for one in found.problems]


def test_texts_that_were_pasted_together_are_read(known: Known) -> None:
    """With anything around them, in any order of fields, as chats and mails have them."""
    first = json.dumps(record())
    second = json.dumps({"answers": {"words.need": "a {brace}"}, **record(id="b", answers={})},
                        indent=2)  # fmt: skip
    other = json.dumps({"answers": {"accounts.wren": "No"}, "icp_alignment": 1, "id": "c"})
    text = f"Hi!\n{first}\n— sent from my phone {{}}\n> {second}\n{other}"
    found = read_texts("f", text, known)
    assert told(found) == []
    assert found.answers[0] == Answers(
        {"accounts.wren": "yes"}, "sales", "a1", "abcdef", "2026-11-09"
    )
    assert [one.given for one in found.answers[1:]] == [{}, {"accounts.wren": "no"}]


def test_a_line_that_a_mail_program_broke_is_joined(known: Known) -> None:
    """Within own words a line end is a space."""
    text = json.dumps(record(answers={"words.need": "To keep a sale."})).replace(
        "a sale", "a\nsale"
    )
    assert read_texts("f", text, known).answers[0].given == {"words.need": "To keep a sale."}


def test_each_answer_that_cannot_be_used_is_told_and_the_rest_counts(known: Known) -> None:
    """An unknown question, department or option, and what is no text."""
    given = {"accounts.wren": "yess", "accounts.gone": "yes", "accounts.swift": 1,
             "accounts.merlin": "no", "words.need": "x" * 501}  # fmt: skip
    found = read_texts("f", "\n\n  " + json.dumps(record(department="slaes", answers=given)), known)
    assert [one.given for one in found.answers] == [{"accounts.merlin": "no"}]
    assert told(found) == [
        '3:3: error [alignment-answer] "yess" is no answer to "accounts.wren"; did you mean "yes"?',
        (
            '3:3: error [alignment-question] nothing is asked under "accounts.gone";'
            " it was asked by other rules, and is not counted"
        ),
        (
            '3:3: error [alignment-answer] the answer to "accounts.swift" is no text;'
            " save the answers again on the page of the survey"
        ),
        (
            f'3:3: error [alignment-answer] "{"x" * 60}…"'
            ' is no answer to "words.need"; shorten it to 500 characters'
        ),
        '3:3: error [alignment-department] no department is called "slaes"; did you mean "sales"?',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", '{"icp_alignment"', '{"icp_alignment": 1}', '{"icp_alignment": 2}',
        '{"icp_alignment": 1, "answers": []}', "[" * 21 + '"icp_alignment"', '"icp_alignment"',
        '{"icp_alignment": 1, "answers": {"accounts.wren": "yes"}',
    ],
)  # fmt: skip
def test_a_broken_file_is_a_message(known: Known, text: str) -> None:
    """Nobody's answers are in it, they are not whole, or of another format."""
    found = read_texts("f", text, known)
    assert found.answers == ()
    assert len(found.problems) == 1


def test_a_broken_text_does_not_lose_those_around_it(known: Known) -> None:
    """One that was cut off in the middle is told where it begins."""
    whole = json.dumps(record())
    found = read_texts("f", f"{whole}\n{whole[:60]}\n{whole}\n", known)
    assert len(found.answers) == 2
    assert told(found) == [
        (
            "2:1: error [alignment-broken] these answers are not whole;"
            " save the answers again on the page of the survey"
        )
    ]


def test_an_export_of_a_form_tool_is_read_by_its_words(known: Known) -> None:
    """A grid's columns by the question and the row, answers and departments by their labels."""
    columns = [
        "Timestamp", "Which department do you work in?",
        "Is this a customer that we want? [Wren]", "Is this a customer that we want? [Merlin]",
        "How much does it matter to us? 1 is first. [Mid-sized online brands]",
        "In your own words: what do they need?", "E-mail",
    ]  # fmt: skip
    row = ["11/9/2026 9:00:01", "Customer success", "Yes", "not sure", "1", " To keep\nit ", "a@b"]
    found = read_rows("f", table(columns, row, row), known)
    assert told(found) == []
    assert [(one.department, one.given) for one in found.answers] == [
        (
            "customer-success",
            {"accounts.wren": "yes", "accounts.merlin": "not-sure",
             "segments.mid-size-brands": "1", "words.need": "To keep it"},
        )
    ]  # fmt: skip
    assert found.notes == (
        'Not read: "E-mail".', "1 row is there twice, to the second; it is counted once.",
    )  # fmt: skip


def test_an_export_in_another_language_of_the_site_is_read(known: Known, survey: Survey) -> None:
    """Columns and answers in Chinese are those of the same questions."""
    columns = ["您在哪個部門工作？", "Wren", "accounts.swift"]
    found = read_rows("f", table(["department", *columns[1:]], ["銷售", "是", "否"]), known)
    assert [(one.department, one.given) for one in found.answers] == [
        ("sales", {"accounts.wren": "yes", "accounts.swift": "no"})
    ]
    assert "sales" in [one.id for one in survey.departments]


def test_a_ranking_in_one_column_is_read(known: Known) -> None:
    """As Microsoft Forms exports it; an item that nobody asked for is told."""
    asks = "How much does it matter to us? 1 is first."
    good = "Mid-sized online brands;Scaling direct-to-consumer labels;"
    found = read_rows("f", table([asks, "accounts.wren"], [good, "yes"], ["Swans;", "no"]), known)
    assert [one.given for one in found.answers] == [
        {"segments.mid-size-brands": "1", "segments.scaling-brands": "2", "accounts.wren": "yes"},
        {"accounts.wren": "no"},
    ]
    assert told(found) == [
        (
            '3:1: error [alignment-answer] "Swans;" is no order of what is asked;'
            " separate the names by ;"
        )
    ]


def test_a_row_tells_its_place(known: Known) -> None:
    """Row and column of the file, from 1; a row without an answer is counted."""
    columns = ["department", "accounts.wren", "accounts.swift"]
    rows = (["sales", "maybe", "no"], ["sales", "", ""], ["legal", "yes", "no"])
    found = read_rows("f", table(columns, *rows), known)
    assert [one.given for one in found.answers] == [
        {"accounts.swift": "no"},
        {"accounts.wren": "yes", "accounts.swift": "no"},
    ]
    assert told(found) == [
        (
            '2:2: error [alignment-answer] "maybe" is no answer to "accounts.wren";'
            " known are yes, no, not-sure"
        ),
        (
            '4:1: error [alignment-department] no department is called "legal";'
            " known are customer-success, marketing, product, sales, support"
        ),
    ]
    assert found.notes == ("1 row without an answer is left out.",)


def test_each_row_that_is_too_long_is_told(known: Known) -> None:
    """Where its cells slipped, nobody can tell: it is not counted, and the others are."""
    data = b"department,accounts.wren\nsales,yes\nsales,no,no\nproduct,yes,,no\nproduct,no\n"
    found = read_rows("f", data, known)
    assert [one.given["accounts.wren"] for one in found.answers] == ["yes", "no"]
    assert [one.partition(";")[0] for one in told(found)] == [
        "3:3: error [alignment-row] this row has 3 cells where the row of names has 2",
        "4:3: error [alignment-row] this row has 4 cells where the row of names has 2",
    ]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"a,b\n1,2\n", "alignment-file"),
        (b"", "alignment-file"),
        (b'accounts.wren\n"yes', "not-csv"),
        (b"accounts.wren,accounts.wren\nyes,no\n", "alignment-column"),
        (b"\x00\x01\xff", "yaml-encoding"),
    ],
)
def test_a_table_without_our_columns_is_a_message(known: Known, data: bytes, rule: str) -> None:
    """It is no answers, no CSV, no text, or asks something twice."""
    with pytest.raises(ContentError) as caught:
        read_rows("f", data, known)
    assert [one.rule for one in caught.value.problems] == [rule]


def test_the_same_person_counts_once_and_other_rules_are_told() -> None:
    """By the answers' id: the newest day, and of one day what comes last."""
    answers = [
        Answers({"q": "old"}, id="a", day="2026-11-01", version="x"),
        Answers({"q": "new"}, id="a", day="2026-11-03", version="today"),
        Answers({"q": "older"}, id="a", day="2026-10-03", version="today"),
        Answers({"q": "yes"}, version="x"),
        Answers({"q": "yes"}),
        Answers({}, id="e"),
    ]
    found = gather(answers, "today")
    assert [one.given["q"] for one in found.people] == ["new", "yes", "yes"]
    assert found.notes == (
        "2 sets of answers came again, by their ids; the last are counted.",
        "1 person answered nothing that can be counted.",
        "1 person answered by other rules (x; today's are today). What is still asked is counted.",
    )
