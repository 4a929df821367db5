#!/bin/bash
# Python-Markdown 3.11.3, run 2026-11-28.
# Expected: a blank line between an item and the list inside it changes the spacing, not which item belongs where.
# What happens: the items that follow without a blank line of their own become items of the inner list.
# Output seen: `c` is in the outer list in the first text, and in the inner one in the second.
# We write the lists of hand-written pages anew before Python-Markdown reads them (stages/render/page_dialect.py): no
# blank line before a list in an item, or else one between all of its items.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check "Markdown==3.11.3" 2>/dev/null
env/bin/python - <<'PY'
from markdown import markdown

tight = markdown("- a\n    - b\n- c")
loose = markdown("- a\n\n    - b\n- c")
print(tight, loose, sep="\n--\n")
assert tight.replace("\n", "").endswith("</ul></li><li>c</li></ul>")
assert loose.replace("\n", "").endswith("<li>c</li></ul></li></ul>")
PY
