"""Our reading of mkdocs.yml and MkDocs' own agree, on whatever the product takes from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from drawn import draw
from icp_playbook.configuration import Configuration, read_configuration
from icp_playbook.engines.mkdocs_config import code_host_of

SITE = (
    "site_name: A\ntheme: {name: material, language: en}\nplugins: [search, icp]\n"
    "docs_dir: content/pages\n"
)
PAGES = "--- content/pages/start.md\n# Start\n--- docs/start.md\n# Start\n"


def both(root: Path, drawing: str, name: str = "mkdocs.yml") -> tuple[Configuration, MkDocsConfig]:
    """Return one configuration, as we read it and as MkDocs does."""
    draw(root, PAGES + drawing)
    return read_configuration((root / name).parent), load_config(str(root / name))


@pytest.mark.parametrize(
    ("drawing", "name"),
    [
        (f"--- mkdocs.yml\n{SITE}", "mkdocs.yml"),
        (f"--- mkdocs.yaml\n{SITE}", "mkdocs.yaml"),
        ("--- mkdocs.yml\nsite_name: A\nplugins: [icp]\n", "mkdocs.yml"),
        (f"--- mkdocs.yml\nINHERIT: base.yml\n--- base.yml\n{SITE}", "mkdocs.yml"),
        (
            (f"--- mkdocs.yml\nINHERIT: b/base.yml\ntheme: {{language: de}}\n"
             f"plugins: [icp: {{mark_days: 7}}]\n--- b/base.yml\nINHERIT: ../c.yml\n"
             f"site_dir: out\n--- c.yml\n{SITE}extra: {{x: 1}}\n"),
            "mkdocs.yml",
        ),
        (f"--- mkdocs.yml\nINHERIT: base.yml\ntheme: material\n--- base.yml\n{SITE}", "mkdocs.yml"),
        (
            (f"--- mkdocs.yml\nINHERIT: base.yml\nplugins: {{icp: {{mark_days: 3}}}}\n"
             "--- base.yml\n"
             f"{SITE.replace('[search, icp]', '{search: {}, icp: {big_collection: 9}}')}"),
            "mkdocs.yml",
        ),
        (
            "--- mkdocs.yml\n"
            + SITE.replace("language: en", "language: !ENV [ICP_TEST_LANGUAGE, en]"),
            "mkdocs.yml",
        ),
        (f"--- mkdocs.yml\n{SITE}site_dir: !ENV [ICP_TEST_GONE, ICP_TEST_DIR, site]\n",
         "mkdocs.yml"),
        (f"--- mkdocs.yml\n{SITE}site_dir: !ENV [ICP_TEST_GONE, elsewhere]\n", "mkdocs.yml"),
        (f"--- mkdocs.yml\n{SITE}site_dir: ../out\n", "mkdocs.yml"),
        ((f"--- mkdocs.yml\nx: &x {{language: fr}}\n"
          f"{SITE.replace('{name: material, language: en}', '{<<: *x, name: material}')}"),
         "mkdocs.yml"),
        ((f"--- mkdocs.yml\n{SITE}hooks: []\nmarkdown_extensions:\n"
          f"  - toc: {{slugify: !!python/name:str }}\n"), "mkdocs.yml"),
        (f"--- mkdocs.yml\n{SITE.replace('docs_dir: content/pages', 'docs_dir: ./docs/')}",
         "mkdocs.yml"),
        (f"--- mkdocs.yml\n{SITE}docs_dir: docs\n", "mkdocs.yml"),
        (("--- book/mkdocs.yml\nINHERIT: ../base.yml\n--- base.yml\n"
          f"{SITE}--- book/content/pages/a.md\nA\n"), "book/mkdocs.yml"),
    ],
)  # fmt: skip
def test_both_see_the_same_folders_language_and_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawing: str, name: str
) -> None:
    """With parents, variables, anchors, and each way to list plugins."""
    monkeypatch.setenv("ICP_TEST_LANGUAGE", "fr")
    monkeypatch.setenv("ICP_TEST_DIR", "from-variable")
    monkeypatch.delenv("ICP_TEST_GONE", raising=False)
    ours, theirs = both(tmp_path, drawing, name)
    assert str(ours.docs_dir) == theirs.docs_dir
    assert str(ours.root / ours.docs) == theirs.docs_dir
    assert str(ours.site_dir) == theirs.site_dir
    assert ours.languages[0] == (theirs.theme.get("language") or "en")
    assert ours.plugin_options.items() <= dict(theirs.plugins["icp"].config).items()


@pytest.mark.parametrize(
    ("settings", "languages"),
    [
        ("theme: {name: material, language: zh-Hant}", ("zh-Hant",)),
        ("theme: {name: material, language: en}\nextra: {alternate: [{lang: en}, {lang: zh-Hant}]}",
         ("en", "zh-Hant")),
        ("theme: material\nextra: {alternate: !!python/name:str }", ("en",)),
        ("extra: {alternate: [en, {name: English}, {lang: fr}]}", ("en", "fr")),
        ("", ("en",)),
    ],
)  # fmt: skip
def test_languages_are_the_themes_and_those_of_the_switcher(
    tmp_path: Path, settings: str, languages: tuple[str, ...]
) -> None:
    """The first is the site's own."""
    assert (
        read_configuration(draw(tmp_path, f"--- mkdocs.yml\n{settings}\n")).languages == languages
    )


