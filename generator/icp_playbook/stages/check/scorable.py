"""Rules about scoring: what `find_defects` finds in the compiled rules, at the line it came from.

A breach can't be silenced, since an account would get a wrong score, or none; only a band that
nobody is in can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import Dimension, MaturityModel, id_of
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.walk import Loc
from icp_playbook.problems import quoted
from icp_playbook.scoring import compile as compiled
from icp_playbook.scoring import compile_ability, compile_fit
from icp_playbook.scoring.ability import judge_ability
from icp_playbook.scoring.answers import read_answers
from icp_playbook.scoring.current import (
    current_scores,
    dimensions_in_order,
    further_models,
    scored_segments,
    tiers_in_order,
)
from icp_playbook.scoring.defects import Defect, find_defects, maturity_defects
from icp_playbook.scoring.levels import own_levels
from icp_playbook.scoring.reachable import reached_levels, unreachable_bands
from icp_playbook.scoring.rules import VERSION, FitRules, Rules
from icp_playbook.scoring.sql.held import too_large_to_add
from icp_playbook.stages.check.rule import Context, Finding

_NOTHING: Rules = {
    "version": VERSION,
    "attributes": [],
    "segments": [],
    "scores": [],
    "flags": [],
    "qualification": None,
    "maturity": None,
    "further": [],
    "grid": [],
}

_LIMITS = {"min": "least", "max": "most"}


def account_unscorable(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """What is asked about an account can be answered."""
    account = catalog.one(AccountAttributes)
    rules: Rules = {**_NOTHING, "attributes": compile_fit.attributes(catalog, str)}
    for defect in find_defects(rules) if account else ():
        if account:
            *place, field = defect.where
            yield _finding(account, [*place, _LIMITS.get(str(field), field)], defect)


def fit_unscorable(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Every account gets exactly one score in each segment, and by each score of its own."""
    segments, scores = scored_segments(catalog), current_scores(catalog)
    account = catalog.one(AccountAttributes)
    for defect in _fit(catalog)[1]:
        area, *where = defect.where
        if area == "segments":
            index, *inside = where
            yield _finding(segments[int(index)], ["fit", *inside], defect)
        elif area == "scores":
            index, *inside = where
            yield _finding(scores[int(index)], ["scoring", *inside], defect)
        elif area == "flags" and account:
            yield _finding(account, defect.where, defect)


