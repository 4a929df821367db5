"""The same site for Hugo, made of the exported pages: `python -m bench.hugo FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

PART = 12
"""So many neighbours of a page stand in its navigation, which is about what ours shows."""
_LAYOUT = Path(__file__).with_name("hugo_page.html")
_CONFIG = """\
baseURL = "/"
title = "Measured playbook"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.tableOfContents]
startLevel = 2
"""
_LINK = {"area": 0, "group": -1, "part": 0}


@dataclass(frozen=True, slots=True)
class _Navigation:
    """Areas with their groups with their pages, and where in it each page stands."""

    areas: list[dict[str, Any]] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(default_factory=dict)


def write_hugo(docs: Path, plain_config: Path, site: Path) -> None:
    """Write a site to build with Hugo, whose pages are as heavy as they come: see `weigh_down`."""
    pages = {file.relative_to(docs).as_posix(): file for file in sorted(docs.rglob("*.md"))}
    texts = {path: file.read_text("utf-8").split("---\n", 2) for path, file in pages.items()}
    heads = {path: yaml.load(parts[1], Loader=yaml.CSafeLoader) for path, parts in texts.items()}
    config = plain_config.read_text("utf-8").replace("!ENV ", "")  # what is named is not asked for
    nav = yaml.load(config, Loader=yaml.CSafeLoader)["nav"]
    navigation = _navigation(nav, {path: str(head["title"]) for path, head in heads.items()})
    for path, parts in texts.items():
        front = {
            "title": heads[path]["title"],
            "description": heads[path].get("description", ""),
            **navigation.places.get(path, _LINK),
        }
        # In Hugo, a folder's index.md would take the other files as its attachments.
        _write(
            site / "content" / path.replace("index.md", "_index.md"),
            f"---\n{json.dumps(front)}\n---\n{parts[2]}",
        )
    _write(site / "hugo.toml", _CONFIG)
    _write(site / "data/nav.json", json.dumps(navigation.areas))
    _write(site / "layouts/all.html", _LAYOUT.read_text("utf-8"))
    weigh_down(site, 0)


def weigh_down(site: Path, size: int) -> None:
    """Give every page that many bytes of icons and space, as our theme's pages have."""
    shape = (
        '<path d="M12 2a10 10 0 0 1 10 10 10 10 0 0 1-10 10A10 10 0 0 1 2 12 10 10 0 0 1 12 2"/>'
    )
    shapes = (shape * (size // len(shape))).ljust(size)
    _write(
        site / "layouts/_partials/icons.html", f'<svg hidden><g id="icon-logo">{shapes}</g></svg>'
    )


def mean_bytes(site: Path, other: Path) -> tuple[float, float]:
    """Return how many bytes a page has on average in each site, of the pages that both have."""
    both = [
        (file, twin)
        for file in site.rglob("index.html")
        if (twin := other / file.relative_to(site)).exists()
    ]
    sizes = [(file.stat().st_size, twin.stat().st_size) for file, twin in both]
    return fmean(size for size, _ in sizes), fmean(size for _, size in sizes)


def _navigation(nav: list[Any], titles: dict[str, str]) -> _Navigation:
    """Arrange what the exported configuration says; big collections it leaves to their folder."""
    found = _Navigation()
    for title, of_area in _entries(nav):
        first, *more = of_area if isinstance(of_area, list) else [of_area]
        area: dict[str, Any] = {"title": title, "url": _url(first), "groups": []}
        here = {**_LINK, "area": len(found.areas)}
        found.places[first] = here
        for name, of_group in _entries(more):
            index, *listed = of_group if isinstance(of_group, list) else [of_group]
            within = list(_paths(listed)) or _in_folder(index, titles)
            parts = [within[start : start + PART] for start in range(0, len(within), PART)] or [[]]
            for number, part in enumerate(parts):
                place = {**here, "group": len(area["groups"]), "part": number}
                found.places.update(dict.fromkeys(part, place))
            found.places[index] = {**here, "group": len(area["groups"])}
            area["groups"].append(
                {
                    "title": name,
                    "url": _url(index),
                    "parts": [
                        [{"title": titles[path], "url": _url(path)} for path in part]
                        for part in parts
                    ],
                }
            )
        found.areas.append(area)
    return found


def _entries(nav: list[Any]) -> Iterator[tuple[str, Any]]:
    for entry in nav:
        if isinstance(entry, dict):
            yield from entry.items()


def _paths(nav: list[Any]) -> Iterator[str]:
    """Yield the pages of a group; its own groups are not told apart."""
    for entry in nav:
        for inner in entry.values() if isinstance(entry, dict) else [entry]:
            yield from _paths(inner) if isinstance(inner, list) else [inner]


def _in_folder(index: str, titles: dict[str, str]) -> list[str]:
    folder = index.removesuffix("index.md")
    return [
        path for path in titles if folder != index and path.startswith(folder) and path != index
    ]


def _url(path: str) -> str:
    return f"/{path.removesuffix('.md')}/".removesuffix("index/")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    root = Path(sys.argv[1])
    write_hugo(root / "docs", root / "plain.yml", root / "hugo")
