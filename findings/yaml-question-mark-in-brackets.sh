#!/usr/bin/env bash
# What: PyYAML's two parsers do not read the same YAML.
# Versions: PyYAML 6.0.3 with libyaml 0.2.5; run 2026-11-28
# Expected: libyaml's parser (CSafeLoader) and PyYAML's own (SafeLoader) read the same files.
# Seen: a question mark inside an unquoted text in brackets ends the text for the one in Python,
#   which then refuses the file; a tab between tokens is refused by it, too; and libyaml sees the
#   end of a file on a line of its own, so an empty value there is said to stand one line behind
#   the last.
# Product: the parser in Python is brought to libyaml's reading, and no place of ours lies behind
#   the end of a file;
#   tests/stages/load/test_reader.py::test_without_libyaml_every_file_of_this_repository_says_the_same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyyaml==6.0.3
"$folder/venv/bin/python" - <<'PYTHON'
import yaml


def read(text, loader):
    try:
        return repr(yaml.load(text, loader))
    except yaml.YAMLError as error:
        return type(error).__name__


def end(loader):
    *_, last = yaml.parse("a", loader)
    return f"line {last.start_mark.line + 1}"


seen = [(read(text, yaml.CSafeLoader), read(text, yaml.SafeLoader)) for text in ("{question: How many?, type: number}", "a:\tb")]
seen.append((end(yaml.CSafeLoader), end(yaml.SafeLoader)))
for c, python in seen:
    print(f"C: {c:<48} Python: {python}")
assert seen == [
    ("{'question': 'How many?', 'type': 'number'}", "ParserError"),
    ("{'a': 'b'}", "ScannerError"),
    ("line 2", "line 1"),
], "the behaviour has changed"
PYTHON
