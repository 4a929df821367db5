"""An exception: a customer outside the profile whom we serve anyway, why, and until when."""

from typing import Annotated, ClassVar

from icp_playbook.model.base import Day, Definition, LineText, Part, ProseText, Some
from icp_playbook.model.fields import Ref


class Limits(Part):
    """What we agreed not to exceed."""

    effort: ProseText
    """The cap on effort."""
    features_not_promised: Some[LineText]
    """What we do not build for them."""
    price: ProseText
    """The price, and what it may not undercut."""


class Results(Part):
    """What it has brought and cost so far; reported apart from everybody else."""

    revenue: LineText | None = None
    """Revenue so far."""
    effort: LineText | None = None
    """Effort so far."""
    tickets: LineText | None = None
    """Tickets so far."""


class ExceptionRecord(Definition):
    """One account outside the profile."""

    kind: ClassVar[str] = "exception"
    title_field: ClassVar[str] = "account"
    as_needed: ClassVar[frozenset[str]] = frozenset({"tier", "segment"})
    summary_field: ClassVar[str] = "reason"
    review_months: ClassVar[int] = 3

    account: LineText
    """The account; a code name is enough."""
    segment: Annotated[str, Ref(("segment",))] | None = None
    """The segment it comes nearest to."""
    tier: Annotated[str, Ref(("tier",))] | None = None
    """Its maturity tier; left out where the maturity model has none."""
    failed_criteria: Some[LineText]
    """What does not fit."""
    category: Annotated[str, Ref(("exception-category",))]
    """Why such exceptions happen; the company may list its own."""
    reason: ProseText
    """Why we serve it anyway."""
    approved_by: LineText
    """The role that approved it."""
    limits: Limits
    """What we agreed not to exceed."""
    review_on: Day
    """The day it ends or is looked at again."""
    ends_when: ProseText
    """When it leaves, or is promoted to a normal customer."""
    results: Results | None = None
    """What it has brought and cost so far."""
    lesson: ProseText | None = None
    """What we learned."""
