"""The company: its four answers, its positioning, whom it does not serve, what it agreed on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from icp_playbook.messages import Message, say
from icp_playbook.model.base import (
    Amount,
    Definition,
    Id,
    LineText,
    NamedPart,
    Part,
    ProseText,
    Some,
    Told,
)
from icp_playbook.model.fields import Exact, Link, Number
from icp_playbook.model.text import Text


class FourAnswers(Part):
    """The four questions that every employee should answer alike."""

    customer: ProseText
    """Who is the customer?"""
    need: ProseText
    """What do they need?"""
    success: ProseText
    """What counts as success, in the customer's words?"""
    value: ProseText
    """What value do we give?"""


class Positioning(Told):
    """Where the product stands against what customers would do without it."""

    category: LineText | None = None
    """The market category that a buyer would file us under."""
    alternatives: tuple[LineText, ...] = ()
    """What customers do without us."""
    unique_attributes: tuple[LineText, ...] = ()
    """What only we have."""
    value_themes: tuple[LineText, ...] = ()
    """What that is worth to the customer."""


class NotServed(Told):
    """Somebody we turn down on purpose."""

    who: LineText
    """Whom we do not serve."""
    why: ProseText
    """Why serving them would hurt them or us."""
    instead: ProseText | None = None
    """What we point them to instead."""


class NotBuilt(Told):
    """A feature that was asked for and that we have agreed not to build."""

    what: LineText
    """What was asked for."""
    for_whom: LineText | None = None
    """Who asks for it."""
    why: ProseText
    """Why we do not build it."""


class Boilerplate(Told):
    """What we say about ourselves, ready to paste, at three lengths."""

    words_25: ProseText | None = None
    """At most 25 words."""
    words_50: ProseText | None = None
    """At most 50 words."""
    words_100: ProseText | None = None
    """At most 100 words."""


class Contact(Told):
    """Whom to ask, and where."""

    named_only: ClassVar[bool] = True

    name: LineText | None = None
    """What readers call this role; the id is shown when it is missing."""
    channel: LineText
    """Where to ask, for example a chat channel."""
    handle: Annotated[str, Exact()] | None = None
    """The team or person on the code host, for example @parcelmoor/product-marketing."""
    link: Annotated[str, Link()] | None = None
    """An address that opens the channel."""


class Agreed(Part):
    """Numbers the whole company has agreed on; the site compares with them."""

    labels: ClassVar[Mapping[str, str]] = {"ltv_to_cac_floor": say("least LTV:CAC")}

    ltv_to_cac_floor: Amount | None = None
    """Lowest acceptable ratio of lifetime value to acquisition cost, for example 3."""
    payback_ceiling_months: Amount | None = None
    """Longest acceptable time to earn back the acquisition cost, in months."""
    minimum_sample: Annotated[Decimal, Number(least=1, whole=True)] | None = None
    """Fewest customers that an insight must rest on."""


class NewCustomers(Told):
    """How many customers we signed in a period, and how many of them are outside the profile."""

    once: ClassVar[tuple[str, ...]] = ("period",)

    period: LineText
    """For example 2026 Q1."""
    total: Annotated[Decimal, Number(least=0, whole=True)]
    """All new customers of the period."""
    outside_profile: Annotated[Decimal, Number(least=0, whole=True)]
    """Those who do not fit any served segment."""


class ListedWord(NamedPart):
    """A word of a list that each company makes for itself."""

    once: ClassVar[tuple[str, ...]] = ("name",)

    id: Id
    """How definitions name it."""
    name: LineText
    """What readers see."""
    meaning: ProseText | None = None
    """What we mean by it."""


def _ours(**words: Message) -> tuple[ListedWord, ...]:
    """Return the list that a company has which makes none of its own.

    Nothing is checked: what checks a text takes it for an author's.
    """
    return tuple(
        ListedWord.model_construct(id=id.replace("_", "-"), name=Text(name))
        for id, name in words.items()
    )


class Company(Definition):
    """The company and the one profile it shares."""

    kind: ClassVar[str] = "company"
    has_card: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {
        "buying_roles": "buying-role",
        "exception_categories": "exception-category",
        "deliveries": "delivery",
        "audiences": "audience",
    }
    summary_field: ClassVar[str] = "one_liner"
    labels: ClassVar[Mapping[str, str]] = {
        "not_served": say("whom we do not serve"),
        "not_built": say("what we do not build"),
        "one_liner": say("one-liner"),
    }

    name: LineText
    """The company's name."""
    one_liner: LineText
    """What it does and for whom, in one sentence."""
    four_answers: FourAnswers
    """Who is the customer, what do they need, what is success, what value do we give."""
    positioning: Positioning | None = None
    """Category, alternatives, unique attributes and value themes."""
    not_served: Some[NotServed]
    """Whom we turn down on purpose."""
    not_built: tuple[NotBuilt, ...] = ()
    """What we have agreed not to build."""
    message: Boilerplate | None = None
    """What we say about ourselves at 25, 50 and 100 words."""
    contacts: dict[str, Contact] = {}
    """Each department or role that owns something, with a channel to ask in."""
    agreed: Agreed | None = None
    """Floors and ceilings that the site compares with."""
    new_customers: tuple[NewCustomers, ...] = ()
    """New customers by period, oldest first."""
    words: dict[str, LineText] = {}
    """What you call the words that definitions choose from, each as it stands inside a sentence:
    {beachhead: core market, avoid: not for us}."""
    buying_roles: Some[ListedWord] = _ours(
        economic_buyer=say("Economic buyer"), champion=say("Champion"),
        technical_buyer=say("Technical buyer"), influencer=say("Influencer"),
        gatekeeper=say("Gatekeeper"), user=say("User"),
    )  # fmt: skip
    """The roles that people have in a purchase, the first to be asked for first. Your own list
    stands in place of ours."""
    exception_categories: Some[ListedWord] = _ours(
        survival_revenue=say("Survival revenue"), strategic_logo=say("Strategic logo"),
        over_promised=say("Over promised"), misaligned_use=say("Misaligned use"),
    )  # fmt: skip
    """Why exceptions happen. Your own list stands in place of ours."""
    deliveries: Some[ListedWord] = _ours(
        self_serve=say("They do it themselves"), session=say("We show them in a session"),
        service=say("We do it for them"),
    )  # fmt: skip
    """How a best practice reaches the customer. Your own list stands in place of ours."""
    audiences: tuple[ListedWord, ...] = ()
    """Who else than the company gets a site of its own, such as partners: each reads what names it
    under `audience:`."""