def sum_too_large(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """What accounts are judged by can be added up by databases, too, without a rounded digit."""
    rules, defects = _fit(catalog)
    whole: Rules = {
        **rules,
        "maturity": compile_ability.ability(catalog, str, str),
        "further": compile_ability.further(catalog, str, str),
    }
    if defects or any(maturity_defects(whole)):
        return
    places: dict[str, tuple[Sequence[Definition], Loc]] = {
        "segments": (scored_segments(catalog), ("fit", "criteria")),
        "scores": (current_scores(catalog), ("scoring", "criteria")),
        "maturity": (catalog.all(MaturityModel), ("tier_rule",)),
        "further": (further_models(catalog), ("tier_rule",)),
    }
    for area, *at in too_large_to_add(whole):
        definitions, loc = places[area]
        if area in ("segments", "scores"):
            message = say("points and weights add up to numbers of more than 38 digits")
            hint = say("write them with fewer decimals")
        else:
            message = say("means of these dimensions are numbers of more than 38 digits")
            hint = say("ask fewer questions for one level")
        yield Finding(definitions[at[0] if at else 0], loc, message, hint)


@lru_cache(maxsize=1)
def _fit(catalog: Catalog) -> tuple[Rules, list[Defect]]:
    """Return the rules of fit, and their defects: several rules ask, and compiling them is slow."""
    rules: Rules = {
        **_NOTHING,
        "attributes": compile_fit.attributes(catalog, str),
        "segments": compile_fit.segments(catalog, str, str),
        "scores": compile_fit.scores(catalog, str, str),
        "flags": compile_fit.flags(catalog, str, str),
    }
    return rules, find_defects(rules)


def unreachable_band(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """What a score means is said only of scores that some answers give."""
    rules, defects = _fit(catalog)
    # Flags have no bands, but a number there with too many decimals would be told alone.
    if defects and find_defects({**rules, "flags": []}):
        return
    segments = zip(scored_segments(catalog), rules["segments"], strict=True)
    scores = zip(current_scores(catalog), rules["scores"], strict=True)
    found: list[tuple[Definition, str, FitRules]] = [
        *((one, "fit", fit) for one, fit in segments),
        *((one, "scoring", score) for one, score in scores),
    ]
    for one, field, fit in found:
        for index in unreachable_bands(fit):
            start = fit["bands"][index]["from"]
            message = say("no answers give a score in the band from {start}", start=start)
            hint = say("move it to where scores are, or leave it out")
            yield Finding(one, (field, "bands", index), message, hint)


def qualification_unscorable(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Every set of answers gives one verdict."""
    found = catalog.one(Qualification)
    rules: Rules = {**_NOTHING, "qualification": compiled.motivation(catalog, str, str)}
    for defect in find_defects(rules) if found else ():
        field, *inside = defect.where[1:]
        loc = [field, *inside, "id"] if field == "verdicts" else ["rule", field, *inside]
        if found:
            yield _finding(found, loc, defect)


def maturity_unscorable(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Every profile of levels gives one tier, and every decided stance is about one of them."""
    model, grid = catalog.one(MaturityModel), catalog.one(Grid)
    further = further_models(catalog)
    rules = _maturity_rules(catalog)
    for defect in maturity_defects(rules):
        match defect.where:
            case ["maturity", *where] if model:
                yield _in_maturity(catalog, model, where, defect)
            case ["further", int(index), *where]:
                yield _in_maturity(catalog, further[index], where, defect)
            case ["grid", *where] if grid and model:
                yield _finding(grid, ("cells", *where), defect)
    for one in (*catalog.all(MaturityModel), *further):
        yield from _more_than_there_are(catalog, one)


def _maturity_rules(catalog: Catalog) -> Rules:
    return {
        **_NOTHING,
        "segments": _fit(catalog)[0]["segments"],
        "maturity": compile_ability.ability(catalog, str, str),
        "further": compile_ability.further(catalog, str, str),
        "grid": compiled.grid(catalog, str),
    }


def unreachable_tier(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Each tier is that of some customer: dimensions that skip the top level may keep it empty."""
    rules = _maturity_rules(catalog)
    if any(maturity_defects(rules)):
        return
    nothing = read_answers(rules, {})
    further = [(one["id"], one["ability"]) for one in rules["further"]]
    for id, model in ((None, rules["maturity"]), *further):
        found = judge_ability(model, nothing)
        alone = model and any(len({*own_levels(one)}) < 2 for one in model["dimensions"])
        if alone or found is None or found["worst"] is None or found["best"] is None:
            continue
        least, most = found["worst"], found["best"]
        reached = reached_levels(model) if model else None
        hint = say("describe its level in more dimensions, or have fewer levels")
        for tier in tiers_in_order(catalog, id):
            message = (
                say(
                    "no customer has this tier: with every dimension at its lowest it is {tier}",
                    tier=quoted(least["name"]),
                )
                if tier.level < least["level"]
                else say(
                    "no customer has this tier: with every dimension at its best it is {tier}",
                    tier=quoted(most["name"]),
                )
            )
            if not least["level"] <= tier.level <= most["level"]:
                yield Finding(tier, ("level",), message, hint)
            elif reached is not None and tier.level not in reached:
                yield Finding(tier, ("level",), say("no profile of levels has this tier"), hint)


def _more_than_there_are(catalog: Catalog, model: MaturityModel) -> Iterator[Finding]:
    least, count = model.tier_rule.min_known, len(_dimensions(catalog, model))
    if least is not None and count and least > count:
        message = say(
            "{least} dimensions must be known, but there are only {count}", least=least, count=count
        )
        hint = say("write at most {count}, or leave it out for three quarters of them", count=count)
        yield Finding(model, ("tier_rule", "min_known"), message, hint)


def _dimensions(catalog: Catalog, model: MaturityModel) -> list[Dimension]:
    return dimensions_in_order(catalog, id_of(model))


def _in_maturity(
    catalog: Catalog, model: MaturityModel, where: Sequence[str | int], defect: Defect
) -> Finding:
    """Lead a path below a model's rules back to the model, a tier or a dimension."""
    match where:
        case ["tiers", int(index), *inside]:
            return _finding(tiers_in_order(catalog, id_of(model))[index], inside, defect)
        case ["dimensions", int(index), *inside]:
            found = ["questions" if step == "items" else step for step in inside]
            return _finding(_dimensions(catalog, model)[index], found, defect)
        case ["rule", *inside]:
            return _finding(model, ("tier_rule", *inside), defect)
    return _finding(model, where, defect)


def _finding(definition: Definition, loc: Sequence[str | int], defect: Defect) -> Finding:
    place: Loc = tuple(loc)
    return Finding(definition, place, defect.message, defect.hint)
