"""Rules about people: the personas at the customer, and who answers for a definition at home."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Owner
from icp_playbook.model.persona import Persona
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.check.rule import Context, Finding, current


def persona_without_scenario(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever uses the product does so in situations that can be told."""
    for persona in current(catalog, Persona):
        if persona.side in ("use", "both") and not persona.scenarios:
            yield Finding(
                persona, ("side",), "somebody who uses the product has no scenario",
                'add "scenarios:", each with a situation and a need',
            )  # fmt: skip


def persona_without_mindset(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever decides does so in a way that can be prepared for."""
    for persona in current(catalog, Persona):
        mindset = persona.decision_mindset
        if persona.side in ("decision", "both") and (
            mindset is None or not any(getattr(mindset, name) for name in type(mindset).model_fields)
        ):
            yield Finding(
                persona, ("side",), "somebody who decides has no decision mindset",
                'add "decision_mindset:" with rationale, inertia, value_over_price or switching_cost',
            )  # fmt: skip


def owner_without_contact(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Readers can ask the owner of what they read. One finding an owner, at the first definition it owns."""
    company = catalog.one(Company)
    if company is None:
        return
    owned: dict[str, list[Definition]] = {}
    for definition in catalog.definitions():
        if definition.owner not in company.contacts and Owner().is_well_formed(definition.owner):
            owned.setdefault(definition.owner, []).append(definition)
    for owner, definitions in owned.items():
        others = len(definitions) - 1
        also = f" (and {others} more definition{'s' if others > 1 else ''})" if others else ""
        near = did_you_mean(owner, company.contacts)
        yield Finding(
            definitions[0], ("owner",), f"{quoted(owner)} owns this{also} but has no entry in the company's contacts",
            near or f'known are {", ".join(company.contacts) or "none"}; add "{owner}:" with a channel to "contacts:" in {company.path}',
        )  # fmt: skip
