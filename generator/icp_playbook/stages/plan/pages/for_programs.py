"""For programs: the addresses at which the playbook can be read as JSON and as Markdown."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, KINDS, REFERENCE
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, View
from icp_playbook.stages.plan.programs import ALL, FULL, LIST
from icp_playbook.stages.plan.programs.as_json import SCHEMA, SCHEMA_VERSION
from icp_playbook.stages.plan.programs.published import address_of, published
from icp_playbook.stages.plan.programs.skill import FOLDER


def show_addresses(catalog: Catalog, site: Site, *_: object) -> View:
    """Return the files of the whole playbook, and for each kind its number and an example."""
    catalog = published(catalog, site)
    found = [(kind, catalog.by_kind[kind.name]) for kind in KINDS if catalog.by_kind[kind.name]]
    example = (catalog.all(Segment) or found[0][1])[0]
    kind = BY_NAME[example.kind]
    return {
        "full": FULL,
        "page_example": f"{kind.url}.md" if kind.single else f"{kind.url}/{example.id}.md",
        "skill": "SKILL.md",
        "skills": f"{FOLDER}/index.json",
        "version": SCHEMA_VERSION,
        "all": ALL,
        "list": LIST,
        "schema": SCHEMA,
        "kinds": [
            (kind, len(definitions), address_of(definitions[0])) for kind, definitions in found
        ],
        "example": address_of(example),
    }


def _has_addresses(catalog: Catalog, site: Site) -> bool:
    return site.data and any(published(catalog, site).by_kind.values())


PAGES = (
    JoinedPage(
        "for-programs",
        say("For programs"),
        REFERENCE,
        show_addresses,
        _has_addresses,
        order=4,
        on_paper=False,
        tells=say("The same facts as JSON and plain text, for tools to read."),
    ),
)
