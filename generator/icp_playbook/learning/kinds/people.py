"""Who decides here, whose problem is this, and what do we answer to this objection?

- **Who decides here**: for a segment and each buying role the persona that has it there. Those
  beside it are personas of the segment that do not have this role.
- **Whose problem is this**: what wears a persona out, and a challenge of a segment. Others of the
  kind stand beside it, unless one of theirs says nearly the same.
- **What do we answer**: to what a persona says against us. Beside it stand our answers to other
  objections, those of the same persona first; never one to an objection that says nearly the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.learning.choosing import is_alike, shuffled
from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject, earliest
from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.company import Company
from icp_playbook.model.persona import Objection, Persona
from icp_playbook.model.segment import Segment


def deciding(source: Source) -> Iterator[Subject]:
    """Yield each segment that is served, with each buying role that somebody has there."""
    for company in source.current(Company):
        for segment in source.current(Segment):
            if segment.focus == "avoid":
                continue
            there = _people_of(source, segment)
            for role in company.buying_roles:
                first = [one for one in there if next(iter(one.buying_roles), None) == role.id]
                if first:
                    yield Subject(segment, (role, first[0]))


def ask_decider(source: Source, subject: Subject) -> Question | None:
    """Ask for the persona that has a role in a segment."""
    role, persona = subject.what
    segment = subject.definition
    others = [one for one in _people_of(source, segment) if role.id not in one.buying_roles]
    said = {"role": source.line(role.name), "segment": source.line(segment.title)}
    return source.ask(
        "decider",
        f"{earliest(segment)}|{role.id}",
        say("Who decides here? Name the “{role}” at “{segment}”.", **said),
        _named(source, persona),
        (_named(source, one) for one in shuffled(others, role.id)),
        because=say(
            "“{persona}” has this role there most often. {job}",
            persona=source.line(persona.name),
            job=source.prose(persona.job_to_be_done),
        ),
        place=persona.ref,
        behind=persona,
        meaning=[role.id, persona.name, segment.id],
        told=(source.prose(role.meaning),) if role.meaning else (),
    )


def problems(source: Source) -> Iterator[Subject]:
    """Yield what wears each persona out, and the challenges of segments that are served."""
    for persona in source.current(Persona):
        yield from (Subject(persona, text) for text in persona.frustrations)
    for segment in source.current(Segment):
        if segment.focus != "avoid":
            yield from (Subject(segment, one.challenge) for one in segment.challenges)


def ask_problem(source: Source, subject: Subject) -> Question | None:
    """Ask who has this problem."""
    one, problem = subject.definition, subject.what
    said = source.prose(problem)
    others = shuffled((other for other in source.current(type(one)) if other.id != one.id), problem)
    unlike = (
        other
        for other in others
        if not any(is_alike(said, source.prose(text)) for text in _problems_of(other))
    )
    return source.ask(
        "problem",
        f"{earliest(one)}|{problem}",
        say("Whose problem is this?"),
        _named(source, one),
        (_named(source, other) for other in unlike),
        because=_why(source, one, problem),
        place=one.ref,
        behind=one,
        meaning=[one.title, problem],
        told=(said,),
    )


def _why(source: Source, one: Definition, problem: str) -> str:
    name = source.line(one.title)
    if not isinstance(one, Segment):
        return say("This is what wears “{name}” out.", name=name)
    help_ = next(each.how_we_help for each in one.challenges if each.challenge is problem)
    return say("A challenge of “{name}”. How we help: {help}", name=name, help=source.prose(help_))


def objections(source: Source) -> Iterator[Subject]:
    """Yield each objection."""
    for persona in source.current(Persona):
        yield from (Subject(persona, objection) for objection in persona.objections)


def ask_objection(source: Source, subject: Subject) -> Question | None:
    """Ask for our answer to what a persona says."""
    persona, objection = subject.definition, subject.what
    says = source.prose(objection.says)
    return source.ask(
        "objection",
        f"{earliest(persona)}|{objection.says}",
        say("{persona} says this. What do we answer?", persona=source.line(persona.title)),
        _answer(source, objection),
        _other_answers(source, persona, objection),
        because=source.prose(objection.answer),
        place=persona.ref,
        behind=persona,
        meaning=[objection.says, objection.answer],
        told=(says,),
    )


def _other_answers(source: Source, persona: Definition, objection: Objection) -> Iterator[Option]:
    """Yield answers to other objections: of the same persona, then of those it shares segments."""
    says, answer = source.prose(objection.says), source.prose(objection.answer)
    segments = set(getattr(persona, "segments", ()))
    people = sorted(
        source.current(Persona),
        key=lambda one: (one.id != persona.id, -len(segments & set(one.segments)), one.id),
    )
    for one in people:
        for other in one.objections:
            is_near = is_alike(says, source.prose(other.says))
            if not is_near and not is_alike(answer, source.prose(other.answer)):
                yield _answer(source, other)


def _answer(source: Source, objection: Objection) -> Option:
    return Option(objection.answer, (source.prose(objection.answer),))


def _problems_of(one: Definition) -> tuple[str, ...]:
    if isinstance(one, Persona):
        return one.frustrations
    return tuple(each.challenge for each in one.challenges) if isinstance(one, Segment) else ()


def _people_of(source: Source, segment: Definition) -> list[Persona]:
    return [one for one in source.current(Persona) if segment.id in one.segments]


def _named(source: Source, one: Definition) -> Option:
    return Option(one.ref, (source.line(one.title),))


DECIDERS = KindOfQuestion("decider", say("Who decides here?"), deciding, ask_decider)
PROBLEMS = KindOfQuestion("problem", say("Whose problem is this?"), problems, ask_problem)
OBJECTIONS = KindOfQuestion(
    "objection", say("What do we answer to this objection?"), objections, ask_objection
)
