#!/usr/bin/env bash
# What: In Python-Markdown a blank line before an inner list moves the items that follow.
# Versions: Markdown 3.11.3; run 2026-11-28
# Expected: a blank line between an item and the list inside it changes the spacing, not which
#   item belongs where.
# Seen: the items that follow without a blank line of their own become items of the inner list:
#   `c` is in the outer list of the first text, and in the inner one of the second.
# Product: the lists of hand-written pages are written anew before the engine reads them;
#   tests/stages/test_render_page_dialect.py::test_any_nested_list_is_what_github_shows
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check "Markdown==3.11.3" 2>/dev/null
env/bin/python - <<'PY'
from markdown import markdown

tight = markdown("- a\n    - b\n- c")
loose = markdown("- a\n\n    - b\n- c")
print(tight, loose, sep="\n--\n")
assert tight.replace("\n", "").endswith("</ul></li><li>c</li></ul>")
assert loose.replace("\n", "").endswith("<li>c</li></ul></li></ul>")
PY
