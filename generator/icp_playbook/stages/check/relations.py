"""The rule that nothing stands alone: a reader reaches everything from something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.problems import quoted
from icp_playbook.stages.check.rule import Context, Finding, current

# Who answers for a definition, whom it concerns and what it rests on says nothing about what it is for.
_STEWARDSHIP = frozenset({"departments", "sources", "review_note", "intentional"})


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What a kind of definition is for: how one sees that one of them is for nothing, and what to do then."""

    message: str
    hint: str
    own: frozenset[str] = frozenset()
    """Fields that each of them has, so that a reference there ties it to nothing."""


_KINDS: dict[type[Definition], _Purpose] = {
    Persona: _Purpose("nothing refers to this persona, and it refers to nothing", "name a segment"),
    ValueProposition: _Purpose(
        "nothing refers to this value proposition, and it refers to nothing", "name a segment"
    ),
    BestPractice: _Purpose(
        "nothing refers to this practice, and it refers to nothing", "name the pain that it solves"
    ),
    Play: _Purpose("nothing refers to this play, and it refers to nothing", "name its stage"),
    Outcome: _Purpose(
        "no play, practice or text leads to this outcome",
        'name it as the "success_metric" of a play, or under "behaviours_to_watch" of a best practice',
    ),
    Insight: _Purpose(
        "no claim rests on this insight, and it changed nothing",
        'name it in the "sources" of what it supports, or say under "changes" what it changed',
        frozenset({"question", "segments"}),
    ),
    Department: _Purpose(
        "nothing concerns this department, and it has nothing to read",
        'add it to the "departments" of what it should read, or add "start_here:"',
    ),
}

_PARTS: dict[type[Definition], tuple[str, str, str]] = {
    AccountAttributes: (
        "attribute", "no segment's fit uses the attribute {}", "use it in a criterion or a disqualifier, or stop asking",
    ),
    Lifecycle: ("stage", "nothing happens at the stage {}", "name it in a play, a strategy or a scenario, or drop it"),
    ResearchQuestions: (
        "question", "no insight answers the question {}", 'write one in content/research/insights/ with "question: {}"',
    ),
}  # fmt: skip


def orphan(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A definition is tied to others, and what can be asked, happen or be wondered about comes to something."""
    linked = {found.target for page in catalog.pages for found in page.links}
    tied = _ties(catalog)
    for model, purpose in _KINDS.items():
        for definition in current(catalog, model):
            used = any(use.by is not definition for use in catalog.uses.get(definition.ref, ()))
            if not used and definition.ref not in linked and not tied(definition, purpose.own):
                yield Finding(definition, (), purpose.message, purpose.hint)
    for model, (part, message, hint) in _PARTS.items():
        for definition in catalog.all(model):
            field = next(name for name, kind in definition.parts.items() if kind == part)
            for index, one in enumerate(getattr(definition, field)):
                if f"{part}:{one.id}" not in catalog.uses:
                    yield Finding(
                        definition, (field, index, "id"), message.format(quoted(one.id)), hint.format(one.id)
                    )


def _ties(catalog: Catalog) -> Callable[[Definition, frozenset[str]], bool]:
    """Return the function that tells whether a definition refers to another, in fields other than `own`."""
    fields: dict[str, set[str]] = {}
    for ref, uses in catalog.uses.items():
        for use in uses:
            if catalog.targets[ref].definition is not use.by:
                fields.setdefault(use.by.ref, set()).add(use.field)
    return lambda definition, own: bool(fields.get(definition.ref, set()) - own - _STEWARDSHIP)
