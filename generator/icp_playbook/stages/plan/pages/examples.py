"""Examples: each as a filled assessment, and a good one beside a bad one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.model.maturity import Dimension, MaturityModel
from icp_playbook.model.text import said
from icp_playbook.project import Site
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.defects import find_defects
from icp_playbook.scoring.document import AssessmentDocument, document, is_assessable
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.link import link_of
from icp_playbook.scoring.outcome import Outcome, outcome_of
from icp_playbook.scoring.results import Assessment, ProfileRow, Row
from icp_playbook.stages.plan.pages import KindPages, View, current
from icp_playbook.stages.plan.pages.readiness import heat_maps
from icp_playbook.stages.plan.pictures.heat_map import HeatMap
from icp_playbook.stages.plan.pictures.maturity_profile import (
    DotPicture,
    ProfilePicture,
    ShownLevel,
    draw_profile,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """An example as it is assessed: the result, in a few names too, and where it opens."""

    document: AssessmentDocument
    result: Assessment
    """Without the scores and further models that nothing is known of: its page tells what is."""
    outcome: Outcome
    link: str
    """The page "Assess an account" with these answers."""


def show_examples(catalog: Catalog, site: Site) -> Callable[[Any], View]:
    """Return what gives the filled assessment of an example."""
    found = _assessed(catalog, site)

    def show(one: Any) -> View:
        filled = found.get(one.id)
        return {
            "filled": filled,
            "profile": _profile(catalog, site, filled),
            "heat": _heat_maps(catalog, site, filled),
        }

    return show


def _profile(
    catalog: Catalog, site: Site, filled: Filled | None
) -> ProfilePicture | DotPicture | None:
    """Return the picture of an account's maturity, if something is known of it."""
    model, ability = catalog.one(MaturityModel), filled.result["ability"] if filled else None
    if model is None or ability is None:
        return None
    found = [(row, catalog.get(Dimension, row["dimension"])) for row in ability["profile"]]
    readings = [
        ShownLevel(
            one,
            said(one.name, site.language),
            row["level"],
            row["worst"],
            row["best"],
            next((level.label for level in one.levels if level.level == row["level"]), None),
        )
        for row, one in found
    ]
    return draw_profile(readings, sorted(int(level.level) for level in model.levels))


def _heat_maps(
    catalog: Catalog, site: Site, filled: Filled | None
) -> tuple[HeatMap | None, HeatMap | None]:
    """Return where the account stands among the levels, wide and narrow."""
    model, ability = catalog.one(MaturityModel), filled.result["ability"] if filled else None
    if model is None or ability is None:
        return None, None
    here = {row["dimension"]: row["level"] for row in ability["profile"]}
    return heat_maps(catalog, site, model, here)


def list_examples(catalog: Catalog, site: Site) -> View:
    """Return good and bad ones, each with its assessment."""
    assessed = _assessed(catalog, site)
    found = [(one, assessed.get(one.id)) for one in current(catalog, Example)]
    return {
        "good": [(one, filled) for one, filled in found if one.good],
        "bad": [(one, filled) for one, filled in found if not one.good],
    }


def filled_examples(catalog: Catalog, site: Site) -> list[tuple[Example, Filled]]:
    """Return an example of each fit, good ones first, to be opened in the assessment."""
    assessed = _assessed(catalog, site)
    found = sorted(current(catalog, Example), key=lambda one: not one.good)
    filled = [(one, assessed[one.id]) for one in found if one.id in assessed]
    by_fit = {one[1].outcome.fit: one for one in reversed(filled)}
    return [one for one in filled if by_fit[one[1].outcome.fit] is one]


@lru_cache(maxsize=1)
def _assessed(catalog: Catalog, site: Site) -> Mapping[str, Filled]:
    """Return the examples by id, or none where there is nothing to assess by.

    Their pages, their list and the page "Assess an account" show the same: it is made once.
    """
    if not is_assessable(catalog):
        return {}
    assessed = document(catalog, site.language)
    rules = assessed["rules"]
    if find_defects(rules):
        return {}
    found = {}
    for one in catalog.all(Example):
        answers = spoken(rules, answers_of(one, assessed["renamed"]))
        result = assess(rules, answers)
        link = f"page:assess#{link_of(assessed, answers, said(one.name, site.language))}"
        found[one.id] = Filled(assessed, _known(result), outcome_of(rules, result), link)
    return found


def _known(result: Assessment) -> Assessment:
    """Return a result without the scores and further models that nothing is known of."""
    scores, further = result["scores"], result["further"]
    answered = [one for one in scores if any(map(_is_answered, one["table"]))]
    seen = [one for one in further if any(map(_is_seen, one["ability"]["profile"]))]
    return {**result, "scores": answered, "further": seen}


def _is_answered(row: Row) -> bool:
    return any(value is not None for value in row["values"])


def _is_seen(row: ProfileRow) -> bool:
    return row["level"] is not None or row["answered"] > 0


def _good_first(catalog: Catalog) -> Iterator[tuple[str, str, list[Example]]]:
    """Yield the headings of the list, the good ones first; retired ones stand under none."""
    found = current(catalog, Example)
    yield say("Good ones, and why"), "s-good", [one for one in found if one.good]
    yield say("Bad ones, and why"), "s-bad", [one for one in found if not one.good]


PAGES = (KindPages(Example, sited=show_examples, sited_index=list_examples, order=_good_first),)
