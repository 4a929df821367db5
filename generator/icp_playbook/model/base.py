"""What every definition shares: its identity, its stewardship, and how its parts are built."""

import calendar
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr
from pydantic import Field as Limits

from icp_playbook.messages import say
from icp_playbook.model.fields import Choice, Date, Line, Number, Owner, Prose, Ref, Slug, SourceRef
from icp_playbook.model.text import Text

STATUSES = ("draft", "active", "retired")
_STATUS_MEANINGS = ("being written", "in use", "no longer used, and kept for the record")
_STATUS_LABELS = say("Draft"), say("Active"), say("Retired")
CONFIDENCES = ("hypothesis", "researched", "validated")
_CONFIDENCE_MEANINGS = ("we believe so", "customers told us, see the sources", "we saw it hold")
_CONFIDENCE_LABELS = say("Hypothesis"), say("Researched"), say("Validated")

LineText = Annotated[Text, Line()]
ProseText = Annotated[Text, Prose()]
Id = Annotated[str, Slug()]
READERS = frozenset({"departments", "audience"})
"""Fields that say who reads a definition, and nothing of what it says."""
AnyRef = Annotated[str, Ref()]
Audience = Annotated[str, Ref(("audience",))]
Percent = Annotated[Decimal, Number(least=0, most=100)]
Amount = Annotated[Decimal, Number(least=0)]
Day = Annotated[datetime.date, Date()]

T = TypeVar("T")
Some = Annotated[tuple[T, ...], Limits(min_length=1)]
"""A list that has at least one item: `Some[ProseText]`."""


# Modules with models do without `from __future__ import annotations`: it makes texts of types,
# and a quarter of importing the models would be making types of those again.
class Part(BaseModel):
    """A frozen group of fields inside a definition; an unknown field is a mistake."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, alias_generator=lambda name: name.rstrip("_")
    )

    once: ClassVar[tuple[str, ...]] = ()
    """Fields that tell one such part from its neighbours: no two in a list say the same there."""
    goes_by: ClassVar[tuple[str, ...] | None] = None
    """What people tell the items of a list by: the first of these fields that says something.

    Where nothing is set it is the first field; where the tuple is empty, all that the item says.
    """
    either: ClassVar[tuple[str, ...]] = ()
    """Fields of which at least one must be given; what is new is asked for the first."""
    labels: ClassVar[Mapping[str, str]] = {}
    """What people call a field whose own name is short for something."""
    verbatim: ClassVar[frozenset[str]] = frozenset()
    """Fields that hold others' own words, or what stands in their files: nobody may change a
    word there."""
    has_form: ClassVar[bool] = False
    """Whether a GitHub issue form asks for one."""
    keys: ClassVar[Mapping[str, str]] = {}
    """Groups of fields whose keys are ids: the field, and the kind of what they name."""

    def named_by_keys(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the place of each key in this part that is an id, and the kind of what it names."""
        for field, kind in self.keys.items():
            for key in getattr(self, field):
                yield (field, key), kind

    @classmethod
    def instead_of_text(cls, text: str) -> str:
        """Return what to write instead of a text that stands for these fields, if that is known."""
        return ""


class Told(Part):
    """A part that an audience may be kept from, where it may read the definition.

    What accounts are judged by is no such part: everybody gets the same answer.
    """

    named_only: ClassVar[bool] = False
    """Whether only those audiences read it that it names; else all that read what it is in."""

    audience: tuple[Audience, ...] = ()
    """Who else may read this part; everybody who reads the rest, when left out."""


class Purpose(NamedTuple):
    """What something is for: what to say of one that nothing refers to, and what to do.

    `{}` is its id.
    """

    message: str
    hint: str
    own: frozenset[str] = frozenset()
    """Fields that each of its kind has, so that a reference there ties it to nothing."""


class NamedPart(Part):
    """A part that others name by its id, or by an earlier one.

    `title_field` is the field that links to it show.
    """

    title_field: ClassVar[str] = "name"

    id: Id
    """How others name it."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; what was saved under them counts as this."""

    @property
    def title(self) -> Text:
        """What readers call it."""
        return getattr(self, self.title_field)  # type: ignore[no-any-return]

    @property
    def purpose(self) -> Purpose | None:
        """What to say when nothing refers to it; nothing where it needs no other."""
        return None


