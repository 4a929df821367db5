"""The one door to PyYAML: parsers that hand out events, so that no file can make anybody build objects."""

from __future__ import annotations

from typing import Any, TypeAlias

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

from icp_playbook.stages.load.pure_yaml import PurePythonParser

try:
    from yaml import cyaml
except ImportError:  # PyYAML was installed without libyaml: ten times slower, same events
    cyaml = None  # type: ignore[assignment]

__all__ = [
    "BRACKETS_CLOSE",
    "BRACKETS_OPEN",
    "AliasEvent",
    "DocumentStartEvent",
    "EventParser",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "ScalarToken",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "UnreadableYaml",
    "event_parser",
]

EventParser: TypeAlias = Any  # the two parsers share no type; used are get_event() and get_token()

BRACKETS_OPEN = (FlowMappingStartToken, FlowSequenceStartToken)
BRACKETS_CLOSE = (FlowMappingEndToken, FlowSequenceEndToken)

# The parser in Python turns "\U00110000" and endless version numbers into these instead of its own errors.
UnreadableYaml = (YAMLError, ValueError, OverflowError)


def event_parser(text: str) -> EventParser:
    """Return a parser over `text`: libyaml's where PyYAML was built with it."""
    if cyaml is None:
        return PurePythonParser(text)  # type: ignore[unreachable] # the stubs know only complete installations
    return cyaml.CParser(text)  # type: ignore[attr-defined] # the stubs forget it
