"""Beside other people's plugins: each does what it is there for, and our pages stay what they are.

`docs/plugins.md` says what else was tried; those here stand for one way each in which plugins meet
ours.
"""

from __future__ import annotations

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from drawn import draw
from sites import CONFIG, article, icp

DAY = "2025-03-05T10:00:00Z"

COMPANY = """
--- + minimal
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Good contracts.
questions: [{question: Whom do we call first?, answer: "segment:mid-market"}]
--- content/segments/mid-market.yml +
triggers: ['Not {{ config }}, nor {% raw %}.']
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a small company with a page of its own, committed a while ago."""
    draw(tmp_path, COMPANY)
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/start.md").write_text(
        "---\ntags: [guide]\n---\n# Start\n\n[[segment:mid-market]]\n"
    )
    return tmp_path


def configure(root: Path, *plugins: str, more: str = "") -> None:
    """Write a configuration with these plugins, in this order."""
    listed = "\n".join(f"  - {plugin}" for plugin in plugins)
    (root / "mkdocs.yml").write_text(CONFIG.replace("  - search\n  - icp", listed) + more)


def commit(root: Path) -> None:
    """Commit everything on a day in the past."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=a@b", *words],
            cwd=root,
            check=True,
            env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": DAY, "GIT_AUTHOR_DATE": DAY},
        )


def build(root: Path) -> Path:
    """Build the site strictly, and return its folder."""
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def words(page: Path) -> str:
    """Return what a reader sees of a page."""
    shown = re.sub(
        r"<aside class=.md-source-file.*?</aside>", "", article(page.read_text()), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


@pytest.mark.slow
def test_five_of_them_at_once_change_no_page_of_ours(root: Path) -> None:
    """Redirects, git dates, macros, one page of all, tags: half run before us in mkdocs.yml."""
    commit(root)
    configure(root, "search", "icp")
    alone = build(root).rename(root / "alone")
    configure(
        root,
        "redirects: {redirect_maps: {old.md: segments/mid-market.md}}",
        "macros",
        "tags",
        "search",
        "icp",
        "git-revision-date-localized: {type: iso_date}",
        "print-site",
    )
    site = build(root)
    pages = sorted(path.relative_to(alone).as_posix() for path in alone.rglob("index.html"))
    assert len(pages) > 10
    ours = [page for page in pages if page != "start/index.html"]
    assert [page for page in ours if words(site / page) != words(alone / page)] == []
    assert "../segments/mid-market/" in (site / "old/index.html").read_text()
    assert "Brands with 50 to 500 people." in (site / "print_page/index.html").read_text()
    for page in ("segments/mid-market", "segments", "assess", "start"):
        assert "2025-03-05" in (site / page / "index.html").read_text(), page
    assert [page for page in pages if 'class="md-tag' in (site / page).read_text()] == [
        "start/index.html"
    ]
    found = json.loads((site / "search/search_index.json").read_text())["docs"]
    assert "segments/mid-market/" in {one["location"] for one in found}


@pytest.mark.slow
@pytest.mark.parametrize("order", [("icp", "awesome-nav"), ("awesome-nav", "icp")])
def test_a_plugin_that_makes_the_navigation_makes_it(root: Path, order: tuple[str, str]) -> None:
    """It finds our pages, and none of our navigation in its way."""
    configure(root, "search", *order)
    (root / "content/pages/.nav.yml").write_text("nav: [start.md, personas]\n")
    site = build(root)
    nav = re.search(
        r'<nav class="md-nav md-nav--primary.*?</nav>\s*</div>',
        (site / "start/index.html").read_text(),
        re.DOTALL,
    )
    assert nav is not None
    assert re.findall(r'href="([^"#]+)"', nav[0]) == [
        "..",
        "./",
        "../personas/",
        "../personas/founder/",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", [("search", "encryptcontent", "icp"), ("icp", "search", "encryptcontent")]
)
def test_what_another_plugin_encrypts_is_published_encrypted(
    root: Path, order: tuple[str, ...]
) -> None:
    """Nothing is put back, and no description, search entry or data file has it in clear text."""
    password = "encryptcontent: {global_password: 'a Long 2-word phrase, and then Some More of it'}"  # noqa: S105
    plugins = [password if plugin == "encryptcontent" else plugin for plugin in order]
    configure(
        root, *("icp: {data_files: false}" if plugin == "icp" else plugin for plugin in plugins)
    )
    site = build(root)
    said = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in (".html", ".json", ".txt") and "Brands with 50" in path.read_text()
    }
    assert said == set()
    assert 'id="mkdocs-encrypted-content"' in (site / "segments/mid-market/index.html").read_text()
    assert not (site / "icp.json").exists()

    configure(root, *plugins)
    done = icp("build", cwd=root)
    assert done.returncode == 1
    assert 'write "- icp: {data_files: false}"' in done.stderr
    assert "Traceback" not in done.stderr


def test_front_matter_of_another_plugin_is_merged(root: Path) -> None:
    """What it adds to any page is there; what we and the author wrote stays."""
    configure(root, "search", "meta", "tags", "icp", more="hooks: [seen.py]\n")
    (root / "content/pages/.meta.yml").write_text("status: draft\n")
    (root / "seen.py").write_text(
        "import json, pathlib\n"
        "def on_page_context(context, page, config, nav):\n"
        "    pathlib.Path(config.site_dir, page.file.name + "
        "'.json').write_text(json.dumps(page.meta))\n"
    )
    site = build(root)
    written = json.loads((site / "start.json").read_text())
    assert (written["status"], written["tags"], written["title"]) == ("draft", ["guide"], "Start")
    made = json.loads((site / "mid-market.json").read_text())
    assert (made["status"], made["icp_source"]) == ("draft", "content/segments/mid-market.yml#L1")
    assert "tags" not in made


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("raise RuntimeError('at once')", "ours.py:1 failed: RuntimeError: at once"),
        (
            "def on_config(config): return 1 / 0",
            'the hook "ours.py" (ours.py:1) failed: ZeroDivisionError',
        ),
        (
            "def on_page_markdown(markdown, page, **_):\n    return page.no_such_thing",
            'the hook "ours.py" (ours.py:2) failed: AttributeError',
        ),
        (
            "import os\ndef on_post_build(config):\n    os.stat('nowhere')",
            'the hook "ours.py" (ours.py:3) failed: FileNotFoundError',
        ),
    ],
)
def test_a_failure_of_a_hook_is_called_its_own(root: Path, hook: str, said: str) -> None:
    """The message names it and its line; it is neither our mistake nor the disk's."""
    configure(root, "search", "icp", more="hooks: [ours.py]\n")
    (root / "ours.py").write_text(hook)
    done = icp("build", cwd=root)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "mistake in icp" not in done.stderr
    assert "can't be written" not in done.stderr


