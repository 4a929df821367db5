"""Words for people in scripts: each is said, so that a language is a file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from javascript import NODE

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "site_templates/scripts"


def read(sources: dict[str, str]) -> list[list[str]]:
    """Return the texts that are bare, and what is said without being written out, by place."""
    done = subprocess.run(
        [NODE, ROOT / "scripts/read_texts.mjs"],
        input=json.dumps(sources),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = []
    for path, line, kind, *texts in json.loads(done.stdout):
        if kind == "bare":
            found.append([f"{path}:{line}", kind, *texts])
        elif None in texts:
            found.append([f"{path}:{line}", "not written out", ""])
    return found


def test_no_script_holds_a_bare_sentence() -> None:
    """Each stands inside say(…), written out where it is used."""
    sources = {
        path.relative_to(SCRIPTS).as_posix(): path.read_text("utf-8")
        for path in SCRIPTS.rglob("*.js")
    }
    assert len(sources) > 30
    assert read(sources) == []


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('h("p", null, "Answer a question first.")', ["bare", "Answer a question first."]),
        ('button.textContent = "Copied"', ["bare", "Copied"]),
        ("const title = `${count} more on the page`", ["bare", " more on the page"]),
        ('say("{what} is open", { what: "the whole segment" })', ["bare", "the whole segment"]),
        ("say(key)", ["not written out", ""]),
        ('say("It is " + word)', ["not written out", ""]),
        ('sayCount("one thing", many, { count })', ["not written out", ""]),
    ],
)
def test_a_bare_sentence_is_found(script: str, found: list[str]) -> None:
    """In a call, an assignment, a template and an argument; and one that no tool could extract."""
    assert read({"a.js": f"\n{script};\n"}) == [["a.js:2", *found]]


@pytest.mark.parametrize(
    "script",
    [
        'say("It is " + "long.")',
        'sayCount("{count} play", "{count} plays", { count })',
        'find(root, "[data-icp-panel] button", HTMLElement)',
        'h("p", { class: "icp-stance icp-stance--stop" })',
        'throw new Error("the page lacks a form")',
    ],
)
def test_what_is_no_sentence_for_people_is_left_alone(script: str) -> None:
    """Texts that are said, selectors, classes, and what only a programmer sees."""
    assert read({"a.js": script}) == []


def test_another_language_is_one_module(tmp_path: Path) -> None:
    """Its forms by the English text, and which a number takes; what is missing stays English."""
    texts = {"{count} play": ["{count} hra", "{count} hry", "{count} her"], "Yes": ["Ano"]}
    made = {"language": "cs", "texts": texts, "forms": {"one": 0, "few": 1, "many": 2, "other": 2}}
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "translations.js").write_text(f"export const translations = {json.dumps(made)};")
    for name in ("texts.js", "numbers.js"):
        (tmp_path / name).write_text((SCRIPTS / name).read_text("utf-8"), "utf-8")
    (tmp_path / "said.js").write_text(
        'import { say, sayCount } from "./texts.js";\n'
        'const plays = (count) => sayCount("{count} play", "{count} plays", { count });\n'
        'console.log([1, 3, 5].map(plays).join(), say("Yes"), say("No"));\n'
    )
    done = subprocess.run(
        [NODE, tmp_path / "said.js"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "1 hra,3 hry,5 her Ano No\n"
