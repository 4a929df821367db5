"""What we ask about any account: each thing once, so that an answer means one thing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, ProseText, Purpose, Some
from icp_playbook.model.fields import Choice, Exact, Number, Ref, wrong
from icp_playbook.model.fit import Condition
from icp_playbook.model.text import Text
from icp_playbook.numbers import FORMS, half_width
from icp_playbook.problems import quoted

ATTRIBUTE_TYPES = ("number", "choice", "yes-no", "text")
_FORM_MEANINGS = (
    "whole things that one counts",
    "an amount in a currency",
    "a share or a rate, 12 for 12 %",
    "a year such as 2015",
)
_ONLY_FOR = {"form": "number", "currency": "number", "if_yes": "yes-no", "if_no": "yes-no"}


class Option(NamedPart):
    """One answer of a choice."""

    once: ClassVar[tuple[str, ...]] = ("label",)
    title_field: ClassVar[str] = "label"
    labels: ClassVar[Mapping[str, str]] = {"crm_values": say("CRM values")}
    verbatim: ClassVar[frozenset[str]] = frozenset({"crm_values"})

    id: Id
    """How fit criteria name it."""
    label: LineText
    """What the reader sees."""
    statement: LineText | None = None
    """The same as part of a sentence about the company, as in Sells on marketplaces only."""
    crm_values: tuple[Annotated[str, Exact()], ...] = ()
    """What exports of the CRM say for it, besides its id and label."""

    @property
    def words(self) -> list[str]:
        """What a cell may say for it: ids of now and before, labels in each language, values."""
        labels = (said for _, said in self.label.each)
        return [self.id, *self.aliases, *labels, *self.crm_values]


class Attribute(NamedPart):
    """One thing we ask about an account."""

    labels: ClassVar[Mapping[str, str]] = {"crm_columns": say("CRM columns")}
    verbatim: ClassVar[frozenset[str]] = frozenset({"crm_columns"})

    id: Id
    """How fit criteria and account files name it."""
    name: LineText | None = None
    """A short label; the question is shown when it is missing."""
    question: LineText
    """The question, as one would ask it."""
    type: Annotated[str, Choice(ATTRIBUTE_TYPES)]
    """What an answer looks like."""
    form: Annotated[str, Choice(FORMS, _FORM_MEANINGS)] | None = None
    """For numbers: what the number is. It decides how it is written, and whether it is whole."""
    currency: Annotated[str, Exact(8)] | None = None
    """For money: the currency's code, for example EUR."""
    unit: LineText | None = None
    """For numbers: what is counted, for example parcels a month; for money and percent what comes
    after them, for example a year."""
    unit_of_one: LineText | None = None
    """The unit where the number is 1, for example parcel a month."""
    least: Annotated[Decimal, Number()] | None = None
    """For numbers: the least an answer may be; 0 where nothing is said. Growth may be less, so
    write -100 there."""
    most: Annotated[Decimal, Number()] | None = None
    """For numbers: the most an answer may be, for example 100 for a share; no limit where
    nothing is said."""
    options: tuple[Option, ...] = ()
    """For choices: the possible answers."""
    if_yes: LineText | None = None
    """For yes-no: what is the case then, as part of a sentence, as in Somebody owns returns."""
    if_no: LineText | None = None
    """For yes-no: what is the case when it is not, as in Nobody owns returns."""
    how_to_find_out: ProseText | None = None
    """Where the answer stands when nobody can be asked."""
    crm_columns: tuple[Annotated[str, Exact()], ...] = ()
    """Names of the columns that hold it in exports of the CRM."""

    @model_validator(mode="after")
    def _fields_of_its_type(self) -> Self:
        for field, kind in _ONLY_FOR.items():
            if getattr(self, field) is not None and self.type != kind:
                message = say("{field} is for the type {type}", field=field, type=kind)
                hint = say("write type: {type}, or leave out {field}", field=field, type=kind)
                raise wrong("bad-attribute", message, hint)
        if self.form == "money" and self.currency is None:
            raise wrong(
                "bad-attribute", say("money without a currency"), say("write currency: EUR")
            )
        if self.currency is not None and self.form != "money":
            message = say("a currency for what is not money")
            raise wrong("bad-attribute", message, say("write form: money, or leave out currency"))
        return self

    @model_validator(mode="after")
    def _values_of_one_option(self) -> Self:
        meant: dict[str, str] = {}
        for option in self.options:
            own = len(option.words) - len(option.crm_values)
            meant |= {letters_in(word): option.id for word in option.words[:own]}
        for option in self.options:
            for value in option.crm_values:
                if (other := meant.setdefault(letters_in(value), option.id)) != option.id:
                    message = say(
                        "the CRM value {value} stands for {option} and for {other}",
                        value=quoted(value),
                        option=quoted(option.id),
                        other=quoted(other),
                    )
                    raise wrong("bad-attribute", message, say("leave it with one of them"))
        return self

    @property
    def title(self) -> Text:
        """Its label, or the question itself."""
        return self.question if self.name is None else self.name

    @property
    def purpose(self) -> Purpose:
        """What to say when nothing refers to it."""
        message = say(
            "no fit, score or flag uses the attribute {attribute}", attribute=quoted(self.id)
        )
        return Purpose(message, say("use it in a criterion or a condition, or stop asking"))


def letters_in(word: str) -> str:
    """Return what cells are compared by: letters and digits, without case and width."""
    return "".join(c for c in half_width(word).casefold() if c.isalnum()) or word.strip()


class Flag(NamedPart):
    """Something about an account that says what to do, and changes no score."""

    id: Id
    """How examples and exports name it."""
    name: LineText
    """What it is called, for example Agency."""
    when: Condition
    """When it is raised."""
    do: ProseText
    """What to do then."""
    run_by: Annotated[str, Ref(("department",))] | None = None
    """Who does it."""
    play: Annotated[str, Ref(("play",))] | None = None
    """The play to run."""


class AccountAttributes(Definition):
    """The questions about an account."""

    kind: ClassVar[str] = "account"
    has_card: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"attributes": "attribute", "flags": "flag"}
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Account attributes"))
    """What the whole is called."""
    attributes: Some[Attribute]
    """The questions, in the order they are asked."""
    flags: tuple[Flag, ...] = ()
    """What sends an account to somebody, or needs care, without a point more or less."""
