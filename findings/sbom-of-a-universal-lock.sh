#!/usr/bin/env bash
# What: an SBOM from a universal lock lists both versions of a package, says of neither when it is
#   installed, and names an index.
# Versions: cyclonedx-bom 7.5.0 (cyclonedx-py requirements); run 2026-11-28
# Expected: the marker is kept somewhere, or only what applies is listed; where files come from is
#   left out when the lock leaves it out.
# Seen: two components "idna", equal but for their versions, required as everything else; the
#   address of the public index as the place of each file, though the lock names none and the
#   packages may have come from a mirror; no edge between packages, though the lock says "via"
#   whom each came.
# Product: scripts/sbom.py writes it from the same lock with the library below the tool, with
#   markers, edges and no address;
#   tests/test_packaging.py::test_the_sbom_holds_the_lock_and_who_needs_whom
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0 2>/dev/null

cat >lock.txt <<END
idna==3.10 ; python_full_version < '3.11' \\
    --hash=sha256:$(printf '0%.0s' {1..64})
    # via requests
idna==3.11 ; python_full_version >= '3.11' \\
    --hash=sha256:$(printf '1%.0s' {1..64})
    # via requests
requests==2.32.5 \\
    --hash=sha256:$(printf '2%.0s' {1..64})
END
env/bin/cyclonedx-py requirements lock.txt --output-reproducible --output-file sbom.json
env/bin/python - <<'END'
import json

sbom = json.load(open("sbom.json"))
for one in sbom["components"]:
    print(one["name"], one["version"], one.get("scope"), one.get("properties"), one["externalReferences"][0]["url"])
print(sbom["dependencies"])
idna = [one for one in sbom["components"] if one["name"] == "idna"]
assert [one["version"] for one in idna] == ["3.10", "3.11"]
assert "python_full_version" not in json.dumps([{**one, "description": ""} for one in idna])
assert all(one["externalReferences"][0]["url"].startswith("https://") for one in idna)
assert not any(one.get("dependsOn") for one in sbom["dependencies"])
END
