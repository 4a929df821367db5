"""The files of a playbook that are made from the models and from its ids, and whether they are up to date."""

from __future__ import annotations

import json
from pathlib import Path

from icp_playbook.authoring.forms import form_files
from icp_playbook.authoring.schema import FOLDER as SCHEMAS_FOLDER
from icp_playbook.authoring.schema import editor_settings, schema_files
from icp_playbook.authoring.skeleton import Known
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company

SETTINGS = ".vscode/settings.json"


def generated_files(root: Path, catalog: Catalog) -> dict[str, str]:
    """Return what the generated files of the playbook in `root` should say, by path.

    Issue forms belong to a repository that is on GitHub already. An editor's settings are the author's own once
    they are there.
    """
    files = schema_files(catalog)
    if (root / ".github").is_dir():
        files |= form_files(known_ids(catalog))
    if not (root / SETTINGS).exists():
        files[SETTINGS] = json.dumps(editor_settings(), indent=2) + "\n"
    return files


def stale_files(root: Path, files: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return which of `files` say something else on disk (or are not there), and which schemas no kind has any more."""
    changed = [path for path, text in files.items() if _read(root / path) != text]
    here = (root / SCHEMAS_FOLDER).glob("*.json") if (root / SCHEMAS_FOLDER).is_dir() else ()
    left = [path for file in here if (path := f"{SCHEMAS_FOLDER}/{file.name}") not in files]
    return sorted(changed), sorted(left)


def write_files(root: Path, files: dict[str, str], changed: list[str], left: list[str]) -> None:
    """Bring the generated files up to date."""
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(files[path], "utf-8", newline="\n")
    for path in left:
        (root / path).unlink()


def refresh(root: Path, catalog: Catalog) -> None:
    """Bring the generated files up to date in a playbook that has them."""
    changed, left = outdated(root, catalog)
    write_files(root, changed, list(changed), left)


def outdated(root: Path, catalog: Catalog) -> tuple[dict[str, str], list[str]]:
    """Return what generated files would say, where a playbook that has them says something else; and which have to go."""
    if not (root / SCHEMAS_FOLDER).is_dir():
        return {}, []
    files = generated_files(root, catalog)
    files = {
        path: text
        for path, text in files.items()
        if path.startswith(SCHEMAS_FOLDER) or (root / path).exists()
    }
    changed, left = stale_files(root, files)
    return {path: files[path] for path in changed}, left


def known_ids(catalog: Catalog) -> Known:
    """Return the ids that references may lead to, by kind and sorted; the company's contacts go by `owner`."""
    known: dict[str, list[str]] = {}
    for ref in sorted(catalog.targets):
        kind, _, id = ref.partition(":")
        known.setdefault(kind, []).append(id)
    company = catalog.one(Company)
    return {kind: tuple(ids) for kind, ids in known.items()} | {
        "owner": tuple(company.contacts) if company else ()
    }


def _read(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None
