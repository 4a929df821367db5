"""What one value in a definition may be: text, number, date, choice, reference. Each decides from the text as typed.

YAML hands over every scalar as the text the author typed (so `no`, `012` and `12:30` stay what they are); the field
decides what it means. A field is used as `Annotated[str, Line()]`. It checks its value, and describes itself
to editors (`schema`). What is wrong is raised as a `PydanticCustomError` whose message quotes the author and whose
context holds a `hint`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from icp_playbook.model.addresses import HINT, address_fault
from icp_playbook.model.prose_faults import Fault, prose_faults
from icp_playbook.model.text import Text
from icp_playbook.problems import did_you_mean, quoted

LINE_LIMIT = 500
PROSE_LIMIT = 5_000
LONG_PROSE_LIMIT = 50_000
SLUG_LIMIT = 64
_SENTENCE = re.compile(r"[A-ZÀ-Þ]|\S+ ")
"""How a text begins, and no name of a field."""
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)


def wrong(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error for a value that breaks `rule`; braces in `message` are kept as typed."""
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


class InText(NamedTuple):
    """A fault in a text: the language it is in (if the text has several), and what is wrong where."""

    language: str | None
    fault: Fault


class Field:
    """A kind of value. Subclasses say how it is checked and how it looks in a JSON Schema."""

    __slots__ = ()

    def check(self, value: Any) -> Any:
        """Return the typed value, or raise what `wrong` makes."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema that accepts what `check` accepts, as an editor sees the YAML."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.schema()


# What an editor's YAML parser (1.2, core schema) makes of a plain scalar before the schema sees it: `no` is text here
# and there, but `12` is a number to the editor and text to us, and `null` is nothing to the editor, as is a field with
# nothing behind its colon. So any scalar but nothing is a text or an id. A list of types would say the same, but editors
# would propose `true` and `null`; and no `anyOf`, for that in a list makes them propose an item that is undefined.
_NO_TEXT = "Write text, or leave the field out. (The word null as a text goes in quotes.)"
_TEXT: dict[str, Any] = {
    "if": {"type": ["object", "array", "null"]},
    "then": {"type": "string", "errorMessage": _NO_TEXT},
}
_ID: dict[str, Any] = {
    "if": {"type": ["object", "array", "null"]},
    "then": {"type": "string", "errorMessage": "Write an id."},
    "minimum": 0,
    "multipleOf": 1,
}


@dataclass(frozen=True, slots=True)
class Line(Field):
    """A name, title, label or unit: one line, shown exactly as typed. May be a map of languages."""

    limit: int = LINE_LIMIT
    prose: ClassVar[bool] = False

    def check(self, value: Any) -> Text:
        return _text(value, self._one)

    def _one(self, text: str) -> str:
        text = _not_empty(text, self.limit)
        if "\n" in text:
            raise wrong("one-line", f"{quoted(text)} has more than one line", "write it on one line")
        return text

    def schema(self) -> dict[str, Any]:
        return _in_languages(_TEXT | {"maxLength": self.limit, "minLength": 1})


@dataclass(frozen=True, slots=True)
class Exact(Line):
    """One line that is the same in every language: a code, a handle, the name of a column."""

    def check(self, value: Any) -> Text:
        return Text(self._one(_scalar(value, "text")))

    def schema(self) -> dict[str, Any]:
        return _TEXT | {"maxLength": self.limit, "minLength": 1}


@dataclass(frozen=True, slots=True)
class Prose(Field):
    """Text in a small subset of Markdown, with `[[kind:id]]` links. May be a map of languages."""

    limit: int = PROSE_LIMIT
    prose: ClassVar[bool] = True

    def check(self, value: Any) -> Text:
        text = _text(value, lambda one: _not_empty(one, self.limit))
        found = [InText(tag, fault) for tag, one in text.each for fault in prose_faults(one)]
        if found:
            first = found[0].fault
            context = {"message": first.message, "hint": first.hint, "in_text": found}
            raise PydanticCustomError(first.rule, "{message}", context)
        return text

    def schema(self) -> dict[str, Any]:
        return _in_languages(_TEXT | {"maxLength": self.limit, "minLength": 1})


@dataclass(frozen=True, slots=True)
class Slug(Field):
    """An id: lower-case ASCII letters, digits and single hyphens, at most 64."""

    def check(self, value: Any) -> str:
        text = _scalar(value, "an id")
        if not _SLUG.fullmatch(text):
            example = f", for example {quoted(like)}" if (like := _slug_of(text)) else ""
            hint = f"use lower-case letters, digits and hyphens{example}"
            raise wrong("bad-id", f"{quoted(text)} can't be an id", hint)
        if len(text) > SLUG_LIMIT:
            message = f"the id {quoted(text)} has {len(text)} characters"
            raise wrong("bad-id", message, f"at most {SLUG_LIMIT} are allowed; shorten it")
        return text

    def schema(self) -> dict[str, Any]:
        said = "An id has lower-case letters, digits and single hyphens between them."
        return _ID | {"pattern": f"^{_SLUG.pattern}$", "patternErrorMessage": said, "maxLength": SLUG_LIMIT}


@dataclass(frozen=True, slots=True)
class Owner(Slug):
    """Who answers for something: the id of a department or role, as the company's contacts name it.

    Whether it is one is the linker's question, which knows the contacts.
    """

    def check(self, value: Any) -> str:
        return _not_empty(_scalar(value, "an id"), LINE_LIMIT)

    def is_well_formed(self, owner: str) -> bool:
        """Tell whether this is written as an id."""
        return len(owner) <= SLUG_LIMIT and _SLUG.fullmatch(owner) is not None

    def form(self) -> str:
        """Return how an owner is written, for a hint."""
        return "the id of a department or role, as the company's contacts name it"

    def schema(self) -> dict[str, Any]:
        return Slug.schema(self) | {"patternErrorMessage": f"Write {self.form()}."}


@dataclass(frozen=True, slots=True)
class OwnPart(Slug):
    """The id of a part of the same definition, such as the pain that a reliever relieves.

    `kind` is the name that such a part goes by. Whether it exists, and so whether it is an id, is a rule's question.
    """

    kind: str = ""

    def check(self, value: Any) -> str:
        return _not_empty(_scalar(value, "an id"), LINE_LIMIT)


@dataclass(frozen=True, slots=True)
class Ref(Field):
    """A reference to a definition by id, or to a part of one (`id#part`), of one of `kinds`.

    An empty `kinds` accepts any, written `kind:id`. Whether the target exists is the linker's question, and so is how
    a reference is written: only who knows the targets can say what somebody meant.
    """

    kinds: tuple[str, ...] = ()
    part: bool = False

    def check(self, value: Any) -> str:
        return _not_empty(_scalar(value, "an id"), LINE_LIMIT)

    def form(self) -> str:
        """Return how such a reference is written, for a hint."""
        if not self.kinds:
            return "the kind and the id, as kind:id"
        what = " or ".join(kind.replace("-", " ") for kind in self.kinds)
        return f"the id of {'an' if what[0] in 'aeiou' else 'a'} {what}{' as id#part' if self.part else ''}"

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the written form."""
        return _ANY_REF if not self.kinds else _PART_REF if self.part else _SLUG

    def schema(self) -> dict[str, Any]:
        any_scalar = (
            _ID if self.pattern() is _SLUG else {"type": "string"}
        )  # with : or # in it, it is a text everywhere
        said = f"Write {self.form()}."
        return any_scalar | {"pattern": f"^{self.pattern().pattern}$", "patternErrorMessage": said}


