#!/usr/bin/env bash
# What: Jinja keeps what a filter gave for a constant in its bytecode cache, and gives it to the
#   next environment, whose filter of the same name would give something else. `optimized=False`
#   does not stop it.
# Versions: Jinja2 3.1.6; run 2026-11-28
# Expected: a filter is called by the environment that renders, or `optimized=False` sees to it.
# Seen: the second environment shows "first-x" for `{{ "x"|title_of }}`, and "second-y" for a
#   variable; with `optimized=False` just the same.
# Product: templates are compiled without working out constants;
#   tests/stages/test_render_templates.py::test_a_kept_template_says_the_words_of_the_day
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check jinja2==3.1.6 2>/dev/null

cat >show.py <<'END'
import sys
from pathlib import Path

from jinja2 import DictLoader, Environment, FileSystemBytecodeCache

Path(sys.argv[1]).mkdir()
for word in ("first", "second"):
    environment = Environment(
        loader=DictLoader({"page": '{{ "x"|title_of }} {{ y|title_of }}'}),
        bytecode_cache=FileSystemBytecodeCache(sys.argv[1]),
        optimized=sys.argv[2] == "optimized",
    )
    environment.filters["title_of"] = lambda name, word=word: f"{word}-{name}"
    print(environment.get_template("page").render(y="y"))
END
for how in optimized plain; do
    env/bin/python show.py "$how" "$how" | tee said.txt
    test "$(cat said.txt)" = "first-x first-y
first-x second-y"
done
