"""The page of coverage against `icp check`: both warn of the same.

Left out is what depends on the day, for a page is read on another one than it was built: there the
browser judges, at each definition, in the review queue and in the register of exceptions
(`tests/test_joined_pages.py`).
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.cli.check import command
from icp_playbook.engines.mkdocs_config import read_config, site_of
from icp_playbook.problems import Severity
from icp_playbook.stages.check import RULES, Context
from sites import ROOT

DAY_RULES = {rule.name for rule in RULES if not rule.judges(Context(languages=("en", "zh")))}
CASES = sorted((ROOT / "tests/stages/check/cases").glob("*.txt"))
GAPS = {
    file.stem: drawing
    for file in CASES
    for drawing, _, output in [file.read_text("utf-8").partition("=== output\n")]
    if ": error [" not in output and "[no-company]" not in output
}
GAPS["nobody-is-served"] = """
--- + minimal
--- content/company.yml +
intentional: [{rule: no-beachhead, reason: We begin anew.}]
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands.
focus: avoid
"""
CONFIG = """
--- mkdocs.yml
site_name: Parcelmoor
docs_dir: content/pages
theme: {name: material, language: en}
plugins: [icp]
extra:
  alternate:
    - {name: English, link: /, lang: en}
    - {name: 中文, link: /zh/, lang: zh}
--- content/pages/the-method.md
# The method
"""

Gap = tuple[str, str]
pytestmark = pytest.mark.filterwarnings("ignore:user_configs:DeprecationWarning")


def warned_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Gap]:
    """Return rule and words of each warning of `icp check` in `folder`, but those of the day."""
    monkeypatch.chdir(folder)
    options = ["--format", "json", "--today", "2026-12-01"]
    ran = CliRunner().invoke(command, options, standalone_mode=False, catch_exceptions=False)
    found = json.loads(ran.stdout)["problems"]
    assert {one["severity"] for one in found} <= {"warning"}
    return [
        (one["rule"], f"{one['message']} {one['hint']}".strip())
        for one in found
        if one["rule"] not in DAY_RULES
        and not any(f'"{rule}"' in one["message"] for rule in DAY_RULES)
    ]


def shown(folder: Path) -> list[Gap]:
    """Return rule and words of each gap on the page of coverage."""
    built = build_pages(folder, site_of(read_config(folder / "mkdocs.yml", None)))
    page = next(page for page in built.pages if page.source == "coverage.md").markdown()
    page = re.sub(r"\s*\n\s*", " ", page)
    row = r'<tr data-icp-gap="([a-z-]+)"> ?<th.*?</th>(.*?)<td[^>]*> ?<code>.*?</tr>'
    rows = re.findall(row, page)
    items = re.findall(r'<li data-icp-gap="([a-z-]+)"> ?(?:<a[^<]*</a>: )?(.*?)</li>', page)
    assert len(rows) + len(items) == page.count("data-icp-gap")
    told = [(rule, re.sub("<[^>]*>", " ", text)) for rule, text in rows]
    told += [(rule, re.sub("<[^>]*>", " ", text).replace("; ", " ", 1)) for rule, text in items]
    return [(rule, " ".join(html.unescape(text).split())) for rule, text in told]


def test_every_gap_of_a_company_with_many_is_on_the_page_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Translations too: command and page take the languages that mkdocs.yml names."""
    seen: set[str] = set()
    for name, drawing in GAPS.items():
        folder = tmp_path / name
        draw(folder, drawing + CONFIG)
        warned, on_page = warned_of(folder, monkeypatch), shown(folder)
        assert Counter(on_page) == Counter(
            (rule, " ".join(text.split())) for rule, text in warned
        ), name
        seen |= {rule for rule, _ in warned}
    gaps = {rule.name for rule in RULES if rule.severity is Severity.WARNING}
    assert seen == gaps - DAY_RULES


def test_the_sample_companys_page_shows_what_it_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Today that is nothing, and the page says nothing else."""
    assert shown(ROOT) == warned_of(ROOT, monkeypatch)
