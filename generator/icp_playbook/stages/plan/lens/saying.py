"""What a department needs to say: promises, messages, answers, proof, and the right words."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.persona import Persona
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.stages.plan.lens.block import Fact, concerning, sections, selection

_ALL_PROPOSITIONS = "page:value-propositions", say("All value propositions")


@selection("value-propositions", say("Why they buy"), *_ALL_PROPOSITIONS)
def value_propositions(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield what each segment buys."""
    for one in concerning(catalog.all(ValueProposition), department):
        yield Fact(one.ref, (one.promise or one.problem.statement,))


@selection("messages", say("What to say"), "page:company", say("What we say about ourselves"))
def messages(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Yield where the words stand: the company's, each segment's, and those to each persona."""
    company = catalog.one(Company)
    said = company.message if company else None
    if said and (text := said.words_25 or said.words_50 or said.words_100) is not None:
        yield Fact("page:company#s-message", (text,), say("About us"))
    yield from sections(
        concerning(catalog.all(Segment), department),
        "s-say",
        lambda one: [one.message] if one.message is not None else (),
    )
    yield from sections(
        concerning(catalog.all(ValueProposition), department),
        "s-messages",
        lambda one: [each.message for each in one.messages],
    )


@selection("objections", say("What they say against us"), "page:personas", say("All personas"))
def objections(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Return what each persona says against us; the answers stand behind the link."""
    return sections(
        concerning(catalog.all(Persona), department),
        "s-objections",
        lambda one: [each.says for each in one.objections],
    )


@selection("proof", say("What we can prove"), *_ALL_PROPOSITIONS)
def proof(catalog: Catalog, department: Department) -> Iterator[Fact]:
    """Return the claims that have proof, by value proposition."""
    return sections(
        concerning(catalog.all(ValueProposition), department),
        "s-proof",
        lambda one: [each.claim for each in one.proof_points],
    )


@selection("glossary", say("Words to get right"), "page:glossary", say("All words"))
def glossary(catalog: Catalog, _: Department) -> Iterator[Fact]:
    """Yield the terms with words to avoid: there people most often mean different things."""
    found = catalog.one(Glossary)
    for one in found.terms if found else ():
        if one.avoid:
            words: list[str] = [word for each in one.avoid for _, word in each.word.each]
            note = say("Not: {words}", words=words)
            yield Fact(catalog.ref(one), (one.definition,), note=note)