def test_a_failure_of_a_plugin_is_called_its_own(root: Path) -> None:
    """Plugins are named as mkdocs.yml names them."""
    configure(root, "search", "icp", "macros: {on_undefined: strict, on_error_fail: true}")
    (root / "main.py").write_text("def define_env(env):\n    return 1 / 0\n")
    done = icp("build", cwd=root)
    assert done.returncode == 2, done.stderr
    assert 'the plugin "macros" (' in done.stderr
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (
            "{% block content %}{{ nope.x }}{% endblock %}",
            "the template looks/main.html:2 failed: ",
        ),
        ("{% block content %}", "the template looks/main.html:2 failed: "),
        (
            "{% block content %}{% include 'none.html' %}{% endblock %}",
            'the theme looks for "none.html"',
        ),
    ],
)
def test_a_mistake_in_an_override_of_the_theme_is_told_with_its_line(
    root: Path, template: str, said: str
) -> None:
    """A company's template of the theme is no part of us."""
    (root / "looks").mkdir()
    (root / "looks/main.html").write_text('{% extends "base.html" %}\n' + template)
    config = CONFIG.replace("  font: false", "  font: false\n  custom_dir: looks")
    (root / "mkdocs.yml").write_text(config)
    done = icp("build", cwd=root)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_icons_of_the_company_are_shown(root: Path) -> None:
    """Its icons for edit, view and the repository stand where the theme has them."""
    (root / "mkdocs.yml").write_text(
        CONFIG.replace(
            "  font: false",
            "  font: false\n  features: [content.action.edit, content.action.view]\n"
            "  icon: {edit: material/pencil-box, view: material/glasses, repo: "
            "material/source-branch}",
        )
        + "repo_url: https://code.example.com/a/b\n"
    )
    page = (build(root) / "segments/mid-market/index.html").read_text()
    for name in ("pencil-box", "glasses", "source-branch"):
        assert drawing(name) in page, name


def drawing(icon: str) -> str:
    """Return an icon of the theme's."""
    file = files("material") / f"templates/.icons/material/{icon}.svg"
    return file.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("command", ["build", "export"])
def test_a_build_deprecates_nothing(root: Path, command: str) -> None:
    """Whoever turns warnings into errors gets a site all the same."""
    configure(root, "search", "icp")
    done = icp(
        *{"build": ("build",), "export": ("export", "docs")}[command],
        cwd=root,
        PYTHONWARNINGS="error",
    )
    assert done.returncode == 0, done.stderr
