"""Which option of a question is true, read from the catalog alone, without `learning`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from icp_playbook.learning import Question
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.maturity import Dimension
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.scoring import Rules, assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.current import readers
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.renamed import renamed


class Truth:
    """Tells what is true by a catalog, in one language."""

    def __init__(self, catalog: Catalog, rules: Rules, language: str) -> None:
        self.catalog, self.rules = catalog, rules
        self.line, self.prose = readers(catalog, language)

    def of(self, question: Question) -> list[bool]:
        """Return for each option whether it is true."""
        judge: Callable[[Question, str, str], bool] = getattr(self, f"_{question.kind}")
        return [judge(question, one.means, " ".join(one.lines)) for one in question.options]

    def said(self, question: Question) -> list[str | None]:
        """Return for each option the title of what it stands for, where it names a definition."""
        if question.kind not in ("tier", "play", "decider", "problem"):
            return [None for _ in question.options]
        return [self.line(self._at(one.means).title) for one in question.options]

    def _customer(self, _question: Question, means: str, _: str) -> bool:
        return bool(customers(self.rules, json.loads(means)))

    def _tier(self, question: Question, means: str, _: str) -> bool:
        about, tier = self._at(question.place), self._at(means)
        if isinstance(about, Dimension):
            seen = [one for one in about.levels if self.prose(one.descriptor) == question.told[0]]
            return tier.model == about.model and tier.level in [one.level for one in seen]
        answers = spoken(self.rules, answers_of(about, renamed(self.catalog)))
        ability: Any = assess(self.rules, answers)["ability"]
        return bool(ability["tier"]["id"] == tier.id)

    def _play(self, question: Question, means: str, _: str) -> bool:
        asked, play = self._at(question.place), self._at(means)
        assert isinstance(asked, Play)
        trigger = play.trigger
        noticed = trigger and self.prose(trigger.signal) == question.told[0]
        same_risk = asked.risk is not None and asked.risk == play.risk
        tiers = not asked.tiers or not play.tiers or {*asked.tiers} & {*play.tiers}
        segments = not asked.segments or not play.segments or {*asked.segments} & {*play.segments}
        return bool((noticed or same_risk) and tiers and segments)

    def _word(self, question: Question, means: str, shown: str) -> bool:
        glossary = self.catalog.one(Glossary)
        assert glossary is not None
        assert means == shown
        avoided = {self.line(one.word): term for term in glossary.terms for one in term.avoid}
        term = avoided.get(shown)
        assert term is None or self.prose(term.definition) == question.told[0]
        return term is not None

    def _decider(self, question: Question, means: str, _: str) -> bool:
        segment, role = question.about.split("|")
        segment = self.catalog.aliases.get(segment, segment)
        return segment[len("segment:") :] in self._at(means).segments and (
            role in self._at(means).buying_roles
        )

    def _problem(self, question: Question, means: str, _: str) -> bool:
        one = self._at(means)
        own = (
            one.frustrations if isinstance(one, Persona) else [c.challenge for c in one.challenges]
        )
        return question.told[0] in map(self.prose, own)

    def _objection(self, question: Question, _: str, shown: str) -> bool:
        return shown in [
            self.prose(one.answer)
            for persona in self.catalog.all(Persona)
            for one in persona.objections
            if self.prose(one.says) == question.told[0]
        ]

    def _answer(self, question: Question, _: str, shown: str) -> bool:
        company = self.catalog.one(Company)
        text = self.prose(getattr(company and company.four_answers, question.about))
        return text == (question.told[0].replace("____", shown) if question.told else shown)

    def _at(self, ref: str) -> Any:
        found: Definition = self.catalog.targets[ref].definition
        return found


def customers(rules: Rules, attributes: dict[str, str]) -> list[str]:
    """Return the segments that are served and have an account in their highest band."""
    result = assess(rules, {"attributes": attributes})
    fit = result["fit"]
    assert fit is not None
    assert not result["notes"], result["notes"]
    if any(one["stops"] for one in result["scores"]):
        return []
    found = []
    for one, judged in zip(rules["segments"], fit["segments"], strict=True):
        is_top = judged["band"] == len(one["bands"]) - 1 if one["bands"] else True
        if one["focus"] != "avoid" and judged["status"] == "scored" and is_top:
            found.append(one["id"])
    if found:
        assert (fit["best"], fit["avoid_first"]) == (found[0], None) or len(found) > 1
    return found
