"""The second engine: Zensical makes of an export the site that MkDocs makes with the plugin."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from subprocess import CompletedProcess

import pytest
from playwright.sync_api import Page, expect

from bench.company import write_company
from icp_playbook.engines.export_index import fit_index, longest_section
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.render.sections import Section
from searching import open_search, type_in
from shared import Shared
from sites import (
    COPY_BUTTON,
    LIST_OF_PAGES,
    ROOT,
    TELLS_OF_MARKDOWN,
    article,
    click_link,
    files_of,
    icp,
    note_wrong,
    run,
    served,
    wait_for,
    without_markdown,
)

pytestmark = pytest.mark.slow

ONLY_MKDOCS = {
    ".icp-site": "says that `icp build` may replace the folder; Zensical has made this one",
    "search/search_index.json": "the theme's own index, which nobody asks",
    "sitemap.xml.gz": "Zensical does not compress it",
}
ONLY_ZENSICAL = {"search.json": "its own index, which nobody asks either"}
THEMES_OWN = ("assets/javascripts/", "assets/stylesheets/")
"""Where scripts and styles of the engine's own theme are."""
OTHER_BYTES = {"sitemap.xml": "the same pages in another order"}

DIFFERENT = {
    "head": {
        "grid/index.html": "what comes before and after a big collection is the collection's list",
        "plays/index.html": "the same; below the page both lead through the collection",
    },
    "list": {
        "plays/index.html": "a group of which only the index is listed is drawn without its title",
    },
}
"""By part of a page, where Zensical shows something else, and why."""


def zensical(config: Path, **variables: str) -> CompletedProcess[str]:
    """Build strictly, so that an address that leads nowhere is an error."""
    words = ("-m", "zensical", "build", "--strict", "-f", config)
    return run(sys.executable, *words, cwd=config.parent, **variables)


@pytest.fixture(scope="module")
def exported(shared: Shared) -> Path:
    """The folder with this repository's own playbook as exported, and its configuration."""

    def export(root: Path) -> None:
        root.mkdir()
        words = ("export", root / "docs", "-f", ROOT / "mkdocs.yml", "--config", root / "site.yml")
        done = icp(*words, cwd=ROOT, SITE_URL=shared.address)
        assert done.returncode == 0, done.stderr

    return shared.made("exported-for-zensical", export)


@pytest.fixture(scope="module")
def theirs(shared: Shared, exported: Path) -> Path:
    """The site that Zensical makes of it."""
    done = zensical(exported / "site.yml", SITE_URL=shared.address)
    assert done.returncode == 0, done.stdout + done.stderr
    return exported / "site"


@pytest.fixture(scope="module")
def address(exported: Path) -> Iterator[str]:
    """The address of such a site that knows it, so that pages open in the same document."""
    folder = exported / "known"
    folder.mkdir()
    with served(folder) as address:
        text = (
            (exported / "site.yml").read_text("utf-8").replace("site_dir: site", "site_dir: known")
        )
        (exported / "known.yml").write_text(text, "utf-8")
        done = zensical(exported / "known.yml", SITE_URL=address)
        assert done.returncode == 0, done.stdout + done.stderr
        yield address


def test_both_engines_make_the_same_files(sample_pages: Path, theirs: Path) -> None:
    """Redirects, feeds, data, the document for paper and our search are so byte for byte."""
    both, others = without_markdown(files_of(sample_pages)), files_of(theirs)
    assert others.pop(LIST_OF_PAGES)
    ours = {path: content for path, content in both.items() if not path.startswith("zh-Hant/")}
    assert _without_theme(ours) - set(others) == set(ONLY_MKDOCS)
    assert _without_theme(others) - set(ours) == set(ONLY_ZENSICAL)
    drawn = {path for path in ours if path.endswith(".html") and b"data-md-component" in ours[path]}
    same = set(ours) & set(others) - drawn
    assert len(drawn) > 150
    assert len(same) > 500
    assert {path for path in same if ours[path] != others[path]} == set(OTHER_BYTES)
    assert _addresses(ours["sitemap.xml"]) == _addresses(others["sitemap.xml"])