_ANY_REF = re.compile(rf"[a-z]+(-[a-z]+)*:{_SLUG.pattern}(#{_SLUG.pattern})?")
_PART_REF = re.compile(rf"{_SLUG.pattern}#{_SLUG.pattern}")


@dataclass(frozen=True, slots=True)
class SourceRef(Ref):
    """Where a claim comes from: the id of an insight, or a link beginning with https://."""

    kinds: tuple[str, ...] = ("insight",)

    def form(self) -> str:
        return "the id of an insight, or a link that begins with https://"

    def check(self, value: Any) -> str:
        text = _not_empty(_scalar(value, "an insight or a link"), LINE_LIMIT)
        return _whole_address(text) if is_link(text) else text

    def schema(self) -> dict[str, Any]:
        said = f"Write {self.form()}."
        return _ID | {"pattern": f"^({_SLUG.pattern}|{_LINK.pattern})$", "patternErrorMessage": said}


# Editors and checkers compile these for JavaScript with the flag u, under which a needless escape is an error.
_LINK = re.compile(r"""https?://[^\s<>"'`\\]+""")


def is_link(source: str) -> bool:
    """Tell whether a checked source is a link (else it is an insight's id)."""
    return source.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Link(Field):
    """An address that a reader may open: https://, http:// or mailto: only."""

    def check(self, value: Any) -> str:
        text = _scalar(value, "a link")
        if len(text) > LINE_LIMIT or not _OPENS.match(text):
            raise wrong("bad-link", f"{quoted(text)} is not a link", "begin it with https:// or mailto:")
        return _whole_address(text)

    def schema(self) -> dict[str, Any]:
        said = "Begin the link with https:// or mailto:."
        return {
            "type": "string",
            "pattern": f"^({_LINK.pattern}|{_MAIL.pattern})$",
            "patternErrorMessage": said,
        }


