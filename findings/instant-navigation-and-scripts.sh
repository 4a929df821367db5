#!/usr/bin/env bash
# What: the theme's `navigation.instant` runs the data of a page as a program, and fetches a page anew for a link within it.
# Versions: mkdocs 1.6.1, mkdocs-material 9.8.2, Chromium 156; run 2026-11-28.
# Expected: data in <script type="application/json"> stays data when a page comes by a link; the first link to a section
#   of the open page scrolls there; `document$` says at least once that there is a page.
# Seen: 1. Each <script> of the page is made anew, and one without `src` loses its attributes, `type` too: "Unexpected token
#   ':'". What stands in a <template> is left alone. 2. The first link to a section of a page that was loaded as a whole
#   fetches that page and puts it in place of itself; what scripts made of it and what was typed is gone. The next does not.
#   3. Opened from a file, `document$` completes without having said anything.
# Product: data stands in a template and no script in a page; a live assessment is put back in place of its copy; the first
#   page is looked at without waiting for the theme: site_templates/assets/icp.js;
#   tests/test_other_ways_to_a_page.py::test_pages_come_alive_each_time_a_link_leads_to_them
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet mkdocs==1.6.1 mkdocs-material==9.8.2 playwright==1.65.2 2>/dev/null
mkdir docs
cat > mkdocs.yml <<'YML'
site_name: x
site_url: http://127.0.0.1:8765/
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.instant]}
YML
printf '# Home\n\n[data](data.md)\n' > docs/index.md
cat > docs/data.md <<'MD'
# Data

<script type="application/json" id="bare">{"a": 1}</script>
<template><script type="application/json">{"a": 1}</script></template>

## One

Text.

## Two

Text.
MD
NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet
venv/bin/python -m http.server 8765 --bind 127.0.0.1 -d site >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
sleep 1
cat > look.py <<'PY'
import os, pathlib, shutil
from playwright.sync_api import sync_playwright

chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with sync_playwright() as playwright:
    page = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("http://127.0.0.1:8765/")
    page.wait_for_timeout(1000)
    page.click("article a[href*=data]")
    page.wait_for_timeout(1000)
    types = page.evaluate("""[document.querySelector('article > script, article p > script')?.type,
        document.querySelector('template').content.querySelector('script').type]""")
    print("1. errors:", errors, "types:", types)
    page.goto("http://127.0.0.1:8765/data.html")
    page.wait_for_timeout(1000)
    left = []
    for anchor in ("one", "two"):
        page.evaluate("document.querySelector('h1').dataset.mine = 'yes'")
        page.evaluate("id => document.querySelector(`.md-nav a[href$='#${id}']`).click()", anchor)
        page.wait_for_timeout(1000)
        left.append("there" if page.evaluate("document.querySelector('h1').dataset.mine") else "gone")
    print("2. after the first link:", left[0] + "; after the second:", left[1])
    page.goto(pathlib.Path("site/data.html").resolve().as_uri())
    page.wait_for_timeout(500)
    told = page.evaluate("""new Promise(done => { const told = [0, 0];
        document$.subscribe({ next: () => told[0]++, complete: () => told[1]++ }); setTimeout(() => done(told), 300) })""")
    print("3. says:", told[0], "completes:", told[1])
    assert any("Unexpected token" in error for error in errors) and types == ["", "application/json"]
    assert left == ["gone", "there"] and told == [0, 1]
PY
venv/bin/python look.py
