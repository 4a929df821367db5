#!/usr/bin/env bash
# What: markdown-it-py leaves out text that lies deeper than its limit of nesting.
# Versions: markdown-it-py 4.3.0; run 2026-11-28
# Expected: at the limit `maxNesting`, lists and quotes stop nesting, and the text in them is
#   shown as it stands.
# Seen: the text in them is dropped without a word: with maxNesting 4, "one" is shown, and of
#   "two" and "three" nothing but an empty item.
# Product: a problem is reported one level before, so nothing an author typed gets lost;
#   tests/stages/test_render_prose.py::test_all_levels_up_to_the_limit_are_shown
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check "markdown-it-py==4.3.0" 2>/dev/null
env/bin/python - <<'PY'
from markdown_it import MarkdownIt

html = MarkdownIt("commonmark", {"maxNesting": 4}).render("- one\n  - two\n    - three\n")
print(html)
assert "one" in html and "two" not in html
PY
