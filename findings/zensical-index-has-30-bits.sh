#!/usr/bin/env bash
# What: Zensical ends with an error when a site has many sections and one of them a long text.
# Versions: zensical 0.0.73; run 2026-11-29
# Expected: a site of 17,000 sections is built, though one of them has 40,000 words; or its index
#   leaves out what it has no room for, with a warning.
# Seen: sections and places of words share 30 bits, so the more sections there are, the fewer words
#   each may have: from 16,384 sections on 32,768 (the words of one that is short do not count for
#   another). Beyond that it exits with 1 and a traceback, after it has written the pages, and
#   writes no index. `data-search-exclude` around the text helps.
# Product: a section that may be too long is exported with that;
#   tests/engines/test_zensical.py::test_a_section_fits_into_the_index_as_long_as_it_is_said
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check zensical==0.0.73
cd "$folder"
printf 'site_name: Try\n' > zensical.yml
mkdir docs
build() {
    python3 - "$1" "$2" "$3" <<'PY'
import sys
from pathlib import Path

sections, words, mark = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
text = "\n".join(["word " * 100] * (words // 100))
Path("docs/index.md").write_text(f"# Long\n\n<div {mark}>\n{text}\n</div>\n")
short = "".join(f"## Short {number}\n\nText\n\n" for number in range(1000))
for number in range(17):
    Path(f"docs/{number}.md").unlink(missing_ok=True)
for number in range(sections // 1000):
    Path(f"docs/{number}.md").write_text(f"# Page\n\n{short}")
PY
    rm -rf site
    code=0
    NO_COLOR=1 env/bin/zensical build -f zensical.yml > said 2>&1 || code=$?
    index=no
    if [ -e site/search.json ]; then index=yes; fi
    echo "$1 sections, one of $2 words $3: exit code $code, index: $index"
    grep -o 'exceeds the search index limit ([^)]*)' said || true
}
few=$(build 8000 40000 "")
echo "$few"
grep -q 'exit code 0, index: yes' <<< "$few"
many=$(build 17000 40000 "")
echo "$many"
grep -q 'exit code 1, index: no' <<< "$many"
grep -q 'maximum 32768 for' <<< "$many"
marked=$(build 17000 40000 "data-search-exclude")
echo "$marked"
grep -q 'exit code 0, index: yes' <<< "$marked"
