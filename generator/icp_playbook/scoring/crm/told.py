"""What a CRM can't hold of these rules, in plain words, and pieces of the page that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from icp_playbook.messages import Language, Message, say, say_count
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.version import RulesVersion

README = "README.md"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&#!])")


def mark_of(crm: str) -> str:
    """Return how the page of an export begins: a folder without it is not ours to change."""
    return f"<!-- Written by icp export --crm {crm}: change the playbook, not this. -->"


def literal(text: str) -> str:
    """Return an author's text for a line of Markdown, where it is shown as typed."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def version_text(version: RulesVersion) -> str:
    """Return which rules these are, for people."""
    return (
        f"{version['letters']} ({version['revision']})"
        if version["revision"]
        else (version["letters"])
    )


def table(head: Sequence[Message], rows: Iterable[Sequence[str]], language: Language) -> list[str]:
    """Return the lines of a table; cells are Markdown already."""
    titles = [literal(language.text(one)) for one in head]
    lines = [titles, ["---"] * len(titles), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def bullets(said: Iterable[Message], language: Language) -> list[str]:
    """Return the lines of a list of sentences that may hold what an author typed."""
    return [f"- {literal(language.text(one))}" for one in said]


def not_held(rules: Rules) -> Iterator[Message]:
    """Yield what no score of a CRM holds of these rules."""
    segments = [one["name"] for one in rules["segments"]]
    if len(segments) > 1:
        yield say(
            "Which of {segments} fits best, what comes next, and how ties go: there is a score for"
            " each.",
            segments=segments,
        )
    yield say("The reasons for a score, and what to find out next.")
    yield say(
        "The exact score. It is rounded here, while bands begin at exact numbers: an account a"
        " little below a band may show the band's first number."
    )
    fits = (*rules["segments"], *rules["scores"])
    if any(rule["exception"] == "ask" for one in fits for rule in one["disqualifiers"]):
        yield say("Whether an exception may be asked for when an account is ruled out.")
    if rules["flags"]:
        count = len(rules["flags"])
        yield say_count("{count} flag.", "{count} flags.", count=count)
    if rules["qualification"]:
        yield say("Motivation: what a conversation confirmed, and the verdict.")
    if rules["maturity"]:
        yield say("Maturity: levels, tiers, and the stance on a verdict at a tier.")
