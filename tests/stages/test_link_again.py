"""One definition is linked again: the catalog is the one that linking all would make."""

from __future__ import annotations

import random
import re
from pathlib import Path

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS
from icp_playbook.stages.link import link
from icp_playbook.stages.link.again import can_replace, link_again
from icp_playbook.stages.load import load
from icp_playbook.stages.load.definitions import read_definition
from icp_playbook.stages.load.files import FoundFile, kind_of
from sites import copy_sample

_ORDER = [kind.name for kind in KINDS]
_EDITS, _ENOUGH = 400, 100


def read(root: Path, old: Definition) -> Definition | None:
    """Return what a definition's file says now, or None when that is no definition."""
    kind = kind_of(old.path)
    assert kind is not None
    new, wrong = read_definition(root, FoundFile(kind, old.id, old.path))
    return None if wrong else new


def edited(text: str, refs: list[str], chance: random.Random) -> str:
    """Return a file with one reference changed, added in prose, or gone with its line."""
    what = chance.randrange(3)
    if what == 0:
        kind, _, id = chance.choice(refs).partition(":")
        ids = [ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")]
        known = [known for known in ids if re.search(rf"\b{known}\b", text)]
        return text.replace(chance.choice(known), id) if known else text
    lines = text.split("\n")
    if what == 1:
        prose = [at for at, line in enumerate(lines) if re.search(r"[a-z]\.$", line)]
        if prose:
            lines[chance.choice(prose)] += f" See [[{chance.choice(refs)}]]."
    else:
        items = [at for at, line in enumerate(lines) if re.match(r" +- [a-z-]+$", line)]
        if items:
            del lines[chance.choice(items)]
    return "\n".join(lines)


def said_of(catalog: Catalog) -> list[object]:
    """Return all that a catalog says, definitions by their identity: comparing them takes long."""
    return [
        [(ref, id(one.definition), one.loc, id(one.part)) for ref, one in catalog.targets.items()],
        {
            ref: [(id(use.by), use.loc, use.ref, use.in_prose) for use in uses]
            for ref, uses in (*catalog.uses.items(), *catalog.used.items())
        },
        {kind: list(map(id, found)) for kind, found in catalog.by_kind.items()},
        catalog.refers,
        catalog.aliases,
        catalog.pages,
    ]


def test_linking_one_definition_again_is_linking_all(tmp_path: Path) -> None:
    """After each of many edits: what leads where, who uses what, and what is wrong."""
    root, chance = copy_sample(tmp_path), random.Random(2025)
    loaded = load(root)
    definitions = {one.path: one for one in loaded.definitions}
    catalog, _ = link(loaded.definitions, loaded.pages, (), loaded.files)
    refs = [one.ref for one in loaded.definitions]
    linked = 0
    for _ in range(_EDITS):
        old = chance.choice(list(definitions.values()))
        file = root / old.path
        before = file.read_text("utf-8")
        file.write_text(edited(before, refs, chance), "utf-8")
        new = read(root, old)
        if new is None or file.read_text("utf-8") == before or not can_replace(old, new):
            file.write_text(before, "utf-8")
            continue
        linked += 1
        again, problems = link_again(catalog, old, new, loaded.files)
        whole = sorted(
            ({**definitions, old.path: new}).values(),
            key=lambda one: (_ORDER.index(one.kind), one.rank),
        )
        expected, wrong = link(whole, loaded.pages, (), loaded.files)
        assert sorted(problems) == sorted(wrong), old.path
        if problems:
            file.write_text(before, "utf-8")
            continue
        assert said_of(again) == said_of(expected), old.path
        catalog, definitions[old.path] = again, new
    assert linked > _ENOUGH


def test_what_others_mean_is_not_linked_by_itself(tmp_path: Path) -> None:
    """An id of a part, an earlier id, the place among others, and all that the company says."""
    root = copy_sample(tmp_path)
    found = {one.path: one for one in load(root).definitions}
    for path, old, new in (
        ("content/lifecycle.yml", "id: awareness", "id: awareness-first"),
        ("content/segments/mid-size-brands.yml", "focus: beachhead", "focus: develop"),
        ("content/segments/mid-size-brands.yml", "name:", "aliases: [brands-once]\nname:"),
        ("content/company.yml", "\nname: ", "\nname: New "),
    ):
        text = (root / path).read_text("utf-8")
        text = text if old in text else f"\n{text}"
        assert old in text, path
        (root / path).write_text(text.replace(old, new, 1), "utf-8")
        changed = read(root, found[path])
        (root / path).write_text(text, "utf-8")
        assert changed is not None, path
        assert not can_replace(found[path], changed), path
