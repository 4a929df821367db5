"""Explain a mistake of syntax in words that somebody who writes playbooks can act on.

libyaml says what it expected and where it gave up. The mistake is usually earlier: the quote that
was opened, the line before the one that fits nowhere. Only the complaint's kind and its marks are
taken from the parser; what to say is decided from the author's own lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from icp_playbook.messages import say
from icp_playbook.problems import quoted
from icp_playbook.stages.load.parsers import UnreadableYaml, event_parser
from icp_playbook.stages.load.places import Mistake, line_and_column, place_at
from icp_playbook.stages.load.surprises import missing_colon, unclosed_quote

MAX_NAME = 1024  # YAML's own limit
IN_QUOTES = say("put the whole text in quotes")
TWO_COLONS = say('a text with ": " in it must be quoted')
LIKE_NEIGHBOURS = say("give it as many spaces as its neighbours")
INDENTATION = "yaml-indentation"
SYNTAX = "yaml-syntax"
STARTERS = {"*": "yaml-anchor", "&": "yaml-anchor", "!": "yaml-tag"}
_BRACKETS_OPEN = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_BRACKETS_CLOSE = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


def explain(text: str, lines: list[str], error: Exception) -> Mistake:
    """Return what is wrong with `text` (and its `lines`) where the parser raised `error`."""
    mark = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        message = say("this file cannot be read as YAML")
        return Mistake(0, SYNTAX, message, say("compare it with a file that works"))
    started = error.context_mark or mark
    complaint = _Complaint(
        text, lines, f"{error.context or ''}: {error.problem}", mark.line, mark.column, mark.index,
        started.line, started.column,
    )  # fmt: skip
    for explanation in (_tab, _in_quotes, _start_of_text, _colon, _bracket, _dash, _misfit):
        if finding := explanation(complaint):
            return finding
    message = say("this line cannot be read as YAML")
    hint = say("look at the quotes, colons and indentation of this line and the one above")
    return Mistake(complaint.place, SYNTAX, message, hint)


@dataclass(frozen=True, slots=True)
class _Complaint:
    """The parser's words, where it gave up, and where the thing it was reading had begun."""

    text: str
    lines: list[str]
    words: str
    line: int
    column: int
    index: int
    began_line: int
    began_column: int

    @property
    def place(self) -> int:
        """Where the parser gave up."""
        return place_at(self.line, self.column)

    @property
    def began(self) -> int:
        """Where the thing it was reading had begun."""
        return place_at(self.began_line, self.began_column)

    def at(self, line: int, column: int) -> str:
        """Return the rest of a line from a column on; empty behind the end."""
        return self.lines[line][column:] if line < len(self.lines) else ""

    @property
    def line_start(self) -> int:
        """The place of the first character that is no space on the line where it gave up."""
        whole = self.at(self.line, 0)
        return place_at(self.line, len(whole) - len(whole.lstrip()))

    def text_before(self) -> Any:
        """Return the parser's token of the last text before the place where it gave up, or None."""
        return next(
            (token for token in reversed(self._tokens()) if isinstance(token, yaml.ScalarToken)),
            None,
        )

    def open_bracket(self) -> int | None:
        """Return the place of the innermost bracket that is open where the parser gave up."""
        opened: list[int] = []
        for token in self._tokens():
            if isinstance(token, _BRACKETS_OPEN):
                opened.append(place_at(token.start_mark.line, token.start_mark.column))
            elif isinstance(token, _BRACKETS_CLOSE) and opened:
                opened.pop()
        return opened[-1] if opened else None

    def _tokens(self) -> list[Any]:
        """Read once more, in the parser's smallest pieces, up to the place where it gave up."""
        tokens = []
        try:
            parser = event_parser(self.text[: self.index])
            while (token := parser.get_token()) is not None:
                tokens.append(token)
        except UnreadableYaml:
            pass
        return tokens


def _tab(c: _Complaint) -> Mistake | None:
    """Explain a tab where YAML counts spaces."""
    indentation = re.match(r" *\t", c.at(c.line, 0))
    if not indentation and " tab " not in c.words and not c.at(c.line, c.column).startswith("\t"):
        return None
    place = place_at(c.line, indentation.end() - 1 if indentation else c.column)
    message = say("a tab is used to indent this line")
    return Mistake(place, "yaml-tab", message, say("use spaces instead"))


