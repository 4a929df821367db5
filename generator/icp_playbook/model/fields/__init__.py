"""What one value in a definition may be: text, reference, number, day, choice.

Each decides from the text as typed.
"""

from icp_playbook.model.fields.base import LINE_LIMIT, Field, wrong
from icp_playbook.model.fields.references import (
    Link,
    Owner,
    OwnPart,
    Ref,
    Reference,
    Slug,
    SourceRef,
    is_link,
)
from icp_playbook.model.fields.text import LONG_PROSE_LIMIT, Exact, InText, Line, Prose
from icp_playbook.model.fields.values import Choice, Date, Number, YesNo

__all__ = [
    "LINE_LIMIT",
    "LONG_PROSE_LIMIT",
    "Choice",
    "Date",
    "Exact",
    "Field",
    "InText",
    "Line",
    "Link",
    "Number",
    "OwnPart",
    "Owner",
    "Prose",
    "Ref",
    "Reference",
    "Slug",
    "SourceRef",
    "YesNo",
    "is_link",
    "wrong",
]
