#!/usr/bin/env bash
# What: Zensical takes addresses in raw HTML as seen from the Markdown file, MkDocs as seen from the
#   page; neither says so.
# Versions: zensical 0.0.73, mkdocs 1.6.1; run 2026-11-29
# Expected: raw HTML stays as it is, as in MkDocs, whose configuration Zensical reads; or it says
#   that it changes an address.
# Seen: on pages that are not called index, `href="../b/"` in raw HTML becomes `../../b/`, which leads
#   out of the site; `build --strict` finds no issue. `href="b.md"` becomes `../b/`, and is checked.
#   `xlink:href` and `data-*` stay.
# Product: exported pages have addresses as seen from their file, and MkDocs gets a hook;
#   tests/engines/test_zensical.py::test_both_engines_show_the_same_on_every_page
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check zensical==0.0.73 mkdocs==1.6.1
cd "$folder"
printf 'site_name: Try\n' > mkdocs.yml
mkdir docs
printf '# Home\n' > docs/index.md
printf '# B\n' > docs/b.md
cat > docs/a.md <<'MD'
# A

<p><a class="served" href="../b/">B</a> <a class="file" href="b.md">B</a></p>
<svg><a class="drawn" xlink:href="../b/"><text>B</text></a></svg>
MD
env/bin/zensical build --strict
served=$(grep -o 'class="[a-z]*" [xlink:]*href="[^"]*b[^"]*"' site/a/index.html)
echo "Zensical:" $served
[ "$served" = 'class="served" href="../../b/"
class="file" href="../b/"
class="drawn" xlink:href="../b/"' ]
rm -rf site
NO_MKDOCS_2_WARNING=1 env/bin/mkdocs build --quiet --strict
served=$(grep -o 'class="[a-z]*" [xlink:]*href="[^"]*b[^"]*"' site/a/index.html)
echo "MkDocs:" $served
[ "$served" = 'class="served" href="../b/"
class="file" href="b.md"
class="drawn" xlink:href="../b/"' ]
