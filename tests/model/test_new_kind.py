"""CONTRIBUTING's steps for adding a kind are followed with one that nobody knows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drawn import draw

ROOT = Path(__file__).parents[2]

MODEL = '''\
"""Partners: who sells or installs what we make."""

from __future__ import annotations

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, ProseText, Some
from icp_playbook.model.fields import Choice, Ref


class Region(NamedPart):
    """Where a partner works."""

    id: Id
    """How others name it."""
    name: LineText
    """What it is called."""


class ChannelPartner(Definition):
    """One partner."""

    kind: ClassVar[str] = "channel-partner"
    parts: ClassVar[dict[str, str]] = {"regions": "region"}
    summary_field: ClassVar[str] = "strength"
    review_months: ClassVar[int] = 3
    labels: ClassVar[dict[str, str]] = {"strength": "what they do better than we"}

    name: LineText
    """What they are called."""
    strength: ProseText
    """What they do better than we."""
    level: Annotated[str, Choice(("gold", "silver"), labels=(say("Goldish"), say("Silverish")))] \
= "gold"
    """How close we are."""
    segments: tuple[Annotated[str, Ref(("segment",))], ...] = ()
    """Whom they reach."""
    partners: tuple[Annotated[str, Ref(("channel-partner",))], ...] = ()
    """With whom they work."""
    home: Annotated[str, Ref(("region",), part=True)] | None = None
    """The region where they are at home."""
    regions: Some[Region]
    """Where they work."""
'''
IMPORT = "from icp_playbook.model.channel_partner import ChannelPartner\n"
LINE = """\
    Kind(ChannelPartner, "content/partners", "Partner", "Partners", "partners", WHO),
"""
TEMPLATE = """\
{% import "partials/ui.html" as ui %}
{{ ui.head(d, steward) }}
<div class="icp-lead">{{ d.level|choice }}: {{ d.strength|prose }}</div>
{% call section("Whom they reach", "s-segments") %}
{% for id in d.segments %}{{ id|link }}{% endfor %}
{% for region in d.regions %}{{ region|link }}{% endfor %}
{{ d.home|link if d.home }}
{% endcall %}
{{ ui.foot(d, steward, used_by) }}
"""
SAMPLE = """
--- + minimal
--- content/partners/acme.yml
name: Acme
owner: sales
reviewed: 2026-03-01
strength: They know [[segment:mid-market]] and [[region:acme#north|the north]].
segments: [mid-market]
home: acme#north
regions: [{id: north, name: North}]
--- content/partners/bolt.yml
name: Bolt
owner: sales
strength: They work with [[channel-partner:acme]].
partners: [acme]
regions: [{id: south, name: South}]
--- mkdocs.yml
site_name: Parcelmoor
docs_dir: content/pages
plugins: [icp]
--- content/pages/how-to.md
# How to

Ask [[channel-partner:acme]].
"""
COMMANDS = [
    ["check", "--today", "2026-07-01"],
    ["export", "out"],
    ["refs", "channel-partner:acme"],
    [
        "new", "channel-partner", "cargo", "-s", "name=Cargo", "-s", "strength=Fast.", "-s",
        "owner=sales",
        "-s", "regions.1.id=west", "-s", "regions.1.name=West",
    ],
    ["rename", "channel-partner:acme", "apex"],
    ["schema"],
    ["diff", "../before", "."],
]  # fmt: skip
RUN = """\
import contextlib, io, json, sys
from icp_playbook.cli import main
for command in json.loads(sys.argv[1]):
    out, code = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            main(command)
        except SystemExit as ended:
            code = ended.code
    print(json.dumps([command[0], code or 0, out.buffer.getvalue().decode()]))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Follow the steps in a copy of the program; run each command in a company with the kind."""
    folder = tmp_path_factory.mktemp("new-kind")
    program, package = folder / "generator", folder / "generator/icp_playbook"
    shutil.copytree(
        ROOT / "generator/icp_playbook", package, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    (package / "model/channel_partner.py").write_text(MODEL, "utf-8")
    kinds = (package / "model/kinds.py").read_text("utf-8")
    kinds = kinds.replace(
        "from icp_playbook.model.company", f"{IMPORT}from icp_playbook.model.company", 1
    )
    kinds = kinds.replace(")  # fmt: skip\n\nBY_NAME", f"{LINE})  # fmt: skip\n\nBY_NAME", 1)
    (package / "model/kinds.py").write_text(kinds, "utf-8")
    (folder / "site_templates/pages/channel-partner.html").write_text(TEMPLATE, "utf-8")
    root = draw(folder / "company", SAMPLE)
    draw(folder / "before", SAMPLE)
    ran = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(COMMANDS)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = map(json.loads, ran.stdout.splitlines())
    return {name: (code, output) for name, code, output in lines} | {
        "files": (
            0,
            "\n".join(sorted(file.relative_to(root).as_posix() for file in root.rglob("*.*"))),
        ),
        "page": (
            0,
            "\n".join(file.read_text("utf-8") for file in root.glob("out/**/partners/acme.md")),
        ),
    }


def test_it_is_checked(said: dict[str, tuple[int, str]]) -> None:
    """Fields, references and links are sound, and its own cadence says when to look at it again."""
    code, output = said["check"]
    assert code == 0, output
    warning, count = output.splitlines()
    assert "content/partners/acme.yml:3:11: warning [review-overdue]" in warning
    assert "due on 2026-06-01, 3 months after the last" in warning
    assert count == "7 definitions: 1 warning"


def test_it_has_pages(said: dict[str, tuple[int, str]]) -> None:
    """A page for each, a list of them, and data for programs, with links both ways."""
    assert said["export"][0] == 0, said["export"][1]
    assert "out/partners/index.md" in said["files"][1]
    assert "out/data/partners/acme.json" in said["files"][1]
    page = said["page"][1]
    assert '<a href="../../segments/mid-market/"' in page
    assert '<a href="./#region-north">North</a>' in page
    assert '<a href="../bolt/"' in page
    assert "Goldish" in page


def test_commands_know_it(said: dict[str, tuple[int, str]]) -> None:
    """Its uses are found and follow a new name; its schema is written, and its changes are told."""
    for name in ("refs", "new", "rename", "schema", "diff"):
        assert said[name][0] == 0, (name, said[name])
    assert "content/partners/bolt.yml:4:12: partners.1: acme" in said["refs"][1]
    assert "content/pages/how-to.md:3:7: page: [[channel-partner:acme]] in prose" in said["refs"][1]
    files = said["files"][1].splitlines()
    assert {"content/partners/apex.yml", "content/partners/cargo.yml"} <= set(files)
    assert "schemas/channel-partner.json" in files
    assert "Partner Acme (was acme)" in said["diff"][1]
    assert "Cargo" in said["diff"][1]
