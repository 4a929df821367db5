"""Who answers for a definition, how sure we are of it, and when it is to be looked at again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.fields import Text
from icp_playbook.model.review import due
from icp_playbook.project import Site


@dataclass(frozen=True, slots=True)
class Stewardship:
    """What the box on each page shows. `due` is the day of the next review, None when none was ever held."""

    owner: Text
    contact: Contact | None
    due: datetime.date | None
    edit_url: str
    view_url: str
    path: str
    line: int


def stewardship(catalog: Catalog, definition: Definition, site: Site) -> Stewardship:
    """Return the stewardship of one definition."""
    company = catalog.one(Company)
    contact = company.contacts.get(definition.owner) if company else None
    owner = contact.name if contact and contact.name else definition.owner.replace("-", " ").capitalize()
    line = definition.place()[0]
    return Stewardship(
        owner=owner,
        contact=contact,
        due=due(definition),
        edit_url=site.edit_url(definition.path),
        view_url=site.view_url(definition.path, line),
        path=definition.path,
        line=line,
    )
