"""Best practices: the pains they solve, how they reach the customer, and where they end."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Tier
from icp_playbook.model.references import Target
from icp_playbook.model.value_proposition import Pain, ValueProposition

_DELIVERIES = (
    ("self-serve", "They do it themselves"),
    ("session", "We show them in a session"),
    ("service", "We do it for them"),
    (None, "How it is delivered is open"),
)


def page(catalog: Catalog, practice: BestPractice) -> Mapping[str, object]:
    """Return what a practice's page shows beyond its own fields."""
    return {
        "pains": _pains(catalog, practice),
        "tiers": sorted((catalog.get(Tier, id) for id in practice.tiers), key=lambda tier: tier.rank),
        "delivery": dict(_DELIVERIES)[practice.delivery] if practice.delivery else None,
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the practices by delivery, and by the pain they solve."""
    practices = catalog.all(BestPractice)
    return {
        "by_delivery": [
            (delivery or "open", title, [one for one in practices if one.delivery == delivery])
            for delivery, title in _DELIVERIES
        ],
        "by_pain": [
            (proposition, pain, found)
            for proposition in catalog.all(ValueProposition)
            for pain in proposition.pains
            if (found := catalog.users(f"pain:{proposition.id}#{pain.id}", BestPractice, "solves"))
        ],
    }


def _pains(catalog: Catalog, practice: BestPractice) -> list[tuple[Target, Pain]]:
    targets = [catalog.targets[f"pain:{ref}"] for ref in practice.solves]
    return [(target, target.part) for target in targets if isinstance(target.part, Pain)]