_OPENS = re.compile(r"https?://|mailto:")


def _whole_address(text: str) -> str:
    if fault := address_fault(text):
        raise wrong("bad-link", f"{quoted(text)} is not a whole address: {fault}", HINT)
    if not (_LINK.fullmatch(text) or _MAIL.fullmatch(text)):
        raise wrong("bad-link", f"{quoted(text)} is not a link", "leave out quotes, < and >")
    return text


_MAIL = re.compile(r"""mailto:[^\s<>"'`\\]+@[^\s<>"'`\\]+""")


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a closed list of words. `meanings` says what each is, for the editor's list; or none is said."""

    words: tuple[str, ...]
    meanings: tuple[str, ...] = ()

    def check(self, value: Any) -> str:
        text = _scalar(value, "one of " + ", ".join(self.words))
        if text not in self.words:
            near = did_you_mean(text, self.words)
            raise wrong(
                "unknown-choice",
                f"{quoted(text)} is not one of the choices",
                f"{near + ' ' if near else ''}choose {', '.join(self.words[:-1])} or {self.words[-1]}",
            )
        return text

    def schema(self) -> dict[str, Any]:
        meanings = {"enumDescriptions": list(self.meanings)} if self.meanings else {}
        return {"type": "string", "enum": list(self.words)} | meanings


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A plain decimal number between `least` and `most`: digits, at most one point, no grouping, no exponent."""

    least: int | None = None
    most: int | None = None
    whole: bool = False

    def check(self, value: Any) -> Decimal:
        text = _scalar(value, "a number")
        if not _PLAIN_NUMBER.fullmatch(text):
            raise wrong(
                "not-a-number",
                f"{quoted(text)} is not a plain number",
                "write digits only, for example 1200 or 0.5",
            )
        number = Decimal(text)
        if self.whole and number != number.to_integral_value():
            raise wrong("not-whole", f"{quoted(text)} is not a whole number", "leave out the fraction")
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            raise wrong("out-of-range", f"{quoted(text)} is out of range", f"write {self._range()}")
        return number

    def _range(self) -> str:
        if self.most is None:
            return f"a number of at least {self.least}"
        return (
            f"a number from {self.least} to {self.most}" if self.least is not None else f"at most {self.most}"
        )

    def schema(self) -> dict[str, Any]:
        limits = {"minimum": self.least, "maximum": self.most}
        said = (
            "Write a whole number, such as 12." if self.whole else "Write digits only, such as 1200 or 0.5."
        )
        return {
            "type": ["integer" if self.whole else "number", "string"],
            "pattern": r"^[+-]?[0-9]{1,15}(\.0{1,9})?$" if self.whole else f"^{_PLAIN_NUMBER.pattern}$",
            "patternErrorMessage": said,
        } | {key: limit for key, limit in limits.items() if limit is not None}


@dataclass(frozen=True, slots=True)
class Date(Field):
    """A day, as 2026-03-31."""

    def check(self, value: Any) -> datetime.date:
        text = _scalar(value, "a date")
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
                raise ValueError
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise wrong(
                "not-a-date", f"{quoted(text)} is not a date", "write year-month-day, for example 2026-03-31"
            ) from None

    def schema(self) -> dict[str, Any]:
        # A pattern and no `format`: editors differ in what they take for a date, and two rules give two messages.
        said = "Write a day as year-month-day, such as 2026-03-31."
        return {"type": "string", "pattern": f"^{_DAYS}$", "patternErrorMessage": said}


_DAYS = (
    "(?!0000)[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)"
    "|(0[13578]|1[02])-31|02-29)"
)


@dataclass(frozen=True, slots=True)
class YesNo(Field):
    """Yes or no; `true` and `false` are accepted for those who know other YAML."""

    def check(self, value: Any) -> bool:
        text = _scalar(value, "yes or no")
        if text in ("yes", "true"):
            return True
        if text in ("no", "false"):
            return False
        raise wrong("not-yes-or-no", f"{quoted(text)} is neither yes nor no", "write yes or no")

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [
                {"enum": ["yes", "no"]},  # with a type, editors write the quotes that other YAML needs
                {
                    "if": {"type": ["object", "array", "null", "number"]},
                    "then": {"type": "boolean"},
                    "pattern": "^(true|false)$",
                },
            ]
        }


def _scalar(value: Any, expected: str) -> str:
    if not isinstance(value, str):
        found = "a list" if isinstance(value, (list, tuple)) else "a group of fields"
        raise wrong("wrong-shape", f"{found} stands where {expected} is expected", f"write {expected}")
    return value.strip()


def _text(value: Any, one: Any) -> Text:
    if isinstance(value, str):
        return Text(one(value))
    if not isinstance(value, dict) or not any(map(_LANGUAGE_TAG.fullmatch, value)):
        field = next(iter(value), "") if isinstance(value, dict) else ""
        if (
            isinstance(value, dict)
            and len(value) == 1
            and _SENTENCE.match(field)
            and isinstance(value[field], str)
        ):
            said = quoted(f"{field}: {value[field]}")
            raise wrong(
                "wrong-shape", 'the ": " makes a field of what was meant as text', f"put it in quotes: {said}"
            )
        found = "a list stands" if isinstance(value, list) else f"fields such as {quoted(field)} stand"
        raise wrong(
            "wrong-shape",
            f"{found if value else 'nothing stands'} where text is expected",
            "write text, or one text per language: {en: …, zh-Hant: …}",
        )
    for tag in value:
        if not _LANGUAGE_TAG.fullmatch(tag):
            raise wrong(
                "bad-language",
                f"{quoted(tag)} is not the tag of a language",
                "write tags such as en or zh-Hant",
            )
    return Text(by_language=((tag, one(_scalar(text, "text"))) for tag, text in value.items()))


def _not_empty(text: str, limit: int) -> str:
    text = text.strip()
    if not text:
        raise wrong("empty", "the text is empty", "write something, or leave the field out")
    if len(text) > limit:
        raise wrong("too-long", f"the text has {len(text)} characters", f"at most {limit} fit here")
    return text


def _in_languages(one: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a text, or of a text for each language."""
    languages = {
        "type": "object",
        "propertyNames": {
            "pattern": f"^{_LANGUAGE_TAG.pattern}$",
            "patternErrorMessage": "Write text, or one text for each language: {en: …, zh-Hant: …}.",
        },
        "minProperties": 1,
        "additionalProperties": one,
    }
    return {"if": {"type": "object"}, "then": languages, "else": one}


def _slug_of(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:SLUG_LIMIT].strip("-")
