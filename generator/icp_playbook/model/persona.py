"""A persona: somebody on the decision side or the use side of a customer."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, ProseText, Purpose, Some, Told
from icp_playbook.model.fields import Choice, Ref

SIDES = ("decision", "use", "both")
_SIDE_LABELS = say("Decides"), say("Uses"), say("Decides and uses")


class Scenario(Told):
    """A situation of use: when, what happens, what is needed."""

    goes_by: ClassVar[tuple[str, ...]] = ("stage", "situation")

    stage: Annotated[str, Ref(("stage",))] | None = None
    """The lifecycle stage it belongs to."""
    situation: ProseText
    """What is going on."""
    need: ProseText
    """What this person needs then."""


class Moment(Told):
    """Something that belongs to a usual day."""

    goes_by: ClassVar[tuple[str, ...]] = ("when", "what")

    what: ProseText
    """What they do then, and with whom."""
    when: LineText | None = None
    """The time of day, for example 8:30 or After lunch."""


class MindsetAnswer(Told):
    """A trait of how this person decides, and our answer to it."""

    trait: ProseText
    """How it shows."""
    our_answer: ProseText
    """What we say or do."""


class DecisionMindset(Told):
    """How an enterprise decides: rational, inert, value over price, wary of switching cost."""

    rationale: MindsetAnswer | None = None
    """What counts as a reason."""
    inertia: MindsetAnswer | None = None
    """What keeps the status quo."""
    value_over_price: MindsetAnswer | None = None
    """Which value outweighs the price."""
    switching_cost: MindsetAnswer | None = None
    """What a change would cost them."""


class Objection(Told):
    """What this person says against us, and what we answer."""

    verbatim: ClassVar[frozenset[str]] = frozenset({"says"})

    says: ProseText
    """In their words."""
    answer: ProseText
    """Ours."""


class Persona(Definition):
    """A role at the customer, with its job, its worries and its say in the decision."""

    kind: ClassVar[str] = "persona"
    as_needed: ClassVar[frozenset[str]] = frozenset(
        {"scenarios", "decision_mindset", "usual_day", "tools", "deal_makers", "deal_breakers"}
    )
    summary_field: ClassVar[str] = "job_to_be_done"
    verbatim: ClassVar[frozenset[str]] = frozenset({"titles"})
    has_form: ClassVar[bool] = True
    purpose: ClassVar[Purpose] = Purpose(
        say("nothing refers to this persona, and it refers to nothing"), say("name a segment")
    )

    name: LineText
    """What we call this role, for example Head of e-commerce."""
    side: Annotated[
        str,
        Choice(
            SIDES, ("decides whether to buy", "uses the product", "decides and uses"), _SIDE_LABELS
        ),
    ]
    """Whether they take part in the decision, use the product, or both."""
    segments: Some[Annotated[str, Ref(("segment",))]]
    """The segments where one meets them."""
    titles: Some[LineText]
    """What stands on their business card."""
    buying_roles: tuple[Annotated[str, Ref(("buying-role",))], ...] = ()
    """Their roles in a purchase, the most frequent first; the company may list its own."""
    job_to_be_done: ProseText
    """What they are trying to get done."""
    responsibilities: tuple[ProseText, ...] = ()
    """What they answer for."""
    goals: tuple[ProseText, ...] = ()
    """What they want to reach this year."""
    measured_by: tuple[LineText, ...] = ()
    """The numbers they are judged by."""
    motivations: Some[ProseText]
    """What drives them."""
    frustrations: Some[ProseText]
    """What wears them out."""
    usual_day: tuple[Moment, ...] = ()
    """A usual day, from morning to evening: what the product has to fit into."""
    tools: tuple[LineText, ...] = ()
    """What they have open or at hand: programs, devices, lists."""
    scenarios: tuple[Scenario, ...] = ()
    """Situations of use; needed on the use side."""
    decision_mindset: DecisionMindset | None = None
    """How they decide; needed on the decision side."""
    deal_makers: tuple[ProseText, ...] = ()
    """What makes them say yes."""
    deal_breakers: tuple[ProseText, ...] = ()
    """What ends it, whatever else we offer."""
    objections: tuple[Objection, ...] = ()
    """What they say against us, and our answers."""
    information_sources: tuple[LineText, ...] = ()
    """Where they learn."""
    product_design: ProseText | None = None
    """What it means for product design."""
    customer_success: ProseText | None = None
    """What it means for customer success."""
    do: tuple[ProseText, ...] = ()
    """What works with them."""
    dont: tuple[ProseText, ...] = ()
    """What does not."""
    works_with: tuple[Annotated[str, Ref(("persona",))], ...] = ()
    """Other personas they work with."""
