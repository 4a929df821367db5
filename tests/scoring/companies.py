"""Random companies: rules without defects, and answers from sensible to junk.

Everything is drawn from a `random.Random`, so that a seed gives thousands quickly and Hypothesis,
which brings its own, can shrink one.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from icp_playbook.model.qualification import VERDICTS
from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.conditions import folded
from icp_playbook.scoring.exact import exact_text

STATES = ("confirmed", "confirmed", "confirmed", "partial", "absent", "unknown")
JUNK: tuple[Any, ...] = (
    "12 000", "１２", "1_000", "1e9", "NaN", "Infinity", "-0", "-3", "007", "+5", "5.", ".5", " 5",
    "5\n", "0.1234567",
    "9" * 16, "9" * 400, "", "  ", "　", "yes ", "YES", "true", "null", "__proto__", "constructor",
    "😀" * 60,
    "\U0001f600\uffff", "{name}", "<b>", True, False, None, 0, -1, 7, 3.0, 2.5, 0.1, 5e-5, 1e-7,
    1e300, 10**15, 2**53,
    10**400 // 7, -0.0, [], [1], {}, {"a": 1}, {"__proto__": {"x": 1}}, ["yes"], {"tier": "t1"},
    "not-applicable",
)  # fmt: skip
NAMES = (
    "Ä",
    "Zoo",
    "alpha",
    "Alpha",
    "中型企業",
    "😀",
    "\uffff",
    "{tier}",
    "constructor",
    "toString",
    "__proto__",
    "1",
    "10",
)


def company(rng: Random) -> dict[str, Any]:
    """Return random rules that `find_defects` accepts."""
    attributes = [_attribute(rng, f"a{i}") for i in range(rng.randint(1, 6))]
    scored = [attribute for attribute in attributes if attribute["type"] != "text"]
    verdicts = [{"id": name, "name": _name(rng)} for name in VERDICTS if rng.random() < 0.8]
    maturity = _maturity(rng, "") if rng.random() < 0.85 else None
    segments = (
        [_segment(rng, f"s{i}", attributes, scored) for i in range(rng.randint(0, 4))]
        if scored
        else []
    )
    return {
        "version": 1,
        "attributes": attributes,
        "segments": segments,
        "qualification": _qualification(rng, verdicts) if rng.random() < 0.85 else None,
        "maturity": maturity,
        "further": [
            {"id": f"m{i}", "name": _name(rng), "ability": _maturity(rng, f"m{i}-")}
            for i in range(rng.choice((0, 0, 1, 2)))
        ],
        "grid": _grid(rng, maturity, segments),
        "scores": [
            _score(rng, f"z{i}", attributes, scored) for i in range(rng.choice((0, 0, 1, 3)))
        ]
        if scored
        else [],
        "flags": [
            {
                "id": f"f{i}",
                "name": _name(rng),
                "do": _name(rng),
                "when": _condition(rng, attributes, 2),
            }
            for i in range(rng.choice((0, 0, 1, 2)))
        ],
    }


def _grid(rng: Random, maturity: Any, segments: list[Any]) -> list[dict[str, str]]:
    """Return a cell for most verdicts and tiers, and some for one segment only, in any order."""
    tiers = [tier["id"] for tier in maturity["tiers"]] if maturity else []
    cells = [
        {"verdict": verdict, "tier": tier, "text": f"{verdict} {tier} {name}"}
        | ({"segment": name} if name else {})
        for verdict in VERDICTS
        for tier in tiers
        for name in ("", *(segment["id"] for segment in segments))
        if rng.random() < (0.3 if name else 0.5)
    ]
    rng.shuffle(cells)
    return cells


def answers(rng: Random, rules: dict[str, Any], junk: float) -> Any:
    """Return answers to these rules; about `junk` of them is nonsense, a quarter is missing."""
    if rng.random() < junk / 8:
        return rng.choice(JUNK)
    given: dict[str, Any] = {
        "attributes": {
            a["id"]: _or_junk(rng, junk, _answer(rng, a, rules)) for a in rules["attributes"]
        },
        "qualification": {},
        "maturity": {},
    }
    if rules["qualification"]:
        ids = [criterion["id"] for criterion in rules["qualification"]["criteria"]]
        given["qualification"] = {name: _or_junk(rng, junk, rng.choice(STATES)) for name in ids}
    if rules["maturity"]:
        given["maturity"] = _maturity_answers(rng, rules["maturity"], junk)
    for model in rules["further"]:
        found = _maturity_answers(rng, model["ability"], junk)
        given["maturity"] = {**found, **given["maturity"]}
    if rng.random() < 0.3 and rules["segments"]:
        given["segment"] = _or_junk(rng, junk, rng.choice(rules["segments"])["id"])
    for part in (given, given["attributes"], given["qualification"], given["maturity"]):
        for name in [
            name for name in part if rng.random() < 0.25 and name not in ("attributes", "maturity")
        ]:
            del part[name]
        if rng.random() < junk:
            part.update(
                {rng.choice(NAMES): rng.choice(JUNK) for _ in range(rng.choice((1, 2, 30)))}
            )
    if rng.random() < junk / 4:
        given[rng.choice(("attributes", "qualification", "maturity"))] = rng.choice(JUNK)
    return given


def _or_junk(rng: Random, junk: float, value: Any) -> Any:
    return rng.choice(JUNK) if rng.random() < junk else value


def _name(rng: Random) -> str:
    return rng.choice(NAMES)


def _decimal(rng: Random, low: int, high: int) -> str:
    """Return a decimal with up to six places, mostly a whole number."""
    places = rng.choice((0, 0, 0, 1, 2, 6))
    return exact_text(Fraction(rng.randint(low * 10**places, high * 10**places), 10**places))


def _rising(rng: Random, count: int, low: int, high: int) -> list[str]:
    return [
        exact_text(value)
        for value in sorted({Fraction(_decimal(rng, low, high)) for _ in range(count)})
    ]


def _attribute(rng: Random, name: str) -> dict[str, Any]:
    attribute: dict[str, Any] = {
        "id": name,
        "question": f"{name}?",
        "type": rng.choice(("number", "number", "choice", "yes-no", "text")),
    }
    if attribute["type"] == "choice":
        values = rng.sample(NAMES, rng.randint(1, 4))
        attribute["options"] = [
            {"value": value, "label": _name(rng)}
            | ({"statement": _name(rng)} if rng.random() < 0.5 else {})
            for value in values
        ]
    if attribute["type"] == "number":
        attribute |= {"min": "-50"} if rng.random() < 0.2 else {}
        attribute |= {"max": "100"} if rng.random() < 0.2 else {}
        attribute |= _form(rng)
    if attribute["type"] == "yes-no":
        attribute |= {key: _name(rng) for key in ("if_yes", "if_no") if rng.random() < 0.5}
    attribute |= {"name": _name(rng)} if rng.random() < 0.5 else {}
    return attribute


def _form(rng: Random) -> dict[str, str]:
    form = rng.choice(("", "count", "money", "percent", "year"))
    made = {"form": form} if form else {}
    made |= {"currency": "EUR"} if form == "money" else {}
    return made | ({"unit": _name(rng)} if rng.random() < 0.5 else {})


def _bound(rng: Random, attribute: dict[str, Any], low: int) -> str:
    """Return what an answer to a number can be compared with: a whole one where answers are."""
    return str(rng.randint(low, 100)) if _is_whole(attribute) else _decimal(rng, low, 100)


def _is_whole(attribute: dict[str, Any]) -> bool:
    return attribute.get("form") in ("count", "year")


def _segment(rng: Random, name: str, attributes: list[Any], scored: list[Any]) -> dict[str, Any]:
    criteria = [
        _conditional(rng, _criterion(rng, rng.choice(scored)), attributes, f"c{place}")
        for place in range(rng.randint(1, 5))
    ]
    criteria[0] |= _worth_something(criteria[0])
    more = _groups(rng, criteria) | _other_weights(rng, criteria, attributes)
    rules = [
        {
            "when": _condition(rng, attributes, 2),
            "why": _name(rng),
            "exception": rng.choice(("ask", "never")),
        }
        for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    bands = ["0", *_rising(rng, rng.randint(0, 3), 1, 100)] if rng.random() < 0.9 else []
    share = {"mode": "share", "bands": [{"from": start, "name": _name(rng)} for start in bands]}
    starts = [*_rising(rng, rng.randint(0, 2), -9, -1), "0"]
    raw = {"mode": "raw", "bands": [{"from": start, "name": _name(rng)} for start in starts]}
    return {
        "id": name,
        "name": _name(rng),
        "focus": rng.choice(FOCUSES),
        "min_coverage": _share(rng),
        "criteria": criteria,
        "disqualifiers": rules,
        **more,
        **(share if rng.random() < 0.7 else raw),
    }


def _score(rng: Random, name: str, attributes: list[Any], scored: list[Any]) -> dict[str, Any]:
    score = _segment(rng, name, attributes, scored) | {
        "question": f"{name}?",
        "measures": rng.choice(("fit", "other")),
    }
    del score["focus"]
    return score


def _conditional(
    rng: Random, criterion: dict[str, Any], attributes: list[Any], name: str
) -> dict[str, Any]:
    """Let some points count only when something holds, some be earned by that alone."""
    other = {"otherwise": _decimal(rng, -3, 5)}
    if rng.random() < 0.5:
        return criterion
    if rng.random() < 0.3 and "options" in criterion and len(criterion["options"]) > 1:
        criterion["options"].pop(next(iter(criterion["options"])))
        return criterion | other | {"has_holes": True}
    if rng.random() < 0.3 and "bands" in criterion and len(criterion["bands"]) > 2:
        criterion["bands"].pop(1)
        return criterion | other | {"has_holes": True}
    criterion |= {"when": _condition(rng, attributes, 2)} | other
    if rng.random() < 0.5:
        return criterion
    kept = ("weight", "required", "why", "when", "otherwise")
    own = {key: criterion[key] for key in kept} | {"id": name, "name": _name(rng)}
    return own | {"points": _decimal(rng, -3, 5)}


def _groups(rng: Random, criteria: list[Any]) -> dict[str, Any]:
    if rng.random() < 0.6:
        return {}
    groups = [{"id": f"g{i}", "name": _name(rng), "most": _decimal(rng, 1, 9)} for i in range(2)]
    for criterion in criteria[1:]:
        if rng.random() < 0.6:
            criterion["group"] = rng.choice(groups)["id"]
    return {"groups": groups}


def _other_weights(rng: Random, criteria: list[Any], attributes: list[Any]) -> dict[str, Any]:
    names = [one.get("id") or one["attribute"] for one in criteria]
    named = [name for name in names[1:] if names.count(name) == 1]
    if rng.random() < 0.6:
        return {}
    return {
        "other_weights": [
            {
                "name": _name(rng),
                "when": _condition(rng, attributes, 1),
                "weights": {name: rng.choice(("0", "1", "5")) for name in named},
            }
            for _ in range(rng.randint(1, 2))
        ]
    }


def _share(rng: Random) -> str:
    return rng.choice(("0", "0.25", "0.5", "0.6", "0.666667", "0.75", "0.75", "1"))


def _criterion(rng: Random, attribute: dict[str, Any]) -> dict[str, Any]:
    criterion = {
        "attribute": attribute["id"],
        "weight": rng.choice(("0", "1", "1", "2", "3", "0.1", "0.333333")),
        "required": rng.random() < 0.2,
        "why": _name(rng),
    }
    if attribute["type"] != "number":
        values = (
            ["yes", "no"]
            if attribute["type"] == "yes-no"
            else [o["value"] for o in attribute["options"]]
        )
        return criterion | {"options": {value: _decimal(rng, -3, 5) for value in values}}
    least = int(attribute.get("min", "0"))
    cuts = _rising(rng, rng.randint(0, 4), least + 1, 100)
    if _is_whole(attribute):
        cuts = [cut for cut in cuts if "." not in cut]
    bands: list[dict[str, str]] = [{"points": _decimal(rng, -3, 5)} for _ in range(len(cuts) + 1)]
    for index, cut in enumerate(cuts):
        bands[index]["to"] = bands[index + 1]["from"] = cut
    if rng.random() < 0.3:
        bands[0]["from"] = str(least)
    if "max" in attribute and rng.random() < 0.5 and cuts[-1:] != ["100"]:
        bands[-1]["to"] = "100"
    return criterion | {"bands": bands}


def _worth_something(criterion: dict[str, Any]) -> dict[str, Any]:
    """Give a criterion so many points that its segment can score above zero in any case."""
    if "points" in criterion:
        return {"weight": "3", "points": "30"}
    if "bands" in criterion:
        return {
            "weight": "3",
            "bands": [*criterion["bands"][:-1], criterion["bands"][-1] | {"points": "30"}],
        }
    return {
        "weight": "3",
        "options": dict.fromkeys(criterion["options"], "0")
        | {next(iter(criterion["options"])): "30"},
    }


def _condition(rng: Random, attributes: list[Any], depth: int) -> dict[str, Any]:
    if depth and rng.random() < 0.3:
        parts = [_condition(rng, attributes, depth - 1) for _ in range(rng.randint(1, 3))]
        return {"any": parts} if rng.random() < 0.6 or _contradicts(parts) else {"all": parts}
    attribute = rng.choice(attributes)
    condition: dict[str, Any] = {"attribute": attribute["id"]}
    if attribute["type"] == "number":
        least = int(attribute.get("min", "0"))
        return condition | {rng.choice(("below", "at-least")): _bound(rng, attribute, least + 1)}
    values = {"yes-no": ["yes", "no"], "text": ["x", "Zoo"]}.get(attribute["type"]) or [
        o["value"] for o in attribute["options"]
    ]
    if attribute["type"] != "yes-no" and rng.random() < 0.3:
        entries = [folded(value) for value in rng.sample(values, rng.randint(1, len(values)))]
        used = rng.choice(("in-list", "not-in-list"))
        return condition | {used: "l", "list": _name(rng), "entries": entries}
    if attribute["type"] != "yes-no" and rng.random() < 0.4:
        return condition | {"one-of": rng.sample(values, rng.randint(1, len(values)))}
    return condition | {rng.choice(("is", "is-not")): rng.choice(values)}


def _contradicts(parts: list[dict[str, Any]]) -> bool:
    return any("below" in part for part in parts) and any("at-least" in part for part in parts)


def _answer(rng: Random, attribute: dict[str, Any], rules: dict[str, Any]) -> Any:
    if attribute["type"] == "number":
        bounds = [
            bound
            for segment in rules["segments"]
            for criterion in segment["criteria"]
            if criterion.get("attribute") == attribute["id"]
            for band in criterion.get("bands", [])
            for bound in (band.get("from"), band.get("to"))
            if bound is not None
        ]
        exact = rng.choice([*bounds, "0"])
        return rng.choice(
            (exact, exact, _decimal(rng, 0, 100), rng.randint(0, 120), rng.randint(0, 400) / 4)
        )
    if attribute["type"] == "yes-no":
        return rng.choice((True, False, "yes", "no"))
    if attribute["type"] == "choice":
        return rng.choice(attribute["options"])["value"]
    return rng.choice(("x", " X\t", "Zoo", "ZOO ", "\u00a0x", "y" * 500, "y" * 501))


def _qualification(rng: Random, verdicts: list[Any]) -> dict[str, Any]:
    ids = [f"q{i}" for i in range(rng.randint(1, 8))]
    criteria = [
        {"id": name, "name": _name(rng), "questions": [f"{name}?", "b?"][: rng.randint(0, 2)]}
        for name in ids
    ]
    must = [name for name in ids if rng.random() < 0.25]
    return {"criteria": criteria, "share": _share(rng), "must_have": must, "verdicts": verdicts}


def _maturity(rng: Random, prefix: str) -> dict[str, Any]:
    first = rng.randint(0, 1)
    levels = list(range(first, first + rng.randint(2, 9)))
    rule: dict[str, Any] = {
        "kind": rng.choice(("threshold", "threshold", "minimum", "mean", "mean", "none")),
        "share": _share(rng),
        "max_gap": rng.choice((0, 1, 1, 2, 9)),
        "min_known": _share(rng),
    }
    dimensions = [_dimension(rng, f"{prefix}d{i}", levels) for i in range(rng.randint(1, 8))]
    model: dict[str, Any] = {
        "levels": [{"level": level, "name": _name(rng)} for level in levels],
        "rule": rule,
        "tiers": [
            {"id": f"{prefix}t{level}", "level": level, "name": _name(rng)}
            for level in rng.sample(levels, len(levels))
        ]
        if rule["kind"] != "none"
        else [],
        "dimensions": dimensions,
    }
    return model | (_in_groups(rng, rule, dimensions) if rng.random() < 0.5 else {})


def _in_groups(rng: Random, rule: dict[str, Any], dimensions: list[Any]) -> dict[str, Any]:
    """Put dimensions into groups, all of them where the tier is made of groups."""
    ids = [f"g{i}" for i in range(rng.randint(1, len(dimensions)))]
    over_groups = rule["kind"] != "none" and rng.random() < 0.6
    if over_groups:
        rule["over"] = "groups"
    for place, dimension in enumerate(dimensions):
        if place < len(ids) or over_groups or rng.random() < 0.6:
            dimension["group"] = ids[place] if place < len(ids) else rng.choice(ids)
    return {"groups": [{"id": name, "name": _name(rng)} for name in ids]}


SCALES = (["0", "0.25", "0.5", "1"], ["0", "1"], ["0", "0.333333", "0.666667", "1"])


def _scale(rng: Random) -> list[dict[str, str]]:
    return [
        {"value": value} | ({"label": _name(rng)} if rng.random() < 0.5 else {})
        for value in rng.choice(SCALES)
    ]


def _dimension(rng: Random, name: str, model_levels: list[int]) -> dict[str, Any]:
    method = rng.choice(("rubric", "rubric", "checklist", "coverage", "coverage"))
    entries: list[dict[str, Any]] = []
    few = rng.randint(2, len(model_levels)) if rng.random() < 0.3 else len(model_levels)
    levels = sorted(rng.sample(model_levels, few))
    for level in levels:
        asked = 0 if method == "rubric" else rng.randint(0 if level == levels[0] else 1, 3)
        items: list[dict[str, Any]] = [
            {"id": f"{name}-{level}-{i}", "text": "?"}
            | ({"scale": _scale(rng)} if method == "coverage" and rng.random() < 0.2 else {})
            for i in range(asked)
        ]
        entries.append(
            {
                "level": level,
                "label": _name(rng),
                "signs": [_name(rng)] * rng.randint(0, 2),
                "items": items,
            }
        )
    if rng.random() < 0.2:
        rng.shuffle(entries)
    dimension = {
        "id": name,
        "name": _name(rng),
        "question": f"{name}?",
        "method": method,
        "levels": entries,
    }
    return dimension | ({"scale": _scale(rng)} if method == "coverage" else {})


def _maturity_answers(rng: Random, model: dict[str, Any], junk: float) -> dict[str, Any]:
    levels = [level["level"] for level in model["levels"]]
    near = rng.choice(levels)
    given: dict[str, Any] = {}
    for dimension in model["dimensions"]:
        if dimension["method"] == "rubric":
            own = [level["level"] for level in dimension["levels"]]
            nearest = min(own, key=lambda one: abs(one - near))
            level = rng.choice([nearest, nearest, *own])
            given[dimension["id"]] = _or_junk(rng, junk, rng.choice((level, str(level))))
        else:
            given[dimension["id"]] = _item_answers(rng, dimension, near, junk)
            if rng.random() < junk / 4:
                given[dimension["id"]] = str(near)
    if rng.random() < 0.15:
        tier, reason = (
            rng.choice(model["tiers"])["id"] if model["tiers"] else "t1",
            rng.choice(("a new head", "r" * 501, " ", None)),
        )
        given["override"] = _or_junk(
            rng, junk, {"tier": _or_junk(rng, junk, tier), "reason": reason}
        )
    return given


def _item_answers(rng: Random, dimension: dict[str, Any], near: int, junk: float) -> dict[str, Any]:
    """Answer mostly yes up to a level, to reach more than the lowest; leave few items open."""
    yes = "1" if dimension["method"] == "coverage" else "yes"
    leave = rng.choice((0, 0, 0.1, 0.5))
    given: dict[str, Any] = {}
    for level in dimension["levels"]:
        for item in level["items"]:
            scale = item.get("scale") or dimension.get("scale")
            other = [step["value"] for step in scale] if scale else ["no", False, True]
            likely = yes if level["level"] <= near else rng.choice(other)
            answer = rng.choice((likely, likely, likely, rng.choice(other), "not-applicable"))
            if rng.random() >= leave:
                given[item["id"]] = _or_junk(rng, junk, answer)
    return given
