"""Export: the same pages as a real docs folder, for engines that do not know our plugin (Zensical, plain MkDocs)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config

from icp_playbook.build import build_pages
from icp_playbook.engines.mkdocs_nav import nav_of, site_of
from icp_playbook.model.page import NavItem
from icp_playbook.project import ASSETS, SCRIPTS, STYLES, asset_files, template_folders
from icp_playbook.stages.write import Written, write_folder

_PAGES = "content/pages/"


def export_docs(config_file: Path, folder: Path, write_config: Path | None = None) -> Written:
    """Write the pages of the playbook beside `config_file` into `folder`.

    With `write_config`, also write a configuration that builds it. Raise `ContentError` on mistakes in the content,
    `FileExistsError` when `folder` holds files that are not ours.
    """
    config = load_config(str(config_file))
    root = config_file.resolve().parent
    built = build_pages(root, site_of(config))
    files = {page.source: page.markdown().encode() for page in built.pages}
    files |= {path.removeprefix(_PAGES): text.encode() for path, text in built.prosepages.items()}
    files |= {path: content.encode() for path, content in built.files.items()}
    files |= {f"{ASSETS}/{path}": file.read_bytes() for path, file in asset_files(template_folders(root)).items()}
    files |= _further_files(root)
    written = write_folder(folder, files)
    if write_config is not None:
        settings = _settings(config_file, folder, write_config, root, built.plan.nav)
        write_config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    return written


def _further_files(root: Path) -> dict[str, bytes]:
    """Return what lies beside hand-written pages: pictures and the like."""
    folder = root / _PAGES
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix != ".md" and not file.name.startswith(".")
    }


def _settings(
    config_file: Path, folder: Path, write_config: Path, root: Path, nav: tuple[NavItem, ...]
) -> dict[str, Any]:
    """Return mkdocs.yml as it is, but for what the plugin would do."""
    typed: dict[str, Any] = yaml.load(config_file.read_text("utf-8"), _Lenient)  # noqa: S506 (a SafeLoader)
    here = write_config.resolve().parent
    theme = typed.get("theme") or {}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    overrides = [path / "theme" for path in template_folders(root) if (path / "theme").is_dir()]
    if overrides and "custom_dir" not in theme:
        theme["custom_dir"] = os.path.relpath(overrides[0], here)
    plugins = [plugin for plugin in typed.get("plugins") or [] if _name(plugin) != "icp"]
    return typed | {
        "docs_dir": os.path.relpath(folder, here),
        "site_dir": typed.get("site_dir", "site"),
        "theme": theme,
        "plugins": plugins,
        "nav": nav_of(nav, str(theme.get("language", "en"))),
        "extra_css": [*(f"{ASSETS}/{name}" for name in STYLES), *(typed.get("extra_css") or [])],
        "extra_javascript": [*(f"{ASSETS}/{name}" for name in SCRIPTS), *(typed.get("extra_javascript") or [])],
    }


def _name(plugin: Any) -> str:
    return next(iter(plugin)) if isinstance(plugin, dict) else str(plugin)


class _Lenient(yaml.SafeLoader):
    """Reads mkdocs.yml without running what its tags name; they are kept as text."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: str(getattr(node, "value", "")))
