"""What is generated from models and ids is up to date, and stays out of git where it must."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from commands import commit_all, icp
from drawn import draw
from icp_playbook.authoring.generated import committed_files, stale_files

ROOT = Path(__file__).parents[2]
PERSONA = [
    "side=use",
    "segments=mid-market",
    "titles=T",
    "job_to_be_done=J",
    "motivations=M",
    "frustrations=F",
]


def git(root: Path, *arguments: str) -> str:
    """Run git in `root`, and return what it printed."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def ids(root: Path, kind: str) -> list[str]:
    """Return the ids that an editor completes for a kind."""
    schema = json.loads((root / "schemas/ids.json").read_text("utf-8"))
    return [one["body"] for one in schema["definitions"][kind]["defaultSnippets"]]


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    """A playbook on GitHub whose schemas, forms and settings are made and committed."""
    root = draw(tmp_path / "ours", "--- + minimal")
    (root / ".github").mkdir()
    assert icp(root, "schema").code == 0
    commit_all(root)
    git(root, "branch", "-M", "main")
    return root


def test_two_people_who_add_neighbours_have_no_conflict(playbook: Path) -> None:
    """Each adds a persona on a branch; after merging the branches all files are up to date."""
    for name in ("packer", "planner"):
        git(playbook, "checkout", "-q", "-b", name, "main")
        given = [
            word for one in (f"name={name}", "owner=sales", *PERSONA) for word in ("--set", one)
        ]
        assert icp(playbook, "new", "persona", name, *given).code == 0
        assert ids(playbook, "persona") == ["founder", name]
        git(playbook, "add", "-A")
        git(playbook, "commit", "-q", "-m", f"Add {name}")
    git(playbook, "merge", "-q", "packer")
    assert git(playbook, "status", "--short") == ""
    assert icp(playbook, "schema", "--check").code == 0


def test_a_fresh_clone_completes_ids_after_the_first_check(playbook: Path, tmp_path: Path) -> None:
    """A check makes what the clone needs, and makes it again when something came or went."""
    git(tmp_path, "clone", "-q", str(playbook), "clone")
    clone = tmp_path / "clone"
    assert not (clone / "schemas/ids.json").exists()
    assert icp(clone, "check").code == 0
    assert ids(clone, "persona") == ["founder"]
    (clone / "content/personas/founder.yml").rename(clone / "content/personas/owner.yml")
    (clone / "schemas/gone-kind.json").write_text("{}", "utf-8")
    icp(clone, "check")
    assert ids(clone, "persona") == ["owner"]
    assert not (clone / "schemas/gone-kind.json").exists()
    assert git(clone, "status", "--short", "schemas") == ""


def test_a_definition_that_cannot_be_read_is_completed_all_the_same(playbook: Path) -> None:
    """While somebody is in the middle of one file, the others can still refer to it."""
    file = playbook / "content/personas/founder.yml"
    file.write_text(file.read_text("utf-8") + "name: Twice\n", "utf-8")
    assert icp(playbook, "check").code == 1
    assert ids(playbook, "persona") == ["founder"]


def test_who_wants_no_schemas_gets_none(tmp_path: Path) -> None:
    """A check writes nothing into a playbook that never asked for them."""
    root = draw(tmp_path, "--- + minimal")
    before = sorted(root.rglob("*"))
    assert icp(root, "check").code == 0
    assert sorted(root.rglob("*")) == before


def test_a_check_is_no_worse_for_schemas_that_cannot_be_written(playbook: Path) -> None:
    """It says so beside its result."""
    (playbook / "schemas/ids.json").unlink()
    (playbook / "schemas/ids.json").mkdir()
    ran = icp(playbook, "check")
    assert ran.code == 0
    assert "the schemas for editors could not be written" in ran.err


def test_what_is_committed_and_out_of_date_is_told(playbook: Path) -> None:
    """As after an upgrade of the program: a form, or the editor's settings."""
    form = playbook / ".github/ISSUE_TEMPLATE/play.yml"
    form.write_text("name: Old\n", "utf-8")
    ran = icp(playbook, "schema", "--check")
    assert (ran.code, ran.out) == (
        1,
        ".github/ISSUE_TEMPLATE/play.yml is out of date; run icp schema\n",
    )
    assert form.read_text("utf-8") == "name: Old\n"


def test_what_this_repository_commits_is_up_to_date() -> None:
    """Forms, settings and ignore files match the models; if not, run `icp schema`."""
    assert stale_files(ROOT, committed_files(ROOT)) == []


def test_a_new_kind_reaches_the_editors_settings_of_before(playbook: Path) -> None:
    """The author's settings keep order and indentation; each kind is wired, old ones are not."""
    file = playbook / ".vscode/settings.json"
    settings = json.loads(file.read_text("utf-8"))
    wired = settings.pop("yaml.schemas")
    before = {
        "editor.rulers": [80],
        "yaml.schemas": {"./mine.json": ["mine.yml"], "./schemas/gone.json": ["x.yml"]},
    }
    file.write_text(json.dumps(before, indent=4), "utf-8")
    assert icp(playbook, "schema").code == 0
    after = json.loads(file.read_text("utf-8"))
    assert after == before | {"yaml.schemas": {"./mine.json": ["mine.yml"], **wired}}
    assert file.read_text("utf-8").startswith('{\n    "editor.rulers"')
    assert icp(playbook, "schema", "--check").code == 0


def test_settings_with_comments_are_left_alone_and_told(playbook: Path) -> None:
    """They can't be written back as JSON; what is missing can be copied from the answer."""
    file = playbook / ".vscode/settings.json"
    text = (
        file.read_text("utf-8")
        .replace('"./schemas/persona.json"', '"./elsewhere.json"')
        .replace("{", "{ // ours", 1)
    )
    file.write_text(text, "utf-8")
    ran = icp(playbook, "schema")
    assert file.read_text("utf-8") == text
    assert ran.code == 1
    assert '"./schemas/persona.json": [\n      "content/personas/*.yml"' in ran.out
    assert "segment.json" not in ran.out.partition("it lacks:")[2]
