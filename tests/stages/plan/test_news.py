"""What is told of a repository's history, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drawn_history import Repo, repository
from icp_playbook.history import read_history
from icp_playbook.model.news import News
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.plan.news import MANY, feeds_of, news_of

SEGMENT, PERSONA = "content/segments/mid-market.yml", "content/personas/founder.yml"
INSIGHT = """\
--- content/research/questions.yml
owner: sales
questions: [{id: why, question: Why?, why: It tells., feeds: [Triggers]}]
--- content/research/insights/late.yml
name: They look late
owner: sales
question: why
finding: They look when the peak is over.
sample: {n: 9, from: 2026-01-05, to: 2026-02-20, method: Talks}
changes: [segment:mid-market]
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A playbook with a day of history."""
    return repository(tmp_path, "--- + minimal\n")


def told(repo: Repo, url: str = "") -> tuple[News, ...]:
    """Return what is told of the repository as it is now."""
    catalog = check_playbook(repo.root, Context()).catalog
    return news_of(replace(catalog, history=read_history(repo.root)), Site(url=url))


def titles(repo: Repo) -> list[tuple[str, str]]:
    """Return look and title of each piece of news after the first day."""
    return [(one.look, str(one.title)) for one in told(repo) if str(one.day) > "2026-01-01"]


def add(repo: Repo, path: str, text: str, message: str, day: str = "2026-03-01") -> None:
    """Add lines to a file in a commit."""
    before = (repo.root / path).read_text("utf-8")
    repo.commit(message, f"--- {path}\n{before}{text}", day=day)


def test_a_review_is_told_with_its_note_and_not_again_by_its_commit(repo: Repo) -> None:
    """On the day of the review, by the role that answers; without a note nothing is said."""
    add(repo, SEGMENT, "reviewed: 2026-02-20\nreview_note: Still so.\n", "Review")
    add(repo, PERSONA, "reviewed: 2026-02-21\n", "Review too")
    assert titles(repo) == [("review", "Mid-market")]
    (one,) = [one for one in told(repo) if one.look == "review"]
    assert (str(one.text), str(one.day), one.ref) == (
        "Still so.",
        "2026-02-20",
        "segment:mid-market",
    )
    assert one.key == "review/segment/mid-market/2026-02-20"
    assert [str(owner) for owner in one.owners] == ["Sales"]


def test_an_insight_is_told_when_it_came_with_what_it_changed(repo: Repo) -> None:
    """Its commit is told as well, for what else it did."""
    repo.commit("What nine customers said", INSIGHT, day="2026-03-02")
    (one,) = [one for one in told(repo) if one.look == "insight"]
    assert (str(one.title), str(one.day)) == ("They look late", "2026-03-02")
    assert [touched.ref for _, found in one.groups for touched in found] == ["segment:mid-market"]


def test_an_insight_of_the_first_day_is_as_old_as_its_sample(tmp_path: Path) -> None:
    """A playbook that is put under git later has older knowledge in it; so has one without git."""
    repo = repository(tmp_path, f"--- + minimal\n{INSIGHT}", day="2026-03-02")
    (one,) = [one for one in told(repo) if one.look == "insight"]
    assert str(one.day) == "2026-02-20"
    catalog = check_playbook(repo.root, Context()).catalog
    assert [one.look for one in news_of(catalog, Site())] == ["insight"]


@pytest.mark.parametrize(
    ("text", "message", "is_told"),
    [
        ("share_of_effort: 50\n", "Serve half of it", True),
        ("# a comment\n", "Explain a field", False),
        ("aliases: [middle]\n", "An earlier name", False),
        ("share_of_effort: 50\n", "Sort fields\n\nPlaybook-Change: none", False),
        ("# a comment\nstatus: draft\n", "Not yet\n\nplaybook-change: Yes\n", True),
    ],
)
def test_a_commit_is_told_where_it_changes_what_is_said(
    repo: Repo, text: str, message: str, is_told: bool
) -> None:
    """Unless its message says otherwise."""
    add(repo, SEGMENT, text, message)
    assert titles(repo) == ([("change", message.partition("\n")[0])] if is_told else [])


def test_a_merge_without_words_of_its_own_is_left_out(repo: Repo) -> None:
    """What it adds is told all the same; one that merges a request is told as that."""
    for branch, message in (
        ("work", "Merge branch 'work'"),
        ("more", "Join what was built side by side"),
        ("best", "Merge pull request #12 from us/best\n\nServe labels too"),
    ):
        repo.git("checkout", "-q", "-b", branch)
        repo.commit("wip", f"--- content/personas/{branch}.yml\nname: {branch}\nowner: sales\n"
                    "side: use\nsegments: [mid-market]\n")  # fmt: skip
        repo.git("checkout", "-q", "main")
        repo.merge(branch, message, day="2026-03-01")
    assert sorted(titles(repo)) == [
        ("change", "Serve labels too"), ("new", "more"), ("new", "work"),
    ]  # fmt: skip


def personas(count: int, more: str = "") -> str:
    """Draw many personas."""
    return "".join(
        f"--- content/personas/p{number}.yml\nname: P{number}\nowner: sales\nside: use\n"
        f"segments: [mid-market]\n{more}"
        for number in range(count)
    )


def test_one_reason_for_many_definitions_is_a_technical_one(repo: Repo) -> None:
    """From `MANY` on; what came with it is told without its message."""
    repo.commit("Bring everybody in", personas(MANY), day="2026-02-01")
    repo.commit("Say how sure we are", personas(MANY, "confidence: validated\n"), day="2026-02-02")
    repo.commit("A few only", personas(MANY - 1, "status: draft\n"), day="2026-02-03")
    came = f"{MANY} definitions are new or gone"
    assert titles(repo) == [("change", "A few only"), ("new", came)]
    repo.commit("We heard it", INSIGHT + personas(MANY, "status: active\n"), day="2026-02-04")
    assert ("change", "We heard it") in titles(repo)


def test_what_is_retired_or_removed_is_named_so(repo: Repo) -> None:
    """A definition stays for the record, or goes."""
    add(repo, PERSONA, "status: retired\n", "Nobody is founder any more")
    assert [str(word) for word, _ in told(repo)[0].groups] == ["Retired"]


def test_feeds_need_an_address_and_something_to_tell(repo: Repo) -> None:
    """One for all of it, one for each department that something concerns."""
    repo.commit("Two departments", (
        "--- content/departments/sales.yml\nname: Sales\nowner: sales\noptimises_for: Deals.\n"
        "--- content/departments/support.yml\nname: Support\nowner: sales\noptimises_for: Calm.\n"
    ))  # fmt: skip
    add(repo, SEGMENT, "departments: [support]\nshare_of_effort: 50\n", "Half")
    catalog = check_playbook(repo.root, Context()).catalog
    catalog = replace(catalog, history=read_history(repo.root))
    assert feeds_of(catalog, Site()) == ()
    feeds = feeds_of(catalog, Site(url="https://icp.example.com/"))
    assert [feed.path for feed in feeds] == [
        "changes.xml", "departments/sales/changes.xml", "departments/support/changes.xml",
    ]  # fmt: skip
    assert "Half" in {str(one.title) for one in feeds[2].news}
