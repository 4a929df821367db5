#!/usr/bin/env bash
# What: A relative path in a parent of mkdocs.yml (INHERIT) is looked for beside the child.
# Versions: mkdocs 1.6.1; run 2026-11-28
# Expected: `docs_dir`, `hooks` or `custom_dir` in a shared base file lead from that file, as a
#   path in an included file does elsewhere; lists are joined.
# Seen: the parent is merged into the child as text, and every relative path leads from the
#   child's folder: the same base file means another folder for each child. INHERIT itself does
#   lead from the file that it stands in. A child's list of plugins replaces the parent's.
# Product: a configuration is read in the same way;
#   tests/engines/test_configuration.py::test_both_see_the_same_folders_language_and_options
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q mkdocs==1.6.1
mkdir -p docs team/docs team/deep/docs
printf 'site_name: Shared\ndocs_dir: docs\nplugins: [search, {search: {}}]\n' > base.yml
printf 'INHERIT: ../base.yml\nplugins: [search]\n' > team/mkdocs.yml
printf 'INHERIT: ../mkdocs.yml\n' > team/deep/mkdocs.yml
venv/bin/python - <<'PY'
import os
from mkdocs.config import load_config

for name in ("team", "team/deep"):
    config = load_config(f"{name}/mkdocs.yml")
    there = os.path.relpath(config.docs_dir)
    print(f"docs_dir of {name}/mkdocs.yml is {there}")
    assert there == f"{name}/docs", "the behaviour changed: paths lead from somewhere else now"
plugins = list(load_config("team/mkdocs.yml").plugins)
print(f"plugins of team/mkdocs.yml: {plugins} (the parent's list is gone, not added to)")
assert plugins == ["search"], "the behaviour changed: lists are joined now"
PY
