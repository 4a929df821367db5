#!/usr/bin/env bash
# mkdocs 1.6.1, run on 2026-11-28.
# One would expect: a plugin's option may have any name that is a Python name.
# What happens: an option called "data" makes the plugin's configuration call itself until Python gives up
# (RecursionError, already when it is read): mkdocs.config.base.Config is a UserDict, which keeps its values in `data`.
# Seen: "data: RecursionError", "data_files: {'data_files': True}".
# What we do: the option that leaves out the files for programs is called data_files.
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
