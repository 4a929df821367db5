"""The lifecycle: each stage with the plays that belong there."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.play import Play


def page(catalog: Catalog, lifecycle: Lifecycle) -> Mapping[str, object]:
    """Return the plays of each stage."""
    plays = catalog.all(Play)
    return {
        "plays": {stage.id: [play for play in plays if play.stage == stage.id] for stage in lifecycle.stages}
    }
