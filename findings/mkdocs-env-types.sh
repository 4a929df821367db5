#!/usr/bin/env bash
# What: !ENV in mkdocs.yml reads a variable as YAML, not as text.
# Versions: mkdocs 1.6.1, pyyaml-env-tag 1.1; run 2026-11-28
# Expected: an environment variable is text, so `site_name: !ENV NAME` gives what the variable
#   holds, and an empty one gives way to the default.
# Seen: the value gets YAML 1.1's types: `no` is False, `010` is 8, `1_000` is 1000, an empty
#   variable is null, so a company called "No" is refused, and a branch called 010 becomes the
#   number 8. A variable that is set but empty also hides the variables and the default behind it.
# Product: variables are read with the same library, so that all commands agree with MkDocs;
#   languages and folders are taken from texts only;
#   tests/engines/test_configuration.py::test_both_see_the_same_folders_language_and_options
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
