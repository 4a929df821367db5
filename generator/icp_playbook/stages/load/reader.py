"""One YAML file becomes plain values that remember where they stand, or problems in words an author understands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from icp_playbook.problems import Problem
from icp_playbook.stages.load.composing import Composition, Value, compose
from icp_playbook.stages.load.conflicts import conflicts
from icp_playbook.stages.load.decoding import decode, line_and_column_after
from icp_playbook.stages.load.inside import place_inside
from icp_playbook.stages.load.places import Finding, Node, line_and_column, place_of
from icp_playbook.stages.load.surprises import missing_colon

# A line that tells the parser something; thousands of them take libyaml minutes. It looks for the character first and
# only then back at the one before: forty times as fast as trying each line.
DIRECTIVE = re.compile(r"%(?<![^\r\n]%)")


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says.

    `values` holds dicts, lists and strings only: every scalar is the text that stands in the file, so that the
    field it is for decides what `no` or `010` means. Where a value is reported (an empty one, say) the values
    still hold what could be read, an empty text for instance; `values` is empty when the file as a whole could
    not be read, and then `problems` is not.
    """

    path: str
    values: dict[str, Value]
    problems: tuple[Problem, ...]
    _node: Node = (0, 0, None)
    _text: str = field(default="", repr=False)

    def position(self, loc: tuple[str | int, ...], key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at the path `loc`, or of its key.

        Of a path that is not there, the place where its nearest ancestor starts.
        """
        return line_and_column(place_of(self._node, loc, key))

    def position_in(self, loc: tuple[str | int, ...], value: str, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset` of the text `value` at the path `loc`."""
        return place_inside(self._text, *self.position(loc), value, offset)


def read_yaml(path: str, data: bytes) -> Document:
    """Read the definition in `data`; `path` is what problems call the file. Bad content never raises."""
    text, problems = decode(path, data)
    if problems:
        return Document(path, {}, tuple(problems))
    if left := conflicts(path, text):
        return Document(path, {}, tuple(left))
    if directive := DIRECTIVE.search(text):
        place = line_and_column_after(text[: directive.start()])
        hint = "delete it, or indent the text it belongs to"
        return Document(
            path, {}, (Problem(path, *place, "yaml-directive", 'no line may start with "%"', hint),)
        )
    composed = compose(text)
    if isinstance(composed.value, dict):
        return Document(path, composed.value, tuple(composed.problems(path)), composed.node, text)
    if composed.value or not composed.findings:
        composed.findings.append(_no_fields(text, composed))
    return Document(path, {}, tuple(composed.problems(path)))


def _no_fields(text: str, composed: Composition) -> Finding:
    """Return the finding of a file that is empty, a list or one text instead of fields."""
    place = composed.node[1]
    if isinstance(composed.value, list):
        return Finding(
            place, "yaml-shape", "the file is a list", 'write "name: value" lines; a list goes under a name'
        )
    if not composed.value:
        what = "the file has nothing but comments" if text.strip() else "the file is empty"
        return Finding(place, "yaml-empty-file", what, "write the definition, or delete the file")
    lines = text.splitlines()
    if colon := missing_colon(lines, 0, 0, len(lines)):
        return colon
    return Finding(place, "yaml-shape", "the file is one text without fields", 'write "name: value" lines')
