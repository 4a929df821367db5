"""A dbt package of a playbook's rules: models, contract, tests, and SQL for each adapter.

What a company fills in is the staging model; all else follows from the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.engines.dbt_columns import Described, Owners, answers, questions
from icp_playbook.engines.dbt_files import as_macro, as_yaml, on_a_line
from icp_playbook.engines.dbt_readme import readme
from icp_playbook.engines.dbt_schema import ACCOUNTS, KEY, SCORES, schema
from icp_playbook.engines.dbt_unit_tests import unit_tests
from icp_playbook.messages import Language, Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.sql.compiled import Compiled, compile_scoring
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.spelling import Dialect

NAME = "icp_playbook"
STAGING = f"models/staging/{ACCOUNTS}.sql"
PROJECT = "dbt_project.yml"
YOURS = (STAGING, PROJECT)
"""What the company changes: once it has, it is never written again."""

_SOURCE = "\x00"
"""Stands for the table in a statement; no text of an author has it."""
_BY_SOURCE, _BY_REF = "{{ source('crm', 'accounts') }}", "{{ ref('accounts') }}"
_PARSED = ">=1.10.5"
"""The first dbt that takes the arguments of tests as they are written here."""


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a package by their paths, and the columns that the staging model has to have."""

    files: Mapping[str, bytes]
    columns: tuple[str, ...]


def dbt_package(catalog: Catalog, assessed: AssessmentDocument, language: Language) -> Package:
    """Return the package; raise `TooLargeError` where engines can't add up what rules give."""
    rules, version = assessed["rules"], assessed["version"]
    compiled = compile_scoring(rules, version["letters"])
    owners = Owners(catalog)
    asked = list(questions(rules, compiled.used, owners))
    head = [
        say("Written with the rules {letters}, {revision}.", letters=version["letters"],
            revision=version["revision"] or say("not committed")),
        say("Written by icp export --dbt: change the playbook, not this."),
    ]  # fmt: skip
    properties = schema(asked, answers(rules, owners), compiled.outputs, owners.usual, language)
    tests = unit_tests(catalog, assessed, compiled, language)
    files = {
        PROJECT: _commented(_PROJECT, "#", [head[0], _KEPT], language),
        "README.md": readme(head, language),
        ".gitignore": _commented("target/\ndbt_packages/\nlogs/\n", "#", head, language),
        STAGING: _commented(_staging(asked, language), "--", [head[0], _KEPT, *_FILL], language),
        f"models/{SCORES}.sql": _commented(_MODEL, "--", head, language),
        "models/schema.yml": _commented(as_yaml(properties), "#", head, language),
        "models/unit_tests.yml": _commented(as_yaml(tests), "#", head, language),
        "macros/icp_score.sql": _commented(_DISPATCH, "--", head, language),
        **{
            f"macros/adapters/{one.name}.sql": _commented(
                _macro(one, compiled), "--", head, language
            )
            for one in DIALECTS.values()
        },
    }
    return Package(
        {path: text.encode("utf-8", "replace") for path, text in files.items()},
        (KEY, *(one.name for one in asked)),
    )


def _commented(text: str, sign: str, head: Sequence[str], language: Language) -> str:
    lines = [f"{sign} {on_a_line(language.text(one))}" for one in head]
    return "\n".join([*lines, text])


_KEPT: Message = say("Yours: icp export --dbt writes it no more once you have changed it.")
_FILL = (
    say("Say for each question which column of your CRM answers it, as text; answers are as in"
        " icp assess."),
    say("What stays null is not known. schema.yml says what each question takes."),
)  # fmt: skip

_PROJECT = f"""\
name: {NAME}
version: 1.0.0
config-version: 2
require-dbt-version: "{_PARSED}"
profile: {NAME}
models:
  {NAME}:
    +materialized: table
    staging:
      +materialized: view
"""

_MODEL = f"{{{{ icp_score(ref('{ACCOUNTS}')) }}}}\n"

_DISPATCH = f"""\
{{% macro icp_score(accounts) %}}
{{{{- return(adapter.dispatch('icp_score', '{NAME}')(accounts)) -}}}}
{{% endmacro %}}

{{% macro default__icp_score(accounts) %}}
{{{{- exceptions.raise_compiler_error('no SQL of the rules for ' ~ target.type) -}}}}
{{% endmacro %}}
"""


def _staging(asked: Sequence[Described], language: Language) -> str:
    """Return a staging model that has every column, and no account yet."""
    lines = ["{% set text = dbt.type_string() %}", "select"]
    lines.append(f"    cast(null as {{{{ text }}}}) as {KEY},")
    for place, one in enumerate(asked):
        comma = "," if place + 1 < len(asked) else ""
        lines.append(f"    -- {on_a_line(one.text(language))}")
        lines.append(f"    cast(null as {{{{ text }}}}) as {one.name}{comma}")
    if not asked:
        lines[-1] = lines[-1].removesuffix(",")
    own = language.text(say("Your table: {source} or {model}.", source=_BY_SOURCE, model=_BY_REF))
    lines += [f"{{# {own} #}}", "from (select 1 as nobody) as accounts", "where 1 = 0", ""]
    return "\n".join(lines)


def _macro(dialect: Dialect, compiled: Compiled) -> str:
    """Return the statement as the macro of one adapter; Databricks takes Spark's."""
    written = as_macro(compiled.statement(dialect, _SOURCE, [KEY]), dialect)
    statement = written.replace(_SOURCE, "{{ accounts }}")
    return f"{{% macro {dialect.name}__icp_score(accounts) %}}\n{statement}\n{{% endmacro %}}\n"
