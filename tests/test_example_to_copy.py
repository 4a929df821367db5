"""The small company in Simplified Chinese, which the README offers as one to copy."""

from __future__ import annotations

import datetime
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from drawn_site import Site
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.model.catalog import Catalog
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from sites import icp

EXAMPLE = Path(__file__).parents[1] / "examples/zh-Hans"
WRITTEN = datetime.date(2026, 11, 29)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder alone, somewhere else, as somebody has who copied it."""
    left_out = shutil.ignore_patterns("site", "schemas")
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("copy") / "ours", ignore=left_out)


@pytest.fixture(scope="module")
def catalog(copy: Path) -> Catalog:
    """Its definitions, without a problem on the day on which they were written."""
    checked = check_playbook(copy, replace(Context(), today=WRITTEN))
    assert checked.problems == ()
    return checked.catalog


def test_it_has_no_problem_and_is_small(catalog: Catalog) -> None:
    """Somebody reads all of it before copying it."""
    assert 15 <= len(catalog.definitions()) <= 30


def test_a_copy_is_checked_and_built_with_every_link(copy: Path) -> None:
    """It needs nothing of this repository but the program; and no mark of bold is left over."""
    done = icp("check", cwd=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    done = icp("build", cwd=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    site = Site(copy / "site")
    assert [link for link in site.broken_links() if "#v1." not in link] == []
    assert [url for url, page in site.pages.items() if "**" in page.text] == []
    html = (copy / "site/index.html").read_text("utf-8")
    assert re.search(r'<html[^>]* lang="zh', html)


def test_its_list_of_accounts_is_read_without_a_note(copy: Path, catalog: Catalog) -> None:
    """With headers, yes and no and digits as people have them in China."""
    found = read_accounts(copy / "accounts.csv", catalog)
    assert found.notes == ()
    assert {
        account.name: account.answers["attributes"]["audits"] for account in found.accounts
    } == {
        "白鹭": "9",
        "灰鹤": "11",
        "麻雀": "0",
    }