def test_both_engines_show_the_same_on_every_page(sample_pages: Path, theirs: Path) -> None:
    """Texts, links, anchors, contents, tab, trail and list, and the pages before and after it."""
    found: dict[str, dict[str, object]] = {}
    for file in sorted(theirs.rglob("*.html")):
        path = file.relative_to(theirs).as_posix()
        if "data-md-component" not in (text := file.read_text("utf-8")):
            continue
        if path.partition("/")[0] in TELLS_OF_MARKDOWN:
            continue
        ours = COPY_BUTTON.sub("", (sample_pages / path).read_text("utf-8"))
        for part, look in PARTS.items():
            if (one := look(ours, path)) != (other := look(text, path)):
                found.setdefault(part, {})[path] = _first_difference(one, other)
    expected = {part: set(pages) for part, pages in DIFFERENT.items()}
    assert {part: set(pages) for part, pages in found.items()} == expected, found


def test_a_page_that_links_nowhere_fails_a_strict_build(tmp_path: Path, exported: Path) -> None:
    """Zensical checks the links of our pages: they lead to Markdown files, as it wants them."""
    docs = tmp_path / "docs"
    docs.mkdir()
    text = (exported / "docs/segments/mid-size-brands.md").read_text("utf-8")
    assert 'href="../personas/head-of-ecommerce.md"' in text
    (docs / "index.md").write_text(text, "utf-8")
    (tmp_path / "site.yml").write_text("site_name: One page\n")
    assert zensical(tmp_path / "site.yml").returncode != 0


