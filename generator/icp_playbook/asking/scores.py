"""Score: what the rules say of many accounts, in a few words each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from pydantic import Field as About

from icp_playbook.accounts.crm_export import read_export
from icp_playbook.asking.accounts import Account, Said, rules_of
from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, claim, named
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.tool import Tool
from icp_playbook.messages import say, say_count
from icp_playbook.model.account import AccountAttributes
from icp_playbook.problems import ContentError
from icp_playbook.scoring import Assessment, format_message, judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.renamed import followed

MOST_ROWS = 1_000
_MOST_CSV = 1_000_000
_MOST_NAME = 80

Row = tuple[str, Mapping[str, Any]]


class NamedAccount(Account):
    """One account of several."""

    name: Annotated[str, About(max_length=_MOST_NAME)] = ""
    """What to call it in the answer."""


class ScoreGiven(Given):
    """Accounts, as objects or as a CRM's export: one of the two."""

    accounts: Annotated[list[NamedAccount], About(max_length=MOST_ROWS)] = []
    """Up to a thousand accounts."""
    csv: Annotated[str, About(max_length=_MOST_CSV)] = ""
    """The text of a CRM's export, with a row of column names and up to a thousand more."""


class ScoredRow(TypedDict):
    """What the rules say of one account."""

    name: str
    segment: str
    fit: str
    verdict: str
    tier: str
    scores: list[Said]
    flags: list[str]
    enough_known: bool
    """Whether enough is known to name a segment, or to say that none fits."""
    unused: list[str]
    """Answers that could not be used, and count as not known."""


class Scored(Output):
    """What the rules say of each account, in the order they were given."""

    rules: str
    """Letters that are the same wherever the rules are."""
    rows: list[ScoredRow]
    unused_columns: list[str]
    """What of the export could not be used."""
    based_on: list[Claim]
    """The segments that were named, each with how sure one may be of it."""


def score_accounts(asked: Asked, given: ScoreGiven) -> Answer:
    """Return what the rules say of several accounts."""
    document = rules_of(asked)
    rules = document["rules"]
    accounts, told = _accounts(asked, given)
    rows, about = [], dict[str, None]()
    for name, answers in accounts:
        result = judge_account(rules, spoken(rules, followed(document["renamed"], answers)))
        if result["fit"] and result["fit"]["about"]:
            about[f"segment:{result['fit']['about']}"] = None
        rows.append(_row(asked, name, result))
    targets = asked.state.catalog.targets
    based_on = [claim(asked, targets[ref].definition) for ref in about]
    data = {
        "rules": document["version"]["letters"],
        "rows": rows,
        "unused_columns": told,
        "based_on": based_on,
    }
    count = say_count("{count} account", "{count} accounts", count=len(rows))
    lines = [
        f"- {row['name']}: {row['segment']} · {row['fit']} · {row['verdict']} · {row['tier']}"
        for row in rows
    ]
    sure = [f"- {named(asked, targets[one['ref']].definition)}" for one in based_on]
    return Answer(
        data,
        "\n".join(
            [
                asked.state.reader.text(count),
                as_data(asked, "\n".join([*lines, "", *sure, "", *told])),
            ]
        ),
    )


def _accounts(asked: Asked, given: ScoreGiven) -> tuple[list[Row], list[str]]:
    speak = asked.state.reader.text
    if bool(given.accounts) == bool(given.csv.strip()):
        raise NotAnsweredError(say("give accounts or csv, one of the two"))
    if given.accounts:
        return [
            (one.name or speak(say("row {number}", number=number)), one.answers)
            for number, one in enumerate(given.accounts, 1)
        ], []
    try:
        data = given.csv.encode("utf-8", "replace")
        attributes = asked.state.catalog.one(AccountAttributes)
        found, notes = read_export("csv", data, attributes, rules_of(asked)["rules"])
    except ContentError as error:
        raise NotAnsweredError(" | ".join(map(str, error.problems))) from None
    if len(found) > MOST_ROWS:
        raise NotAnsweredError(
            say(
                "{count} rows are too many: at most {most} at once; icp score takes any number",
                count=f"{len(found):,}", most=f"{MOST_ROWS:,}",
            )
        )  # fmt: skip
    rows: list[Row] = [(speak(name)[:_MOST_NAME], answers) for name, answers in found]
    return rows, [speak(note) for note in notes]


def _row(asked: Asked, name: str, result: Assessment) -> ScoredRow:
    speak = asked.state.reader.text
    found = outcome_of(rules_of(asked)["rules"], result)
    return {
        "name": name,
        "segment": speak(found.segment),
        "fit": speak(found.fit),
        "verdict": speak(found.verdict),
        "tier": speak(found.tier),
        "scores": [{"what": speak(one.name), "says": speak(one.says)} for one in found.scores],
        "flags": [speak(one.name) for one in found.flags],
        "enough_known": not found.unknown,
        "unused": [format_message(note, asked.state.reader) for note in result["notes"]],
    }


SCORE = Tool(
    say("Score accounts"),
    say("The same for up to a thousand accounts at once, in a few words each."),
    ScoreGiven, Scored, score_accounts, judges=True,
)  # fmt: skip
