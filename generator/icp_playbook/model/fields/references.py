"""Fields that name something: one's own id, a definition or part, an owner, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from icp_playbook.messages import say
from icp_playbook.model.addresses import HINT, address_fault, not_whole
from icp_playbook.model.fields.base import LINE_LIMIT, Field, not_empty, scalar, wrong
from icp_playbook.model.kind_names import any_kind
from icp_playbook.model.slugs import latin_hint, slug_of
from icp_playbook.problems import quoted

SLUG_LIMIT = 64
# Made once: a large company has a million values.
_AN_ID, _A_LINK, _A_SOURCE = say("an id"), say("a link"), say("an insight or a link")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Any scalar but nothing, as with a text: an id such as 12 is a number to the editor.
_ID: dict[str, Any] = {
    "if": {"type": ["object", "array", "null"]},
    "then": {"type": "string", "errorMessage": say("Write an id.")},
    "minimum": 0,
    "multipleOf": 1,
}


class Reference(str):
    """What an author wrote to name a definition or a part.

    It is an id, `id#part`, or `kind:id` where any kind will do.
    It knows the `kinds` that its field asks for, so `Catalog.ref` finds what it leads to.
    """

    __slots__ = ("_kinds",)

    _kinds: tuple[str, ...]

    def __new__(cls, written: str, kinds: tuple[str, ...] = ()) -> Self:
        """Take what was written, and the kinds of which one is meant.

        None where `written` says it.
        """
        self = super().__new__(cls, written)
        _keep_kinds(self, kinds)
        return self

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which one is meant, the likeliest first."""
        return self._kinds

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a reference is frozen: {name}")


_keep_kinds = Reference.__dict__["_kinds"].__set__


@dataclass(frozen=True, slots=True)
class Slug(Field):
    """An id: lower-case ASCII letters, digits and single hyphens, at most 64."""

    def check(self, value: Any) -> str:
        text = scalar(value, _AN_ID)
        if not _SLUG.fullmatch(text):
            hint = say("use lower-case letters, digits and hyphens")
            if latin := latin_hint(text):
                hint = latin
            elif like := slug_of(text):
                hint = say("{hint}, for example {example}", hint=hint, example=quoted(like))
            raise wrong("bad-id", say("{text} can't be an id", text=quoted(text)), hint)
        if len(text) > SLUG_LIMIT:
            length = len(text)
            message = say("the id {id} has {length} characters", id=quoted(text), length=length)
            hint = say("at most {limit} are allowed; shorten it", limit=SLUG_LIMIT)
            raise wrong("bad-id", message, hint)
        return text

    def schema(self) -> dict[str, Any]:
        said = say("An id has lower-case letters, digits and single hyphens between them.")
        return _ID | {
            "pattern": f"^{_SLUG.pattern}$",
            "patternErrorMessage": said,
            "maxLength": SLUG_LIMIT,
        }


@dataclass(frozen=True, slots=True)
class Owner(Slug):
    """Who answers for something: the id of a department or role, as the company's contacts name it.

    Whether it is one is the linker's question, which knows the contacts.
    """

    def check(self, value: Any) -> str:
        return not_empty(scalar(value, _AN_ID), LINE_LIMIT)

    def is_well_formed(self, owner: str) -> bool:
        """Tell whether this is written as an id."""
        return len(owner) <= SLUG_LIMIT and _SLUG.fullmatch(owner) is not None

    def form(self) -> str:
        """Return how an owner is written, for a hint."""
        return say("the id of a department or role, as the company's contacts name it")

    def schema(self) -> dict[str, Any]:
        return Slug.schema(self) | {"patternErrorMessage": say("Write {form}.", form=self.form())}


@dataclass(frozen=True, slots=True)
class OwnPart(Slug):
    """The id of a part of the same definition, such as the pain that a reliever relieves.

    `kind` is the name that such a part goes by. Whether it exists, and so whether it is an id, is a
    rule's question.
    """

    kind: str = ""

    def check(self, value: Any) -> str:
        return Reference(not_empty(scalar(value, _AN_ID), LINE_LIMIT), (self.kind,))


