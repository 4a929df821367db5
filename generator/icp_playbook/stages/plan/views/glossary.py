"""The glossary, in the order of its words."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Translations
from icp_playbook.model.glossary import Glossary, Term


def page(catalog: Catalog, glossary: Glossary) -> Mapping[str, object]:
    """Return the terms sorted by their first spelling."""
    return {"terms": sorted(glossary.terms, key=_spelling)}


def _spelling(term: Term) -> str:
    word = term.term.by_language[0][1] if isinstance(term.term, Translations) else term.term
    return word.casefold()
