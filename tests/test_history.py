"""The repository's history: what changed, when and why, on its page and on each definition's."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from drawn_history import Repo, repository
from icp_playbook.history import Change, History, read_history
from sites import CONFIG, icp, mkdocs, served

PLAYBOOK = "--- + minimal\n--- content/pages/hello.md\n# Hello\n"
FOUNDER, OWNER, SEGMENT = (
    "content/personas/founder.yml", "content/personas/owner.yml", "content/segments/mid-market.yml",
)  # fmt: skip


def newest(repo: Repo) -> Change:
    """Return the newest change."""
    return read_history(repo.root / repo.folder).changes[0]


def commit(repo: Repo, message: str) -> Change:
    """Commit a change of the segment with a message, and return it as it is read."""
    path = repo.root / repo.folder / SEGMENT
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    repo.commit(message)
    return newest(repo)


@pytest.mark.parametrize(
    ("message", "reason", "why", "request_number"),
    [
        ("Serve half of it\n\nWin rates were twice as high.\n\nMore.", "Serve half of it",
         "Win rates were twice as high.", ""),
        ("Serve half of it (#12)\n\n* wip\n* more\n\nCo-authored-by: A <a@b>", "Serve half of it",
         "", "#12"),
        ("Serve half of it\n\nBecause.\n\nSee merge request us/icp!34", "Serve half of it",
         "Because.", "!34"),
        ("Serve half of it\n\nFixes #3\n\nSigned-off-by: A <a@b>", "Serve half of it", "", ""),
    ],
)  # fmt: skip
def test_a_commit_says_why(
    tmp_path: Path, message: str, reason: str, why: str, request_number: str
) -> None:
    """Its first line, the first paragraph that people wrote, and the request it came from."""
    found = commit(repository(tmp_path, PLAYBOOK), message)
    assert (found.reason, found.why, found.request) == (reason, why, request_number)


@pytest.mark.parametrize(
    ("message", "reason", "request_number"),
    [
        ("Merge pull request #12 from us/work\n\nServe half of it\n\nBecause.", "Serve half of it",
         "#12"),
        ("Merge branch 'work' into 'main'\n\nServe half of it\n\nSee merge request us/icp!34",
         "Serve half of it", "!34"),
        ("Merge branch 'work'", "Merge branch 'work'", ""),
    ],
)  # fmt: skip
def test_a_merged_request_is_one_change(
    tmp_path: Path, message: str, reason: str, request_number: str
) -> None:
    """Its title is in the body of the merge; the commits inside it are not told."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("checkout", "-q", "-b", "work")
    repo.commit("wip", f"--- {SEGMENT} \n")
    repo.commit("wip again", f"--- {OWNER}\nname: Owner\n")
    repo.git("checkout", "-q", "main")
    repo.merge("work", message, day="2026-03-04")
    history = read_history(tmp_path)
    found = history.changes[0]
    assert (found.reason, found.request, found.day) == (
        reason,
        request_number,
        datetime.date(2026, 3, 4),
    )
    assert [change.reason for change in history.changes[1:]] == ["Begin"]
    assert OWNER in {file.path for file in found.files}


