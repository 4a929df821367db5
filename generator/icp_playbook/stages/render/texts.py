"""The texts beside the templates: sentences that pages, scripts and the command line share."""

from __future__ import annotations

import json
from pathlib import Path

from icp_playbook.problems import ContentError, Problem, inside

FALLBACK = "en"


def read_texts(folders: list[Path], name: str, language: str) -> dict[str, str]:
    """Return the texts of `texts/<name>.<language>.json`, the first folder's before the others'.

    What a language lacks is said in English. Raise `ContentError` when a file is not a mapping
    of texts.
    """
    found: dict[str, str] = {}
    for tag in dict.fromkeys((FALLBACK, language.partition("-")[0], language)):
        for folder in reversed(folders):
            file = folder / "texts" / f"{name}.{tag}.json"
            found |= _texts_of(file) if file.is_file() else {}
    return found


def _texts_of(file: Path) -> dict[str, str]:
    try:
        texts = json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        place = (1, 1)
        if isinstance(error, json.JSONDecodeError):
            place = inside(error.doc, error.lineno, error.colno)
        raise ContentError([_bad_texts(file, place)]) from None
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ContentError([_bad_texts(file, (1, 1))])
    return texts


def _bad_texts(file: Path, place: tuple[int, int]) -> Problem:
    path = f"site_templates/texts/{file.name}"
    hint = "compare it with the one in English"
    return Problem(path, *place, "bad-texts", "this is not a JSON mapping of names to texts", hint)
