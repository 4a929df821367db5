"""A reader sees what an author types, and nothing of it runs: a company of naughty texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hostile import NAUGHTY, Planted, allowed_in_prose, is_markdown, plant, texts_in
from searching import open_search, type_in
from sites import (
    COPY_BUTTON,
    ROOT,
    TELLS_OF_MARKDOWN,
    article,
    files_of,
    icp,
    mkdocs,
    note_wrong,
    served,
)

pytestmark = [pytest.mark.slow, pytest.mark.browser]

CONFIG = """\
site_name: A playbook
docs_dir: content/pages
theme: {name: material, font: false, \
features: [navigation.footer, navigation.path, search.suggest, search.highlight]}
plugins: [search, icp]
hooks: [macros.py]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - meta
  - nl2br
  - smarty
  - tables
  - toc: {permalink: true}
  - wikilinks
  - pymdownx.arithmatex
  - pymdownx.b64
  - pymdownx.betterem
  - pymdownx.blocks.admonition
  - pymdownx.blocks.details
  - pymdownx.blocks.html
  - pymdownx.blocks.tab
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.escapeall
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink: {repo_url_shorthand: true, user: a, repo: b}
  - pymdownx.mark
  - pymdownx.progressbar
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: [.], check_paths: false}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
"""Everything on that looks for a syntax of its own."""

MACROS = """\
from jinja2 import Environment


def on_page_markdown(markdown, page, config, files):
    return Environment().from_string(markdown).render(config=config)
"""
"""What plugins for macros do: a page's Markdown is a template, with the configuration at hand."""

READ = """async path => {
    const answer = await fetch(path);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const article = page.querySelector("article");
    article.querySelectorAll("script").forEach(script => script.remove());
    return {
        title: page.title,
        heading: article.querySelector("h1").firstChild.textContent,
        text: [...article.childNodes].map(node => node.textContent).join(" "),
    };
}"""
"""Reads a page as a browser does, without drawing it."""


