"""Who is our customer among these four?

From the rules of each segment that is served: an account just inside the bands that bring most
points, which scores in the segment's highest band, and near misses: one that a disqualifier rules
out, and others that lie past the edges of bands, so that the score falls into a lower one. All
segments, and what scores the fit of the company as a whole, have their say: the true one is a
customer, and none of the others is anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import TypeVar

from icp_playbook.learning.accounts import Account, good_account, near_misses
from icp_playbook.learning.choosing import WRONG
from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject, earliest
from icp_playbook.messages import say
from icp_playbook.model.segment import Segment
from icp_playbook.scoring import wording
from icp_playbook.scoring.exact import exact_text, shown
from icp_playbook.scoring.fit import JudgedFit, judge
from icp_playbook.scoring.fit_described import band_of
from icp_playbook.scoring.messages import text_of
from icp_playbook.scoring.rules import (
    AttributeRules,
    FitRules,
    Rules,
    ScoreRules,
    SegmentRules,
)

R = TypeVar("R", bound=FitRules)


def served_segments(source: Source) -> Iterator[Subject]:
    """Yield each segment that is served and has criteria, seen from below and from above."""
    for upper in (False, True):
        for segment in source.current(Segment):
            if segment.fit is not None and segment.focus != "avoid":
                yield Subject(segment, upper)


def ask_customer(source: Source, subject: Subject) -> Question | None:
    """Ask which of four accounts is a customer of a segment."""
    rules, segment = source.rules, subject.definition
    if rules is None:
        return None
    own = next(one for one in rules["segments"] if one["id"] == segment.id)
    accounts = four_accounts(rules, own, subject.what)
    if accounts is None:
        return None
    good, misses = accounts
    said = {"segment": source.line(segment.title)}
    prompt = say("Who is our customer among these? We look for “{segment}”.", **said)
    return source.ask(
        "customer",
        f"{earliest(segment)}|{'above' if subject.what else 'below'}",
        prompt,
        _option(rules, own, good),
        (_option(rules, own, one) for one in misses),
        because=say("It fits “{segment}” best: {result}.", result=_result(own, good), **said),
        place=segment.ref,
        behind=segment,
        meaning=[source.meant[segment.id]],
    )


def four_accounts(
    rules: Rules, segment: SegmentRules, upper: bool
) -> tuple[Account, list[Account]] | None:
    """Return an account that is a customer of a segment, and three that are nobody's, or fewer.

    Of both sorts of near misses some are there, if they can be had.
    """
    asked = {one["id"]: one for one in rules["attributes"]}
    good = good_account(segment, asked, upper)
    if not is_customer(rules, segment, good):
        return None
    sorts = (filter(partial(is_nobodys, rules), one) for one in near_misses(segment, asked, good))
    in_turns = (one for turn in zip_longest(*sorts) for one in turn if one is not None)
    found: list[Account] = []
    for one in in_turns:
        if one not in found:
            found.append(one)
        if len(found) == WRONG:
            break
    return good, found


def is_customer(rules: Rules, segment: SegmentRules, account: Account) -> bool:
    """Tell whether an account is surely a customer of a segment.

    It is in the highest band there, and no other segment, to avoid or not, has as much of it; what
    scores fit as a whole says so too.
    """
    if not all(is_top(judge(one, account)) for one in _wholes(rules)):
        return False
    found = judge(segment, account)
    if not is_top(found):
        return False
    others = (judge(one, account) for one in rules["segments"] if one["id"] != segment["id"])
    return all(one.status != "scored" or one.reached < found.reached for one in others)


def is_nobodys(rules: Rules, account: Account) -> bool:
    """Tell whether an account is surely no customer: in the highest band of no segment."""
    if any(judge(one, account).hit for one in _wholes(rules)):
        return True
    served = [one for one in rules["segments"] if one["focus"] != "avoid"]
    return not any(is_top(judge(one, account)) for one in served)


def is_top(judged: JudgedFit[R]) -> bool:
    """Tell whether a score is in the highest band; without bands, whether there is one."""
    bands = judged.segment["bands"]
    return judged.status == "scored" and (not bands or band_of(judged) == len(bands) - 1)


def _wholes(rules: Rules) -> list[ScoreRules]:
    return [one for one in rules["scores"] if one["measures"] == "fit"]


def _option(rules: Rules, segment: SegmentRules, account: Account) -> Option:
    lines = tuple(
        say(
            "{question}: {answer}",
            question=one.get("name", one["question"]),
            answer=_said(one, account[one["id"]]),
        )
        for one in rules["attributes"]
        if one["id"] in account
    )
    return Option(json.dumps(account, sort_keys=True), lines, _result(segment, account))


def _said(attribute: AttributeRules, value: str) -> str:
    """Return an answer with its unit, unless the name of the attribute says that."""
    unit, name = attribute.get("unit"), attribute.get("name", attribute["question"])
    if unit is not None and unit.casefold() in name.casefold():
        return text_of(wording.figure(attribute, value))
    return text_of(wording.answer(attribute, value))


def _result(segment: SegmentRules, account: Account) -> str:
    """Return what the rules of a segment say of an account."""
    judged = judge(segment, account)
    if judged.hit:
        return say("ruled out: {why}", why=segment["disqualifiers"][judged.hit[0]]["why"])
    if judged.score is None or not judged.enough_known:
        return say("not enough known")
    band = band_of(judged)
    given = {"score": shown(judged.score), "of": exact_text(judged.of)}
    if band is None:
        return say("{score} of {of}", **given)
    return say("{band}, {score} of {of}", band=segment["bands"][band]["name"], **given)


KIND = KindOfQuestion(
    "customer", say("Who is our customer?"), served_segments, ask_customer, most=8
)
