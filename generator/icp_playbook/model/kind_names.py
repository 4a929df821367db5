"""What kinds of definitions and their parts are called within a sentence: a value proposition."""

from __future__ import annotations

from collections.abc import Sequence

from icp_playbook.messages import say

_NAMES = {
    "account": say("account"),
    "attribute": say("attribute"),
    "best-practice": say("best practice"),
    "buying-role": say("buying role"),
    "company": say("company"),
    "criterion": say("criterion"),
    "delivery": say("delivery"),
    "department": say("department"),
    "dimension": say("dimension"),
    "example": say("example"),
    "exception": say("exception"),
    "exception-category": say("exception category"),
    "flag": say("flag"),
    "further-model": say("further model"),
    "glossary": say("glossary"),
    "grid": say("grid"),
    "insight": say("insight"),
    "lifecycle": say("lifecycle"),
    "list": say("list"),
    "maturity-model": say("maturity model"),
    "onboarding": say("onboarding"),
    "outcome": say("outcome"),
    "pain": say("pain"),
    "persona": say("persona"),
    "play": say("play"),
    "qualification": say("qualification"),
    "question": say("question"),
    "questions": say("questions"),
    "score": say("score"),
    "segment": say("segment"),
    "stage": say("stage"),
    "strategy": say("strategy"),
    "term": say("term"),
    "tier": say("tier"),
    "value-proposition": say("value proposition"),
}


def kind_name(kind: str) -> str:
    """Return what a kind is called; one that nobody has named, by the words of its own name."""
    return _NAMES.get(kind) or kind.replace("-", " ")


def any_kind(kinds: Sequence[str]) -> str:
    """Return the kinds that something may be: persona or segment."""
    *others, last = map(kind_name, kinds)
    return say("{kinds} or {last}", kinds=others, last=last) if others else last
