"""The glossary, in the order of its words."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.glossary import Glossary


def page(catalog: Catalog, glossary: Glossary) -> Mapping[str, object]:
    """Return the terms sorted by their first spelling."""
    return {"terms": sorted(glossary.terms, key=lambda term: term.term.casefold())}
