#!/usr/bin/env bash
# What: Babel's `parse_decimal` takes whatever `decimal.Decimal` does: "NaN", "Infinity", "1e5" and
#   "1_000" are numbers in every language, with `strict=True` too.
# Versions: Babel 2.19.0; run 2026-11-28
# Expected: strict reading refuses what is not written with the language's digits and signs; it
#   does so for a comma in an odd place ("12,34").
# Seen: NaN, Infinity, 1E+5 and 1000, no error; NaN then compares false with every bound.
# Product: one grammar says what a number of an account is, the same in each language;
#   tests/accounts/test_crm_numbers.py::test_what_is_no_plain_number_is_not_known
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check babel==2.19.0 2>/dev/null

cat >read.py <<'END'
from babel.numbers import NumberFormatError, parse_decimal

for text in ("NaN", "Infinity", "1e5", "1_000", "12,34", "many"):
    try:
        print(text, parse_decimal(text, locale="en", strict=True))
    except NumberFormatError:
        print(text, "refused")
END
env/bin/python read.py | tee said.txt
diff said.txt - <<'END'
NaN NaN
Infinity Infinity
1e5 1E+5
1_000 1000
12,34 refused
many refused
END
