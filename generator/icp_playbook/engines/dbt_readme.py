"""What somebody does with a dbt package in ten minutes, and what its failures mean."""

from __future__ import annotations

from collections.abc import Sequence

from icp_playbook.messages import Language, say

_PROFILE = """\
```yaml
icp_playbook:
  target: dev
  outputs:
    dev: {type: duckdb, path: accounts.duckdb}
```"""
_LOCAL = """\
```yaml
packages:
  - local: icp
```"""


_Part = tuple[str, str]
"""What stands before a text, and the text."""


def readme(head: Sequence[str], language: Language) -> str:
    """Return the package's README."""
    first = " ".join(language.text(one) for one in head)
    parts = [f"<!-- {first} -->", "# icp_playbook"]
    parts += [mark + language.text(text) for mark, text in (*_START, *_CHANGES, *_FAILURES)]
    return "\n\n".join(parts) + "\n"


_START: Sequence[_Part] = (
    ("", say("This dbt package scores each account of your CRM by the rules of the playbook, in"
             " your warehouse. The answers are those of the page and of `icp score`.")),
    ("## ", say("In ten minutes")),
    ("1. ", say("Install dbt with the adapter of your warehouse: `pip install dbt-core dbt-duckdb`."
                " Say in `~/.dbt/profiles.yml` where it is; with DuckDB:")),
    ("   ", _PROFILE.replace("\n", "\n   ")),
    ("2. ", say("Fill in `models/staging/stg_icp__accounts.sql`: your table, its id, and for each"
                " question the column that answers it, as text. Write a choice by its id: `case"
                " platform when 'SaaS' then 'hosted' end`. What you do not have stays null.")),
    ("3. ", say("`dbt build` makes the table `icp_scores`, a row for each account, and runs all"
                " tests. `dbt docs generate` shows what each column says and who answers for it.")),
    ("", say("To use it in a dbt project that you have, put the folder there as `icp`, add this to"
             " `packages.yml`, and run `dbt deps`. The profile is then your project's.")),
    ("", _LOCAL),
)  # fmt: skip
_CHANGES: Sequence[_Part] = (
    ("## ", say("When the rules change")),
    ("", say("Run `icp export --dbt` into this folder again, with `--dry-run` first to see what"
             " would change. The staging model and `dbt_project.yml` are yours: what you have"
             " changed there stays, and you are told of questions that are new. Everything else is"
             " written anew.")),
)  # fmt: skip
_FAILURES: Sequence[_Part] = (
    ("## ", say("When dbt fails")),
    ("- ", say("A contract: the staging model lacks a question or has one that is asked no more, or"
               " a column is no text. dbt lists them.")),
    ("- ", say("A unit test: this engine judges an example, or an account on the edge of a rule,"
               " otherwise than the playbook. Rules and tests are of two versions, or we have made"
               " a mistake: do not use the scores.")),
    ("- ", say("Accepted values, unique, not null: the data are not what the rules can give, or an"
               " account is there twice or without an id.")),
    ("", say("The SQL is chosen by the adapter: DuckDB, Spark and Databricks, PostgreSQL,"
             " Snowflake, BigQuery, Redshift. We test it on DuckDB; elsewhere the unit tests tell"
             " whether it holds.")),
)  # fmt: skip
