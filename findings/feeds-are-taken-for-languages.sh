#!/usr/bin/env bash
# What: the theme takes a link in the head to a feed for the same site in another language.
# Versions: mkdocs 1.6.1, mkdocs-material 9.8.2, Chromium 156; run 2026-11-29.
# Expected: <link rel="alternate" type="application/atom+xml"> without `hreflang` is left to readers of feeds.
# Seen: with `navigation.instant` each page with such a link asks for a sitemap.xml beside the feed, and gets a 404. As
#   `rel="alternate feed"` it is left alone.
# Product: links to feeds have both words, site_templates/theme/main.html;
#   tests/test_browser.py::test_no_page_complains_or_scrolls_sideways
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet mkdocs==1.6.1 mkdocs-material==9.8.2 playwright==1.65.2 2>/dev/null
mkdir docs theme
cat > mkdocs.yml <<'YML'
site_name: x
site_url: http://127.0.0.1:8767/
theme: {name: material, font: false, custom_dir: theme, features: [navigation.instant]}
YML
cat > theme/main.html <<'HTML'
{% extends "base.html" %}
{% block site_meta %}
{{ super() }}
{% if page %}<link rel="{{ page.meta.rel }}" type="application/atom+xml" href="news/changes.xml">{% endif %}
{% endblock %}
HTML
printf -- '---\nrel: alternate\n---\n# Home\n' > docs/index.md
printf -- '---\nrel: alternate feed\n---\n# Other\n' > docs/other.md
NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet
venv/bin/python -m http.server 8767 --bind 127.0.0.1 -d site >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
sleep 1
cat > look.py <<'PY'
import os, shutil
from playwright.sync_api import sync_playwright

chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for path in ("", "other/"):
        page = browser.new_page()
        missing = []
        page.on("response", lambda got: missing.append(got.url) if got.status == 404 else None)
        page.goto(f"http://127.0.0.1:8767/{path}")
        page.wait_for_timeout(1500)
        print(path or "home", [url.removeprefix("http://127.0.0.1:8767/") for url in missing])
PY
venv/bin/python look.py | tee said.txt
diff said.txt - <<'SAID'
home ['news/sitemap.xml']
other/ []
SAID
