#!/usr/bin/env bash
# INHERIT in MkDocs 1.6.1: a path of the parent is looked for beside the child.
# Run on 2026-11-28 with mkdocs 1.6.1, Python 3.11.
#
# One would expect: `docs_dir`, `hooks` or `custom_dir` in a shared base file lead from that file, as a path in an
#   included file does elsewhere.
# What happens: the parent is merged into the child as text, and every relative path leads from the child's folder.
#   The same base file means another folder for each child; a shared `docs_dir: docs` works only where each child has a
#   folder `docs`. INHERIT itself does lead from the file that it stands in, also in a parent.
# Output seen:
#   docs_dir of team/mkdocs.yml is team/docs
#   docs_dir of team/deep/mkdocs.yml is team/deep/docs
#   plugins of team/mkdocs.yml: ['search'] (the parent's list is gone, not added to)
# What our product does: it reads a configuration in the same way (generator/icp_playbook/configuration.py), and
#   tests/engines/test_configuration.py holds the two readings together.
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
