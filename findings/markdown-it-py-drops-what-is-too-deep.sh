#!/bin/bash
# markdown-it-py 4.3.0, run 2026-11-28.
# Expected: at the limit `maxNesting`, lists and quotes stop nesting, and the text in them is shown as it stands.
# What happens: the text in them is dropped without a word.
# Output seen: with maxNesting 4, "one" is shown, and of "two" and "three" nothing but an empty item.
# We report a problem one level before (model/prose_faults.py, rule too-nested), so nothing an author typed gets lost.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check "markdown-it-py==4.3.0" 2>/dev/null
env/bin/python - <<'PY'
from markdown_it import MarkdownIt

html = MarkdownIt("commonmark", {"maxNesting": 4}).render("- one\n  - two\n    - three\n")
print(html)
assert "one" in html and "two" not in html
PY
