"""The engines that rules are written for."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.scoring.sql.spelling import LOWER, UPPER, WIDE_QUOTIENT, Dialect

_ASCII_IS_CHEAP = (
    "CASE WHEN strlen({0}) = length({0}) THEN lower({0})"
    f" ELSE TRANSLATE({{0}}, '{UPPER}', '{LOWER}') END"
)
_SPARK = Dialect(
    "spark",
    quote="`",
    text="STRING",
    quotient="({0} div {1})",
    matches="{0} RLIKE '{1}\\\\z'",
    blanks="' \\t\\r\\n'",
    backslashes=True,
    more={"wide_quotient": "({0} div {1})"},
)

DIALECTS: Mapping[str, Dialect] = {
    one.name: one
    for one in (
        Dialect(
            "duckdb",
            quotient="({0} // {1})",
            bare_decimals=True,
            matches="regexp_matches({0}, '{1}\\z')",
            trimmed="trim({0}, ' ')",
            stripped="trim({0}, {1})",
            blanks="(' ' || chr(9) || chr(13) || chr(10))",
            folded=_ASCII_IS_CHEAP,
            joined="concat",
        ),
        _SPARK,
        Dialect(
            "postgres",
            wide="NUMERIC(38,0)",
            decimal="NUMERIC(21,6)",
            text="TEXT",
            blanks="E' \\t\\r\\n'",
            keeps=" MATERIALIZED",
            more={"wide_quotient": "DIV({0}, {1})"},
        ),
        Dialect(
            "snowflake",
            quote="",
            small="NUMBER(38,0)",
            long="NUMBER(38,0)",
            wide="NUMBER(38,0)",
            decimal="NUMBER(21,6)",
            matches="REGEXP_LIKE({0}, '{1}$')",
            trimmed="TRIM({0}, ' ')",
            stripped="TRIM({0}, {1})",
            blanks="' \\t\\r\\n'",
            quotient=WIDE_QUOTIENT,
            backslashes=True,
        ),
        Dialect(
            "bigquery",
            quote="`",
            small="INT64",
            long="INT64",
            wide="BIGNUMERIC",
            decimal="NUMERIC",
            text="STRING",
            quotient="DIV({0}, {1})",
            matches="REGEXP_CONTAINS({0}, r'{1}\\z')",
            trimmed="TRIM({0}, ' ')",
            stripped="TRIM({0}, {1})",
            blanks="' \\t\\r\\n'",
            before_point="SPLIT({0}, '.')[OFFSET(0)]",
            backslashes=True,
            more={"wide_quotient": "DIV({0}, {1})"},
        ),
        Dialect(
            "redshift",
            text="VARCHAR(65535)",
            matches="{0} ~ '{1}$'",
            blanks="' \\t\\r\\n'",
            length="LEN({0})",
            backslashes=True,
        ),
    )
}
"""Those whose answers were compared with Python's: duckdb. The others are written only."""
