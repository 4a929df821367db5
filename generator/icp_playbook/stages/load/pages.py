"""Read the hand-written pages: Markdown with a little front matter."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from icp_playbook.model.catalog import Prosepage
from icp_playbook.model.kinds import AREAS
from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.files import read_bytes
from icp_playbook.stages.load.reader import read_yaml

FOLDER = "content/pages"
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"^# +(.+?)\s*#*$", re.MULTILINE)
_FIELDS = ("title", "area", "order")


def read_pages(root: Path) -> tuple[list[Prosepage], list[Problem]]:
    """Return the pages below `content/pages`, sorted by path, and what is wrong with the others."""
    pages: list[Prosepage] = []
    problems: list[Problem] = []
    folder = root / FOLDER
    for file in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        path = file.relative_to(root).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(path).parts):
            continue
        data, found = read_bytes(root, path)
        if data is None:
            problems += found
            continue
        page, found = _read_page(path, data)
        problems += found
        pages += [page] if page else []
    return pages, problems


def _read_page(path: str, data: bytes) -> tuple[Prosepage | None, list[Problem]]:
    text, problems = decode(path, data)
    if problems:
        return None, problems
    url = PurePosixPath(path).relative_to(FOLDER).with_suffix("").as_posix()
    values: dict[str, str] = {}
    if matter := _FRONT_MATTER.match(text):
        document = read_yaml(path, ("\n" + matter[1]).encode())
        problems = list(document.problems)
        for key, value in document.values.items():
            line, column = document.position((key,))
            if key not in _FIELDS or not isinstance(value, str):
                hint = did_you_mean(key, _FIELDS) or f"known are {', '.join(_FIELDS)}"
                message = f"{quoted(key)} is not a field of a page"
                problems.append(Problem(path, line, 1, "unknown-field", message, hint))
            elif key == "area" and value not in AREAS:
                hint = did_you_mean(value, AREAS) or f"choose {', '.join(AREAS)}"
                message = f"{quoted(value)} is no part of the navigation"
                problems.append(Problem(path, line, column, "unknown-choice", message, hint))
            elif key == "order" and not re.fullmatch(r"[0-9]{1,4}", value, re.ASCII):
                message = f"{quoted(value)} is not a whole number"
                problems.append(Problem(path, line, column, "not-a-number", message, "write digits only"))
            else:
                values[key] = value
    heading = _HEADING.search(text, matter.end() if matter else 0)
    title = values.get("title") or (
        heading[1] if heading else url.rpartition("/")[2].replace("-", " ").capitalize()
    )
    page = Prosepage(path, url, title, text, values.get("area"), int(values.get("order", "100")))
    return (None, problems) if problems else (page, [])