def test_a_file_keeps_its_history_under_its_new_name(tmp_path: Path) -> None:
    """Also when two files swap names, and when another file had the name before."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("mv", FOUNDER, OWNER)
    repo.commit("Rename", day="2026-02-01")
    repo.commit(
        "Another founder", f"--- {FOUNDER}\nname: quite another file\nside: use\n", day="2026-03-01"
    )
    history = read_history(tmp_path)
    assert [change.reason for change in history.by_path[OWNER]] == ["Rename", "Begin"]
    assert [change.reason for change in history.by_path[FOUNDER]] == ["Another founder"]
    assert history.added(OWNER) == datetime.date(2026, 1, 1)
    assert history.changed(OWNER) == datetime.date(2026, 2, 1)
    assert [(file.how, file.was) for file in history.changes[1].files] == [("R", FOUNDER)]


def test_a_message_may_hold_anything(tmp_path: Path) -> None:
    """Control characters, our own marks, many lines: one line comes out, and the files."""
    repo = repository(tmp_path, PLAYBOOK)
    found = commit(
        repo,
        "\x01<script>\x1b[31m \x03\x1e\x1fx</script> \u202e"
        + "long " * 100
        + "\n\nA\tfile\n"
        + "R100\n" * 9,
    )
    assert found.reason.startswith("<script> [31m x</script> long")
    assert found.reason.isprintable()
    assert len(found.reason) < 200
    assert [file.path for file in found.files] == [SEGMENT]


def test_a_day_that_no_calendar_has_is_left_out(tmp_path: Path) -> None:
    """A clock can be off by thousands of years."""
    repo = repository(tmp_path, PLAYBOOK)
    (tmp_path / SEGMENT).write_text("name: x\n", encoding="utf-8")
    repo.git("add", "-A")
    tree = repo.git("write-tree")
    head = repo.git("rev-parse", "HEAD")
    text = (
        f"tree {tree}\nparent {head}\nauthor A <a@b> 999999999999 +0000\n"
        "committer A <a@b> 999999999999 +0000\n\nLater\n"
    )
    odd = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=text)
    repo.git("reset", "-q", "--hard", odd)
    assert isinstance(read_history(tmp_path), History)


def test_a_playbook_below_the_top_has_its_own_history(tmp_path: Path) -> None:
    """Paths count from the playbook, and other folders' changes are none of its."""
    repo = repository(tmp_path, PLAYBOOK, folder="docs/our playbook")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/company.yml").write_text("other: true\n")
    repo.commit("Somebody else's")
    history = read_history(tmp_path / "docs/our playbook")
    assert [change.reason for change in history.changes] == ["Begin"]
    assert SEGMENT in history.by_path


def test_settings_of_the_reader_change_nothing(tmp_path: Path) -> None:
    """Signatures shown, another encoding, colours, no renames: the same history."""
    repo = repository(tmp_path, PLAYBOOK)
    repo.git("mv", FOUNDER, OWNER)
    repo.commit("Größer")
    plain = read_history(tmp_path)
    for name, value in (
        ("log.showSignature", "true"), ("i18n.logOutputEncoding", "latin1"), ("color.ui", "always"),
        ("diff.renames", "false"), ("log.follow", "true"), ("log.abbrevCommit", "true"),
        ("core.quotePath", "true"),
    ):  # fmt: skip
        repo.git("config", name, value)
    assert read_history(tmp_path) == plain
    assert plain.changes[0].reason == "Größer"


def test_without_history_there_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, no commit, none of the playbook, a shallow clone, no git: each is named."""
    alone = tmp_path / "alone"
    alone.mkdir()
    assert "not in a git repository yet" in read_history(alone).note
    empty = tmp_path / "empty"
    empty.mkdir()
    subprocess.run(["git", "init", "-q", str(empty)], check=True)
    assert "nothing has been committed yet" in read_history(empty).note
    repo = repository(tmp_path / "repo", PLAYBOOK)
    repo.commit("More", "--- content/pages/b.md\n# B\n")
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", f"file://{repo.root}", str(shallow)], check=True
    )
    assert "git fetch --unshallow" in read_history(shallow).note
    assert not read_history(shallow).by_path
    monkeypatch.setenv("PATH", str(alone))
    assert "git is not installed" in read_history(repo.root).note


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a repository that was changed four times."""
    repo = repository(
        tmp_path_factory.mktemp("history"),
        f"{PLAYBOOK}--- mkdocs.yml\n{CONFIG}repo_url: https://git.example.com/us/icp\n",
    )
    segment = (repo.root / SEGMENT).read_text(encoding="utf-8")
    repo.commit(
        "Serve <b>half</b> (#12)\n\nTwice the win rate.",
        f"--- {SEGMENT}\n{segment}share_of_effort: 50\n",
        day="2026-03-01",
    )
    repo.git("mv", FOUNDER, OWNER)
    owner = (repo.root / OWNER).read_text(encoding="utf-8")
    repo.commit("Call them owners", f"--- {OWNER}\n{owner}aliases: [founder]\n", day="2026-03-20")
    repo.commit(
        "Add a term",
        (
            "--- content/glossary.yml\nowner: sales\n"
            "terms: [{id: buyer, term: Buyer, definition: Signs.}]\n"
        ),
        day="2026-04-02",
    )
    repo.commit("No page needed", day="2026-04-03", gone=["content/pages/hello.md"])
    done = mkdocs("build", "--strict", "--quiet", "--site-dir", "site", cwd=repo.root)
    assert done.returncode == 0, done.stderr
    return repo.root / "site"


