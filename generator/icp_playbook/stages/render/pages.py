"""A page as an engine takes it: a Markdown file of front matter, headings, and blocks of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from icp_playbook.days import Day
from icp_playbook.history import History
from icp_playbook.messages import Language
from icp_playbook.stages.render.sections import Section

_PUNCTUATION = re.compile(r"[^\w\s]|_", re.ASCII)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page: its Markdown file's path, front matter, and sections."""

    source: str
    matter: Mapping[str, object]
    sections: tuple[Section, ...]
    edit_path: str = ""
    """The file of the repository that an edit link opens; empty when the page has none."""

    def markdown(self) -> str:
        """Return the whole Markdown file: headings for the engine, blocks as raw HTML."""
        lines = [front_matter(self.matter)]
        for section in self.sections:
            lines.append(heading(section))
            if section.html:
                lines.append(f"{_block(section)}\n")
        return "\n".join(lines)

    def skeleton(self) -> str:
        """Return the Markdown of the headings alone, with a mark where `fill` puts each block."""
        lines = []
        for index, section in enumerate(self.sections):
            lines += [heading(section), f"{mark_of(index)}\n"]
        return "\n".join(lines)

    def fill(self, converted: str) -> str:
        """Return the engine's HTML of the skeleton with the blocks in their places."""
        for index, section in enumerate(self.sections):
            block = _block(section) if section.html else ""
            converted = converted.replace(mark_of(index), block, 1)
        return converted


def front_matter(matter: Mapping[str, object]) -> str:
    """Return front matter as YAML: JSON values are valid there, and keep every character."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items()]
    return "\n".join(["---", *lines, "---", ""])


def without_front_matter(text: str) -> str:
    """Return the Markdown below front matter of ours."""
    return text.partition("\n---\n")[2].lstrip("\n")


def dates(history: History, path: str, language: Language) -> dict[str, object]:
    """Return when a file came and changed, as front matter that the theme of both engines shows."""
    changed, added = history.changed(path), history.added(path)
    named = {
        "git_revision_date_localized": changed,
        "git_creation_date_localized": None if added == changed else added,
    }
    return {name: language.text(Day(day)) for name, day in named.items() if day is not None}


def entities(text: str) -> str:
    """Write punctuation as character references: no Markdown extension sees syntax in it."""
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text)


def heading(section: Section, anchor: str = "") -> str:
    """Return a heading in Markdown, with its anchor or another one."""
    return f"{'#' * section.level} {entities(section.title)} {{ #{anchor or section.anchor} }}\n"


def mark_of(index: int) -> str:
    """Return what stands in the skeleton for the block of a section."""
    return f"<!--icp:{index}-->"


def _block(section: Section) -> str:
    if section.is_indexed:
        return f'<div class="icp">\n{section.html}\n</div>'
    # The theme's search counts tags by name alone: what it leaves out ends with the first element
    # of the same name inside. So it is one that no template uses (mkdocs-material 9.8.1).
    return f'<article class="icp" data-search-exclude>\n{section.html}\n</article>'
