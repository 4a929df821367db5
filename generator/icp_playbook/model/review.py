"""When a definition is to be looked at again."""

from __future__ import annotations

import calendar
import datetime

from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import BY_NAME


def cadence(definition: Definition) -> int:
    """Return the months between two reviews: the definition's own, or else its kind's."""
    return int(definition.review_every or BY_NAME[definition.kind].review_months)


def due(definition: Definition) -> datetime.date | None:
    """Return the day a definition is to be reviewed by, the last one there is at the latest; None when it never was."""
    if definition.reviewed is None:
        return None
    months = definition.reviewed.year * 12 + definition.reviewed.month - 1 + cadence(definition)
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    day = min(definition.reviewed.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day)