def _in_quotes(c: _Complaint) -> Mistake | None:
    """Explain an unclosed quote, a wrong escape code, and text that goes on behind the quote."""
    if "quoted scalar" in c.words:
        quote = c.at(c.began_line, c.began_column)[:1]
        if "end of stream" in c.words or "document" in c.words:
            message = say("the quote {quote} opened here is never closed", quote=quote)
            return Mistake(c.began, "yaml-quote", message, say("close it where the text ends"))
        return _escape_code(c)
    before = (
        c.text_before() if re.search("expected key|<block end>|document start", c.words) else None
    )
    if before is None or before.plain or before.style not in ("'", '"'):
        return None
    if before.end_mark.line != c.line:
        return None
    place = place_at(before.start_mark.line, before.start_mark.column)
    if before.start_mark.line != before.end_mark.line:
        return unclosed_quote(place, before.style, c.line)
    message = say("the text goes on behind its closing quote {quote}", quote=before.style)
    if before.style == "'":
        hint = say("put the whole text in quotes, and write '' for ' inside it")
    else:
        hint = say('put the whole text in quotes, and write \\" for " inside it')
    return Mistake(place, "yaml-quote", message, hint)


def _escape_code(c: _Complaint) -> Mistake:
    """Explain a backslash that begins no escape code, such as in a Windows path."""
    column = max(c.at(c.line, 0).rfind("\\", 0, c.column + 1), 0)
    code = re.match(r"\\(?:x.{0,2}|u.{0,4}|U.{0,8}|.)|", c.at(c.line, column))
    message = say(
        "in double quotes a backslash begins an escape code, and {code} is none",
        code=quoted(code[0] if code else ""),
    )
    hint = say("use single quotes, or write \\\\")
    return Mistake(place_at(c.line, column), "yaml-quote", message, hint)


def _start_of_text(c: _Complaint) -> Mistake | None:
    """Explain a text whose first character means something to YAML."""
    sign = c.at(c.began_line, c.began_column)[:1]
    if "block scalar" in c.words:
        message = say("nothing may follow {sign} on its line", sign=sign)
        hint = say(
            "begin the text on the next line; "
            "if it really starts with {sign}, put the whole text in quotes",
            sign=sign,
        )
        return Mistake(c.began, SYNTAX, message, hint)
    if "flow node" in c.words:
        if not c.text[c.index :].strip():
            return _unclosed_bracket(c)
        message = say('a value is missing before "{sign}"', sign=c.at(c.line, c.column)[0])
        return Mistake(c.place, SYNTAX, message, say("delete one comma"))
    if sign and any(words in c.words for words in _STARTING):
        return _starts_with(sign, c.began, STARTERS.get(sign, SYNTAX))
    return None


_STARTING = (
    "cannot start any token",
    "an alias",
    "an anchor",
    "a tag",
    "tag handle",
    "node content",
)


def _starts_with(sign: str, place: int, rule: str) -> Mistake:
    message = say('an unquoted text cannot start with "{sign}"', sign=sign)
    return Mistake(place, rule, message, IN_QUOTES)


def _colon(c: _Complaint) -> Mistake | None:
    """Explain a colon too many, one that is missing, and a line that joined the text above it."""
    if "could not find expected ':'" in c.words:
        colon = missing_colon(c.lines, c.began_line, c.began_column, c.line)
        return colon or _no_colon(c.began)
    if "mapping values are not allowed" not in c.words:
        return None
    before = c.text_before()
    if before is None or before.start_mark.line == c.line:
        return _second_colon(c, before)
    first, column = before.start_mark.line, before.start_mark.column
    place = place_at(first, column)
    if not before.plain:
        return unclosed_quote(place, before.style, c.line)
    if colon := missing_colon(c.lines, first, column, c.line - 1):
        return colon
    if not c.at(first, 0)[:column].strip() and place_at(c.line, column) == c.line_start:
        return _no_colon(place)
    if not re.match(r"\s*(?:- +)*[\w.-]+ *:", c.at(c.line, 0)):
        return Mistake(place, "yaml-colon", TWO_COLONS, IN_QUOTES)
    message = say(
        "this line is indented as if it belonged to the text on line {line}", line=first + 1
    )
    return Mistake(c.line_start, INDENTATION, message, LIKE_NEIGHBOURS)


def _second_colon(c: _Complaint, before: Any) -> Mistake | None:
    """Explain a second colon on a line; nothing when its text starts with a bracket."""
    if c.at(c.line, 0)[: c.column].rstrip().endswith(("]", "}")):
        return None
    place = place_at(before.start_mark.line, before.start_mark.column) if before else c.place
    if place == c.line_start and c.column > MAX_NAME:
        message = say("this name is longer than {most} characters", most=f"{MAX_NAME:,}")
        return Mistake(place, "yaml-key", message, say("shorten it"))
    return Mistake(place, "yaml-colon", TWO_COLONS, IN_QUOTES)


