#!/usr/bin/env bash
# !ENV in MkDocs 1.6.1 (pyyaml-env-tag 1.1): a variable is read as YAML, not as text.
# Run on 2026-11-28 with mkdocs 1.6.1, pyyaml-env-tag 1.1, Python 3.11.
#
# One would expect: an environment variable is text, so `site_name: !ENV NAME` gives what the variable holds.
# What happens: the value gets YAML 1.1's types. `no` is False, `010` is 8, `1_000` is 1000, an empty variable is null,
#   and a quoted default does not help; `site_name` is refused ("Expected type ... str") for a company called "No", and
#   a branch called 010 in `edit_uri: !ENV [...]` becomes the number 8. A variable that is set but empty also hides
#   the variables and the default behind it.
# Output seen:
#   'no' -> False, '010' -> 8, '1_000' -> 1000, '' -> None, 'main' -> 'main'
#   set but empty, with a default: None
# What our product does: it reads variables with the same library, so that all commands agree with MkDocs; languages and
#   folders are taken from texts only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q mkdocs==1.6.1 pyyaml-env-tag==1.1
venv/bin/python - <<'PY'
import os
from mkdocs.utils.yaml import yaml_load

found = {}
for text in ("no", "010", "1_000", "", "main"):
    os.environ["FINDING"] = text
    found[text] = yaml_load("x: !ENV FINDING")["x"]
print(", ".join(f"{text!r} -> {value!r}" for text, value in found.items()))
os.environ["FINDING"] = ""
hidden = yaml_load("x: !ENV [FINDING, 'a default']")["x"]
print(f"set but empty, with a default: {hidden!r}")
expected = {"no": False, "010": 8, "1_000": 1000, "": None, "main": "main"}
assert found == expected and hidden is None, "the behaviour changed"
PY
