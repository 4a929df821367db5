"""How files of a dbt package are written: its SQL and YAML are templates, our texts are not.

dbt reads each file with Jinja. What an author typed comes out as typed: each brace that would begin
something is itself said by Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.spelling import Dialect

#: The brace of `{{`, `{%` and `{#`.
_BEGINS = re.compile(r"\{(?=[{%#])")
#: What a text between quotes says otherwise.
_QUOTED = re.compile(r"['\\\r\n]")
#: What a value of a test would be called as, though it has no braces.
_CALLED = re.compile(r"\s*(env_var|ref|var|source|doc)\s*\(")
#: What ends a line somewhere.
_BLANK = re.compile(r"\s+|[\x00-\x1f\x7f-\x9f]+")
#: Backslashes before a quote that ends a text: where they escape, and where they do not.
_ESCAPED_END = re.compile(r"(?<!\\)((?:\\\\)+)(?=')")
_PLAIN_END = re.compile(r"(\\+)(?=')")
_BACKSLASH = " || CHR(92)"


def as_typed(text: str) -> str:
    """Return a text that Jinja gives back as it is."""
    return _BEGINS.sub("{{ '{' }}", text)


def as_value(text: str) -> str:
    """Return a text that is the same as an accepted value, in each engine.

    dbt puts such a value between quotes as it is, and calls what looks like one of its functions.
    """
    if not (_CALLED.match(text) or _BEGINS.search(text) or _QUOTED.search(text)):
        return text
    return _by_adapter({one.name: one.text_of(text)[1:-1] for one in DIALECTS.values()})


def as_cell(text: str) -> str:
    """Return a text that is the same as a cell of a unit test, in each engine.

    dbt puts quotes around it and doubles those within, but leaves a backslash that escapes.
    """
    if "\\" not in text:
        return as_typed(text)
    doubled = text.replace("\\", "\\\\")
    return _by_adapter({d.name: doubled if d.backslashes else text for d in DIALECTS.values()})


def _by_adapter(spelled: Mapping[str, str]) -> str:
    """Return an expression of Jinja that says what an adapter's dialect does."""
    usual, others = _others(spelled)
    if not others:
        return f"{{{{ {_constant(usual)} }}}}"
    said = ", ".join(f"'{adapter}': {_constant(value)}" for adapter, value in others.items())
    return f"{{{{ {{{said}}}.get(target.type, {_constant(usual)}) }}}}"


def _constant(text: str) -> str:
    """Return a text as Jinja writes one in an expression."""
    kept = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{kept}'"


def _others(spelled: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return what most of our dialects say, and what the adapters of the others do."""
    said = list(spelled.values())
    usual = max(said, key=said.count)
    others = {name: one for name, one in spelled.items() if one != usual}
    if "spark" in others:
        others["databricks"] = others["spark"]
    return usual, others


def on_a_line(text: str) -> str:
    """Return a text for a comment of SQL: nothing in it ends the line."""
    return as_typed(_BLANK.sub(" ", text).strip())


def as_macro(sql: str, dialect: Dialect) -> str:
    """Return a statement as dbt reads it.

    dbt looks for the parts of a statement with sqlparse, to which a backslash before a quote means
    that the text goes on, whatever the engine says.
    """
    ends, width = (_ESCAPED_END, 2) if dialect.backslashes else (_PLAIN_END, 1)
    sql = ends.sub(lambda found: f"'{_BACKSLASH * (len(found[1]) // width)} || '", sql)
    return as_typed(sql)


class DataType(str):
    """A data type by adapter, which YAML says once and then refers to."""

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, spelled: Mapping[str, str]) -> DataType:
        """Return the type of a name, from what each of our dialects calls it."""
        made = cls(spelled["duckdb"] if len({*spelled.values()}) == 1 else _by_adapter(spelled))
        made.name = name
        return made


def data_types() -> dict[str, DataType]:
    """Return what our kinds of columns are in each engine."""
    names = {"text": "text", "small": "integer", "long": "bigint", "wide": "decimal"}
    return {
        kind: DataType.of(name, {one.name: getattr(one, kind) for one in DIALECTS.values()})
        for kind, name in names.items()
    }


class _Writer(yaml.SafeDumper):
    """Writes a data type once, under its own name."""

    def ignore_aliases(self, data: Any) -> bool:
        return not isinstance(data, DataType) and super().ignore_aliases(data)

    def generate_anchor(self, node: Any) -> str:
        return str(node.anchor_name)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _data_type(writer: _Writer, data: DataType) -> yaml.ScalarNode:
    node: Any = writer.represent_scalar("tag:yaml.org,2002:str", str(data), style='"')
    node.anchor_name = data.name
    return node  # type: ignore[no-any-return]


_Writer.add_representer(DataType, _data_type)
_Writer.add_multi_representer(str, yaml.SafeDumper.represent_str)  # texts of authors


def as_yaml(document: Mapping[str, Any]) -> str:
    """Return YAML in dbt's way: lists are indented, long texts stay on their line."""
    return yaml.dump(document, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1_000_000)
