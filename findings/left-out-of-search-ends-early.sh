#!/usr/bin/env bash
# What: what Material's search leaves out ends with the first element of the same name inside it,
#   and inside a list item that ends the build.
# Versions: mkdocs 1.6.1, mkdocs-material 9.8.2; run 2026-11-29
# Expected: `data-search-exclude` keeps the whole element out of the index.
# Seen: the plugin compares elements by their tag alone, so a <div> that is left out counts as over
#   with the first </div> inside, and the words after it are found. Where that </div> stands in a
#   list item, the next </li> is one whose <li> was never noted: "'<li>' is not in list", exit 1.
# Product: what `icp export` leaves out of the index is an <article>, which no template of ours uses
#   inside; tests/engines/test_export.py::test_what_is_left_out_of_the_search_is_left_out_whole
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-material==9.8.2
mkdir "$folder/docs"
printf 'site_name: Try\ntheme: {name: material, font: false}\nplugins: [search]\n' > "$folder/mkdocs.yml"
cd "$folder"
export NO_MKDOCS_2_WARNING=1

printf '# Page\n\n<div data-search-exclude>\n<p>alpha</p>\n<div>beta</div>\n<p>gamma</p>\n</div>\n' > docs/index.md
env/bin/mkdocs build --quiet
env/bin/python - <<'PY'
import json

(entry,) = json.load(open("site/search/search_index.json"))["docs"]
print(entry["text"])
assert "gamma" in entry["text"]
assert "alpha" not in entry["text"] and "beta" not in entry["text"]
PY

printf '# Page\n\n<div data-search-exclude>\n<ul>\n<li><div>alpha</div></li>\n</ul>\n</div>\n' > docs/index.md
if env/bin/mkdocs build --quiet > log 2>&1; then exit 1; fi
grep -o "Error building page 'index.md': '<li>' is not in list" log
