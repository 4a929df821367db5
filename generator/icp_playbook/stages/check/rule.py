"""What a house rule is, and what it finds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.walk import Loc
from icp_playbook.problems import Problem, Severity
from icp_playbook.project import DOCS


class Need(Enum):
    """What a rule may need to judge by. A rule whose needs are not met is not asked."""

    WHOLE = "every definition can be read, so that what is missing is missing"
    TODAY = "the day"
    LANGUAGES = "a site in two languages"
    ALLOWED = "what mkdocs.yml allows hand-written pages"


@dataclass(frozen=True, slots=True)
class Context:
    """What rules need beside the catalog."""

    today: datetime.date | None = None
    languages: tuple[str, ...] = ()
    """The languages of the site; with two or more, texts should be complete in each."""
    docs: tuple[str, ...] = (DOCS,)
    """The folders of hand-written pages, one for each language's site."""
    allow: frozenset[str] | None = None
    """What hand-written pages may hold although it runs or loads something."""
    folders: tuple[str, ...] = ()
    """Where the site is in its other languages, from the root of the first."""
    complete: bool = True
    """Whether every definition could be read: else what seems missing may stand in the others."""

    def meets(self, need: Need) -> bool:
        """Tell whether there is what a rule needs."""
        met = {
            Need.WHOLE: self.complete,
            Need.TODAY: self.today is not None,
            Need.LANGUAGES: len(self.languages) > 1,
            Need.ALLOWED: self.allow is not None,
        }
        return met[need]


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
    """One house rule: its name as messages show it, what it asks for, and what finds breaches.

    A `Problem` instead of a `Finding` is about no definition in particular (a playbook without a
    company, say) and cannot be silenced.
    """

    name: str
    severity: Severity
    asks: str
    find: Callable[[Catalog, Context], Iterable[Finding | Problem]]
    needs: tuple[Need, ...] = ()
    """What it can't judge without: a rule that was not asked has not passed."""
    silenceable: bool = True
    """Whether a definition may silence it: not where a page or a score would be wrong."""

    def judges(self, context: Context) -> bool:
        """Tell whether there is everything that the rule needs."""
        return all(map(context.meets, self.needs))


def current(catalog: Catalog, model: type[D]) -> tuple[D, ...]:
    """Return the definitions of a kind without the retired ones, which lack nothing."""
    return tuple(definition for definition in catalog.all(model) if definition.status != "retired")


def listed(names: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *first, last = names
    return say("{first} and {last}", first=first, last=last) if first else last
