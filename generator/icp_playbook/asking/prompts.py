"""Prompts: what a person picks from a list, and the assistant then does with the tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.asking.claims import as_data, named
from icp_playbook.asking.playbook import Asked
from icp_playbook.authoring.skeleton import filled
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.messages import Message, say
from icp_playbook.model.maturity import Tier
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.model.segment import Segment
from icp_playbook.problems import did_you_mean, known_are, quoted

MOST_NOTES = 20_000
DRAFT = "draft-insight"
"""The id that the draft of an insight is checked under, until a person gives it its own."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a person may fill in."""

    name: str
    about: Message
    required: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt, and what it says to the assistant."""

    name: str
    title: Message
    about: Message
    arguments: tuple[Argument, ...]
    text: Callable[[Asked, Mapping[str, str]], str]


def prompt_text(asked: Asked, name: str, given: Mapping[str, str]) -> str:
    """Return what a prompt says; raise `NotAnsweredError` for arguments that it does not have."""
    prompt = BY_PROMPT.get(name)
    if prompt is None:
        near = did_you_mean(name[:100], BY_PROMPT) or known_are(BY_PROMPT)
        raise NotAnsweredError(
            say("there is no prompt {name}; {near}", name=quoted(name), near=near)
        )
    known = [one.name for one in prompt.arguments]
    for argument, text in given.items():
        if argument not in known:
            hint = did_you_mean(argument[:100], known) or known_are(known)
            raise NotAnsweredError(
                say("there is no {argument}; {hint}", argument=quoted(argument), hint=hint)
            )
        if len(text) > MOST_NOTES:
            most = f"{MOST_NOTES:,}"
            raise NotAnsweredError(
                say("{argument} is too long: at most {most}", argument=quoted(argument), most=most)
            )
    for one in prompt.arguments:
        if one.required and not given.get(one.name, "").strip():
            raise NotAnsweredError(say("{argument} is missing", argument=quoted(one.name)))
    return "\n\n".join([*(as_data(asked, one) for one in asked.notes), prompt.text(asked, given)])


def _assess(asked: Asked, given: Mapping[str, str]) -> str:
    speak = asked.state.reader.text
    steps = (
        say(
            "Assess this account with the tool assess. Give it only what the notes say, under the"
            " ids that it names; leave out what is not known, and guess nothing."
        ),
        say(
            "Then say: the result in one sentence, the reasons that the tool gave, what could not"
            " be used, and the three questions to ask next. Say beside each claim how sure it is,"
            " in the words of its caution. Do not judge by yourself what the tool leaves open."
        ),
    )
    return "\n\n".join([*map(speak, steps), as_data(asked, given["account"])])


def _review(asked: Asked, given: Mapping[str, str]) -> str:
    speak, catalog = asked.state.reader.text, asked.state.catalog
    steps = (
        say(
            "Prepare a review with this customer. Use the tool assess for where they stand, search"
            " and get for the outcomes, the tier, its strategy and the plays that follow."
        ),
        say(
            "Write one page: what they wanted to reach and what is known of it; how mature they"
            " are, and what the next tier takes; risks, each with its play; three questions to"
            " ask; what we propose for the next quarter. Name the definition behind each claim,"
            " and say how sure it is. Where nothing is known, say so."
        ),
    )
    lines = [f"- {named(asked, one)}" for one in (*catalog.all(Segment), *catalog.all(Tier))]
    there = as_data(asked, "\n".join(lines)) if lines else ""
    return "\n\n".join(filter(None, [*map(speak, steps), there, as_data(asked, given["account"])]))


def _insight(asked: Asked, given: Mapping[str, str]) -> str:
    speak = asked.state.reader.text
    text = insight_draft(asked, given.get("question", ""))
    steps = (
        say(
            "Draft an insight from these notes: YAML for the playbook, for a person to propose."
            " Begin with the text below, which passes the check, and replace what it says by what"
            " the notes say. Invent nothing: what the notes do not say stays out, and no name of a"
            " customer or a person goes in. It stays a draft and a hypothesis."
        ),
        say(
            "Give the result to the tool check with the kind insight and an id of small letters and"
            " hyphens. Mend what it says, until it passes. Then show the YAML, the file that it is"
            " for, and which sentence of the notes each line comes from."
        ),
    )
    blocks = [*map(speak, steps), f"```yaml\n{text}```", as_data(asked, given["notes"])]
    return "\n\n".join(blocks)


def insight_draft(asked: Asked, question: str) -> str:
    """Return the YAML of an insight that passes the check and claims nothing."""
    questions, speak = asked.state.catalog.one(ResearchQuestions), asked.state.reader.text
    if questions is None:
        raise NotAnsweredError(
            say("the playbook has no research questions yet, which an insight answers")
        )
    day = asked.today.isoformat()
    values: dict[str, Value] = {
        "name": speak(say("What we heard, in a few words")),
        "question": _question([one.id for one in questions.questions], question),
        "finding": speak(say("What they said, in one or two sentences.")),
        "sample": {
            "n": "1", "from": day, "to": day, "method": speak(say("Notes of a conversation")),
        },
        "owner": questions.owner,
        "status": "draft",
        "confidence": "hypothesis",
    }  # fmt: skip
    return "\n".join([*filled(Insight, values), ""])


def _question(known: list[str], wanted: str) -> str:
    found = wanted.strip().removeprefix("question:") or known[0]
    if found not in known:
        hint = did_you_mean(found[:100], known) or known_are(known)
        raise NotAnsweredError(
            say("there is no question {name}; {hint}", name=quoted(wanted), hint=hint)
        )
    return found


_ACCOUNT = Argument("account", say("What is known of the account, in any words."), required=True)

PROMPTS = (
    Prompt(
        "assess-account", say("Assess this account"),
        say("What the rules say of it, why, and what to ask next."), (_ACCOUNT,), _assess,
    ),
    Prompt(
        "prepare-review", say("Prepare a review"),
        say("One page for the next talk with a customer."), (_ACCOUNT,), _review,
    ),
    Prompt(
        DRAFT, say("Draft an insight from these notes"),
        say("YAML that passes the check, for a person to propose."),
        (
            Argument("notes", say("Notes of a talk, without names."), required=True),
            Argument("question", say("The id of the research question; else the first.")),
        ),
        _insight,
    ),
)  # fmt: skip

BY_PROMPT = {prompt.name: prompt for prompt in PROMPTS}
