#!/usr/bin/env bash
# What: Playwright evaluates text in a page with a strict policy, but cannot wait for the same text.
# Versions: playwright 1.65.2 for Python, Chromium 156; run 2026-11-29.
# Expected: `page.wait_for_function` can do what `page.evaluate` does.
# Seen: under `default-src 'self'` `evaluate` answers; `wait_for_function` ends at once where the text is true already, and
#   where it is not yet true it raises an EvalError, since it then evaluates within the page, where 'unsafe-eval' is missing.
# Product: our tests visit the sample under that policy and ask again and again: `until` in tests/sites.py;
#   tests/test_assess_page.py::test_the_verdict_is_said_once_typing_pauses
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet playwright==1.65.2 2>/dev/null
cat > look.py <<'PY'
import os, shutil
from playwright.sync_api import Error, sync_playwright

chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with sync_playwright() as playwright:
    page = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
    strict = {"Content-Security-Policy": "default-src 'self'"}
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", headers=strict, body="<p>x"))
    page.goto("http://strict.example/")
    print("evaluate:", page.evaluate("document.body.childElementCount === 1"))
    page.wait_for_function("document.body.childElementCount === 1", timeout=3000)
    print("already true: waited")
    try:
        page.wait_for_function("document.body.childElementCount === 2", timeout=3000)
    except Error as error:
        print("not yet true:", "EvalError" if "EvalError" in str(error) else error)
PY
venv/bin/python look.py | tee said.txt
diff said.txt - <<'SAID'
evaluate: True
already true: waited
not yet true: EvalError
SAID