def test_the_page_tells_changes_by_month_with_their_reasons(site: Path, browser: Browser) -> None:
    """The newest first, each with its day, its reason as text, its request, and what it touched."""
    with served(site) as address:
        page = browser.new_page()
        page.goto(f"{address}changes/")
        page.click(".icp-fold > summary")
        months = page.locator("article .icp-month__name:visible").all_inner_texts()
        items = [
            " ".join(text.split()) for text in page.locator(".icp-changes > li").all_inner_texts()
        ]
        links = page.locator(".icp-changes__when a").evaluate_all("all => all.map(one => one.href)")
        page.close()
    assert months == ["April 2026", "March 2026", "January 2026"]
    told = items[3].replace("•", "·")
    assert told.startswith(
        "1 March 2026 · #12 Serve <b>half</b> Twice the win rate. Changed Segment Mid-market"
    )
    assert items[2].endswith("Renamed Persona Founder (was founder)")
    assert items[0].endswith("Removed Page hello")
    assert links[3] == "https://git.example.com/us/icp/pull/12"


@pytest.mark.parametrize(
    ("day", "segment", "glossary"),
    [("2026-03-05", "Changed", ""), ("2026-04-05", "", "New"), ("2027-04-05", "", "")],
)
def test_marks_are_judged_on_the_day_of_reading(
    site: Path, browser: Browser, day: str, segment: str, glossary: str
) -> None:
    """A page is marked as new or changed for 30 days; on the first day none is."""
    with served(site) as address:
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T09:00:00")
        shown = []
        for url in ("segments/mid-market/", "glossary/", "company/"):
            page.goto(address + url)
            shown.append("".join(page.locator(".icp-chip--fresh:visible").all_inner_texts()))
        page.close()
    # Before it was changed in the reader's world, the glossary is not marked either.
    assert shown == [segment, glossary, ""]


def test_days_of_marks_are_a_setting(site: Path, tmp_path: Path) -> None:
    """`mark_days` of the plugin; both engines show when a page came and changed."""
    copy = tmp_path / "copy"
    shutil.copytree(site.parent, copy, ignore=shutil.ignore_patterns("site"))
    config = copy / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - icp\n", "  - icp: {mark_days: 7}\n"),
        encoding="utf-8",
    )
    done = icp("export", "out", cwd=copy)
    assert done.returncode == 0, done.stderr
    exported = (copy / "out/segments/mid-market.md").read_text(encoding="utf-8")
    assert 'data-icp-days="7"' in exported
    assert 'git_revision_date_localized: "1 March 2026"' in exported
    assert 'git_creation_date_localized: "1 January 2026"' in exported
    assert "1 March 2026" in (site / "segments/mid-market/index.html").read_text(encoding="utf-8")


def test_what_changed_after_a_page_was_looked_at_is_named_there(site: Path) -> None:
    """The promise stands on the segment, which changed later."""
    text = (site / "value-propositions/exchanges/index.html").read_text(encoding="utf-8")
    assert "Look again." in text
    assert "after this page was last changed or reviewed" in text


def test_definitions_behind_a_link_or_in_a_submodule_have_their_history(tmp_path: Path) -> None:
    """Under the names that the playbook has for them; a change on both sides is one."""
    inner = repository(tmp_path / "inner", "--- segments/a.yml\nname: A\n", day="2026-01-01")
    repo = repository(tmp_path / "repo", "--- shared/plays/b.yml\nsituation: B\n", day="2026-01-02")
    repo.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(inner.root),
        "content",
    )
    (repo.root / "playbooks").symlink_to("shared")
    repo.commit("Link", day="2026-01-03")
    Repo(repo.root / "content").commit(
        "Newer", "--- segments/a.yml\nname: Newer\n", day="2026-01-04"
    )
    history = read_history(repo.root)
    assert history.changed("content/segments/a.yml") == datetime.date(2026, 1, 4)
    assert history.added("content/segments/a.yml") == datetime.date(2026, 1, 1)
    assert history.changed("playbooks/plays/b.yml") == datetime.date(2026, 1, 2)
    assert [change.reason for change in history.changes] == ["Newer", "Begin", "Begin"]
    assert [bool(change.commit) for change in history.changes] == [False, True, False]
