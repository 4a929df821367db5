#!/usr/bin/env bash
# What: Material's search indexes headings that no reader sees, and those that are left out leave
#   an empty entry.
# Versions: mkdocs 1.6.1, mkdocs-material 9.8.2; run 2026-11-28
# Expected: the search knows what readers see; or at least not a section that lies in an element
#   with `hidden`.
# Seen: a heading with an id inside <div hidden> is a section of its own in the index, at an
#   address that shows nothing. `data-search-exclude` around it keeps its words out, but not the
#   section: it is listed with the page's title.
# Product: the questions that a page answers are such headings: a result shows the question and
#   leads to the page. No heading with an id stands in what our templates leave out;
#   tests/test_questions.py::test_the_first_hit_answers_the_question
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-material==9.8.2
mkdir "$folder/docs"
printf 'site_name: Try\ntheme: {name: material, font: false}\nplugins: [search]\n' > "$folder/mkdocs.yml"
cat > "$folder/docs/index.md" <<'MD'
# Page

Text.

## First

More.

<div hidden><h2 id="asked">Whom do we turn down?</h2></div>
<div hidden data-search-exclude><h2 id="not-asked">Nobody finds this</h2></div>
MD
cd "$folder"
NO_MKDOCS_2_WARNING=1 env/bin/mkdocs build --quiet
env/bin/python - <<'PY'
import json

entries = json.load(open("site/search/search_index.json"))["docs"]
print([one["location"] for one in entries], [one["title"] for one in entries])
assert [one["location"] for one in entries] == ["", "#first", "#asked", "#not-asked"]
assert [one["title"] for one in entries] == ["Page", "First", "Whom do we turn down?", "Page"]
PY
