"""Rules about value propositions: what hurts is relieved, and what relieves something is known."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.check.rule import Context, Finding, current


def pain_without_reliever(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A pain that nothing relieves is a promise that nothing keeps."""
    for value in current(catalog, ValueProposition):
        relieved = {reliever.pain for reliever in value.relievers}
        for index, pain in enumerate(value.pains):
            if pain.id not in relieved:
                yield Finding(
                    value, ("pains", index, "id"), f"nothing relieves the pain {quoted(pain.id)}",
                    f'add a reliever with "pain: {pain.id}", or leave the pain out',
                )  # fmt: skip


def reliever_without_pain(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A reliever names a pain of its own value proposition."""
    for value in catalog.all(ValueProposition):
        known = [pain.id for pain in value.pains]
        for index, reliever in enumerate(value.relievers):
            if reliever.pain not in known:
                yield Finding(
                    value, ("relievers", index, "pain"), f"no pain here is called {quoted(reliever.pain)}",
                    did_you_mean(reliever.pain, known)
                    or (f"the pains here are {', '.join(known)}" if known else 'list it under "pains:" first'),
                )  # fmt: skip
