"""What a house rule is, and what it finds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.walk import Loc
from icp_playbook.problems import Problem, Severity
from icp_playbook.project import DOCS


@dataclass(frozen=True, slots=True)
class Context:
    """What rules need beside the catalog. With `today` None, nothing that depends on the day is judged."""

    today: datetime.date | None = None
    languages: tuple[str, ...] = ()
    """The languages of the site; with two or more, texts should be complete in each."""
    docs: tuple[str, ...] = (DOCS,)
    """The folders of hand-written pages, one for each language's site."""
    allow: frozenset[str] | None = None
    """What hand-written pages may hold although it runs or loads something; with None that is not judged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place of one definition."""

    definition: Definition
    loc: Loc
    message: str
    hint: str = ""
    at_key: bool = False


def _always(_: Context) -> bool:
    return True


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
    silenceable: bool = True
    """Whether a definition may say that it is meant so. Not where a page or a score would come out wrong."""
    whole: bool = True
    """Whether it judges what is missing, and so waits until every definition can be read."""
    judges: Callable[[Context], bool] = _always
    """Whether there is anything to judge by: the day, a second language."""


def current(catalog: Catalog, model: type[D]) -> tuple[D, ...]:
    """Return the definitions of a kind but the retired ones: those are kept for the record and lack nothing."""
    return tuple(definition for definition in catalog.all(model) if definition.status != "retired")


def listed(names: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
