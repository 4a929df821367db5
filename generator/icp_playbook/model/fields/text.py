"""Fields that hold text: one line as typed, or prose in Markdown, in one language or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from pydantic_core import PydanticCustomError

from icp_playbook.messages import say
from icp_playbook.model.fields.base import LINE_LIMIT, Field, not_empty, scalar, wrong
from icp_playbook.model.prose import Fault, is_words, read_prose
from icp_playbook.model.text import Text
from icp_playbook.problems import quoted

PROSE_LIMIT = 5_000
LONG_PROSE_LIMIT = 50_000
_TEXT = say("text")
_SENTENCE = re.compile(r"[A-ZÀ-Þ]|\S+ ")
"""How a text begins, and no name of a field."""
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


# An editor's YAML parser (1.2, core schema) has its own idea of a plain scalar before the schema
# sees it: `no` is text here and there, but `12` is a number to the editor and text to us, and
# `null` is nothing to the editor, as is a field with nothing behind its colon. So any scalar but
# nothing is a text. A list of types would say the same, but editors would propose `true` and
# `null`; and no `anyOf`, for that in a list makes them propose an item that is undefined.
_ANY_TEXT: dict[str, Any] = {
    "if": {"type": ["object", "array", "null"]},
    "then": {
        "type": "string",
        "errorMessage": say(
            "Write text, or leave the field out. (The word null as a text goes in quotes.)"
        ),
    },
}


class InText(NamedTuple):
    """A fault in a text: its language, if the text has several, and what is wrong where."""

    language: str | None
    fault: Fault


@dataclass(frozen=True, slots=True)
class Line(Field):
    """A name, title, label or unit: one line, shown exactly as typed. May be a map of languages."""

    limit: int = LINE_LIMIT
    prose: ClassVar[bool] = False

    def check(self, value: Any) -> Text:
        if isinstance(value, str):
            return self._one(value)
        return _text([(tag, self._one(typed)) for tag, typed in _typed(value)])

    def _one(self, typed: str) -> Text:
        text = not_empty(typed, self.limit)
        if "\n" in text:
            raise wrong(
                "one-line",
                say("{text} has more than one line", text=quoted(text)),
                say("write it on one line"),
            )
        return Text(text)

    def schema(self) -> dict[str, Any]:
        return _in_languages(_ANY_TEXT | {"maxLength": self.limit, "minLength": 1})


@dataclass(frozen=True, slots=True)
class Exact(Line):
    """One line that is the same in every language: a code, a handle, the name of a column."""

    def check(self, value: Any) -> Text:
        return self._one(scalar(value, _TEXT))

    def schema(self) -> dict[str, Any]:
        return _ANY_TEXT | {"maxLength": self.limit, "minLength": 1}


@dataclass(frozen=True, slots=True)
class Prose(Field):
    """Text in a small subset of Markdown, with `[[kind:id]]` links. May be a map of languages."""

    limit: int = PROSE_LIMIT
    prose: ClassVar[bool] = True

    def check(self, value: Any) -> Text:
        if isinstance(value, str):  # most texts are one language's words alone
            words = value.strip()
            if words and len(words) <= self.limit and is_words(words):
                return Text(words)
        texts, inside = [], []
        for tag, typed in ((None, value),) if isinstance(value, str) else _typed(value):
            text = not_empty(typed, self.limit)
            found, faults = read_prose(text)
            texts.append((tag, Text(text, found=found)))
            inside += [InText(tag, fault) for fault in faults]
        if inside:
            first = inside[0].fault
            context = {"message": first.message, "hint": first.hint, "in_text": inside}
            raise PydanticCustomError(first.rule, "{message}", context)
        return _text(texts)

    def schema(self) -> dict[str, Any]:
        return _in_languages(_ANY_TEXT | {"maxLength": self.limit, "minLength": 1})


def _typed(value: Any) -> Iterator[tuple[str, str]]:
    """Yield what was typed in each language, with its tag."""
    if not isinstance(value, dict) or not any(map(_LANGUAGE_TAG.fullmatch, value)):
        raise _no_text(value)
    for tag in value:
        if not _LANGUAGE_TAG.fullmatch(tag):
            raise wrong(
                "bad-language",
                say("{tag} is not the tag of a language", tag=quoted(tag)),
                say("write tags such as en or zh-Hant"),
            )
    for tag, text in value.items():
        yield tag, scalar(text, _TEXT)


def _text(typed: list[tuple[str | None, Text]]) -> Text:
    tag, text = typed[0]
    return text if tag is None else Text(by_language=typed)  # type: ignore[arg-type]


def _no_text(value: Any) -> PydanticCustomError:
    field = next(iter(value), "") if isinstance(value, dict) else ""
    one = isinstance(value, dict) and len(value) == 1 and isinstance(value[field], str)
    if one and _SENTENCE.match(field):
        return wrong(
            "wrong-shape",
            say('the ": " makes a field of what was meant as text'),
            say("put it in quotes: {text}", text=quoted(f"{field}: {value[field]}")),
        )
    if not value:
        message = say("nothing stands where text is expected")
    elif isinstance(value, list):
        message = say("a list stands where text is expected")
    else:
        message = say("fields such as {field} stand where text is expected", field=quoted(field))
    example = "{en: …, zh-Hant: …}"
    hint = say("write text, or one text per language: {example}", example=example)
    return wrong("wrong-shape", message, hint)


def _in_languages(one: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a text, or of a text for each language."""
    languages = {
        "type": "object",
        "propertyNames": {
            "pattern": f"^{_LANGUAGE_TAG.pattern}$",
            "patternErrorMessage": say(
                "Write text, or one text for each language: {en: …, zh-Hant: …}."
            ),
        },
        "minProperties": 1,
        "additionalProperties": one,
    }
    return {"if": {"type": "object"}, "then": languages, "else": one}
