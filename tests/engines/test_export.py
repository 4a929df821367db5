"""Export: a docs folder for other engines, updated without touching the files of others."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drawn import draw
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.render.sections import Section
from shared import Shared
from sites import (
    CONFIG,
    COPY_BUTTON,
    HAND_WRITTEN,
    LIST_OF_PAGES,
    TELLS_OF_MARKDOWN,
    article,
    files_of,
    icp,
    mkdocs,
    without_markdown,
)

ALIAS = "--- content/segments/mid-market.yml +\naliases: [smb]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a small company with a page, a picture and an old address."""
    draw(tmp_path, "--- + minimal" + "\n" + ALIAS)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/start.md").write_text(HAND_WRITTEN)
    (tmp_path / "content/pages/picture.svg").write_text("<svg/>")
    return tmp_path


def export(root: Path) -> str:
    """Export into `docs` and return what was said."""
    done = icp("export", "docs", "--config", "export.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_plain_mkdocs_makes_the_same_site_of_the_exported_sample(
    shared: Shared, directory_urls: str
) -> None:
    """Every page's article and every other file, our search among them, are as with the plugin."""
    root = shared.exported(directory_urls)
    ours, theirs = without_markdown(files_of(root / "site")), files_of(root / "exported")
    assert theirs.pop(LIST_OF_PAGES)
    assert set(ours) - {".icp-site"} == set(theirs)
    pages = [path for path in theirs if path.endswith(".html")]
    pages = [path for path in pages if path.partition("/")[0] not in TELLS_OF_MARKDOWN]
    assert len(pages) > 100
    assert [path for path in pages if _shown(ours[path]) != _shown(theirs[path])] == []
    others = [path for path in theirs if not path.endswith((".html", "search_index.json"))]
    assert [path for path in others if ours[path] != theirs[path]] == []


