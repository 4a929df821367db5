"""The sample company as it is read and as it is shown: files whose differences a person reads.

After a change that is meant, `make goldens` writes them anew. A difference in `model.txt` is one of
loading or linking, one in `pages/` alone is one of planning or of a template.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import pytest

from icp_playbook.build import build_pages
from icp_playbook.code_host import code_host
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.walk import walk
from icp_playbook.project import DOCS, Site
from icp_playbook.stages.render.pages import RenderedPage, front_matter
from laid_out import lay_out, wrap
from sites import copy_sample

GOLDENS = Path(__file__).parent / "goldens"


def test_the_sample_reads_and_shows_as_it_did(tmp_path: Path) -> None:
    """Every value, relation and page of the sample company is what somebody last looked at."""
    now, then = _files(tmp_path), _kept()
    assert sorted(now) == sorted(then), (
        "pages came or went: run make goldens and read the difference"
    )
    differing = [path for path in now if now[path] != then[path]]
    if differing:
        first = differing[0]
        lines = difflib.unified_diff(
            then[first].splitlines(), now[first].splitlines(), "kept", "now", lineterm="", n=1
        )
        shown = "\n".join(line[:300] for line in list(lines)[:40])
        pytest.fail(
            f"{len(differing)} files differ, {first} first; make goldens if it is meant\n{shown}",
            pytrace=False,
        )


def _files(folder: Path) -> dict[str, str]:
    """Return today's goldens by path, from a copy: the sample's history would date its pages."""
    host = code_host("https://code.example.com/parcelmoor/icp-playbook", None, "", DOCS)
    site = Site(name="Parcelmoor", code_host=host)
    built = build_pages(copy_sample(folder / "sample"), site)
    pages = {f"pages/{page.source}": _page(page) for page in built.pages}
    return {"model.txt": _model(built.catalog)} | pages


def _page(page: RenderedPage) -> str:
    """Return a page as its front matter, and each heading above its block."""
    lines = [line for typed in front_matter(page.matter).split("\n") for line in wrap(typed)]
    for section in page.sections:
        lines += [
            f"{'#' * section.level} {section.title} {{#{section.anchor}}}",
            lay_out(section.html),
            "",
        ]
    return "\n".join(lines)


def _model(catalog: Catalog) -> str:
    lines = []
    for definition in catalog.definitions():
        lines += ["", f"{definition.ref}  ({definition.path})"]
        for leaf in walk(definition):
            lines += wrap(f"{'.'.join(map(str, leaf.loc))}: {leaf.value!r}", "  ")
        lines += [f"  → {ref}" for ref in sorted(catalog.refers.get(definition.ref, ()))]
        users = {(use.by.ref, use.in_prose) for use in catalog.uses.get(definition.ref, ())}
        lines += [f"  ← {ref}{' in prose' if in_prose else ''}" for ref, in_prose in sorted(users)]
    return "\n".join(lines).lstrip() + "\n"


def _kept() -> dict[str, str]:
    paths = [path for path in sorted(GOLDENS.rglob("*")) if path.suffix in (".md", ".txt")]
    return {path.relative_to(GOLDENS).as_posix(): path.read_text("utf-8") for path in paths}


def _write(folder: Path) -> None:
    files = _files(folder)
    for path in set(_kept()) - set(files):
        (GOLDENS / path).unlink()
    for path, text in files.items():
        (GOLDENS / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDENS / path).write_text(text, "utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
