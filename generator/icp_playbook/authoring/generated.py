"""Files made from models and ids: an editor's on each machine, and those that a team commits.

What holds ids would be changed by everybody who adds a definition, and so conflict in git. Hence
the schemas are kept out of git, and made again wherever the playbook is checked; what is committed
changes with the program only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from icp_playbook.authoring.forms import form_files
from icp_playbook.authoring.language import language_of
from icp_playbook.authoring.schema import FOLDER as SCHEMAS_FOLDER
from icp_playbook.authoring.schema import editor_settings, schema_files, schema_names
from icp_playbook.authoring.skeleton import Known
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company

SETTINGS = ".vscode/settings.json"
MARKER = f"{SCHEMAS_FOLDER}/.gitignore"
"""Says, also in a fresh clone, that a playbook wants schemas, and keeps them out of git."""

_MARKER_TEXT = (
    "# Schemas for editors, made from this playbook: `icp check` and `icp serve` keep them up to"
    " date on each machine.\n*\n!.gitignore\n"
)
_SCHEMAS = "yaml.schemas"


def committed_files(root: Path) -> dict[str, str]:
    """Return what the generated files that belong into git should say, by path.

    Issue forms belong to a repository that is on GitHub already.
    """
    files = {MARKER: _MARKER_TEXT}
    if (root / ".github").is_dir():
        files |= form_files(language_of(root))
    settings = _settings(_read(root / SETTINGS))
    return files | ({SETTINGS: settings} if settings is not None else {})


def settings_to_add(root: Path) -> str:
    """Return what an author has to add to settings that hold comments, which we can't change."""
    text = _read(root / SETTINGS)
    if text is None or _settings(text) is not None:
        return ""
    lacking = {
        file: globs for file, globs in editor_settings()[_SCHEMAS].items() if file not in text
    }
    return json.dumps({_SCHEMAS: lacking}, indent=2) if lacking else ""


def stale_files(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return which of `files` say something else on disk, or are not there."""
    return sorted(path for path, text in files.items() if _read(root / path) != text)


def left_schemas(root: Path) -> list[str]:
    """Return the schemas that no kind has any more."""
    there = {file.name for file in (root / SCHEMAS_FOLDER).glob("*.json")}
    return sorted(f"{SCHEMAS_FOLDER}/{name}" for name in there - schema_names())


def write_files(root: Path, files: Mapping[str, str], changed: list[str], left: list[str]) -> None:
    """Write the generated files that `changed`, and remove those that are `left`."""
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(files[path], "utf-8", newline="\n")
    for path in left:
        (root / path).unlink()


def refresh(root: Path, catalog: Catalog, unread: Collection[str] = ()) -> None:
    """Bring the editor's schemas up to date in a playbook that wants them.

    Raise `OSError` when they can't be written.
    """
    if (root / SCHEMAS_FOLDER).is_dir():
        files = schema_files(catalog, unread, language_of(root))
        write_files(root, files, stale_files(root, files), left_schemas(root))


def known_ids(catalog: Catalog) -> Known:
    """Return the ids that references may lead to, by kind and sorted.

    The company's contacts go by `owner`.
    """
    known: dict[str, list[str]] = {}
    for ref in sorted(catalog.targets):
        kind, _, id = ref.partition(":")
        known.setdefault(kind, []).append(id)
    company = catalog.one(Company)
    return {kind: tuple(ids) for kind, ids in known.items()} | {
        "owner": tuple(company.contacts) if company else ()
    }


def _settings(text: str | None) -> str | None:
    """Return the editor's settings with every kind in them; None when they can't be read.

    They are the author's own once they are there, with comments perhaps, which plain JSON has not.
    """
    ours = editor_settings()
    if text is None:
        return json.dumps(ours, indent=2) + "\n"
    try:
        settings: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(settings, dict) or not isinstance(settings.get(_SCHEMAS, {}), dict):
        return None
    others = {
        file: globs
        for file, globs in settings.get(_SCHEMAS, {}).items()
        if not file.removeprefix("./").startswith(f"{SCHEMAS_FOLDER}/")
    }
    wired = others | ours[_SCHEMAS]
    if settings.get(_SCHEMAS) == wired:
        return text
    indent = re.search(r"(?m)^([ \t]+)\"", text)
    return (
        json.dumps(
            settings | {_SCHEMAS: wired}, indent=indent[1] if indent else 2, ensure_ascii=False
        )
        + "\n"
    )


def _read(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None
