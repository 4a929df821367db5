"""A list that is kept in one place: countries, named accounts, industries."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, ProseText, Purpose, Some
from icp_playbook.model.fields import Exact


class KeptList(Definition):
    """Answers that belong together, with an owner and a day of review of their own."""

    kind: ClassVar[str] = "list"
    has_card: ClassVar[bool] = False
    summary_field: ClassVar[str] = "summary"
    claims: ClassVar[bool] = False
    verbatim: ClassVar[frozenset[str]] = frozenset({"entries"})
    purpose: ClassVar[Purpose] = Purpose(
        say("no condition asks this list"),
        say('write "in-list" or "not-in-list" in a condition of fit, a score or a flag'),
    )

    name: LineText
    """What the list is called, for example Countries with a label of our own."""
    summary: ProseText | None = None
    """What belongs on it, and where it comes from."""
    entries: Some[Annotated[str, Exact()]]
    """The answers on it, word for word: texts, or ids or labels of a choice. Capitals from A to Z
    and blanks around them make no difference."""
