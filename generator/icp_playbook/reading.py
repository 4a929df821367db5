"""Reading a playbook: the first half of the build, up to what is wrong with it.

Needs no templates and no engine.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import (
    ConfigurationError,
    ContentError,
    Problem,
    Severity,
    did_you_mean,
    known_are,
    quoted,
)
from icp_playbook.project import Site
from icp_playbook.stages.audience import (
    Readable,
    addresses_of_hidden,
    audiences_of,
    readable_for,
)
from icp_playbook.stages.check import Context, check
from icp_playbook.stages.link import link
from icp_playbook.stages.load import load
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.clashes import find_clashes

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook that has been read: its catalog, and every problem found, sorted by place."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """References of the definitions that are there but can't be read."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make the site wrong or unscorable."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def check_playbook(root: Path, context: Context, progress: Progress = silent) -> Checked:
    """Read and check the playbook in `root`; problems are returned, not raised."""
    with nothing_thrown_away():
        loaded = load(root, progress, context.docs)
        catalog, unlinked = link(loaded.definitions, loaded.pages, loaded.unread, loaded.files)
        problems = [*loaded.problems, *unlinked]
        readable = not any(problem.severity is Severity.ERROR for problem in problems)
        problems += check(catalog, replace(context, complete=readable))
        problems += find_clashes(catalog, loaded.files, context.docs[0], context.folders)
        if not any(problem.severity is Severity.ERROR for problem in problems):
            problems += _problems_of_audiences(catalog, context)
    return Checked(catalog, tuple(sorted(set(problems))), loaded.unread)


def _problems_of_audiences(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Yield what would be wrong in what each audience reads: it needs what is hidden from it."""
    for audience in audiences_of(catalog):
        readable = readable_for(catalog, audience)
        yield from readable.problems
        if readable.problems or not readable.definitions:
            continue
        linked = _linked(readable)
        yield from _to_pages_of_the_company(catalog, linked, audience)
        for problem in check(linked, context):
            if problem.severity is Severity.ERROR:
                message = say(
                    "as {audience} read it, {problem}", audience=audience, problem=problem.message
                )
                yield replace(problem, message=message)


def catalog_for(catalog: Catalog, audience: str) -> Catalog:
    """Return what an audience reads of a playbook without errors, and without its history.

    Raise `ConfigurationError` where the company names no such audience.
    """
    if audience not in (known := audiences_of(catalog)):
        hint = did_you_mean(audience, known) or (known_are(known) if known else _NO_AUDIENCE)
        message = say("no audience is called {name}; {hint}", name=quoted(audience), hint=hint)
        raise ConfigurationError(message)
    readable = readable_for(catalog, audience)
    if readable.problems:
        raise ContentError(readable.problems)
    if not readable.definitions:
        raise ConfigurationError(
            say(
                'no definition is for {name} yet: write "audience: [{name}]" where it is',
                name=audience,
            )
        )
    linked = _linked(readable)
    if found := tuple(_to_pages_of_the_company(catalog, linked, audience)):
        raise ContentError(found)
    return linked


def _to_pages_of_the_company(catalog: Catalog, linked: Catalog, audience: str) -> Iterator[Problem]:
    """Yield where hand-written pages lead to pages made from definitions that are not there."""
    if any(".md" in page.body for page in linked.pages):
        there = {page.source for page in plan(linked, Site(audience=audience)).pages}
        ours = {page.source: "" for page in plan(catalog, Site()).pages if page.source not in there}
        for page in linked.pages:
            yield from addresses_of_hidden(page, audience, ours)


_NO_AUDIENCE = say('name it under "audiences:" in the company')


def _linked(readable: Readable) -> Catalog:
    catalog, problems = link(readable.definitions, readable.pages)
    unlinked = [one for one in problems if one.rule == "unknown-reference"]
    assert not unlinked, unlinked  # what would lead there was told before
    return catalog


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Keep Python from looking for garbage.

    All that is read stays, and looking through a million values again and again takes a third of
    the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # all that is there counts as old, so that no first look goes through it
            gc.unfreeze()
            gc.enable()
