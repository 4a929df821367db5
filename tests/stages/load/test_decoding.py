"""Merge conflicts that were left in a file, and what only looks like one."""

from __future__ import annotations

import pytest

from icp_playbook.stages.load.decoding import conflicts

ONE = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"x\n{ONE}", [2]),
        (f"{ONE}x\n{ONE}", [1, 9]),
        (ONE.replace("\n", "\r\n"), [1]),
        ("x\n>>>>>>> other\n", [2]),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>\n", [1]),
        ("  <<<<<<< HEAD\n  a\n", [1]),
    ],
)
def test_each_conflict_is_told_once_where_it_begins(text: str, lines: list[int]) -> None:
    """However many lines it has, and also when only a part of it was left."""
    assert [problem.line for problem in conflicts("a.yml", text)] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n",
        "a <<<<<<< b\n",
        "<<<<<<<< eight\n",
        ">>>>>> six\n",
        "<<<<<<<HEAD\n",
        "| a |\n|||||||\n",
    ],
)
def test_other_signs_are_no_conflict(text: str) -> None:
    """A heading drawn with signs, arrows in a sentence, and lines of another length."""
    assert conflicts("a.md", text) == []


def test_a_page_may_show_a_conflict_indented() -> None:
    """Git writes its marks at the start of the line; on a page, indented ones are an example."""
    assert conflicts("a.md", "    " + ONE.replace("\n", "\n    "), indented=False) == []
