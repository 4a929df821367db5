"""Hand-written pages lie in any folder that mkdocs.yml names, or in none at all."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from commands import commit_all
from drawn import draw
from sites import CONFIG, files_of, icp, previewed

PAGES = """
--- + minimal
--- {docs}/handbook.md
# Handbook

See [[segment:mid-market]].
--- {docs}/picture.svg
<svg/>
--- mkdocs.yml
"""
ELSEWHERE = CONFIG.replace("content/pages", "{docs}").replace(
    "  font: false", "  font: false\n  features: [content.action.edit]"
)


def drawn(root: Path, docs: str, more: str = "") -> Path:
    """Draw a company whose pages are in `docs`."""
    return draw(root, (PAGES + ELSEWHERE).replace("{docs}", docs) + more)


@pytest.mark.parametrize("docs", ["docs", "handbook/pages"])
def test_pages_elsewhere_are_checked_linked_built_and_exported(tmp_path: Path, docs: str) -> None:
    """As those in content/pages are; with their history, and links that edit them."""
    root = drawn(tmp_path, docs, "repo_url: https://code.example/a/b\n")
    commit_all(root)
    assert icp("build", cwd=root).returncode == 0
    page = (root / "site/handbook/index.html").read_text("utf-8")
    assert 'See <a href="../segments/mid-market/">Mid' in page
    assert f'href="https://code.example/a/b/edit/main/{docs}/handbook.md"' in page
    assert "md-source-file__fact" in page
    assert "Handbook" in (root / "site/changes/index.html").read_text("utf-8")
    assert icp("export", "out", cwd=root).returncode == 0
    assert "(segments/mid-market.md)" in (root / "out/handbook.md").read_text("utf-8")
    assert (root / "out/picture.svg").is_file()
    assert "handbook/handbook.md" not in files_of(root / "out")
    draw(
        root,
        (
            f"--- {docs}/handbook.md\n# Handbook\n\n[[segment:nobody]]\n--- {docs}/segments.md\n"
            "# Mine\n"
        ),
    )
    said = icp("check", cwd=root).stdout
    assert f"{docs}/handbook.md:3:1: error [unknown-reference]" in said
    assert f"{docs}/segments.md:1:1: error [address-taken]" in said
    assert icp("diff", "HEAD", cwd=root).returncode == 0


def test_a_difference_of_pages_elsewhere_is_told(tmp_path: Path) -> None:
    """Both states are read from the folder that is named now."""
    root = drawn(tmp_path, "docs")
    commit_all(root)
    assert "Nothing changes" in icp("diff", "HEAD", cwd=root).stdout
    draw(root, "--- docs/handbook.md\n# Handbook\n\nWe sell to [[segment:mid-market]].\n")
    assert "Handbook (/handbook)" in icp("diff", "HEAD", cwd=root).stdout


def test_a_clone_without_the_empty_folder_just_works(tmp_path: Path) -> None:
    """Git keeps no empty folder; nothing is written into the repository instead."""
    root = draw(
        tmp_path / "here", f"--- + minimal\n--- .gitignore\nsite/\nout/\n--- mkdocs.yml\n{CONFIG}"
    )
    (root / "content/pages").mkdir()
    commit_all(root)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", root, clone], check=True)
    assert not (clone / "content/pages").exists()
    for words in (("check",), ("build",), ("export", "out")):
        done = icp(*words, cwd=clone)
        assert done.returncode == 0, done.stderr
    assert (clone / "site/segments/mid-market/index.html").is_file()
    assert not (clone / "content/pages").exists()
    assert (
        subprocess.run(["git", "status", "-s"], cwd=clone, capture_output=True, check=True).stdout
        == b""
    )


def test_a_page_written_during_a_preview_without_any_is_shown(tmp_path: Path) -> None:
    """The folder comes with it, and may go again."""
    root = draw(tmp_path, f"--- + bare\n--- mkdocs.yml\n{CONFIG}")
    with previewed(root, "icp_playbook", "serve") as address:
        assert shown(address, "Mid-market")
        draw(root, "--- content/pages/start.md\n# Our first page\n")
        assert shown(f"{address}start/", "Our first page")
        (root / "content/pages/start.md").unlink()
        (root / "content/pages").rmdir()
        draw(
            root,
            (
                "--- content/segments/mid-market.yml\nname: Middle\nowner: sales\ndefinition: D.\n"
                "focus: beachhead\n"
            ),
        )
        assert shown(f"{address}segments/mid-market/", "Middle")


def shown(address: str, words: str) -> bool:
    """Wait until a page of the preview shows some words."""
    for _ in range(60):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "build",
        "serve",
        "export out",
        "assess",
        "diff HEAD",
        "new term x",
        "refs company:company",
        "rename a:b c",
        "remove a:b",
        "schema",
    ],
)
@pytest.mark.parametrize("wrong", ["depth", "pipe"])
def test_every_command_reads_the_configuration_with_guards(
    tmp_path: Path, command: str, wrong: str
) -> None:
    """A message and exit code 2, whatever the command is for."""
    root = draw(tmp_path, f"--- + bare\n--- mkdocs.yml\nx: {'[' * 20}{']' * 20}\n{CONFIG}")
    commit_all(root)
    if wrong == "pipe":
        (root / "mkdocs.yml").unlink()
        subprocess.run(["mkfifo", root / "mkdocs.yml"], check=True)
    done = icp(*command.split(), cwd=root)
    assert done.returncode == 2, done.stderr
    said = (
        "mkdocs.yml:1:23: nested deeper than 20 levels"
        if wrong == "depth"
        else "mkdocs.yml:1:1: this is not a regular file"
    )
    assert said in done.stderr
    assert "Traceback" not in done.stderr
