"""What a company has once, whatever its size: file, words, maturity model, tiers, departments."""

from __future__ import annotations

from typing import Any

from bench.words import TERMS, line, prose, sentence, sentences

DEPARTMENTS = ("sales", "customer-success", "product", "marketing", "support")
STAGES = ("awareness", "selling", "onboarding", "adoption", "review", "renewal", "expansion")
TIERS = ("immature", "low", "medium", "high")
DIMENSIONS = ("cognition", "strategy", "people", "tools")
QUESTIONS = ("reason-to-buy", "reason-not-to-buy", "trigger", "job", "solution", "decision")
NUMBERS = ("employees", "returns-per-month", "countries", "return-rate")

Data = dict[str, Any]


def core() -> dict[str, Data]:
    """Return each file by its path; it refers to things in it or to the first of their kind."""
    return {
        "content/company.yml": _company(),
        "content/account.yml": _account(),
        "content/lifecycle.yml": _lifecycle(),
        "content/glossary.yml": _glossary(),
        "content/qualification.yml": _qualification(),
        "content/research/questions.yml": _questions(),
        "content/maturity/model.yml": _maturity_model(),
        "playbooks/grid.yml": _grid(),
        **{f"content/maturity/dimensions/{name}.yml": _dimension(name) for name in DIMENSIONS},
        **{
            f"content/maturity/tiers/{name}.yml": _tier(level, name)
            for level, name in enumerate(TIERS, 1)
        },
        **{f"playbooks/strategies/{name}.yml": strategy(f"general-{name}", name) for name in TIERS},
        **{f"content/departments/{name}.yml": _department(name) for name in DEPARTMENTS},
    }


def strategy(key: str, tier: str, segment: str | None = None) -> Data:
    """Return the strategy of a tier, or the one that overrides it in a segment."""
    link = f"segment:{segment}" if segment else f"tier:{tier}"
    return {
        "name": line(key),
        "owner": "sales",
        "tier": tier,
        **({"segment": segment} if segment else {}),
        "stance": {
            "immature": "do-not-sell",
            "low": "limited",
            "medium": "grow",
            "high": "premium",
        }[tier],
        "strategy": prose(f"{key}-strategy", 3, link),
        "do": sentences(f"{key}-do", 4, link),
        "dont": sentences(f"{key}-dont", 3),
        "service_level": prose(f"{key}-service"),
        "effort_budget": sentence(f"{key}-effort"),
        "pricing": prose(f"{key}-pricing"),
        "sales": {
            "ask": sentences(f"{key}-ask", 3),
            "offer": sentences(f"{key}-offer", 2),
            "do_not_promise": sentences(f"{key}-promise", 2),
        },
        "by_stage": [
            {"stage": stage, "text": prose(f"{key}-{stage}", 2, link)} for stage in STAGES
        ],
        **(
            {"decline": {"how": prose(f"{key}-how"), "instead": sentence(key)}}
            if tier == "immature"
            else {}
        ),
    }


def _company() -> Data:
    return {
        "name": "Measured Ltd",
        "one_liner": "Measured Ltd turns returns into exchanges.",
        "owner": "sales",
        "four_answers": {
            name: prose(f"answer-{name}", 2) for name in ("customer", "need", "success", "value")
        },
        "not_served": [{"who": line(f"not-{n}"), "why": prose(f"not-{n}")} for n in range(4)],
        "contacts": {name: {"channel": f"#{name}"} for name in DEPARTMENTS},
        "agreed": {"ltv_to_cac_floor": 3, "payback_ceiling_months": 18, "minimum_sample": 8},
    }


def _account() -> Data:
    attributes: list[Data] = [
        {
            "id": name,
            "question": f"How many {name}?",
            "type": "number",
            "how_to_find_out": prose(name),
        }
        for name in NUMBERS
    ]
    options = [{"id": one, "label": one.capitalize()} for one in ("hosted", "custom", "none")]
    attributes.append(
        {"id": "storefront", "question": "Which shop?", "type": "choice", "options": options}
    )
    return {"owner": "sales", "attributes": attributes}


def _lifecycle() -> Data:
    stages = [
        {"id": one, "name": one.capitalize(), "goal": prose(one), "exit_condition": sentence(one)}
        for one in STAGES
    ]
    return {"owner": "customer-success", "stages": stages}


def _glossary() -> Data:
    terms: list[Data] = [
        {"id": _id(term), "term": term, "definition": prose(f"term-{term}", 1)} for term in TERMS
    ]
    terms[0]["avoid"] = [{"word": "swap quota"}, {"word": "swap ratio"}]
    return {"owner": "product", "terms": terms}


def _id(term: str) -> str:
    return term.lower().replace(" ", "-")


def _qualification() -> Data:
    criteria = [
        {"id": one, "name": one.capitalize(), "questions": [f"What about {one}?"],
         "confirmed": prose(one), "absent": sentence(one)}
        for one in ("budget", "authority", "need", "timeline")
    ]  # fmt: skip
    return {"owner": "sales", "criteria": criteria, "rule": {"must_have": ["need"]}}


def _questions() -> Data:
    questions = [
        {"id": one, "question": f"What is the {one}?", "why": prose(one)} for one in QUESTIONS
    ]
    return {"owner": "marketing", "questions": questions}


def _maturity_model() -> Data:
    levels = [{"level": level, "name": name.capitalize()} for level, name in enumerate(TIERS, 1)]
    return {"owner": "product", "summary": prose("maturity", 3), "levels": levels}


def _grid() -> Data:
    verdicts = ("qualified", "pursue", "nurture")
    cells = [
        {"verdict": v, "tier": tier, "stance": prose(f"{v}-{tier}")}
        for v in verdicts
        for tier in TIERS
    ]
    return {"owner": "sales", "cells": cells}


def _dimension(name: str) -> Data:
    levels = [
        {"level": level, "label": line(f"{name}-{tier}"), "descriptor": prose(f"{name}-{tier}"),
         "signs": sentences(f"{name}-{tier}", 3)}
        for level, tier in enumerate(TIERS, 1)
    ]  # fmt: skip
    return {
        "name": name.capitalize(),
        "owner": "product",
        "question": f"How is their {name}?",
        "levels": levels,
    }


def _tier(level: int, name: str) -> Data:
    asked = ("consulting", "product_scope", "service", "features", "value")
    return {
        "name": name.capitalize(),
        "owner": "customer-success",
        "level": level,
        "summary": prose(f"tier-{name}", 2),
        "asks": {one: prose(f"tier-{name}-{one}", 1) for one in asked},
        "next_tier": sentences(f"tier-{name}-next", 3),
        "pressures": sentences(f"tier-{name}-pressure", 3),
    }


def _department(name: str) -> Data:
    other = DEPARTMENTS[DEPARTMENTS.index(name) - 1]
    return {
        "name": name.replace("-", " ").capitalize(),
        "owner": name,
        "optimises_for": prose(f"{name}-aim", 2),
        "tensions": [
            {"with": other, "about": prose(f"{name}-about"), "agreed_rule": prose(f"{name}-rule")}
        ],
        "start_here": ["glossary:glossary", *(f"tier:{tier}" for tier in TIERS)],
    }