@dataclass(frozen=True, slots=True)
class Ref(Field):
    """A reference to a definition by id, or to a part of one (`id#part`), of one of `kinds`.

    An empty `kinds` accepts any, written `kind:id`. Whether the target exists is the linker's
    question, and so is how a reference is written: only who knows the targets can say what somebody
    meant.
    """

    kinds: tuple[str, ...] = ()
    part: bool = False

    def check(self, value: Any) -> str:
        if self.kinds == ("list",) and isinstance(value, list | tuple):
            raise wrong(
                "wrong-shape",
                say("words stand where the id of a list is expected"),
                say(
                    "write one-of for words; the id of a list is the name of a file in "
                    "content/lists/"
                ),
            )
        return Reference(not_empty(scalar(value, _AN_ID), LINE_LIMIT), self.kinds)

    def form(self) -> str:
        """Return how such a reference is written, for a hint."""
        if not self.kinds:
            return say("the kind and the id, as kind:id")
        what = any_kind(self.kinds)
        vowel = what[0] in "aeiou"
        id = (
            say("the id of an {kind}", kind=what) if vowel else say("the id of a {kind}", kind=what)
        )
        return say("{id} as id#part", id=id) if self.part else id

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the written form."""
        return _ANY_REF if not self.kinds else _PART_REF if self.part else _SLUG

    def schema(self) -> dict[str, Any]:
        # With : or # in it, it is a text everywhere.
        any_scalar = _ID if self.pattern() is _SLUG else {"type": "string"}
        said = say("Write {form}.", form=self.form())
        return any_scalar | {"pattern": f"^{self.pattern().pattern}$", "patternErrorMessage": said}


_ANY_REF = re.compile(rf"[a-z]+(-[a-z]+)*:{_SLUG.pattern}(#{_SLUG.pattern})?")
_PART_REF = re.compile(rf"{_SLUG.pattern}#{_SLUG.pattern}")


@dataclass(frozen=True, slots=True)
class SourceRef(Ref):
    """Where a claim comes from: the id of an insight, or a link beginning with https://."""

    kinds: tuple[str, ...] = ("insight",)

    def form(self) -> str:
        return say("the id of an insight, or a link that begins with https://")

    def check(self, value: Any) -> str:
        text = not_empty(scalar(value, _A_SOURCE), LINE_LIMIT)
        return _whole_address(text) if is_link(text) else Reference(text, self.kinds)

    def schema(self) -> dict[str, Any]:
        said = say("Write {form}.", form=self.form())
        return _ID | {
            "pattern": f"^({_SLUG.pattern}|{_LINK.pattern})$",
            "patternErrorMessage": said,
        }


# Editors and checkers compile these for JavaScript with the flag u, under which a needless escape
# is an error.
_LINK = re.compile(r"""https?://[^\s<>"'`\\]+""")


def is_link(source: str) -> bool:
    """Tell whether a checked source is a link (else it is an insight's id)."""
    return source.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Link(Field):
    """An address that a reader may open: https://, http:// or mailto: only."""

    def check(self, value: Any) -> str:
        text = scalar(value, _A_LINK)
        if len(text) > LINE_LIMIT or not _OPENS.match(text):
            raise wrong(
                "bad-link",
                say("{text} is not a link", text=quoted(text)),
                say("begin it with https:// or mailto:"),
            )
        return _whole_address(text)

    def schema(self) -> dict[str, Any]:
        said = say("Begin the link with https:// or mailto:.")
        return {
            "type": "string",
            "pattern": f"^({_LINK.pattern}|{_MAIL.pattern})$",
            "patternErrorMessage": said,
        }


_OPENS = re.compile(r"https?://|mailto:")


def _whole_address(text: str) -> str:
    if fault := address_fault(text):
        raise wrong("bad-link", not_whole(text, fault), HINT)
    if not (_LINK.fullmatch(text) or _MAIL.fullmatch(text)):
        raise wrong(
            "bad-link",
            say("{text} is not a link", text=quoted(text)),
            say("leave out quotes, < and >"),
        )
    return text


_MAIL = re.compile(r"""mailto:[^\s<>"'`\\]+@[^\s<>"'`\\]+""")
