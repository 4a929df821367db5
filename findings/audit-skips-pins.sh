#!/usr/bin/env bash
# What: pip-audit looks up only the pins of a lock that apply to the Python it runs on, and a
#   universal lock has others.
# Versions: pip-audit 2.10.1 on Python 3.11 and newer; run 2026-11-28
# Expected: a lock with two versions of a package, one for each Python, has both looked up, or the
#   one left out is named.
# Seen: "would have audited 1 packages", exit code 0. Without markers, in one file or in two files
#   of one run: "package idna has duplicate requirements", exit code 1. So each list without
#   duplicates needs a run of its own.
# Product: `make audit` takes the markers off and splits the lock into runs;
#   tests/test_supply_chain.py::test_every_pin_is_audited
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1 2>/dev/null

old="idna==3.10 ; python_full_version < '3.11' --hash=sha256:$(printf '0%.0s' {1..64})"
new="idna==3.11 ; python_full_version >= '3.11' --hash=sha256:$(printf '1%.0s' {1..64})"
audit() {
    env/bin/pip-audit --dry-run --strict --disable-pip --require-hashes --progress-spinner off "$@" 2>&1
}

printf '%s\n%s\n' "$old" "$new" >lock.txt
audit -r lock.txt | tee said.txt
grep -q 'would have audited 1 packages' said.txt

echo "$old" | sed 's/ ;.* --/ --/' >old.txt
echo "$new" | sed 's/ ;.* --/ --/' >new.txt
if audit -r old.txt -r new.txt | tee said.txt; then
    echo "The behaviour has changed: one run takes two versions of a package." >&2
    exit 1
fi
grep -q 'has duplicate requirements' said.txt
audit -r old.txt | grep 'would have audited 1 packages'
audit -r new.txt | grep 'would have audited 1 packages'
