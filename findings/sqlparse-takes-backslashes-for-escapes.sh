#!/usr/bin/env bash
# What: sqlparse, which dbt reads statements with, takes a backslash before the quote that ends a
#   text for an escape, which it is in no standard SQL: the text goes on, and so does the statement.
# Versions: sqlparse 0.6.1; run 2026-11-29
# Expected: two statements, of which the first selects a text of three characters that ends in a backslash.
# Seen: one statement; without the backslash it is two.
# Product: a dbt package writes a backslash at the end of a text as CHR(92), and a company with such
#   texts is built; tests/engines/test_dbt.py::test_texts_come_out_as_they_were_typed
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check sqlparse==0.6.1 2>/dev/null

cat >count.py <<'END'
import sqlparse

for text in ("C:", "C:\\"):
    print(repr(text), len(sqlparse.split(f"SELECT '{text}' AS folder; SELECT 'b' AS other;")))
END
env/bin/python count.py | tee seen.txt
diff seen.txt - <<'END'
'C:' 2
'C:\\' 1
END
