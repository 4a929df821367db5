"""The page beside the draft for Salesforce: how to publish it, and what it can't hold."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import Language, Message, say
from icp_playbook.numbers import Figure
from icp_playbook.scoring.crm.fields import CrmField
from icp_playbook.scoring.crm.salesforce import Draft
from icp_playbook.scoring.crm.scores import LONGEST
from icp_playbook.scoring.crm.told import (
    bullets,
    literal,
    mark_of,
    not_held,
    table,
    version_text,
)
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.rules import WHOLE_FORMS

_DEPLOY = "sf project deploy start --manifest manifest/package.xml"
_STEPS = (
    say("Make the fields below that are not there yet, or name yours under `crm_columns`."),
    say(
        "Let Salesforce check it, which changes nothing: {command}",
        command=f"`{_DEPLOY} --dry-run`",
    ),
    say("Deploy it to a sandbox: {command}", command=f"`{_DEPLOY}`"),
    say("Compare accounts that you know with what `icp score` says of them."),
    say(
        "Publish it: deploy it to the company, and let people see the fields by a permission set."
        " Until then only administrators do."
    ),
)


def page(draft: Draft, document: AssessmentDocument, language: Language) -> str:
    """Return the page as Markdown."""
    text = language.text
    version = version_text(document["version"])
    lines = [
        mark_of("salesforce"),
        f"# {text(say('Draft of the scoring for Salesforce'))}",
        "",
        text(say("Rules {version}. Nothing of this was run in Salesforce.", version=version)),
        "",
        f"## {text(say('How to publish it'))}",
        "",
        *(f"{at}. {text(one)}" for at, one in enumerate(_STEPS, 1)),
        "",
        f"## {text(say('Fields that it reads'))}",
        "",
        *table(
            (say("Question"), say("Field of the account"), say("Is it there?"), say("Type")),
            (_answer(one, language) for one in draft.answers),
            language,
        ),
        "",
        *bullets(_about_answers(), language),
        "",
        f"## {text(say('Fields that it makes'))}",
        "",
        *table(
            (say("Field of the account"), say("What it holds")),
            ([f"`{one.name}`", literal(language.text(one.label))] for one in draft.made),
            language,
        ),
        "",
        text(
            say(
                "A score is blank until its required criteria and enough of all weights are known."
                " It says nothing of what rules out, which is blank while it is not known: look at"
                " both."
            )
        ),
        "",
        f"## {text(say('What it can’t hold'))}",
        "",
        *bullets(_lost(draft), language),
        *bullets(not_held(document["rules"]), language),
        *bullets(_limits(), language),
    ]
    return "\n".join(lines) + "\n"


def _answer(one: CrmField, language: Language) -> list[str]:
    there = say("named by the playbook") if one.is_named else say("has to be there")
    asked = one.attribute.get("name") or one.attribute["question"]
    return [literal(asked), f"`{one.name}`", language.text(there), language.text(_type(one))]


def _type(one: CrmField) -> Message:
    attribute = one.attribute
    if attribute["type"] == "text":
        return say("text of up to 255 characters")
    if attribute["type"] == "number":
        if attribute.get("form") in WHOLE_FORMS:
            return say("number without decimals")
        currency = attribute.get("currency")
        return say("number, in {currency}", currency=currency) if currency else say("number")
    values = [literal(said) for many in one.values.values() for said in many]
    return say("picklist: {values}", values=values)


def _about_answers() -> Iterator[Message]:
    yield say("A value that is not listed, and a number that can't be an answer, are not known.")
    yield say("Yes and no need a picklist: an empty checkbox can't be told from a no.")
    yield say("Percent needs a field of the type number: 12 for 12 %.")


def _lost(draft: Draft) -> Iterator[Message]:
    for name, why in draft.lost:
        yield say("{name}: {value}", name=name, value=why)


def _limits() -> Iterator[Message]:
    yield say(
        "A formula has {limit} characters at most; a longer one is split into fields that hold"
        " parts.",
        limit=Figure(str(LONGEST)),
    )
    yield say(
        "Salesforce also limits what a formula becomes with all the fields it reads (15,000 bytes,"
        " in earlier releases 5,000). Only Salesforce can tell, and refuses it when deployed."
    )
