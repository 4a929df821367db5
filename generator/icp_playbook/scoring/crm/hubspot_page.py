"""The worksheet for HubSpot as a page: how to enter it, what to enter, what it can't hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from icp_playbook.messages import Language, Message, say
from icp_playbook.scoring.crm.hubspot import Row
from icp_playbook.scoring.crm.told import (
    bullets,
    literal,
    mark_of,
    not_held,
    table,
    version_text,
)
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.rules import Rules

_STEPS = (
    say("In HubSpot open Marketing, Lead Scoring, and create a fit score of companies for each."),
    say("For each group below add a property group with its limit, and in it the rules."),
    say("Put what excludes into a list, and exclude that list from the score."),
    say("Enter the thresholds; HubSpot may have fewer than there are bands here."),
    say("Preview it on companies that you know, then turn it on: until then it is a draft."),
)


def page(rows: list[Row], document: AssessmentDocument, language: Language) -> str:
    """Return the page as Markdown."""
    text = language.text
    version = version_text(document["version"])
    lines = [
        mark_of("hubspot"),
        f"# {text(say('Worksheet of the scoring for HubSpot'))}",
        "",
        text(say("Rules {version}. Nothing of this was tried in HubSpot.", version=version)),
        text(say("It is not loaded: a person enters it. scoring.csv holds the same.")),
        "",
        f"## {text(say('How to publish it'))}",
        "",
        *(f"{at}. {text(one)}" for at, one in enumerate(_STEPS, 1)),
        "",
    ]
    for score, own in groupby(rows, key=lambda row: row.score):
        lines += [f"## {literal(score)}", ""]
        head = (say("Group"), say("Limit of the group"), say("Rule"), say("Points"))
        cells = ([literal(r.group), r.limit, literal(r.rule), r.points] for r in own)
        lines += [*table((*head,), cells, language), ""]
    lines += [
        f"## {text(say('What it can’t hold'))}",
        "",
        *bullets(_lost(document["rules"]), language),
        *bullets(not_held(document["rules"]), language),
    ]
    return "\n".join(lines) + "\n"


def _lost(rules: Rules) -> Iterator[Message]:
    yield say(
        "What is not known counts as nothing there. Here a score is a share of what the known"
        " criteria can bring, and there is none until required criteria and enough weight are"
        " known: a company with gaps scores lower in HubSpot."
    )
    yield say("Points are whole numbers out of 100, so the sum may be off by a few.")
    yield say("A score below 0 counts as 0 here; in HubSpot it may stay below.")
    fits = (*rules["segments"], *rules["scores"])
    for one in fits:
        if one["mode"] == "raw":
            yield say("{name} counts raw points, which may need a higher limit.", name=one["name"])
        for other in one.get("other_weights", []):
            yield say(
                "{name}: the weights “{other}” need a score of their own.",
                name=one["name"],
                other=other["name"],
            )
    yield say(
        "HubSpot’s equations and its interface for scores are described too briefly to write them"
        " without trying, so this is a worksheet and no file to load."
    )
