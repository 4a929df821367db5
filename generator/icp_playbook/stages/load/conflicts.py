"""What git leaves in a file when two people changed the same lines: the lines of a conflict are nobody's text."""

from __future__ import annotations

import re

from icp_playbook.problems import Problem, quoted

_MARK = re.compile(
    r"^(?P<lead>[ \t]*)(?P<mark><{7}|\|{7}|={7}|>{7})(?P<rest>|[ \t][^\r\n]*)\r?$", re.MULTILINE
)


def conflicts(path: str, text: str, indented: bool = True) -> list[Problem]:
    """Return a problem for each conflict in `text`, at its first line, and for each mark that was left over.

    A line of `=======` alone is none: Markdown draws headings with it. In YAML somebody may have indented the lines
    to make them fit; on a page (not `indented`) that shows them on purpose.
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
            problems.append(_problem(path, text, found))
        opened = sign == "<" or (opened and sign != ">")
    return problems


def _problem(path: str, text: str, found: re.Match[str]) -> Problem:
    line, column = text.count("\n", 0, found.start()) + 1, len(found["lead"]) + 1
    if found["mark"][0] == "<":
        message = f"a merge conflict was left here: {quoted(found[0].strip())}"
    else:
        message = f"the end of a merge conflict was left here: {quoted(found[0].strip())}"
    hint = "keep the lines that are right and delete the others, with those of <<<<<<<, ======= and >>>>>>>"
    return Problem(path, line, column, "merge-conflict", message, hint)
