"""What pages load: one style sheet, and scripts, each joined from modules into one plain script.

Style sheets of `site_templates/styles/` follow each other by name: later ones win.

Tests, types and editors work with the ECMAScript modules in `site_templates/scripts/`. A browser
loads no module from a file, though, and a site may be opened from a folder; so each module becomes
a function, and its exports what that returns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from icp_playbook.messages import ENGLISH, Language, Message, say
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import STYLE, packaged_templates
from icp_playbook.stages.load.opening import wrong_target

ENTRIES = ("icp.js", "assess.js", "learn.js", "search.js", "cards.js", "survey.js")
"""What pages load: the one on every page, and those that it loads where they are needed."""

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "(\.[^"]*)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b", re.MULTILINE)


def asset_files(folders: Sequence[Path], language: Language = ENGLISH) -> dict[str, bytes]:
    """Return what is served below `assets/icp/` by its path there.

    These are the files of `assets/`, the scripts, and the style sheets as one. The playbook's own
    hide ours; what a link of the playbook leads to outside its repository is left out. The scripts
    speak `language`. Raise `ContentError` for one that cannot be joined.
    """
    scripts = _files(folders, "scripts").items()
    modules = {path: file.read_text("utf-8", errors="replace") for path, file in scripts}
    if language.for_scripts:
        said = json.dumps(language.for_scripts, ensure_ascii=False)
        modules["translations.js"] = f"export const translations = {said};\n"
    joined = {entry: join_script(entry, modules).encode() for entry in ENTRIES}
    styles = sorted(_files(folders, "styles").items())
    joined[STYLE] = b"\n".join(file.read_bytes() for path, file in styles if path.endswith(".css"))
    return joined | {path: file.read_bytes() for path, file in _files(folders, "assets").items()}


def _files(folders: Sequence[Path], name: str) -> dict[str, Path]:
    """Return each file below the folder `name` of `folders` by its path there."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        base = folder / name
        for file in sorted(base.rglob("*")) if base.is_dir() else ():
            path = file.relative_to(base)
            hidden = any(part.startswith(".") for part in path.parts)
            # Ours may well be links: that is how some installers save space.
            ours = folder == packaged_templates()
            if file.is_file() and not hidden and (ours or not wrong_target(folder.parent, file)):
                found[path.as_posix()] = file
    return found


def join_script(entry: str, modules: Mapping[str, str]) -> str:
    """Return the script of `entry` with all that it imports; `modules` are texts by their path.

    Raise `ContentError` for an import or export that is none of the two forms above, or leads
    nowhere or in a circle.
    """
    joined: dict[str, str] = {}
    _add(entry, modules, joined, ())
    functions = "".join(
        f"joined[{path!r}] = (() => {{\n{text}\n}})();\n" for path, text in joined.items()
    )
    return f'(() => {{\n"use strict";\nconst joined = {{}};\n{functions}}})();\n'


def _add(
    path: str, modules: Mapping[str, str], joined: dict[str, str], way: tuple[str, ...]
) -> None:
    """Add a module behind those that it imports; `way` are the modules that lead here."""
    text = modules[path]
    for match in _IMPORT.finditer(text):
        wanted = _path(path, match[2])
        if wanted not in modules or wanted in (*way, path):
            raise _problem(
                path,
                text,
                match.start(2),
                say("no script {script} can be imported here", script=wanted),
            )
        if wanted not in joined:
            _add(wanted, modules, joined, (*way, path))
    names = [match[1] for match in _EXPORT.finditer(text)]
    body = _IMPORT.sub(lambda match: f"const {match[1]} = joined[{_path(path, match[2])!r}];", text)
    body = _EXPORT.sub("", body)
    if other := _OTHER.search(body):
        raise _problem(
            path,
            body,
            other.start(),
            say(
                "write {example}, or export before a declaration",
                example='import { a } from "./b.js"',
            ),
        )
    joined[path] = f"{body}return {{ {', '.join(names)} }};"


def _path(start: str, written: str) -> str:
    """Return the path of what a module in `start` imports as `written`."""
    parts: list[str] = []
    for part in (*PurePosixPath(start).parts[:-1], *PurePosixPath(written).parts):
        if part == "..":
            parts[-1:] = []
        else:
            parts.append(part)
    return "/".join(parts)


def _problem(path: str, text: str, place: int, reason: Message) -> ContentError:
    line = text.count("\n", 0, place) + 1
    return ContentError([Problem(f"site_templates/scripts/{path}", line, 1, "bad-script", reason)])
