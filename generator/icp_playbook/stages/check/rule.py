"""What a house rule is, and what it finds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.walk import Loc
from icp_playbook.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Context:
    """What rules need beside the catalog. With `today` None, nothing that depends on the day is judged."""

    today: datetime.date | None = None
    languages: tuple[str, ...] = ()
    """The languages of the site; with two or more, texts should be complete in each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place of one definition."""

    definition: Definition
    loc: Loc
    message: str
    hint: str = ""
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule: its name as messages show it, what it asks for, and the function that looks for breaches.

    A `Problem` instead of a `Finding` is about no definition in particular (a playbook without a company, say)
    and cannot be silenced.
    """

    name: str
    severity: Severity
    asks: str
    find: Callable[[Catalog, Context], Iterable[Finding | Problem]]
