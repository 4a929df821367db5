#!/usr/bin/env bash
# What: hatchling writes the newest version of the metadata whether or not a project uses anything
#   of it, and older tools refuse it.
# Versions: hatchling 1.33.0, twine 6.1.0 with packaging 24.2, pip 23.2.1; run 2026-11-28
# Expected: a wheel of a project that uses nothing newer than a licence expression says 2.4, the
#   version that brought them.
# Seen: "Metadata-Version: 2.5". pip installs it; `twine check` says "'2.5' is not a valid
#   metadata version", and so would an index that checks uploads with the same library. With
#   core-metadata-version = "2.4" it passes.
# Product: pyproject.toml keeps 2.4;
#   tests/test_packaging.py::test_the_licence_travels_with_both_and_is_named_for_programs
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    hatchling==1.33.0 build==1.6.1 twine==6.1.0 packaging==24.2 pip==23.2.1 2>/dev/null

mkdir -p small/small
echo '"""Small."""' >small/small/__init__.py
echo 'MIT License' >small/LICENSE
cat >small/pyproject.toml <<'END'
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "small"
version = "1"
license = "MIT"
license-files = ["LICENSE"]
END
build() {
    rm -rf dist
    env/bin/python -m build --no-isolation --wheel --outdir dist small >/dev/null
    unzip -p dist/*.whl '*/METADATA' | head -n 1
}

build | tee said.txt
grep -q 'Metadata-Version: 2.5' said.txt
env/bin/python -m pip install --quiet --disable-pip-version-check --no-index --target installed dist/*.whl
if env/bin/python -m twine --no-color check dist/*.whl | tee said.txt; then
    echo "The behaviour has changed: the older twine takes it." >&2
    exit 1
fi
grep -q 'valid metadata version' said.txt

printf '[tool.hatch.build.targets.wheel]\ncore-metadata-version = "2.4"\n' >>small/pyproject.toml
build | grep 'Metadata-Version: 2.4'
env/bin/python -m twine --no-color check dist/*.whl
