#!/usr/bin/env bash
# What: pip-audit ends well when it found nothing about a package, for instance about one of a
#   company's own index.
# Versions: pip-audit 2.10.1; run 2026-11-28
# Expected: what could not be looked up is an error, or the exit code says that the audit is
#   incomplete.
# Seen: "No known vulnerabilities found" and exit code 0; the table of what was skipped comes
#   after it. With `--strict` the first such package ends the run with exit code 1.
# Product: `make audit` is strict;
#   tests/test_supply_chain.py::test_what_cannot_be_looked_up_is_not_taken_for_fine
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1 2>/dev/null

echo "a-package-of-our-own-index-only==1.0 --hash=sha256:$(printf '0%.0s' {1..64})" >lock.txt
audit() {
    env/bin/pip-audit --disable-pip --require-hashes --progress-spinner off -r lock.txt "$@" 2>&1
}

audit | tee said.txt
grep -q 'No known vulnerabilities found' said.txt
grep -q 'could not be audited' said.txt
if audit --strict; then
    echo "The behaviour has changed: --strict lets it pass." >&2
    exit 1
fi
