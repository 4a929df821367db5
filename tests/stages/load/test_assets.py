"""Scripts: modules joined into the plain script that a page loads, also from a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.messages import Language
from icp_playbook.problems import ContentError
from icp_playbook.project import template_folders
from icp_playbook.stages.load.assets import ENTRIES, asset_files, join_script
from javascript import NODE

MODULES = {
    "page.js": (
        'import { twice } from "./math/twice.js";\nconst one = 1;\nconsole.log(twice(one), one);\n'
    ),
    "math/twice.js": (
        'import {\n  times,\n} from "../times.js";\nconst one = 2;\n'
        "export function twice(number) {\n  return times(number, one);\n}\n"
        "export const unused = 0;\n"
    ),
    "times.js": "export function times(a, b) {\n  return a * b;\n}\n",
}


def test_a_joined_script_runs_as_a_plain_one() -> None:
    """Modules find what they import, their own names stay apart, and none is left in the page."""
    script = join_script("page.js", MODULES) + "console.log(typeof twice, typeof joined);"
    done = subprocess.run([NODE, "-e", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "2 1\nundefined undefined\n"


@pytest.mark.parametrize(
    ("module", "said"),
    [
        (
            'import { gone } from "./gone.js";\n',
            "page.js:1:1: error [bad-script] no script gone.js",
        ),
        (
            'import { page } from "./page.js";\n',
            "page.js:1:1: error [bad-script] no script page.js",
        ),
        (
            'const a = 1;\nimport * as times from "./times.js";\n',
            "page.js:2:1: error [bad-script] write",
        ),
        ("const a = 1;\nexport { a };\n", "page.js:2:1: error [bad-script] write"),
        ("export default 1;\n", "page.js:1:1: error [bad-script] write"),
    ],
)
def test_an_import_that_cannot_be_joined_is_told(module: str, said: str) -> None:
    """What leads nowhere or in a circle, and what is written in another way."""
    with pytest.raises(ContentError) as told:
        join_script("page.js", MODULES | {"page.js": module})
    assert str(told.value.problems[0]).startswith(f"site_templates/scripts/{said}")


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_script_of_ours_is_a_plain_one(tmp_path: Path, entry: str) -> None:
    """Node reads it as such: no import and no export is left."""
    script = tmp_path / "script.cjs"
    script.write_bytes(asset_files(template_folders(tmp_path))[entry])
    subprocess.run([NODE, "--check", script], check=True)


def test_a_playbook_replaces_a_module_and_a_language_the_texts(tmp_path: Path) -> None:
    """In every script that imports it."""
    root = draw(tmp_path, "--- site_templates/scripts/days.js\nexport const today = 'ours';\n")
    folders = template_folders(root)
    said = Language(
        "de", for_scripts={"language": "de", "texts": {"Copy": ["Kopieren"]}, "forms": {}}
    )
    found = asset_files(folders, said)
    assert b"const today = 'ours'" in found["assess.js"]
    speaking = ("icp.js", "assess.js", "search.js")
    assert all(b"Kopieren" in found[entry] for entry in speaking)
    assert all(b"Kopieren" not in asset_files(folders)[entry] for entry in ENTRIES)
