"""A department: what it optimises for, where that pulls against others, and what it reads first."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import AnyRef, Definition, LineText, ProseText, Purpose, Told
from icp_playbook.model.fields import Choice, Exact, Ref

FOCUSES = (
    "segments", "personas", "value-propositions", "tiers", "qualification", "strategies", "plays",
    "outcomes", "best-practices", "insights", "exceptions", "economics", "objections", "scenarios",
    "messages", "triggers", "not-built", "glossary", "disqualifiers", "proof",
    "usual-days", "deals",
)  # fmt: skip


class Tension(Told):
    """Where this department's aim pulls against another's, and the rule both agreed on."""

    with_: Annotated[str, Ref(("department",))]
    """The other department."""
    about: ProseText
    """What the two want differently."""
    agreed_rule: ProseText
    """The rule that settles it."""


class Question(Told):
    """A question that this department brings to the site, and where it is answered."""

    once: ClassVar[tuple[str, ...]] = ("question",)

    question: LineText
    """As somebody would ask it."""
    answer: AnyRef
    """Where the answer stands."""
    field: Annotated[str, Exact(100)] | None = None
    """The field there that answers, for example decision_process or asks.features: its first
    sentence stands below the question. What it is about in a sentence when left out."""


class Department(Definition):
    """A department and its lens on the same facts."""

    kind: ClassVar[str] = "department"
    has_card: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    summary_field: ClassVar[str] = "optimises_for"
    review_months: ClassVar[int] = 12
    purpose: ClassVar[Purpose] = Purpose(
        say("nothing concerns this department, and it has nothing to read"),
        say('add it to the "departments" of what it should read, or add "start_here:"'),
    )

    name: LineText
    """What it is called here."""
    optimises_for: ProseText
    """What it is measured by and works towards."""
    tensions: tuple[Tension, ...] = ()
    """Where that conflicts with other departments, and the agreed rule."""
    start_here: tuple[AnyRef, ...] = ()
    """What to read first, in order."""
    focuses: tuple[Annotated[str, Choice(FOCUSES)], ...] = ()
    """Which facts matter to it, most important first; its page shows them in this order."""
    questions: tuple[Question, ...] = ()
    """What its people come to ask."""
