"""A translation is older than its original when the last change of that left it as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import icp
from drawn_history import Repo, repository

PATH = "content/segments/mid-market.yml"


def _said(name: str) -> str:
    return f"--- {PATH} +\nmessage: {name}\n"


def _begun(root: Path, message: str) -> Repo:
    return repository(root, f"--- + minimal\n{_said(message)}")


def _rewrite(repo: Repo, old: str, new: str) -> None:
    file = repo.root / PATH
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _older(repo: Repo) -> list[str]:
    out = icp(repo.root, "translate", "status", "zh-Hant").out
    return [line for line in out.splitlines() if " older than its original " in line]


def test_an_original_that_changed_alone_leaves_an_older_translation(tmp_path: Path) -> None:
    """Also on one line, which blame would call new, and before it is committed."""
    repo = _begun(tmp_path, "{en: Keep the sale., zh-Hant: 留住業績。}")
    assert _older(repo) == []
    _rewrite(repo, "Keep the sale.", "Keep the margin.")
    expected = [
        f'{PATH}:13:42: older than its original in zh-Hant: message: "Keep the margin."',
    ]
    assert _older(repo) == expected
    repo.commit("Margin it is")
    assert _older(repo) == expected
    _rewrite(repo, "留住業績。", "留住毛利。")
    assert _older(repo) == []
    repo.commit("And in Chinese")
    assert _older(repo) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "{en: Keep the sale., zh-Hant: 留住業績。}",
            "\n  zh-Hant: 留住業績。\n  en: Keep\n    the sale.",
        ),
        ("Keep the sale.", "keep  the Sale!"),
        ("message:", "# said aloud\nmessage:"),
    ],
)
def test_layout_and_punctuation_make_nothing_older(tmp_path: Path, old: str, new: str) -> None:
    """What texts say is compared, not the lines that they stand on."""
    repo = _begun(tmp_path, "{en: Keep the sale., zh-Hant: 留住業績。}")
    _rewrite(repo, old, new)
    repo.commit("Layout")
    assert _older(repo) == []


def test_a_change_that_is_marked_as_none_makes_nothing_older(tmp_path: Path) -> None:
    """The line that keeps a commit out of the news says that a translation is still right."""
    repo = _begun(tmp_path, "{en: Keep the sael., zh-Hant: 留住業績。}")
    _rewrite(repo, "sael", "sale")
    repo.commit("A slip\n\nPlaybook-Change: none")
    assert _older(repo) == []
    _rewrite(repo, "sale", "margin")
    repo.commit("Margin it is")
    assert len(_older(repo)) == 1


def test_both_in_one_commit_and_a_new_translation_are_of_today(tmp_path: Path) -> None:
    """So is what moved: a list's item is followed by what it says."""
    repo = _begun(tmp_path, "Keep the sale.")
    _rewrite(
        repo, "Keep the sale.", "{en: Keep it., zh-Hant: 留住。}\ntriggers: [{en: A, zh-Hant: 甲}]"
    )
    repo.commit("Both")
    _rewrite(repo, "[{en: A", "[{en: B, zh-Hant: 乙}, {en: A")
    repo.commit("One more")
    assert _older(repo) == []


def test_a_file_that_was_renamed_keeps_its_history(tmp_path: Path) -> None:
    """`icp rename` moves the file; what grew old before is old after."""
    repo = _begun(tmp_path, "{en: Keep the sale., zh-Hant: 留住業績。}")
    _rewrite(repo, "Keep the sale.", "Keep the margin.")
    repo.commit("Margin it is")
    assert icp(tmp_path, "rename", "segment:mid-market", "middle").code == 0
    repo.commit("Rename")
    assert len(_older(repo)) == 1


def test_without_history_nothing_is_older_and_it_says_so(tmp_path: Path) -> None:
    """What is missing is known all the same."""
    repo = _begun(tmp_path, "{en: Keep the sale., zh-Hant: 留住業績。}")
    for file in sorted((repo.root / ".git").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    (repo.root / ".git").rmdir()
    ran = icp(repo.root, "translate", "status", "zh-Hant")
    assert "what is older than its original is not known: There is no history" in ran.err
    assert "missing in zh-Hant: name" in ran.out
