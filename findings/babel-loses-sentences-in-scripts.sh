#!/usr/bin/env bash
# What: Babel's extractor for JavaScript does not find a sentence that stands in a template
#   literal, behind `?.`, or inside the arguments of another sentence, and of two that are chosen
#   between it takes the last. A regular expression with a quote hides what follows.
# Versions: Babel 2.19.0; run 2026-11-28
# Expected: every call of the keyword is in the catalog, or the command says which it can't read.
# Seen: exit code 0, nothing said, and the catalog holds four of eleven.
# Product: sentences of scripts are read with a parser of the language;
#   tests/test_messages.py::test_a_sentence_is_found_wherever_it_stands
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check babel==2.19.0 2>/dev/null

mkdir app
cat >app/page.js <<'END'
say("plain");
node.innerHTML = `<b>${say("in a template literal")}</b>`;
html`<p>${say("in a tagged template")}</p>`;
say?.("optional call");
say("outer {inner}", { inner: say("in the arguments") });
say(many ? "chosen first" : "chosen last");
say(
  "on a line of its own",
);
if (quoted) /"/.test(text);
say("after a regular expression");
say("after that");
END
echo "[javascript: **.js]" >babel.cfg
env/bin/pybabel -q extract -F babel.cfg -k say -o all.pot --omit-header app
grep '^msgid' all.pot | tee found.txt
for sentence in "plain" "outer {inner}" "chosen last" "on a line of its own"; do
    grep -qx "msgid \"$sentence\"" found.txt
done
for sentence in "in a template literal" "in a tagged template" "optional call" "in the arguments" \
    "chosen first" "after a regular expression" "after that"; do
    if grep -qx "msgid \"$sentence\"" found.txt; then
        echo "The behaviour has changed: \"$sentence\" is found." >&2
        exit 1
    fi
done
