"""The languages of a site, as its mkdocs.yml names them; read without MkDocs, which takes long to start."""

from __future__ import annotations

from pathlib import Path

import yaml


def site_languages(root: Path) -> tuple[str, ...]:
    """Return the theme's language and those of the language switcher (`extra.alternate`), each once.

    Without a readable mkdocs.yml there is none: what is wrong with that file is MkDocs' business.
    """
    document = _settings(root)
    alternates = _inside(document, "extra", "alternate")
    others = alternates.value if isinstance(alternates, yaml.SequenceNode) else []
    found = [_inside(document, "theme", "language"), *(_inside(other, "lang") for other in others)]
    return tuple(dict.fromkeys(str(node.value) for node in found if isinstance(node, yaml.ScalarNode)))


def allowed_on_pages(root: Path) -> frozenset[str]:
    """Return what the option `allow` of the plugin `icp` lets hand-written pages hold."""
    plugins = _inside(_settings(root), "plugins")
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    found = (_inside(entry, "icp", "allow") for entry in entries)
    names: list[yaml.Node] = next((node.value for node in found if isinstance(node, yaml.SequenceNode)), [])
    return frozenset(str(name.value) for name in names)


def _settings(root: Path) -> yaml.Node | None:
    """Return what mkdocs.yml holds, composed, not loaded: it may have tags that only MkDocs knows."""
    try:
        with (root / "mkdocs.yml").open("rb") as file:
            return yaml.compose(file, Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError):
        return None


def _inside(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """Return what stands in a mapping under `keys`, one within the other, or None."""
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == wanted), None)
    return node
