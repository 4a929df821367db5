"""The languages of a site, as its mkdocs.yml names them; read without MkDocs, which takes long to start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml, PyYAML's own


def site_languages(root: Path) -> tuple[str, ...]:
    """Return the theme's language and those of the language switcher (`extra.alternate`), each once.

    Without a readable mkdocs.yml there is none: what is wrong with that file is MkDocs' business.
    """
    try:
        with (root / "mkdocs.yml").open("rb") as file:
            # Composed, not loaded: the file may hold tags that only MkDocs knows.
            document = yaml.compose(file, Loader=_LOADER)
    except (OSError, yaml.YAMLError):
        return ()
    alternates = _inside(document, "extra", "alternate")
    others = alternates.value if isinstance(alternates, yaml.SequenceNode) else []
    found = [_inside(document, "theme", "language"), *(_inside(other, "lang") for other in others)]
    return tuple(dict.fromkeys(str(node.value) for node in found if isinstance(node, yaml.ScalarNode)))


def _inside(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """Return what stands in a mapping under `keys`, one within the other, or None."""
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == wanted), None)
    return node
