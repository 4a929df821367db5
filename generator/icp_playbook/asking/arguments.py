"""Arguments of a question: described by a model, checked as they come, nothing coerced.

A number in quotes is a text, `true` is no number, and an argument that is not known is refused: an
assistant that mistyped one would else believe that it was heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.messages import Message, say
from icp_playbook.problems import did_you_mean, known_are, quoted

_MOST_TOLD = 5

G = TypeVar("G", bound="Given")


class Given(BaseModel):
    """The arguments of one tool; each field's description is what an assistant reads of it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def read(model: type[G], arguments: Mapping[str, Any]) -> G:
    """Return the arguments; raise `NotAnsweredError` with all that is wrong with them."""
    try:
        return model.model_validate(arguments)
    except ValidationError as error:
        wrong: list[str] = [_said(model, one) for one in error.errors(include_url=False)]
    if len(wrong) > _MOST_TOLD:
        more = say("and {count} more", count=len(wrong) - _MOST_TOLD)
        wrong = [*wrong[:_MOST_TOLD], more]
    raise NotAnsweredError(say("wrong arguments: {wrong}", wrong=wrong))


def _said(model: type[Given], error: ErrorDetails) -> Message:
    """Return what is wrong with one argument."""
    name = ".".join(map(str, error["loc"]))
    known = list(model.model_fields)
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            hint = did_you_mean(name, known) or known_are(known, most=len(known))
            return say("there is no {argument}; {hint}", argument=quoted(name), hint=hint)
        case "missing":
            return say("{argument} is missing", argument=quoted(name))
        case "string_too_long" | "too_long":
            return say(
                "{argument} is too long: at most {most}",
                argument=quoted(name), most=str(context.get("max_length")),
            )  # fmt: skip
        case "string_too_short" | "too_short":
            return say("{argument} is empty", argument=quoted(name))
        case "greater_than_equal":
            return say(
                "{argument} is {least} or more", argument=quoted(name), least=str(context.get("ge"))
            )
        case "less_than_equal":
            return say(
                "{argument} is {most} or less", argument=quoted(name), most=str(context.get("le"))
            )
    return say("{argument}: {shape}", argument=quoted(name), shape=_shape(error["type"]))


def _shape(type_: str) -> Message:
    """Return what should stand there instead of something of another type."""
    what = {
        "string_type": say("write a text"),
        "int_type": say("write a whole number"),
        "int_from_float": say("write a whole number"),
        "list_type": say("write a list"),
        "dict_type": say("write an object with names and values"),
        "model_type": say("write an object with names and values"),
    }
    return what.get(type_, say("this can't be used"))
