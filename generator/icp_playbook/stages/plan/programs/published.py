"""What programs may read: no more than the site shows."""

from __future__ import annotations

from dataclasses import replace

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, page_source
from icp_playbook.project import Site


def published(catalog: Catalog, site: Site) -> Catalog:
    """Return the catalog without the definitions whose pages the company leaves out; their names stay known."""
    gone = {one.ref for one in catalog.definitions() if site.left_out(page_source(BY_NAME[one.kind], one.id))}
    if not gone:
        return catalog
    by_kind = {
        kind: tuple(one for one in found if one.ref not in gone) for kind, found in catalog.by_kind.items()
    }
    uses = {
        ref: tuple(use for use in found if use.by.ref not in gone)
        for ref, found in catalog.uses.items()
        if catalog.targets[ref].definition.ref not in gone
    }
    return replace(catalog, by_kind=by_kind, uses=uses)
