"""Collect the sentences of the interface in `site_templates/texts/icp.pot`, and bring the languages beside it up to date.

`python -m scripts.messages` is what `make messages` runs. A language that is new: `python -m scripts.messages pt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "site_templates" / "texts"
_KEYWORDS = {"say": None, "say_count": (1, 2), "sayCount": (1, 2)}
_SOURCES = (
    ("python", ROOT / "generator", "*.py"),
    ("jinja2", ROOT / "site_templates", "*.html"),
    ("javascript", ROOT / "site_templates" / "scripts", "*.js"),
)
_COMMENT = "# What the program says, collected by make messages. A language is a file beside this one."


def collect() -> Catalog:
    """Return every sentence that is given to `say`, with the files that say it."""
    catalog = Catalog(project="icp-playbook", header_comment=_COMMENT)
    for path, identifier, comments in _found():
        known = catalog.get(identifier)
        paths = {path, *(place for place, _ in known.locations)} if known else {path}
        catalog.add(identifier, locations=[(one, 1) for one in sorted(paths)], auto_comments=comments)
        catalog[identifier].locations = [(one, 1) for one in sorted(paths)]
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file: sorted by sentence, without lines and days, so that a difference is one of words."""
    catalog.creation_date = catalog.revision_date = None  # type: ignore[assignment]
    file = BytesIO()
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    lines = file.getvalue().decode().split("\n")
    kept = [line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By'))]
    return "\n".join(kept).encode()


def main(languages: list[str]) -> None:
    """Write the template, and each language with what is new in it left empty."""
    TEXTS.mkdir(exist_ok=True)
    template = collect()
    (TEXTS / "icp.pot").write_bytes(written(template))
    for file in {*TEXTS.glob("*.po"), *(TEXTS / f"{tag}.po" for tag in languages)}:
        locale = file.stem.replace("-", "_")
        with BytesIO(file.read_bytes() if file.exists() else b"") as old:
            catalog = read_po(old, locale=locale)
        catalog.update(template, no_fuzzy_matching=True)
        file.write_bytes(written(catalog))


def _found() -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    for method, folder, pattern in _SOURCES:
        for file in sorted(folder.rglob(pattern)):
            path = file.relative_to(ROOT).as_posix()
            options = {"extensions": "jinja2.ext.do", "silent": "false"} if method == "jinja2" else {}
            for _, message, comments, _ in extract_from_file(
                method, file, keywords=_KEYWORDS, options=options
            ):
                yield path, message, comments


if __name__ == "__main__":
    main(sys.argv[1:])
