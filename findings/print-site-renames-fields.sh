#!/usr/bin/env bash
# What: mkdocs-print-site-plugin gives the fields of a form other names, but not all of them, and not all ids.
# Versions: mkdocs 1.6.1, mkdocs-print-site-plugin 2.9; run 2026-11-28.
# Expected: on the page that holds all pages, a form has the names its page gave it, or all of them have a prefix, and so
#   do the ids.
# Seen: <input name="a"> becomes "form-a", <select name="b"> stays "b". The id of an input and what a label is for get the
#   prefix, that of a fieldset and that of a heading that is HTML do not.
#   print_page: input form-a, select b, id of the input form-i, label for form-i, fieldset f, heading h
# Product: an assessment whose fields have other names is left as a worksheet (`isWhole` in site_templates/assets/assess.js);
#   tests/test_other_ways_to_a_page.py::test_parts_of_pages_are_left_as_they_are
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet mkdocs==1.6.1 mkdocs-print-site-plugin==2.9 2>/dev/null
mkdir docs
printf 'site_name: x\nplugins: [print-site]\nnav: [index.md, form.md]\n' > mkdocs.yml
printf '# Home\n' > docs/index.md
cat > docs/form.md <<'MD'
# Form

<form><h2 class="x" id="h">Head</h2>
<fieldset id="f"><label for="i">A</label><input id="i" name="a"><select name="b"></select></fieldset></form>
MD
venv/bin/mkdocs build --quiet
venv/bin/python - <<'PY'
import re

page = open("site/print_page/index.html").read()
form = page[page.index("<form><h2"):].partition("</form>")[0]
seen = re.findall(r'(?:name|for|id)="([^"]*)"', form)
print("print_page:", seen)
assert sorted(seen) == sorted(["h", "f", "form-i", "form-i", "form-a", "b"]), form
PY
