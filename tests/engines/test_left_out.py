"""Nothing leads to pages that the company leaves out: in the site, the export and the data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.build import make_pages
from icp_playbook.model.prose import replaced
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.project import Site as Settings
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from sites import CONFIG, LIST_OF_PAGES, ROOT, files_of, icp, mkdocs, without_markdown

PAGES = """
--- + minimal
--- content/segments/mid-market.yml +
aliases: [smb]
triggers: ["[[persona:founder]] asks [[segment:rivals|a rival]]."]
--- content/segments/rivals.yml
name: Rivals
owner: sales
definition: Others, unlike [[segment:mid-market]].
focus: avoid
aliases: [foes]
--- content/pages/start.md
# Start

[[segment:mid-market]], [[segment:rivals]], [the rest](guides/rest.md#now "x"), \
[**more**][more] and [a list](segments/index.md).

[more]: guides/rest.md
--- content/pages/guides/rest.md
# The rest
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a company whose pages refer to one another, and leave some of them out."""
    draw(tmp_path, PAGES)
    left_out = (
        "exclude_docs: |\n  /coverage.md\n  guides/*\n  segments/r*\ndraft_docs: personas/\n"
        "not_in_nav: /review.md\n"
    )
    (tmp_path / "mkdocs.yml").write_text(CONFIG + left_out)
    return tmp_path


GONE = re.compile(
    r"\b(?:coverage|guides/rest|segments/rivals|segments/foes|personas(?:/founder)?)(?:/"
    r"|\.md|\.json|\")"
)
"""What would lead to one of these pages or to its data."""


def test_nothing_leads_to_a_page_that_is_left_out(root: Path) -> None:
    """By pattern or as draft: no page, link, search or sitemap entry, redirect or data."""
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    texts = {
        path: content.decode()
        for path, content in files_of(root / "site").items()
        if path.endswith((".html", ".json", ".txt", ".xml")) and path != "icp.schema.json"
    }
    assert [path for path in texts if GONE.search(path)] == []
    leads = re.compile(
        r'(?:href|src|url)="?([^"\s>]+)|"(?:location|page|json|markdown|ref)": '
        r'"([^"]+)|\]\(([^)]+)\)'
    )
    found = {
        (path, address)
        for path, text in texts.items()
        for address in map("".join, leads.findall(text))
        if (GONE.search(f'{address}"') and address[0] != "#")
        or address in ("segment:rivals", "persona:founder")
    }
    assert found == set()
    assert "<p>Mid-market, " not in texts["start/index.html"]
    assert "Rivals, the rest, <strong>more</strong> and " in texts["start/index.html"]
    assert "Founder asks a rival." in re.sub(
        r"<[^>]+>", "", texts["segments/mid-market/index.html"]
    )
    assert "url=../mid-market/" in texts["segments/smb/index.html"]
    assert 'href="review/"' not in texts["index.html"]
    assert "review/index.html" in texts
    assert [
        one["ref"]
        for one in json.loads(texts["icp.json"])["definitions"]
        if one["kind"] == "segment"
    ] == ["segment:mid-market"]


def test_the_export_leaves_the_same_out(root: Path) -> None:
    """The folder has no such page, and another engine finds every link in it."""
    done = icp("export", "docs", "--config", "export.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    assert [path for path in files_of(root / "docs") if GONE.search(path)] == []
    assert "Rivals, the rest, **more** and [a list]" in (root / "docs/start.md").read_text()
    done = mkdocs("build", "--strict", "-q", "-f", "export.yml", "-d", "exported", cwd=root)
    assert done.returncode == 0, done.stderr
    exported, built = files_of(root / "exported"), without_markdown(files_of_site(root))
    assert exported.pop(LIST_OF_PAGES)
    assert exported.keys() == built.keys()


def files_of_site(root: Path) -> dict[str, bytes]:
    """Build the site, and return its files but for our mark."""
    assert icp("build", cwd=root).returncode == 0
    return {
        path: content for path, content in files_of(root / "site").items() if path != ".icp-site"
    }


@pytest.mark.slow
def test_any_part_of_the_sample_can_be_left_out() -> None:
    """Without any top folder, top page or list the rest is made, and no address is broken.

    Half of them are left out at a time, in such halves that any two parts are once on two sides:
    every link from one part to another is then tried with its end left out.
    """
    checked = check_playbook(ROOT, Context())
    made = make_pages(checked.catalog, (), ROOT, Settings()).pages
    tops = sorted({page.source.partition("/")[0] for page in made} - {"index.md"})
    numbered = list(enumerate((*tops, "/index.md"), 1))
    halves = [
        [top for number, top in numbered if bool(number >> bit & 1) is side]
        for bit in range(len(numbered).bit_length())
        for side in (True, False)
    ]
    for top in (*halves, ["index.md"]):
        site = Settings(left_out=partial(lies_in, top))
        built = make_pages(checked.catalog, checked.problems, ROOT, site)
        urls = {page.url for page in built.plan.pages} | {
            f"{page.url}" for page in checked.catalog.pages
        }
        files = {*built.files, *([site.document] if site.has_document else ())}
        assert built.plan.left_out, top
        assert not urls & built.plan.left_out, top
        for page, planned in zip(built.pages, built.plan.pages, strict=True):
            for section in page.sections:
                for address in re.findall(r'(?:href|src)="([^"#]*)', section.html):
                    assert leads(address, planned.url, urls, files), (
                        top,
                        page.source,
                        address,
                    )


def lies_in(tops: Iterable[str], path: str) -> bool:
    """Tell whether a path is at or below one of `tops`, or ends like it."""
    return any(f"/{path}/".startswith(f"/{top}/") or path.endswith(top) for top in tops)


def leads(address: str, here: str, urls: set[str], files: set[str]) -> bool:
    """Tell whether an address on the page `here` leads to a page or a file, or out of the site."""
    if not address or ":" in address:
        return True
    steps = [step for step in here.split("/") if step]
    for step in address.split("/"):
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    path = "/".join(steps)
    page = f"{path}/index.html"
    return path in urls or {path, page} & files != set() or path.startswith("assets/")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a [b](x.md) c", "a b c"),
        ('[b **c**](x.md#d "t") [k](y.md)', "b **c** [k](y.md)"),
        ("![picture](x.md)", "![picture](x.md)"),
        ("[![picture](p.png)](x.md)", "![picture](p.png)"),
        ("[a][N], [n][] and [m][m]\n\n[n]: x.md\n[m]: y.md\n", "a, n and [m][m]\n\n[m]: y.md\n"),
        ("`[a](x.md)` [a]( <x.md> )", "`[a](x.md)` a"),
        ("[[segment:x|y]]", "[[segment:x|y]]"),
    ],
)
def test_a_link_that_leads_nowhere_is_plain_text(text: str, plain: str) -> None:
    """In every form in which Markdown has links, but not in code; pictures stay."""
    page = Prosepage("p.md", "p", "P", text)
    assert replaced(text, page.unlinked(lambda address: address == "x.md")) == plain