def test_a_section_fits_into_the_index_as_long_as_it_is_said(tmp_path: Path) -> None:
    """The longest that we let it read is read; much longer ones are what it stops at."""
    sections = 4_000
    longest = longest_section(sections)
    assert _indexed(tmp_path / "fits", sections, longest, "").returncode == 0
    done = _indexed(tmp_path / "long", sections, longest * 8, "")
    assert "exceeds the search index limit" in done.stdout + done.stderr
    done = _indexed(tmp_path / "left-out", sections, longest * 8, " data-search-exclude")
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_what_does_not_fit_is_left_out_of_the_index() -> None:
    """The more sections a site has, the shorter is the longest that the index has room for."""
    long = Section(2, "s-long", "Long", "a " * (longest_section(17_000) // 2 + 1))
    others = [Section(2, "s-short", "Short", "<p>Text</p>")] * 17_000
    for sections, has_room in ((others[:100], True), (others, False)):
        (page,) = fit_index([RenderedPage("x.md", {}, (long, *sections))])
        assert page.sections[0].is_indexed == has_room
        assert page.sections[1].is_indexed
        assert ('<article class="icp" data-search-exclude>' in page.markdown()) != has_room


def test_a_large_company_is_built(tmp_path: Path) -> None:
    """Its plays are in no navigation, and each has its place."""
    root = tmp_path / "company"
    write_company(root, 130, ROOT / "mkdocs.yml")
    done = icp("export", "docs", "--config", "site.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    done = zensical(root / "site.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "site/plays/play-00020/index.html").read_text("utf-8")
    assert PARTS["trail"](page, "plays/play-00020/index.html")[-1] == "Plays"
    assert "md-tabs__item--active" in page
    assert 'rel="prev"' in page


def _indexed(root: Path, sections: int, characters: int, mark: str) -> CompletedProcess[str]:
    """Build a site of so many sections and one long text."""
    (root / "docs").mkdir(parents=True)
    words = "<br>\n".join(["a " * 400] * (characters // 800))
    (root / "docs/index.md").write_text(f'# Long\n\n<div class="icp"{mark}>\n{words}\n</div>\n')
    short = "".join(f"## Short {number}\n\nText\n\n" for number in range(1000))
    for number in range(sections // 1000):
        (root / f"docs/page-{number}.md").write_text(f"# Page\n\n{short}")
    (root / "site.yml").write_text("site_name: Long\n")
    return zensical(root / "site.yml")


@pytest.mark.browser
def test_an_account_is_assessed(page: Page, address: str, sample_site: str) -> None:
    """Answers get their result at once, also where the page was opened in the same document."""
    wrong = _noted(page, address, sample_site)
    page.goto(f"{address}the-method/")
    click_link(page, f"{address}assess/")
    wait_for(page, f"{address}assess/")
    page.wait_for_selector(".icp-assess--live")
    page.fill("input[name='attributes.employees']", "120")
    expect(page.locator("#icp-answer")).to_contain_text("The question that would change most")
    said = []
    for site in (address, sample_site):
        page.goto(f"{site}examples/wren/")
        page.locator("article a[href*='#v1']").first.click()
        expect(page.locator("input[name='attributes.employees']")).to_have_value("140")
        expect(page.locator("#icp-answer")).to_contain_text("Mid-sized online brands")
        said.append(page.locator("#icp-answer").inner_text())
    assert said[0] == said[1]
    assert wrong == []


@pytest.mark.browser
def test_search_and_cards_work(page: Page, address: str) -> None:
    """Definitions and hand-written pages are found; a link shows what it leads to."""
    wrong = _noted(page, address)
    page.goto(address)
    open_search(page)
    for typed, title in (("finance director", "Finance director"), ("words settle", "Words we")):
        type_in(page, typed)
        expect(page.locator(".icp-find__title").first).to_contain_text(title)
    type_in(page, "finance director")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Finance director")
    page.goto(f"{address}segments/mid-size-brands/")
    page.locator("article").get_by_role("link", name="Finance director").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("somebody wants to spend more")
    assert wrong == []


def _noted(page: Page, *addresses: str) -> list[str]:
    """Return a list that will hold errors, and requests to elsewhere."""
    wrong: list[str] = []
    note_wrong(page, wrong, *addresses)
    return wrong


def _without_theme(files: dict[str, bytes]) -> set[str]:
    return {path for path in files if not path.startswith(THEMES_OWN)}


def _addresses(sitemap: bytes) -> set[str]:
    return set(re.findall("<loc>([^<]+)</loc>", sitemap.decode()))


def _first_difference(one: list[str], other: list[str]) -> object:
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return differing[0] if differing else (len(one), len(other))


_NOT_ASKED = re.compile('rel="stylesheet"|type="text/markdown"')
_HIDDEN = re.compile(r"<!--.*?-->|<script.*?</script>|<a id=\"__skip\"[^>]*></a>", re.DOTALL)
_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(?<=\s)(?:xlink:)?(?:href|src)="([^"]*)"')


def _part(begin: str, end: str) -> Callable[[str, str], list[str]]:
    """Return what lists, of a part of a page, the words and where its links lead."""

    def look(page: str, path: str) -> list[str]:
        found = re.search(f"{begin}.*?{end}", page, re.DOTALL)
        if found is None:
            return []
        text = _HIDDEN.sub("", found[0])
        links = [_place(one, path) for one in _ADDRESS.findall(text)]
        return links + html.unescape(_TAG.sub(" ", text)).split()

    return look


def _place(address: str, path: str) -> str:
    """Return where an address on a page leads, from the site's top."""
    address = html.unescape(address)
    if re.match("[a-z]+:", address):
        return address
    way, mark, anchor = address.partition("#")
    folder = join("/", dirname(path))
    return normpath(join(folder, way) if way else folder).replace("//", "/") + mark + anchor


def _head(page: str, path: str) -> list[str]:
    """Return the title, what is said of a page, and where its head leads."""
    head = page.partition("</head>")[0]
    said = re.findall(r'<meta name="(?!generator")[^>]*>', head)
    links = [link for link in re.findall("<link [^>]*>", head) if not _NOT_ASKED.search(link)]
    led = [_ADDRESS.sub(lambda found: _place(found[1], path), link) for link in links]
    return sorted(html.unescape(one) for one in re.findall("<title>.*</title>", head) + said + led)


def _tags(page: str, path: str) -> list[str]:
    """Return the tags of what is made from definitions, with all they say but addresses.

    What tells the search to leave something out is for Zensical alone, which takes it away.
    """
    text = _HIDDEN.sub("", article(page))
    return [
        _ADDRESS.sub("", tag).replace(" data-search-exclude", "")
        for tag in _TAG.findall(text[text.find('<div class="icp"') :])
    ]


PARTS: dict[str, Callable[[str, str], list[str]]] = {
    "head": _head,
    "text": _part("<article", "</article>"),
    "tags": _tags,
    "anchors": lambda page, _: re.findall(r'\sid="([^"]+)"', _HIDDEN.sub("", article(page))),
    "tabs": _part('<nav class="md-tabs"', "</nav>"),
    "trail": _part('<nav class="md-path"', "</nav>"),
    "list": _part('<div class="md-sidebar md-sidebar--primary"', '<div class="md-content"'),
    "contents": _part('<div class="md-sidebar md-sidebar--secondary"', '<div class="md-content"'),
    "before and after": _part('<nav class="md-footer__inner', "</nav>"),
}
"""What is compared of a page, by its name in `DIFFERENT`."""
