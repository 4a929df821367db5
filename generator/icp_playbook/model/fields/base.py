"""What every field of a definition has: how its value is checked, and how an editor's schema describes it.

YAML hands over every scalar as the text the author typed (so `no`, `012` and `12:30` stay what they
are); the field decides what it means. A field is used as `Annotated[str, Line()]`. What is wrong is
raised as a `PydanticCustomError` whose message quotes the author and whose context holds a `hint`.
"""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from icp_playbook.messages import say

LINE_LIMIT = 500


def wrong(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error for a value that breaks `rule`; braces in `message` are kept as typed."""
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


class Field:
    """A kind of value. Subclasses say how it is checked and how it looks in a JSON Schema."""

    __slots__ = ()

    def check(self, value: Any) -> Any:
        """Return the typed value, or raise what `wrong` makes."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema that accepts what `check` accepts, as an editor sees the YAML."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.schema()


def scalar(value: Any, expected: str) -> str:
    """Return the one value that was typed, or raise that a list or a group of fields stands in its place."""
    if not isinstance(value, str):
        message = (
            say("a list stands where {expected} is expected", expected=expected)
            if isinstance(value, list | tuple)
            else say("a group of fields stands where {expected} is expected", expected=expected)
        )
        raise wrong("wrong-shape", message, say("write {expected}", expected=expected))
    return value.strip()


def not_empty(text: str, limit: int) -> str:
    """Return a text without space around it, or raise that it is empty or too long."""
    text = text.strip()
    if not text:
        hint = say("write something, or leave the field out")
        raise wrong("empty", say("the text is empty"), hint)
    if len(text) > limit:
        message = say("the text has {length} characters", length=len(text))
        raise wrong("too-long", message, say("at most {limit} fit here", limit=limit))
    return text
