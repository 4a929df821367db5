"""What we ask about any account: each thing once, so that an answer means one thing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, ProseText, Purpose, Some
from icp_playbook.model.fields import Choice, Exact, Number
from icp_playbook.model.text import Text
from icp_playbook.problems import quoted

ATTRIBUTE_TYPES = ("number", "choice", "yes-no", "text")


class Option(NamedPart):
    """One answer of a choice."""

    once: ClassVar[tuple[str, ...]] = ("label",)
    title_field: ClassVar[str] = "label"

    id: Id
    """How fit criteria name it."""
    label: LineText
    """What the reader sees."""


class Attribute(NamedPart):
    """One thing we ask about an account."""

    labels: ClassVar[Mapping[str, str]] = {"crm_columns": "CRM columns"}
    verbatim: ClassVar[frozenset[str]] = frozenset({"crm_columns"})

    id: Id
    """How fit criteria and account files name it."""
    name: LineText | None = None
    """A short label; the question is shown when it is missing."""
    question: LineText
    """The question, as one would ask it."""
    type: Annotated[str, Choice(ATTRIBUTE_TYPES)]
    """What an answer looks like."""
    unit: LineText | None = None
    """For numbers: what is counted, for example parcels a month."""
    least: Annotated[Decimal, Number()] | None = None
    """For numbers: the least an answer may be; 0 where nothing is said. Growth may be less, so
    write -100 there."""
    most: Annotated[Decimal, Number()] | None = None
    """For numbers: the most an answer may be, for example 100 for a share; no limit where
    nothing is said."""
    options: tuple[Option, ...] = ()
    """For choices: the possible answers."""
    how_to_find_out: ProseText | None = None
    """Where the answer stands when nobody can be asked."""
    crm_columns: tuple[Annotated[str, Exact()], ...] = ()
    """Names of the columns that hold it in exports of the CRM."""

    @property
    def title(self) -> Text:
        """Its label, or the question itself."""
        return self.question if self.name is None else self.name

    @property
    def purpose(self) -> Purpose:
        """What to say when nothing refers to it."""
        message = say("no segment's fit uses the attribute {attribute}", attribute=quoted(self.id))
        return Purpose(message, say("use it in a criterion or a disqualifier, or stop asking"))


class AccountAttributes(Definition):
    """The questions about an account."""

    kind: ClassVar[str] = "account"
    claims: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"attributes": "attribute"}
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Account attributes"))
    """What the whole is called."""
    attributes: Some[Attribute]
    """The questions, in the order they are asked."""