class Intentional(Part):
    """A rule that does not apply here, and why: it silences the rule for this definition."""

    once: ClassVar[tuple[str, ...]] = ("rule",)

    rule: Id
    """The rule's name, as the message shows it in brackets."""
    reason: ProseText
    """Why it is meant to be so."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition comes from: its id (the file's name), its file, and places in it."""

    id: str
    path: str
    document: Any

    def place(self, loc: tuple[str | int, ...] = (), key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at `loc` (of its key with `key`)."""
        line, column = self.document.position(loc, key)
        return line, column

    def place_in(self, loc: tuple[str | int, ...], value: str, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset` of the text at `loc`."""
        line, column = self.document.position_in(loc, value, offset)
        return line, column


class Definition(Part):
    """One file of a playbook.

    `kind` is set by the subclass; `id` and `path` come from the file's name.
    """

    kind: ClassVar[str]
    parts: ClassVar[dict[str, str]] = {}
    """Lists of `NamedPart`s that can be referred to: the field's name, and the name such a part
    goes by."""
    title_field: ClassVar[str] = "name"
    summary_field: ClassVar[str] = ""
    """The field that says what it is about: it stands beside the title in lists, search and link
    previews."""
    purpose: ClassVar[Purpose | None] = None
    """What to say of one that nothing refers to and that refers to nothing; nothing where it
    needs no other."""
    review_months: ClassVar[int] = 6
    """Months between reviews, unless a definition sets its own."""
    claims: ClassVar[bool] = True
    """Whether it says something about customers that may be a guess; how sure we are is shown
    only then."""
    has_card: ClassVar[bool] = True
    """Whether its page is printed as a card, of what is most needed on one sheet; what is looked
    up or read as a whole is printed as it is."""
    as_needed: ClassVar[frozenset[str]] = frozenset()
    """Optional fields that only some of its kind have; leaving them out is no gap."""

    owner: Annotated[str, Owner()]
    """The department or role that answers for this; it has an entry in the company's contacts."""
    departments: tuple[Annotated[str, Ref(("department",))], ...] = ()
    """Whom it concerns."""
    audience: tuple[Audience, ...] = ()
    """Who else than the company may read it, see `audiences` of the company; nobody, when left
    out."""
    status: Annotated[str, Choice(STATUSES, _STATUS_MEANINGS, _STATUS_LABELS)] = "active"
    """Draft while it is being written, active, or retired."""
    confidence: Annotated[str, Choice(CONFIDENCES, _CONFIDENCE_MEANINGS, _CONFIDENCE_LABELS)] = (
        "hypothesis"
    )
    """How sure we are: a hypothesis, researched, or validated with customers."""
    sources: tuple[Annotated[str, SourceRef()], ...] = ()
    """Insights, or links, that the claims rest on."""
    reviewed: Day | None = None
    """The day somebody last made sure that this is still true."""
    review_every: Annotated[Decimal, Number(least=1, most=60, whole=True)] | None = None
    """Months between reviews; each kind has its own default."""
    review_note: ProseText | None = None
    """What the last review found, also when nothing changed."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses lead here."""
    intentional: tuple[Intentional, ...] = ()
    """Rules that are meant not to hold here, each with the reason."""

    _origin: Origin = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Take the origin that the loader passes along."""
        if isinstance(context, Origin):
            self._origin = context

    @cached_property
    def id(self) -> str:
        """The file's name without its ending."""
        return self._origin.id

    @cached_property
    def path(self) -> str:
        """The file, relative to the repository, with forward slashes."""
        return self._origin.path

    @property
    def rank(self) -> tuple[Any, ...]:
        """Its place among its kind: by id, unless the kind has an order of its own."""
        return (self.id,)

    @cached_property
    def ref(self) -> str:
        """How a link names this definition: `kind:id`."""
        return f"{self.kind}:{self.id}"

    @property
    def title(self) -> Text:
        """What readers call it."""
        return getattr(self, self.title_field)  # type: ignore[no-any-return]

    @property
    def summary_text(self) -> Text | None:
        """What it is about in a sentence, or None when it says nothing of the kind."""
        return getattr(self, self.summary_field) if self.summary_field else None

    @property
    def review_cadence(self) -> int:
        """The months between two reviews: its own, or else its kind's."""
        return int(self.review_every or self.review_months)

    @property
    def review_due(self) -> datetime.date | None:
        """The day it is to be reviewed by, the last one there is at the latest.

        None when it never was reviewed.
        """
        if self.reviewed is None:
            return None
        months = self.reviewed.year * 12 + self.reviewed.month - 1 + self.review_cadence
        year, month = divmod(months, 12)
        if year > datetime.MAXYEAR:
            return datetime.date.max
        day = min(self.reviewed.day, calendar.monthrange(year, month + 1)[1])
        return datetime.date(year, month + 1, day)

    def place(self, loc: tuple[str | int, ...] = (), key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at `loc` (of its key with `key`)."""
        return self._origin.place(loc, key)

    def place_in(self, loc: tuple[str | int, ...], value: str, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset` of the text at `loc`."""
        return self._origin.place_in(loc, value, offset)

    @property
    def silenced(self) -> frozenset[str]:
        """The rules that are meant not to hold here."""
        return frozenset(entry.rule for entry in self.intentional)
