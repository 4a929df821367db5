"""Assess: what the rules say of an account, exactly, with reasons and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from icp_playbook.asking.accounts import Account, Id, Said, rules_of
from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.claims import Claim, as_data, claim, named
from icp_playbook.asking.next_questions import NextQuestion, next_questions
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.tool import Tool
from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import MaturityModel
from icp_playbook.model.qualification import Qualification
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.scoring import Assessment, assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.next_steps import NextSteps, next_steps
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.renamed import followed
from icp_playbook.scoring.report import markdown, report
from icp_playbook.scoring.usable import Wrong, unasked, unusable


class AssessGiven(Account):
    """An account, as far as it is known."""

    stage: Id = ""
    """The stage of the lifecycle that it is in, for its plays."""


class Section(TypedDict):
    """A part of the report, with the reasons."""

    title: str
    lines: list[str]
    table: list[list[str]]
    """Rows with a head: how the fit adds up."""


class Unused(TypedDict):
    """An answer that could not be used and counts as not known."""

    place: str
    message: str
    hint: str


class Step(TypedDict):
    """What to go on with: a strategy, a play, whom one meets, what one tells them."""

    what: str
    claim: Claim


class Assessed(Output):
    """What the rules say of one account."""

    rules: str
    """Letters that are the same wherever the rules are."""
    result: list[Said]
    reasons: list[Section]
    next_questions: list[NextQuestion]
    """What to find out, the most telling first."""
    unused: list[Unused]
    next_steps: list[Step]
    based_on: list[Claim]
    """The definitions that the result rests on, each with how sure one may be of it."""


def assess_account(asked: Asked, given: AssessGiven) -> Answer:
    """Return what the rules say of an account."""
    document = rules_of(asked)
    rules = document["rules"]
    _known("segment", given.segment, [one["id"] for one in rules["segments"]])
    _known("stage", given.stage, list(document["onward"]["stages"]))
    answers = spoken(rules, followed(document["renamed"], given.answers))
    result = assess(rules, answers)
    steps = list(_steps(asked, next_steps(document, result, given.stage or None)))
    based_on = _based_on(asked, result)
    questions = next_questions(asked, result)
    sections = report(document, result, given.stage or None, asked.state.reader)
    data = {
        "rules": document["version"]["letters"],
        "result": _result(asked, result),
        "reasons": [
            {
                "title": one.title,
                "lines": list(one.lines),
                "table": [list(row) for row in one.table],
            }
            for one in sections
        ],
        "next_questions": questions,
        "unused": [
            _unused(asked, one) for one in (*unasked(rules, answers), *unusable(rules, answers))
        ],
        "next_steps": steps,
        "based_on": based_on,
    }
    return Answer(
        data, as_data(asked, _text(asked, markdown(sections), questions, based_on, steps))
    )


def _known(argument: str, written: str, known: list[str]) -> None:
    if written and written not in known:
        hint = did_you_mean(written, known) or known_are(known, most=20)
        raise NotAnsweredError(
            say(
                "{argument}: {written} is not known; {hint}",
                argument=argument, written=quoted(written), hint=hint,
            )
        )  # fmt: skip


def _result(asked: Asked, result: Assessment) -> list[Said]:
    speak = asked.state.reader.text
    parts = outcome_of(rules_of(asked)["rules"], result).parts
    return [{"what": speak(what), "says": speak(says)} for what, says in parts]


def _unused(asked: Asked, wrong: Wrong) -> Unused:
    speak = asked.state.reader.text
    return {
        "place": ".".join(map(str, wrong.loc)),
        "message": speak(wrong.message),
        "hint": speak(wrong.hint),
    }


def _steps(asked: Asked, following: NextSteps) -> Iterator[Step]:
    catalog, speak = asked.state.catalog, asked.state.reader.text
    for what, kind, ids in (
        (say("Strategy"), "strategy", [following.strategy] if following.strategy else []),
        (say("Plays that go with it"), "play", following.plays),
        (say("Plays at this stage"), "play", following.stage_plays),
        (say("Whom you will meet"), "persona", following.personas),
        (say("What to tell them"), "value-proposition", following.values),
    ):
        for id in ids:
            one = catalog.targets[f"{kind}:{id}"].definition
            yield {"what": speak(what), "claim": claim(asked, one)}


def _based_on(asked: Asked, result: Assessment) -> list[Claim]:
    """Return the definitions whose rules the result comes from."""
    fit, ability, together = result["fit"], result["ability"], result["together"]
    tier = ability["tier"]["id"] if ability and ability["tier"] else None
    catalog = asked.state.catalog
    refs = [
        f"segment:{fit['about']}" if fit and fit["about"] else "",
        *(f"score:{one['score_of']}" for one in result["scores"]),
        f"tier:{tier}" if tier else "",
    ]
    once = [
        catalog.one(AccountAttributes) if fit or result["scores"] else None,
        catalog.one(Qualification) if result["motivation"] else None,
        catalog.one(MaturityModel) if ability else None,
        catalog.one(Grid) if together and together["cell"] is not None else None,
    ]
    found = [catalog.targets[ref].definition for ref in refs if ref]
    return [claim(asked, one) for one in (*found, *filter(None, once))]


def _text(
    asked: Asked, told: str, questions: list[NextQuestion], based_on: list[Claim], steps: list[Step]
) -> str:
    speak, targets = asked.state.reader.text, asked.state.catalog.targets
    blocks = [told.strip()]
    for title, claims in (
        (say("What this rests on"), based_on),
        (say("What to go on with"), [one["claim"] for one in steps]),
    ):
        if claims:
            lines = [f"- {named(asked, targets[one['ref']].definition)}" for one in claims]
            blocks += [f"## {speak(title)}", "\n".join(dict.fromkeys(lines))]
    if questions:
        lines = [f"- {one['question']} (`{one['part']}.{one['id']}`)" for one in questions]
        blocks += [f"## {speak(say('What to ask next'))}", "\n".join(lines)]
    return "\n\n".join(blocks)


ASSESS = Tool(
    say("Assess an account"),
    say(
        "Is it our customer, do they want it, are they able, and what now? Give what is known;"
        " the answer says why, and what to ask next. Never judge an account yourself."
    ),
    AssessGiven, Assessed, assess_account, judges=True,
)  # fmt: skip
