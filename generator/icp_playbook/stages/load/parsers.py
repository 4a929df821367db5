"""The two parsers of YAML: libyaml, and PyYAML's own where there is no libyaml.

Both hand out events, so that no file can make anybody build objects. PyYAML's own follows an older
reading of YAML in three things, which are done here as libyaml does them: tabs may stand between
tokens and inside a text, a question mark may stand inside a text in brackets, and half a character
can't be written as an escape code. A test compares the two over every file of this repository, and
over made-up ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from yaml.error import Mark, YAMLError
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import (
    FlowEntryToken,
    FlowMappingEndToken,
    FlowSequenceEndToken,
    ScalarToken,
    Token,
    ValueToken,
)

try:
    from yaml import cyaml
except ImportError:  # PyYAML was installed without libyaml: ten times slower, same events
    cyaml = None  # type: ignore[assignment]

EventParser: TypeAlias = Any  # the two share no type; used are get_event() and get_token()

# The parser in Python turns "\U00110000" and endless version numbers into these instead of its own.
UnreadableYaml = (YAMLError, ValueError, OverflowError)

_BLANK, _BREAK, _END = " \t", "\r\n\x85\u2028\u2029", "\0 \t\r\n\x85\u2028\u2029"
_INDICATORS = ",[]{}"
_PLAIN = re.compile(rf"(?:[^:{_END}]|:(?![{_END}]))*")
_PLAIN_IN_BRACKETS = re.compile(
    rf"(?:[^:{_END}{re.escape(_INDICATORS)}]|:(?![{_END}?{re.escape(_INDICATORS)}]))*"
)
_INDICATED = re.compile(r"[+-][0-9]?|[0-9][+-]?|")
_NO_CHARACTER = (
    r"\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}"
    r"|U(?!(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4})[0-9a-fA-F]{8})"
)
_QUOTED = re.compile(rf'(?:[^"\\{_END}]|(?!{_NO_CHARACTER})\\.)*(?={_NO_CHARACTER})', re.DOTALL)


def event_parser(text: str) -> EventParser:
    """Return a parser over `text`: libyaml's where PyYAML was built with it."""
    if cyaml is None:
        return PurePythonParser(text)  # type: ignore[unreachable] # the stubs know libyaml only
    return cyaml.CParser(text)  # type: ignore[attr-defined] # the stubs forget it


class PurePythonParser(Reader, Scanner, Parser):
    """Put together like PyYAML's loaders, but without anything that builds objects."""

    # What PyYAML's stubs leave out.
    buffer: str
    pointer: int
    index: int
    line: int
    column: int
    flow_level: int
    indent: int
    allow_simple_key: bool

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def fetch_stream_end(self) -> None:
        """See the end on a line of its own."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        super().fetch_stream_end()

    def parse_flow_mapping_value(self) -> Event:
        """Read what stands behind a colon in braces; nothing stands where the next thing does."""
        return self._flow_value(self.parse_flow_mapping_key, FlowMappingEndToken)

    def parse_flow_sequence_entry_mapping_value(self) -> Event:
        """Read what stands behind a colon in brackets."""
        return self._flow_value(self.parse_flow_sequence_entry_mapping_end, FlowSequenceEndToken)

    def _flow_value(self, after: Callable[[], Event], end: type[Token]) -> Event:
        if self.check_token(ValueToken):
            self.get_token()
            if not self.check_token(FlowEntryToken, end):
                self.states.append(after)
                read: Event = self.parse_flow_node()
                return read
        self.state = after
        return self.process_empty_scalar(self.peek_token().start_mark)

    def scan_to_next_token(self) -> None:
        """Go to what comes next: past blanks, comments and ends of lines."""
        while True:
            # A tab where a line begins would be indentation.
            blank = _BLANK if self.flow_level or not self.allow_simple_key else " "
            while self.peek() in blank:
                self.forward()
            if self.peek() == "#":
                while self.peek() not in f"\0{_BREAK}":
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """Read a text without quotes to its end; lines are joined as they are folded."""
        start = end = self.get_mark()
        pattern = _PLAIN_IN_BRACKETS if self.flow_level else _PLAIN
        text, gap, broken = "", "", False
        while self.peek() != "#" and not self._at_marker():
            found = pattern.match(self.buffer, self.pointer)
            length = found.end() - self.pointer if found else 0
            if length:
                text += gap + self.prefix(length)
                self.forward(length)
                end = self.get_mark()
                broken = False
            if self.flow_level and self.peek() == ":" and self.peek(1) in f"?{_INDICATORS}":
                raise ScannerError(
                    "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                )
            if self.peek() not in _BLANK + _BREAK:
                break
            gap, broken = self._gap(start)
            if not self.flow_level and self.column <= self.indent:
                break
        if broken:
            self.allow_simple_key = True
        return ScalarToken(text, True, start, end)

    def _at_marker(self) -> bool:
        """Tell whether a document begins or ends here."""
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _END

    def _gap(self, start: Mark) -> tuple[str, bool]:
        """Read blanks and ends of lines; return what they are in a text, and if a line ended."""
        blanks, first, others, broken = "", "", "", False
        while (sign := self.peek()) in _BLANK + _BREAK:
            if sign in _BREAK:
                if broken:
                    others += self.scan_line_break()
                else:
                    first, broken = self.scan_line_break(), True
                continue
            if broken and sign == "\t" and self.column <= self.indent:
                problem = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start, problem, self.get_mark())
            blanks += sign
            self.forward()
        if not broken:
            return blanks, False
        return (others or " ") if first == "\n" else first + others, True

    def scan_block_scalar_indicators(self, start_mark: Mark) -> tuple[bool | None, int | None]:
        """Read what the sign of a long text says of its last line ends, and of its indentation."""
        found = _INDICATED.match(self.buffer, self.pointer)
        signs = found[0] if found else ""
        self.forward(len(signs))
        if "0" in signs:
            problem = "found an indentation indicator equal to 0"
            raise ScannerError(
                "while scanning a block scalar", start_mark, problem, self.get_mark()
            )
        keep = next((sign == "+" for sign in signs if sign in "+-"), None)
        return keep, next((int(sign) for sign in signs if sign.isdigit()), None)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Mark]:
        """Read empty lines up to the first that says how far a long text is indented."""
        found: tuple[list[str], int, Mark] = super().scan_block_scalar_indentation()
        self._refuse_tab(found[2])
        return found

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], Mark]:
        """Read empty lines inside a long text."""
        found: tuple[list[str], Mark] = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self._refuse_tab(found[1])
        return found

    def _refuse_tab(self, start: Mark) -> None:
        if self.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", start, problem, self.get_mark())

    def scan_block_scalar_ignored_line(self, start_mark: Mark) -> None:
        """Read what may follow the sign of a long text: blanks, and a comment."""
        while self.peek() in _BLANK:
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Read a piece of a text in quotes; an escape code of what is no character is an error."""
        if double and (found := _QUOTED.match(self.buffer, self.pointer)):
            self.forward(found.end() - self.pointer + 2)
            problem = "found invalid Unicode character escape code"
            raise ScannerError(
                "while scanning a double-quoted scalar", start_mark, problem, self.get_mark()
            )
        return super().scan_flow_scalar_non_spaces(double, start_mark)
