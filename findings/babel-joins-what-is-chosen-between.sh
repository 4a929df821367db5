#!/usr/bin/env bash
# What: of `_("one" if cond else "two")` Babel's extractor for Python makes one message, "onetwo",
#   and it finds nothing inside an f-string.
# Versions: Babel 2.19.0; run 2026-11-28
# Expected: both messages, or none and a word about it: gettext is asked for "one" or for "two".
# Seen: exit code 0 and a message that the program never asks for. Jinja's own extractor leaves
#   such a call out.
# Product: a sentence that is not one text in quotes ends `make messages`;
#   tests/test_messages.py::test_a_sentence_is_one_text_in_quotes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check babel==2.19.0 2>/dev/null

mkdir app
cat >app/page.py <<'END'
title = _("Segment" if one else "Segments")
label = f"<b>{_('Owner')}</b>"
END
env/bin/pybabel -q extract -o all.pot --omit-header app
grep '^msgid' all.pot | tee found.txt
test "$(cat found.txt)" = 'msgid "SegmentSegments"'
