"""What a department needs to say: promises, messages, answers, proof, and the right words."""

from __future__ import annotations

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.persona import Persona
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.stages.plan.lens.block import Block, Entry, block, concerning


def value_propositions(catalog: Catalog, department: Department) -> Block:
    """Return what each segment buys."""
    entries = [
        Entry(one.ref, (one.promise or one.problem.statement,))
        for one in concerning(catalog.all(ValueProposition), department)
    ]
    return block(
        "value-propositions",
        "Why they buy",
        entries,
        "page:value-propositions",
        "All value propositions",
    )


def messages(catalog: Catalog, department: Department) -> Block:
    """Return where the words stand: the company's, each segment's, and those to each persona."""
    company = catalog.one(Company)
    said = company.message if company else None
    entries = [
        Entry("page:company#s-message", (text,), "About us")
        for text in ([said.words_25 or said.words_50 or said.words_100] if said else [])
        if text is not None
    ]
    entries += [
        Entry(f"page:segments/{one.id}#s-say", (one.message,), one.name, about=one)
        for one in concerning(catalog.all(Segment), department)
        if one.message is not None
    ]
    entries += [
        Entry(
            f"page:value-propositions/{one.id}#s-messages",
            tuple(each.message for each in one.messages),
            one.name,
            about=one,
        )
        for one in concerning(catalog.all(ValueProposition), department)
        if one.messages
    ]
    return block("messages", "What to say", entries, "page:company", "What we say about ourselves")


def objections(catalog: Catalog, department: Department) -> Block:
    """Return what each persona says against us; the answers stand behind the link."""
    entries = [
        Entry(
            f"page:personas/{one.id}#s-objections",
            tuple(each.says for each in one.objections),
            one.name,
            about=one,
        )
        for one in concerning(catalog.all(Persona), department)
        if one.objections
    ]
    return block("objections", "What they say against us", entries, "page:personas", "All personas")


def proof(catalog: Catalog, department: Department) -> Block:
    """Return the claims that have proof, by value proposition."""
    entries = [
        Entry(
            f"page:value-propositions/{one.id}#s-proof",
            tuple(each.claim for each in one.proof_points),
            one.name,
            about=one,
        )
        for one in concerning(catalog.all(ValueProposition), department)
        if one.proof_points
    ]
    return block("proof", "What we can prove", entries, "page:value-propositions", "All value propositions")


def glossary(catalog: Catalog, _: Department) -> Block:
    """Return the terms that have words to avoid: where people most often mean different things."""
    found = catalog.one(Glossary)
    entries = [
        Entry(
            f"term:{one.id}",
            (one.definition,),
            note="Not: " + ", ".join(each.word for each in one.avoid),
        )
        for one in (found.terms if found else ())
        if one.avoid
    ]
    return block("glossary", "Words to get right", entries, "page:glossary", "All words")
