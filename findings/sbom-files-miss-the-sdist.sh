#!/usr/bin/env bash
# What: hatchling puts a file of `sbom-files` into the wheel, but not into the sdist from which
#   `build` makes the wheel.
# Versions: hatchling 1.33.0, build 1.6.1; run 2026-11-28
# Expected: like `license-files`, which are always in the sdist, a file that the wheel needs is
#   there, too.
# Seen: `build --wheel` works; plain `build` ends with "SBOM file not found: bom.cdx.json",
#   because the sdist's list of includes leaves it out and nothing adds it. The licence, in no
#   list either, is in the sdist.
# Product: our SBOM is made after the wheel and stands beside it; the licence is in both;
#   tests/test_packaging.py::test_the_licence_travels_with_both_and_is_named_for_programs
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    hatchling==1.33.0 build==1.6.1 2>/dev/null

mkdir -p small/small
echo '"""Small."""' >small/small/__init__.py
echo 'MIT License' >small/LICENSE
echo '{}' >small/bom.cdx.json
cat >small/pyproject.toml <<'END'
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "small"
version = "1"
license = "MIT"
license-files = ["LICENSE"]
[tool.hatch.build.targets.wheel]
sbom-files = ["bom.cdx.json"]
[tool.hatch.build.targets.sdist]
include = ["/small"]
END
env/bin/python -m build --no-isolation --wheel --outdir direct small >/dev/null
unzip -l direct/*.whl | grep 'sboms/bom.cdx.json'
if env/bin/python -m build --no-isolation --outdir both small >said.txt 2>&1; then
    echo "The behaviour has changed: the sdist has it." >&2
    exit 1
fi
grep 'SBOM file not found' said.txt
tar -tzf both/*.tar.gz | tee said.txt
grep -q LICENSE said.txt