@pytest.mark.slow
def test_what_is_left_out_of_the_search_is_left_out_whole(shared: Shared, tmp_path: Path) -> None:
    """A section that is too long holds lists and blocks, and the theme's search reads by name."""
    long = "<div>One</div>\n<ul>\n<li><div>Two</div></li>\n</ul>\n<p>Three</p>"
    left_out = Section(2, "s-long", "Long", long, is_indexed=False)
    sections = (left_out, Section(2, "s-end", "End", "<p>Four</p>"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(RenderedPage("index.md", {}, sections).markdown())
    (tmp_path / "mkdocs.yml").write_text("site_name: One\ntheme: material\nplugins: [search]\n")
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site/search/search_index.json").read_text("utf-8")
    assert [word for word in ("One", "Two", "Three", "Four") if word in index] == ["Four"]

    drawn = shared.exported("true") / "docs"
    assert [page for page in drawn.rglob("*.md") if "<article" in page.read_text("utf-8")] == []


def _shown(page: bytes) -> list[str]:
    """Return the words and tags of a page's article, without the button that one engine has."""
    return COPY_BUTTON.sub("", article(page.decode())).split()


def test_only_what_changed_is_written(root: Path) -> None:
    """Whoever watches the folder sees one change, not a hundred."""
    assert ", 0 removed, 0 unchanged in docs" in export(root)
    times = {path: (root / "docs" / path).stat().st_mtime_ns for path in files_of(root / "docs")}
    assert export(root).startswith("0 written, 0 removed, ")
    text = (root / "content/segments/mid-market.yml").read_text()
    (root / "content/segments/mid-market.yml").write_text(text.replace("Brands with", "Shops with"))
    export(root)
    changed = {
        path for path, time in times.items() if (root / "docs" / path).stat().st_mtime_ns != time
    }
    assert "segments/mid-market.md" in changed
    assert "personas/founder.md" not in changed
    assert "assets/icp/icp.css" not in changed


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(root: Path) -> None:
    """The folder may hold files of others; they are never touched."""
    export(root)
    (root / "docs/notes.md").write_text("# Mine\n")
    (root / "content/personas/founder.yml").unlink()
    assert ", 0 removed, " not in export(root)
    assert not (root / "docs/personas").exists()
    assert (root / "docs/notes.md").read_text() == "# Mine\n"


def test_a_foreign_file_in_the_way_is_refused_and_kept(root: Path) -> None:
    """A page of ours never overwrites what somebody else put there."""
    export(root)
    (root / "docs/words.md").write_text("# Mine\n")
    (root / "content/pages/words.md").write_text("# Ours\n")
    before = files_of(root / "docs")
    done = icp("export", "docs", cwd=root)
    assert done.returncode == 2
    assert "docs/words.md is in the way" in done.stderr
    assert files_of(root / "docs") == before


def test_a_folder_with_only_foreign_files_is_refused(root: Path) -> None:
    """A slip of the keyboard must not fill somebody's folder."""
    (root / "docs").mkdir()
    (root / "docs/notes.md").write_text("# Mine\n")
    done = icp("export", "docs", cwd=root)
    assert done.returncode == 2
    assert "holds files that icp did not write" in done.stderr
    assert files_of(root / "docs") == {"notes.md": b"# Mine\n"}


@pytest.mark.parametrize("taken", ["mkdocs.yml", "content/company.yml", "docs/index.md"])
def test_a_configuration_never_takes_another_files_place(root: Path, taken: str) -> None:
    """Only what an export wrote is overwritten by one."""
    before = files_of(root)
    done = icp("export", "docs", "--config", taken, cwd=root)
    assert done.returncode == 2
    assert f"{taken} is there, and icp export did not write it" in done.stderr
    after = files_of(root)
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize(
    "folder",
    [
        "content/pages",
        "content/pages/x",
        "content",
        "content/new",
        "playbooks",
        "site_templates/x",
        ".",
    ],
)
def test_a_folder_of_the_playbook_itself_is_refused(root: Path, folder: str) -> None:
    """The next build would take what was written for pages, definitions or templates."""
    before = files_of(root)
    done = icp("export", folder, cwd=root)
    assert done.returncode == 2
    assert "where the playbook itself is" in done.stderr
    assert files_of(root) == before


@pytest.mark.parametrize(
    "config", ["", "- a\n", "site_name: [", CONFIG.replace("- icp", "- nothing-such")]
)
def test_a_broken_configuration_is_wrong_use(root: Path, config: str) -> None:
    """What `icp build` says of it, `icp export` says too."""
    (root / "mkdocs.yml").write_text(config)
    for command in (("export", "docs"), ("build",)):
        done = icp(*command, cwd=root)
        assert done.returncode == 2, done.stderr
        assert "mkdocs.yml:" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_list_of_files_that_leads_elsewhere_is_not_believed(root: Path) -> None:
    """The list of what we wrote is only a file: it can't make us remove what lies outside."""
    export(root)
    (root / "precious.txt").write_text("keep me")
    listed = root / "docs/.icp-export"
    listed.write_text(listed.read_text() + f"../precious.txt\n{root}/precious.txt\n\n.\n")
    export(root)
    assert (root / "precious.txt").is_file()


def test_old_addresses_pictures_and_the_look_come_along(root: Path) -> None:
    """The exported folder builds the whole site, with redirects, styles and theme overrides."""
    draw(root, "--- site_templates/theme/partials/copyright.html\nBy the company.\n")
    export(root)
    done = mkdocs("build", "--strict", "-q", "-f", "export.yml", "-d", "exported", cwd=root)
    assert done.returncode == 0, done.stderr
    site = files_of(root / "exported")
    assert b"url=../mid-market/" in site["segments/smb/index.html"]
    assert site["picture.svg"] == b"<svg/>"
    assert "assets/icp/icp.css" in site
    assert b'content="noindex' in site["index.html"]
    assert b"By the company." in site["index.html"]
    assert not [path for path in site if ".icp-" in path]


def test_a_link_that_leads_out_of_the_repository_is_not_exported(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What lies elsewhere on the machine is not published by a link to it."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret")
    (root / "content/pages/notes.txt").symlink_to(secret)
    export(root)
    assert not [path for path, content in files_of(root / "docs").items() if b"secret" in content]
    assert mkdocs("build", cwd=root).returncode == 0
    assert not (root / "site/notes.txt").exists()
    done = icp("build", cwd=root)
    assert done.returncode == 1
    assert "notes.txt: this is a link that leads out of the repository" in done.stderr


@pytest.mark.parametrize("hidden", [".env", ".secrets/key.txt", "plain"])
def test_a_link_to_a_hidden_file_is_not_published(root: Path, hidden: str) -> None:
    """Inside the repository too, a harmless name must not publish what is not for readers."""
    (root / hidden).parent.mkdir(exist_ok=True)
    (root / hidden).write_text("hush")
    (root / "content/pages/env.txt").symlink_to(f"../../{hidden}")
    export(root)
    assert not (root / "docs/env.txt").exists()
    assert mkdocs("build", cwd=root).returncode == 0
    assert not (root / "site/env.txt").exists()
    done = icp("build", cwd=root)
    assert done.returncode == 1
    assert "env.txt: this is a link to a" in done.stderr


def test_a_link_to_a_file_beside_it_is_published(root: Path) -> None:
    """A name for the newest of several files is harmless."""
    (root / "content/pages/newest.svg").symlink_to("picture.svg")
    export(root)
    assert (root / "docs/newest.svg").read_text() == "<svg/>"
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/newest.svg").read_text() == "<svg/>"


def test_the_configuration_keeps_what_the_company_wrote(root: Path) -> None:
    """Tags, plugin options and the company's settings are there, wherever the file is written."""
    (root / "hooks").mkdir()
    (root / "hooks/ours.py").write_text("def on_config(config):\n    return config\n")
    (root / "mkdocs.yml").write_text(
        CONFIG.replace("  - search\n  - icp", "  search: {lang: en}\n  icp: {}")
        + "hooks: [hooks/ours.py]\nsite_author: !ENV [NOBODY, Somebody]\n"
        + "markdown_extensions:\n  - pymdownx.emoji:\n"
        + "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
    )
    (root / "build").mkdir()
    done = icp("export", "docs", "--config", "build/export.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    text = (root / "build/export.yml").read_text()
    assert "!ENV" in text
    assert "python/name:material.extensions.emoji.twemoji" in text
    known = yaml.load(text, _Tagless)  # noqa: S506 (a SafeLoader)
    assert known["docs_dir"] == "../docs"
    assert known["hooks"] == ["../docs/.icp-mkdocs/hook.py", "../hooks/ours.py"]
    assert known["plugins"] == {"search": {"lang": "en"}}
    done = mkdocs(
        "build", "--strict", "-q", "-f", "build/export.yml", "-d", root / "exported", cwd=root
    )
    assert done.returncode == 0, done.stderr
    assert 'name="author" content="Somebody"' in (root / "exported/index.html").read_text()


class _Tagless(yaml.SafeLoader):
    """Reads a configuration without acting on its tags."""


_Tagless.add_multi_constructor("", lambda loader, suffix, node: None)