@dataclass(frozen=True, slots=True)
class Company:
    """The hostile company: where it is, what was planted, and its two sites."""

    root: Path
    planted: list[Planted]
    site: Path
    exported: Path


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on one page."""

    title: str
    heading: str
    text: str


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """Plant the texts and build both ways: with the plugin, and from the exported folder."""
    root = tmp_path_factory.mktemp("hostile")
    planted = plant(ROOT, root)
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "macros.py").write_text(MACROS)
    (root / ".env").write_text("TOKEN=top-secret\n")
    (root / "content/pages").mkdir()
    (root / "content/pages/start.md").write_text("# Start\n")
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    done = icp("export", "docs", "--config", "export.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    done = mkdocs("build", "--strict", "-f", "export.yml", "-d", "exported", cwd=root)
    assert done.returncode == 0, done.stderr
    return Company(root, planted, root / "site", root / "exported")


@pytest.fixture(scope="module")
def tab(company: Company, browser: Browser) -> Iterator[tuple[Page, str, list[str]]]:
    """Open a tab on the site; what goes wrong in it is noted."""
    wrong: list[str] = []
    with served(company.site) as address, browser.new_context() as context:
        page = context.new_page()
        note_wrong(page, wrong, address, complaints=("error", "warning"))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        yield page, address, wrong


@pytest.fixture(scope="module")
def seen(company: Company, tab: tuple[Page, str, list[str]]) -> dict[str, Seen]:
    """Read every page."""
    page, address, _ = tab
    page.goto(address)
    found = {}
    for path in pages_of(company.site):
        read = page.evaluate(READ, address + path)
        found[path] = Seen(_plain(read["title"]), _plain(read["heading"]), _plain(read["text"]))
    return found


def pages_of(site: Path) -> list[str]:
    """Return the address of every page below the site; the one for paper repeats them all."""
    return sorted(
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("index.html")
        if file.parent.name != "print"
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_nothing_runs_and_nothing_is_fetched(
    company: Company, tab: tuple[Page, str, list[str]]
) -> None:
    """No script, no error, no request to elsewhere, on pages of every kind."""
    page, address, wrong = tab
    paths = pages_of(company.site)
    of_each_kind = [
        path
        for path in paths
        if [one for one in paths if _above(one) == _above(path)].index(path) < 2
    ]
    assert len(of_each_kind) > 35
    found = {}
    for path in of_each_kind:
        wrong.clear()
        page.goto(address + path)
        if page.evaluate("window.hacked"):
            wrong.append("a script ran")
        found[path] = list(wrong)
    assert {path: said for path, said in found.items() if said} == {}


def _above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] or path


def test_every_text_is_shown_as_it_was_typed(company: Company, seen: dict[str, Seen]) -> None:
    """Each field is on some page, letter for letter; Markdown in prose shows what it means."""
    everything = " ".join(one.text for one in seen.values())
    assert len(company.planted) > 2000
    assert [one for one in company.planted if one.word not in everything] == []
    literal = [one for one in company.planted if not (one.prose and is_markdown(one.text))]
    assert len(literal) > 2000
    assert [one for one in literal if _shown(one) not in everything] == []


def _shown(one: Planted) -> str:
    """Return a text as its page has it: a stance is a word that stands alone, with a capital."""
    text = _plain(one.text)
    return text[:1].upper() + text[1:] if one.loc[0] == "stance" else text


def test_titles_are_shown_as_they_were_typed(company: Company, seen: dict[str, Seen]) -> None:
    """In the browser's tab and the page's heading; the theme would take them for HTML."""
    fields = {
        "content/segments": "name",
        "content/personas": "name",
        "content/outcomes": "name",
        "playbooks/plays": "situation",
    }
    titles = {
        f"{folder.partition('/')[2]}/{Path(one.path).stem}/": _plain(one.text)
        for one in company.planted
        for folder, field in fields.items()
        if str(Path(one.path).parent) == folder and one.loc in ((field,), (field, "en"))
    }
    assert len(titles) > 40
    assert {path: _plain(seen[path].heading) for path in titles} == titles
    assert {path: _plain(seen[path].title) for path in titles} == {
        path: f"{title} - A playbook" for path, title in titles.items()
    }


def test_navigation_and_footer_show_titles_as_they_were_typed(
    company: Company, tab: tuple[Page, str, list[str]]
) -> None:
    """The theme puts titles into links and labels without a thought."""
    page, address, _ = tab
    page.goto(f"{address}segments/")
    shown = {
        _plain(text) for text in page.locator(".md-nav--primary a.md-nav__link").all_text_contents()
    }
    names = [
        one
        for one in company.planted
        if one.path.startswith("content/segments/") and one.loc[0] == "name"
    ]
    assert len(names) >= 4
    assert {_plain(one.text) for one in names} <= shown


def test_search_finds_and_shows_titles_as_they_were_typed(
    company: Company, tab: tuple[Page, str, list[str]]
) -> None:
    """Hits are drawn by a script."""
    page, address, wrong = tab
    wrong.clear()
    names = [
        one
        for one in company.planted
        if one.path.startswith("content/segments/") and one.loc[0] == "name"
    ]
    for one in names:
        page.goto(address)
        open_search(page)
        type_in(page, one.word)
        result = page.locator(".icp-find__title", has_text=one.word).first
        assert _plain(result.text_content() or "") == _plain(one.text)
    assert wrong == []
    assert not page.evaluate("window.hacked")


def test_programs_read_what_was_typed(company: Company) -> None:
    """The data files hold each text letter for letter."""
    texts = set(texts_in(json.loads((company.site / "icp.json").read_text())))
    assert [one for one in company.planted if one.text not in texts] == []


def test_no_file_of_this_machine_and_no_setting_is_published(company: Company) -> None:
    """Snippets, macros and includes find no syntax of theirs in what authors typed."""
    for folder in (company.site, company.exported, company.root / "docs"):
        files = files_of(folder)
        assert [path for path, content in files.items() if b"top-secret" in content] == []
        assert [path for path, content in files.items() if b"config_file_path" in content] == []


def test_plain_mkdocs_shows_the_same_with_every_extension_on(company: Company) -> None:
    """In the exported folder the texts pass through all of Markdown, and come out the same."""
    ours, theirs = files_of(company.site), files_of(company.exported)
    pages = [path for path in ours if path.endswith(".html")]
    pages = [path for path in pages if path.partition("/")[0] not in TELLS_OF_MARKDOWN]
    assert [path for path in pages if _words_of(ours[path]) != _words_of(theirs[path])] == []
    titles = re.compile(r"<title>.*?</title>|<span class=\"md-ellipsis\">.*?</span>", re.DOTALL)
    # Beside a page of a big collection our adapter lists its neighbours; plain MkDocs does not.
    missing = {
        path: set(titles.findall(theirs[path].decode())) - set(titles.findall(ours[path].decode()))
        for path in pages
    }
    assert {path: found for path, found in missing.items() if found} == {}


def _words_of(page: bytes) -> list[str]:
    """Return the words and tags of a page's article, without the button that one engine has."""
    return COPY_BUTTON.sub("", article(page.decode())).split()


def test_prose_refuses_what_it_cannot_show() -> None:
    """Raw HTML, links that run something and unclosed code are reported; the rest is allowed."""
    refused = [text for text in NAUGHTY if not allowed_in_prose(text)]
    reasons = ("<", "](", "]:", "[[", "```", "~~~")
    assert all(any(sign in text for sign in reasons) for text in refused)
    assert len(refused) < len(NAUGHTY) / 3
