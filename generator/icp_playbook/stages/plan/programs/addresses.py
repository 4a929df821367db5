"""Where a definition's files for programs are. These addresses stay: a renamed definition keeps its old ones too."""

from __future__ import annotations

from dataclasses import dataclass

from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import BY_NAME

FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Address:
    """The files of one definition, below the site. Markdown ends in `.txt`: engines make pages of what ends in `.md`."""

    json: str
    markdown: str


def address_of(definition: Definition, id: str = "") -> Address:
    """Return the addresses of a definition, under its own id or an earlier one."""
    kind = BY_NAME[definition.kind]
    path = f"{FOLDER}/{kind.url}" if kind.single else f"{FOLDER}/{kind.url}/{id or definition.id}"
    return Address(f"{path}.json", f"{path}.md.txt")
