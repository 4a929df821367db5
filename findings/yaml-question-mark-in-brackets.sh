#!/usr/bin/env bash
# PyYAML 6.0.3, run on 2026-11-28 (Python 3.11, wheel with libyaml 0.2.5).
#
# Expected: PyYAML's two parsers, libyaml's (CSafeLoader) and its own in Python (SafeLoader), read the same YAML.
# Happens:  a question mark inside an unquoted text in brackets ends the text for the one in Python, which then refuses
#           the file; a tab between tokens is refused by it, too; and libyaml sees the end of a file on a line of its own,
#           so an empty value there is said to stand one line behind the last. A company whose machines have wheels
#           without libyaml gets errors in files that pass elsewhere.
# We:       stages/load/pure_yaml.py brings the parser in Python to libyaml's reading, a test compares the two over every
#           file, and no place of ours lies behind the end of the file.
#
# Seen:
#   {question: How many?, type: number}   C: {'question': 'How many?', 'type': 'number'}   Python: ParserError
#   a:<tab>b                              C: {'a': 'b'}                                    Python: ScannerError
#   end of "a" (one line, no line end)    C: line 2                                        Python: line 1
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
