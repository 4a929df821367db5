"""The one door to PyYAML: parsers that hand out events, so that no file can make anybody build objects."""

from __future__ import annotations

from typing import Any, TypeAlias

from yaml.error import MarkedYAMLError, YAMLError  # type: ignore[import-untyped]
from yaml.events import (  # type: ignore[import-untyped]
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser  # type: ignore[import-untyped]
from yaml.reader import Reader  # type: ignore[import-untyped]
from yaml.scanner import Scanner  # type: ignore[import-untyped]
from yaml.tokens import (  # type: ignore[import-untyped]
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

try:
    from yaml.cyaml import CParser  # type: ignore[import-untyped]
except ImportError:  # PyYAML was installed without libyaml: ten times slower, same events
    CParser = None

__all__ = [
    "BRACKETS_CLOSE",
    "BRACKETS_OPEN",
    "AliasEvent",
    "DocumentStartEvent",
    "EventParser",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "PurePythonParser",
    "ScalarEvent",
    "ScalarToken",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "UnreadableYaml",
    "event_parser",
]

EventParser: TypeAlias = Any  # PyYAML has no types; used are get_event() and get_token()

BRACKETS_OPEN = (FlowMappingStartToken, FlowSequenceStartToken)
BRACKETS_CLOSE = (FlowMappingEndToken, FlowSequenceEndToken)

# The parser in Python turns "\U00110000" and endless version numbers into these instead of its own errors.
UnreadableYaml = (YAMLError, ValueError, OverflowError)


def event_parser(text: str) -> EventParser:
    """Return a parser over `text`: libyaml's where PyYAML was built with it."""
    return CParser(text) if CParser is not None else PurePythonParser(text)


class PurePythonParser(Reader, Scanner, Parser):  # type: ignore[misc]
    """PyYAML's own parser, put together like its loaders but without anything that builds objects."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
