#!/usr/bin/env bash
# What: one link within an inline SVG keeps the theme's `navigation.instant` from preparing the links behind it.
# Versions: mkdocs 1.6.1, mkdocs-material 9.8.2, Chromium 156; run 2026-11-29.
# Expected: a picture with a link leaves the links around it as they are.
# Seen: "Cannot set property href of #<SVGAElement> which has only a getter" when the page opens, and what stands behind the
#   picture keeps its relative address, where all before it have whole ones. With `xlink:href` in the place of `href` nothing
#   is said, and all have whole ones.
# Product: links in pictures have `xlink:href`, site_templates/partials/picture.html;
#   tests/test_browser.py::test_no_page_complains_or_scrolls_sideways
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet mkdocs==1.6.1 mkdocs-material==9.8.2 playwright==1.65.2 2>/dev/null
mkdir docs
cat > mkdocs.yml <<'YML'
site_name: x
site_url: http://127.0.0.1:8766/
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.instant]}
YML
printf '# Home\n' > docs/index.md
for form in href xlink:href; do
    printf '# Picture\n\n[home](index.md)\n\n<svg viewBox="0 0 9 9"><a %s="index.html"><rect width="9" height="9"/></a></svg>\n\n[home](index.md)\n' \
        "$form" > "docs/${form/:/-}.md"
done
NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet
venv/bin/python -m http.server 8766 --bind 127.0.0.1 -d site >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
sleep 1
cat > look.py <<'PY'
import os, shutil
from playwright.sync_api import sync_playwright

chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for form in ("href", "xlink-href"):
        page = browser.new_page()
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://127.0.0.1:8766/{form}.html")
        page.wait_for_timeout(1000)
        addresses = [link.get_attribute("href") for link in page.query_selector_all("article p > a[href]")]
        print(form, len(errors), [address.startswith("http:") for address in addresses])
PY
venv/bin/python look.py | tee said.txt
diff said.txt - <<'SAID'
href 1 [True, False]
xlink-href 0 [True, True]
SAID
