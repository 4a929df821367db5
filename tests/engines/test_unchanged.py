"""A build that has nothing to do does nothing, and every change of what it reads is seen."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.engines.unchanged import Watch, find_unchanged
from sites import CONFIG, HAND_WRITTEN, files_of, icp

NOTHING = "nothing has changed"
AGO = 1_000_000_000
"""A time long before any test, in seconds."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Draw a small company with a page and a template of its own, and give it its own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = draw(tmp_path / "company", "--- + minimal")
    draw(root, "--- site_templates/pages/lifecycle.html\n<p>Not used yet.</p>\n")
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "content/pages").mkdir()
    (root / "content/pages/start.md").write_text(HAND_WRITTEN)
    _settle()
    return root


def _settle() -> None:
    """Wait until no file is as new as a build that begins now."""
    time.sleep(0.06)


def build(root: Path, *words: str) -> str:
    """Build, and return what was said."""
    done = icp("build", *words, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _commit(root: Path) -> None:
    for words in (["init", "-q"], ["add", "-A"], [*_WHO, "commit", "-qm", "First"]):
        subprocess.run(["git", *words], check=True, cwd=root)


_WHO = ["-c", "user.name=A", "-c", "user.email=a@example.com"]


def _edit(file: Path) -> None:
    file.write_text(f"{file.read_text()}\n")


def _edit_in_secret(file: Path) -> None:
    before = file.stat()
    file.write_text(file.read_text().replace("50 to", "60 to"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a definition": lambda root: _edit(root / "content/segments/mid-market.yml"),
    "a definition whose time and size stay": lambda root: _edit_in_secret(
        root / "content/segments/mid-market.yml"
    ),
    "a new definition": lambda root: draw(
        root,
        "--- content/segments/rivals.yml\nname: Rivals\nowner: sales\ndefinition: Others.\n"
        "focus: avoid\n",
    ),
    "a page": lambda root: _edit(root / "content/pages/start.md"),
    "a page that goes": lambda root: (root / "content/pages/start.md").unlink(),
    "a template": lambda root: draw(
        root, "--- site_templates/pages/segment-index.html\n<p>Ours.</p>\n"
    ),
    "the configuration": lambda root: (root / "mkdocs.yml").write_text(
        CONFIG.replace("site_name: ", "site_name: New ")
    ),
    "a file of the site": lambda root: (root / "site/index.html").write_text("broken"),
    "a file of the site that goes": lambda root: (root / "site/404.html").unlink(),
    "a commit": _commit,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_built_and_no_change_is_not(
    root: Path, change: Callable[[Path], object]
) -> None:
    """The second build says that there is nothing to do; after the change there is."""
    assert NOTHING not in build(root)
    assert NOTHING in build(root)
    change(root)
    _settle()
    assert NOTHING not in build(root)
    assert NOTHING in build(root)
    made = files_of(root / "site")
    build(root, "--clean")
    assert files_of(root / "site") == made


def test_variables_of_the_configuration_and_the_day_count(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`!ENV` puts the environment into the site, and reviews become overdue by the day."""
    (root / "mkdocs.yml").write_text(CONFIG + "site_url: !ENV [OUR_SITE, '']\n")
    _settle()
    build(root)
    assert NOTHING in build(root)
    monkeypatch.setenv("OUR_SITE", "https://example.com/")
    assert NOTHING not in build(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert NOTHING not in build(root)
    assert NOTHING in build(root)


@pytest.mark.parametrize(
    "written",
    [
        "site_url: !ENV\n  - OUR_SITE\n  - ''\n",
        "site_url: !ENV\n  OUR_SITE\n",
        "site_url: !<!ENV> [OUR_SITE, '']\n",
    ],
)
def test_a_variable_counts_however_it_is_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """YAML has many ways to write a tag and what belongs to it."""
    (root / "mkdocs.yml").write_text(CONFIG + written)
    _settle()
    build(root)
    monkeypatch.setenv("OUR_SITE", "https://example.com/")
    assert NOTHING not in build(root)
    assert "https://example.com/" in (root / "site/index.html").read_text()


def test_what_changes_between_the_configuration_and_the_rest_counts(root: Path) -> None:
    """The configuration is read first: what was saved a moment later may not be in the site."""
    config, index = root / "mkdocs.yml", root / "site/index.html"
    draw(root, "--- site/index.html\nmade\n")
    began = time.time_ns()
    _edit(config)
    time.sleep(0.1)
    watch = Watch(config, None, [config], began)
    watch.look_at(index.parent)
    watch.keep(index, 1)
    assert find_unchanged(config, None) is None


def test_the_site_of_another_build_is_not_taken_for_ours(root: Path) -> None:
    """Of two builds at once the slower one has the last word, maybe with what is older."""
    config, index = root / "mkdocs.yml", root / "site/index.html"
    draw(root, "--- site/index.html\nours\n")
    watch = Watch(config, None, [config], time.time_ns())
    watch.look_at(index.parent)
    index.write_text("theirs")
    watch.keep(index, 1)
    assert find_unchanged(config, None) is None


def test_links_to_folders_above_end(root: Path) -> None:
    """Two of them have ways without end; the loader says what is wrong with them."""
    for name in ("one", "two"):
        (root / "content" / name).symlink_to(".")
    done = icp("build", cwd=root)
    assert done.returncode == 1
    assert "content/one:1:1" in done.stderr


def test_a_link_that_leads_elsewhere_now_is_built(root: Path) -> None:
    """The site's folder may be a link, to a disk for instance."""
    for name in ("one", "two"):
        (root.parent / name).mkdir()
    (root / "site").symlink_to(root.parent / "one/site")
    build(root)
    assert NOTHING in build(root)
    (root / "site").unlink()
    (root / "site").symlink_to(root.parent / "two/site")
    assert NOTHING not in build(root)
    assert (root.parent / "two/site/index.html").is_file()


def test_somebody_without_a_home_builds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may run as a user whom nobody knows: nothing is kept, and nothing is lost."""

    def fail(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", fail)
    for _ in range(2):
        assert NOTHING not in build(root)


def test_without_its_memory_or_with_a_broken_one_it_builds(root: Path) -> None:
    """The cache may be deleted at any time, and holds nothing that anybody has to trust."""
    build(root)
    kept = next((root.parent / "cache").rglob("*.json"))
    for broken in ("", "{}", "[1]", kept.read_text().replace('"read": "', '"read": "0')):
        kept.write_text(broken)
        assert NOTHING not in build(root)
        assert NOTHING in build(root)
    shutil.rmtree(root.parent / "cache")
    assert NOTHING not in build(root)


def test_what_another_plugin_may_read_is_never_taken_for_unchanged(root: Path) -> None:
    """We know what our own build reads; another plugin, a hook or a snippet reads what it likes."""
    (root / "hook.py").write_text("def on_files(files, config):\n    return files\n")
    for more in ("hooks: [hook.py]\n", "", ""):
        (root / "mkdocs.yml").write_text(
            CONFIG.replace("toc]", "toc, pymdownx.snippets]" if not more else "toc]") + more
        )
        _settle()
        assert NOTHING not in build(root)


def test_none_of_two_hundred_random_changes_is_missed(root: Path) -> None:
    """Edits, new files, deletions and new names, also back to what there was: each is seen."""
    chance = random.Random(7)
    index = root / "site/index.html"
    index.parent.mkdir()
    index.write_text("made")
    config, folders = root / "mkdocs.yml", [root / "content", root / "site_templates"]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for file in files:
        os.utime(file, (AGO, AGO))
    for turn in range(200):
        _settle()
        watch = Watch(config, None, [config, *folders], time.time_ns())
        watch.look_at(index.parent)
        watch.keep(index, 1)
        known = find_unchanged(config, None)
        assert known is not None, turn
        file = chance.choice([one for one in files if one.exists()])
        other = file.with_name(f"{chance.randrange(9)}.yml")
        match chance.randrange(5):
            case 0:
                file.write_text(file.read_text())
            case 1:
                file.write_text(f"{file.read_text()} ")
            case 2 if not other.exists():
                file.rename(other)
                files.append(other)
            case 3:
                other.write_text("new")
                files.append(other)
            case _:
                _edit_in_secret(file)
        assert find_unchanged(config, None) is None, turn
