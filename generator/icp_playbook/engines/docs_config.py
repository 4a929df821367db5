"""The configuration that builds an exported folder: mkdocs.yml as it is, but for what the plugin would have done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from icp_playbook.engines.mkdocs_nav import missing_extensions, nav_of
from icp_playbook.model.page import NavItem
from icp_playbook.project import ASSETS, SCRIPTS, STYLES, path_from
from icp_playbook.stages.load.config_file import Tagged, read_config_file


def config_text(
    config_file: Path,
    docs: Path,
    theme_dir: Path | None,
    target: Path,
    nav: tuple[NavItem, ...],
    language: str,
) -> str:
    """Return the text of a configuration at `target`; its paths lead from there."""
    typed = dict(read_config_file(config_file, variables=False).values)
    here, there = config_file.resolve().parent, target.resolve().parent
    theme = typed.get("theme") or {}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    if theme_dir is not None:
        theme["custom_dir"] = path_from(theme_dir, there)
    theme.setdefault("font", False)
    settings = typed | {
        "docs_dir": path_from(docs, there),
        "site_dir": typed.get("site_dir", "site"),
        "theme": theme,
        "plugins": _without_ours(typed.get("plugins")),
        "markdown_extensions": _with_needed(typed.get("markdown_extensions") or []),
        "extra_css": [*(f"{ASSETS}/{name}" for name in STYLES), *(typed.get("extra_css") or [])],
        "extra_javascript": [
            *(f"{ASSETS}/{name}" for name in SCRIPTS),
            *(typed.get("extra_javascript") or []),
        ],
    }
    settings.setdefault("nav", nav_of(nav, language))
    for key in ("hooks", "watch"):
        if key in settings:
            settings[key] = [path_from(here / str(path), there) for path in settings[key]]
    if not settings.get("repo_url"):
        settings.pop("edit_uri", None)
    text: str = yaml.dump(settings, Dumper=_KeptTags, allow_unicode=True, sort_keys=False)
    return f"{_MARK} from {config_file.name}, and again by the next one: change {config_file.name} instead.\n{text}"


def refuse_foreign_config(target: Path) -> None:
    """Raise `FileExistsError` when `target` is there and an export did not write it."""
    if not os.path.lexists(target):
        return
    start = b""
    if target.is_file():
        with target.open("rb") as stream:
            start = stream.read(len(_MARK))
    if start != _MARK.encode():
        raise FileExistsError(
            f"{target} is there, and icp export did not write it; choose another name for --config, or move it away"
        )


_MARK = "# Written by icp export"
"""Begins a configuration of ours: no other file is ever overwritten."""


def _without_ours(plugins: Any) -> Any:
    """Return the plugins, listed or as a map with their options, without the one that nobody has there."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "icp"}
    return [
        plugin
        for plugin in plugins or []
        if plugin != "icp" and not (isinstance(plugin, dict) and "icp" in plugin)
    ]


def _with_needed(extensions: Any) -> Any:
    """Return the extensions of Markdown, listed or as a map with their options, with those that our pages need."""
    names = [name for one in extensions for name in (one if isinstance(one, dict) else [str(one)])]
    missing = missing_extensions(names)
    if isinstance(extensions, dict):
        return extensions | dict.fromkeys(missing)
    return [*extensions, *missing]


class _KeptTags(yaml.SafeDumper):
    """Writes tagged values as they were."""


_KeptTags.add_representer(Tagged, lambda dumper, tagged: tagged.node)