def _no_colon(place: int) -> Mistake:
    """Return the finding of a line between fields that is no field."""
    hint = say('write "name: value"; to continue the text above, indent the line')
    return Mistake(place, "yaml-colon", say("this line has no colon"), hint)


def _bracket(c: _Complaint) -> Mistake | None:
    """Explain a bracket that is not closed, one too many, and a text that starts with one."""
    if "flow sequence" in c.words or "flow mapping" in c.words:
        return _unclosed_bracket(c)
    here = c.at(c.line, c.column)[:1]
    if here and here in "]}":
        message = say('this "{bracket}" has no opening bracket', bracket=here)
        hint = say("delete it, or put the whole text in quotes")
        return Mistake(c.place, "yaml-bracket", message, hint)
    before = c.at(c.line, 0)[: c.column].rstrip()
    begins = re.match(r"\s*(?:- +)*(?:[^\[{]*: +)?([\[{])", before)
    if begins is None or not here or not before.endswith(("]", "}")):
        return None
    return _starts_with(begins[1], place_at(c.line, begins.start(1)), "yaml-bracket")


def _unclosed_bracket(c: _Complaint) -> Mistake:
    """Explain a list in [] or a mapping in {} that breaks off."""
    opened = c.open_bracket()
    place = c.began if opened is None else opened
    line, column = line_and_column(place)
    bracket = c.at(line - 1, column - 1)[:1]
    if not c.text[c.index :].strip():
        message = say('the "{bracket}" opened here is never closed', bracket=bracket)
    elif c.line == line - 1:
        message = say(
            'what follows "{bracket}" lacks a comma or the closing bracket', bracket=bracket
        )
    else:
        message = say(
            'the "{bracket}" opened here is not closed before line {line}',
            bracket=bracket,
            line=c.line + 1,
        )
    hint = say(
        "close it, put commas between the entries, and quote texts with {signs} in them",
        signs=": , [ ] { }",
    )
    return Mistake(place, "yaml-bracket", message, hint)


def _dash(c: _Complaint) -> Mistake | None:
    """Explain list items among fields and fields among list items."""
    first = c.began_line + 1
    if "sequence entries are not allowed" in c.words:
        message = say("a list cannot start on the line of its field")
        hint = say("put each item on its own line; a text with a dash goes in quotes")
        return Mistake(c.place, INDENTATION, message, hint)
    if "'-' indicator" in c.words or ("block collection" in c.words and "<block end>" in c.words):
        message = say(
            'this line stands in the list of line {line} but does not start with "- "', line=first
        )
        hint = say('start it with "- ", or fix its indentation')
        return Mistake(c.line_start, INDENTATION, message, hint)
    if "block mapping" not in c.words or not re.match("-(?: |$)", c.at(c.line, c.column)):
        return None
    if item := _item_above(c):
        message = say("this list item is indented less than the one in line {line}", line=item)
        hint = say("let both begin in the same column")
    else:
        message = say(
            "this line is a list item, but stands among the fields from line {line} on", line=first
        )
        hint = say('delete the "- ", or give the list a name')
    return Mistake(c.place, INDENTATION, message, hint)


def _item_above(c: _Complaint) -> int | None:
    """Return the number of the nearest line above that is an item of the same list, or None."""
    for number in range(c.line - 1, -1, -1):
        line = c.lines[number]
        text = line.lstrip(" ")
        if text and len(line) - len(text) <= c.column:
            return None
        if text.startswith("- "):
            return number + 1
    return None


def _misfit(c: _Complaint) -> Mistake | None:
    """Explain a line whose indentation is that of no line above it."""
    if "document start" in c.words:
        if any(line.startswith("...") for line in c.lines[: c.line]):
            message = say('nothing may follow "..."')
            return Mistake(c.place, "yaml-documents", message, say("one file is one definition"))
        message = say("this line is indented less than the first one")
        hint = say("start all fields of the file in the first column")
        return Mistake(c.line_start, INDENTATION, message, hint)
    if "block mapping" not in c.words:
        return None
    if c.at(c.line, c.column).startswith(":"):
        message = say("there is no name before the colon")
        hint = say("write one; a text with a colon goes in quotes")
        return Mistake(c.place, "yaml-key", message, hint)
    message = say("the indentation of this line fits no line above it")
    return Mistake(c.line_start, INDENTATION, message, LIKE_NEIGHBOURS)
