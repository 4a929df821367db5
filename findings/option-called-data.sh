#!/usr/bin/env bash
# What: An option of a MkDocs plugin can't be called "data".
# Versions: mkdocs 1.6.1; run 2026-11-28
# Expected: a plugin's option may have any name that is a Python name.
# Seen: an option called "data" ends in a RecursionError, already when the configuration is read:
#   it is a UserDict, which keeps its values in `data`.
# Product: the option that leaves out the files for programs is called data_files;
#   tests/engines/test_other_plugins.py::test_what_another_plugin_encrypts_is_published_encrypted
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check mkdocs==1.6.1
cat > "$folder/try.py" <<'PY'
from mkdocs.config import config_options
from mkdocs.config.base import Config


def read(name):
    kind = type("Options", (Config,), {name: config_options.Type(bool, default=True)})
    try:
        options = kind()
        options.load_dict({})
        options.validate()
        return dict(options)
    except RecursionError as error:
        return type(error).__name__


for name in ("data", "data_files"):
    print(f"{name}: {read(name)}")
assert read("data") == "RecursionError"
assert read("data_files") == {"data_files": True}
PY
"$folder/env/bin/python" "$folder/try.py"