REPO = "https://code.example/acme/handbook"


@pytest.mark.parametrize(
    ("settings", "mkdocs_agrees"),
    [
        (f"repo_url: {REPO}\nedit_uri: edit/main/docs/", True),
        (f"repo_url: {REPO}/\nedit_uri: edit/main/docs", True),
        (f"repo_url: {REPO}\nedit_uri: edit/main/book/docs/", True),
        (f"repo_url: {REPO}\nedit_uri: /elsewhere/docs/", True),
        (f"repo_url: {REPO}\nedit_uri: ?query=root/docs/", True),
        (f"repo_url: {REPO}\nedit_uri: '#root/docs/'", True),
        (f"repo_url: {REPO}\nedit_uri: ''", True),
        (f"repo_url: {REPO}\nedit_uri: https://ide.example/open/main/docs/", True),
        ("edit_uri: https://ide.example/open/main/docs/", True),
        ("edit_uri_template: 'https://ide.example/?f=docs/{path}&x={{1}}'", True),
        (f"repo_url: {REPO}\nedit_uri_template: 'src/main/docs/{{path}}?mode=edit'", True),
        (f"repo_url: {REPO}\nedit_uri_template: '-/sse/main/docs%2f{{path!q}}'", True),
        ((f"repo_url: {REPO}\nedit_uri_template: '-/ide/project/acme/handbook/edit/main/-/docs/"
          f"{{path}}'"), True),
        ("repo_url: https://github.com/a/b", False),  # MkDocs guesses the branch "master"
        ("site_description: no repository", True),
    ],
)  # fmt: skip
def test_a_pages_edit_link_is_the_one_of_mkdocs(
    tmp_path: Path, settings: str, mkdocs_agrees: bool
) -> None:
    """Our files' addresses follow from `edit_uri`, which leads to docs_dir as MkDocs wants it."""
    config = SITE.replace("content/pages", "docs") + settings + "\n"
    theirs = both(tmp_path, f"--- mkdocs.yml\n{config}")[1]
    file = File("start.md", theirs.docs_dir, theirs.site_dir, use_directory_urls=True)
    page = Page("Start", file, theirs)
    host = code_host_of(theirs)
    expected = (page.edit_url or "").replace(
        "docs%2f", "docs%2F"
    )  # "%2f" is the author's, "%2F" of "!q"
    if mkdocs_agrees:
        assert host.edit_url("docs/start.md") == expected
    else:
        assert host.edit_url("docs/start.md") == "https://github.com/a/b/edit/main/docs/start.md"
    definition = host.edit_url("content/segments/cafes.yml")
    assert definition == host.edit_url("docs/start.md").replace(
        "docs/start.md", "content/segments/cafes.yml"
    ).replace("docs%2Fstart.md", "content%2Fsegments%2Fcafes.yml")


def test_a_configuration_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path means the same as a whole one."""
    draw(tmp_path, f"{PAGES}--- mkdocs.yml\n{SITE}")
    monkeypatch.chdir(tmp_path / "docs")
    assert read_configuration(Path("..")).docs == "content/pages"
    assert os.fspath(read_configuration(Path("..")).site_dir) == os.fspath(tmp_path / "site")
