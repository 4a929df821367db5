"""Personas: where one meets them, what we say to them, which plays involve them."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.value_proposition import ValueProposition


def page(catalog: Catalog, persona: Persona) -> Mapping[str, object]:
    """Return what a persona's page shows beyond its own fields."""
    messages = [
        (proposition, message)
        for proposition in catalog.users(persona.ref, ValueProposition, "messages")
        for message in proposition.messages
        if message.persona == persona.id
    ]
    mindset = persona.decision_mindset
    traits = [
        ("What counts as a reason", mindset.rationale),
        ("What keeps the status quo", mindset.inertia),
        ("Value over price", mindset.value_over_price),
        ("The cost of switching", mindset.switching_cost),
    ] if mindset else []  # fmt: skip
    return {
        "messages": messages,
        "plays": catalog.users(persona.ref, Play, "personas"),
        "traits": [(name, trait) for name, trait in traits if trait is not None],
        "named_by": catalog.users(persona.ref, Persona, "works_with"),
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the personas by side: those who decide, those who use, those who do both."""
    personas = catalog.all(Persona)
    sides = (
        ("decision", "They decide", "The buying decision is the company's: several people, slow to move, looking at value."),
        ("both", "They decide and use", "They feel the product daily and have a say in buying it."),
        ("use", "They use it", "Their needs and situations drive product design and customer success."),
    )  # fmt: skip
    return {
        "sides": [
            (side, title, about, [p for p in personas if p.side == side]) for side, title, about in sides
        ]
    }
