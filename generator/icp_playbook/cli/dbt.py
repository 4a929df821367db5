"""`icp export --dbt`: the scoring rules as a dbt package, and what becomes of its files."""

from __future__ import annotations

import re
from pathlib import Path

from icp_playbook.cli.scoring_rules import rules_of, too_large
from icp_playbook.cli.terminal import show, unwritable, wrong_use
from icp_playbook.configuration import read_configuration_file
from icp_playbook.engines.dbt_package import STAGING, YOURS, Package, dbt_package
from icp_playbook.engines.dbt_writing import Fate, Planned, plan_package, write_package
from icp_playbook.engines.export import refuse_sources
from icp_playbook.languages import read_language
from icp_playbook.messages import Message, say
from icp_playbook.project import template_folders
from icp_playbook.scoring.sql.tree import TooLargeError

_FATES: dict[Fate, Message] = {
    "new": say("new"),
    "changed": say("changed"),
    "replaced": say("changed, and so is what somebody changed in it by hand"),
    "kept": say("kept as you have changed it"),
    "gone": say("no longer made"),
    "left": say("no longer made, but kept as you have changed it"),
}


def export_package(config_file: Path, folder: Path, dry_run: bool) -> int:
    """Write the package, or only say what would change."""
    root = config_file.resolve().parent
    configuration = read_configuration_file(config_file)
    language = next(iter(configuration.languages), "en")
    catalog, assessed = rules_of(config_file.parent, config_file, language)
    spoken = read_language(language, template_folders(root))
    try:
        package = dbt_package(catalog, assessed, spoken)
        refuse_sources(folder, root, root / configuration.docs)
        planned = plan_package(folder, package.files, YOURS)
        if not dry_run:
            write_package(planned)
    except TooLargeError:
        raise wrong_use(too_large()) from None
    except FileExistsError as error:
        raise wrong_use(error) from None
    except OSError as error:
        raise unwritable(error, folder) from None
    _tell(planned, package, dry_run)
    return 0


def _tell(planned: Planned, package: Package, dry_run: bool) -> None:
    told: tuple[Fate, ...] = tuple(_FATES) if dry_run else ("replaced", "kept", "left")
    for fate in told:
        for path in planned.of(fate):
            show(say("{file}: {what}", file=str(planned.folder / path), what=_FATES[fate]))
    if STAGING in planned.of("kept"):
        _tell_missing(planned.folder / STAGING, package)
    counts = {
        "written": len(planned.of("new", "changed", "replaced")),
        "removed": len(planned.of("gone")),
        "kept": len(planned.of("same", "kept", "left")),
    }
    where = str(planned.folder)
    if dry_run:
        show(say("{written} to write, {removed} to remove, {kept} to leave in {folder}",
                 **counts, folder=where))  # fmt: skip
    else:
        show(say("{written} written, {removed} removed, {kept} unchanged in {folder}",
                 **counts, folder=where))  # fmt: skip


def _tell_missing(staging: Path, package: Package) -> None:
    """Name the columns that the rules ask for and a changed staging model does not mention."""
    words = set(re.findall(r"\w+", staging.read_text("utf-8", "replace").lower()))
    missing = [name for name in package.columns if name not in words]
    if missing:
        show(say("Add to {file}: {columns}", file=str(staging), columns=missing))
