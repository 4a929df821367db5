"""Account attributes: each with the segments whose fit depends on it."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.segment import Segment


def page(catalog: Catalog, account: AccountAttributes) -> Mapping[str, object]:
    """Return the segments that judge each attribute."""
    return {
        "judged_by": {
            attribute.id: catalog.users(f"attribute:{attribute.id}", Segment)
            for attribute in account.attributes
        }
    }
