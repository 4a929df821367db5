"""A playbook of any size: the same number of definitions always gives the same files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.core import DEPARTMENTS, NUMBERS, QUESTIONS, STAGES, TIERS, Data, core, strategy
from bench.words import line, number, pick, prose, sentence, sentences

GENERAL_PLAYS = 12
"""So many plays are for every segment, in a company of any size."""

_SHARES = {
    "segment": 0.05, "value-proposition": 0.06, "persona": 0.15, "insight": 0.12, "outcome": 0.08,
    "best-practice": 0.08, "strategy": 0.04, "exception": 0.03, "onboarding": 0.01,
}  # fmt: skip
"""How the definitions spread over the kinds; the rest are plays."""


def write_company(root: Path, definitions: int, mkdocs_yml: Path) -> int:
    """Write a playbook of so many definitions, at least 40, to `root`; return its bytes of YAML."""
    files = core()
    company = _Company(definitions - len(files))
    for name, (folder, make) in company.kinds().items():
        for index in range(company.counts[name]):
            files[f"{folder}/{company.id(name, index)}.yml"] = make(index)
    size = 0
    for path, data in files.items():
        text = as_yaml(data)
        size += len(text.encode())
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    pages = root / "content/pages"
    pages.mkdir(parents=True)
    (pages / "how-to.md").write_text(
        f"# How to\n\n{prose('page', 5)}\n\nSee [[tier:low]].\n", "utf-8"
    )
    # One language: the peers make one, too.
    text = re.sub(r"(  - icp):\n(?:      .*\n)+", r"\1\n", mkdocs_yml.read_text("utf-8"))
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return size


def as_yaml(data: Data) -> str:
    """Return a definition as its file says it."""
    return str(yaml.dump(data, Dumper=_NoAnchors, sort_keys=False, allow_unicode=True, width=110))


class _Company:
    """Who refers to whom: `i` is the place of a definition in its kind; all are referred to."""

    def __init__(self, definitions: int) -> None:
        self.counts = {name: max(1, int(definitions * share)) for name, share in _SHARES.items()}
        self.counts["play"] = definitions - sum(self.counts.values())

    def kinds(self) -> dict[str, tuple[str, Callable[[int], Data]]]:
        """Return the folder of each kind, and what makes its definitions."""
        return {
            "segment": ("content/segments", self._segment),
            "value-proposition": ("content/value_propositions", self._value_proposition),
            "persona": ("content/personas", self._persona),
            "insight": ("content/research/insights", self._insight),
            "outcome": ("content/outcomes", self._outcome),
            "best-practice": ("content/best_practices", self._best_practice),
            "strategy": ("playbooks/strategies", self._strategy),
            "exception": ("playbooks/exceptions", self._exception),
            "onboarding": ("playbooks/onboarding", self._onboarding),
            "play": ("playbooks/plays", self._play),
        }

    def id(self, kind: str, index: int) -> str:
        """Return the id of the definition at `index`, counted around."""
        return f"{kind}-{index % self.counts[kind]:05}"

    def _two(self, kind: str, one: int, other: int) -> list[str]:
        """Return the ids at two places; one, where a small company has the same at both."""
        return list(dict.fromkeys([self.id(kind, one), self.id(kind, other)]))

    def _own(self, key: str, i: int) -> Data:
        """Return what every definition says about itself."""
        return {
            "owner": pick(f"{key}-owner", DEPARTMENTS),
            "departments": [DEPARTMENTS[i % 5], DEPARTMENTS[(i + 1 + i // 5 % 4) % 5]],
            "confidence": "researched",
            "sources": [self.id("insight", i)],
            "reviewed": f"2026-{1 + i % 3:02}-{1 + i % 28:02}",
            "review_note": sentence(f"{key}-note"),
        }

    def _segment(self, i: int) -> Data:
        key, vp = f"segment-{i}", f"value-proposition:{self.id('value-proposition', i)}"
        bands = [
            {"to": 50, "points": 1},
            {"from": 50, "to": 500, "points": 5},
            {"from": 500, "points": 2},
        ]
        criteria: list[Data] = [
            {"attribute": name, "weight": 3, "required": name == "employees",
             "why": sentence(f"{key}-{name}"), "bands": bands}
            for name in NUMBERS
        ]  # fmt: skip
        criteria.append(
            {
                "attribute": "storefront",
                "weight": 2,
                "options": {"hosted": 5, "custom": 3, "none": 0},
            }
        )
        boxes = ("market", "channel", "product", "model")
        return {
            "name": f"{line(key)} ({i})",
            **self._own(key, i),
            "definition": prose(f"{key}-definition", 1),
            "focus": "beachhead" if i == 0 else pick(key, ("focus", "develop", "maintain")),
            "why_they_matter": prose(f"{key}-why", 3, vp),
            "challenges": [
                {"challenge": sentence(f"{key}-c{n}"),
                 "how_we_help": prose(f"{key}-h{n}", 2, vp)} for n in range(4)
            ],
            "triggers": sentences(f"{key}-trigger", 4),
            "decision_process": prose(f"{key}-process", 3),
            "vocabulary": [line(f"{key}-word-{n}") for n in range(4)],
            "fit": {
                "criteria": criteria,
                "disqualifiers": [{"when": {"attribute": "employees", "below": 5},
                                   "why": sentence(f"{key}-no")}],
            },
            "business_model": {
                **{box: {"description": prose(f"{key}-{box}", 2)} for box in boxes},
                "arrows": [{"from": "market", "to": box,
                            "why": sentence(f"{key}-to-{box}")} for box in boxes[1:]],
                "judgements": [
                    {"between": [box, "model"], "judgement": "strong",
                     "evidence": sentence(f"{key}-j-{box}")}
                    for box in boxes[:3]
                ],
                "economics": {
                    "currency": "EUR", "acv": 5000 + i, "gross_margin": 70, "yearly_churn": 9,
                    "cac": 4000 + i,
                },
            },
        }  # fmt: skip

    def _value_proposition(self, i: int) -> Data:
        key = f"vp-{i}"
        persona = f"persona:{self.id('persona', i)}"
        personas = self._two("persona", i, i + self.counts["segment"])
        return {
            "name": line(key),
            **self._own(key, i),
            "segment": self.id("segment", i),
            "personas": personas,
            "problem": {
                "statement": prose(f"{key}-problem", 2),
                "severity": "high",
                "evidence": sentence(f"{key}-e"),
            },
            "added_value": {
                "statement": prose(f"{key}-value", 2),
                "quantified": sentence(f"{key}-q"),
            },
            "moat": {"statement": prose(f"{key}-moat", 2), "proof": sentence(f"{key}-p")},
            "pains": [{"id": f"pain-{n}", "pain": sentence(f"{key}-pain-{n}")} for n in range(4)],
            "relievers": [
                {"pain": f"pain-{n}", "how": prose(f"{key}-how-{n}", 1, persona)} for n in range(4)
            ],
            "gains": sentences(f"{key}-gain", 3),
            "messages": [
                {"persona": one, "message": prose(f"{key}-to-{one}", 2)} for one in personas
            ],
        }

    def _persona(self, i: int) -> Data:
        key, segments = f"persona-{i}", self.counts["segment"]
        traits = ("rationale", "inertia", "value_over_price", "switching_cost")
        return {
            "name": f"{line(key)} ({i})",
            **self._own(key, i),
            "side": ("decision", "use", "both")[i // segments % 3],
            "segments": self._two("segment", i, i * 7 + 3),
            "titles": [line(f"{key}-title")],
            "buying_roles": ["champion", "user"],
            "job_to_be_done": prose(f"{key}-job", 2),
            "responsibilities": sentences(f"{key}-r", 3),
            "goals": sentences(f"{key}-goal", 2),
            "motivations": sentences(f"{key}-m", 3),
            "frustrations": sentences(f"{key}-f", 3),
            "scenarios": [
                {
                    "stage": STAGES[(i + n) % 7],
                    "situation": sentence(f"{key}-s{n}"),
                    "need": sentence(f"{key}-n{n}"),
                }
                for n in range(2)
            ],
            "decision_mindset": {
                trait: {
                    "trait": sentence(f"{key}-{trait}"),
                    "our_answer": prose(f"{key}-{trait}", 1),
                }
                for trait in traits
            },
            "objections": [
                {"says": sentence(f"{key}-o{n}"), "answer": prose(f"{key}-a{n}")} for n in range(2)
            ],
            "works_with": [self.id("persona", i + 1)],
        }

    def _insight(self, i: int) -> Data:
        key = f"insight-{i}"
        counts = [9 - n for n in range(4)]
        return {
            "name": line(key),
            **self._own(key, i) | {"sources": []},
            "question": QUESTIONS[i % 6],
            "segments": [self.id("segment", i)],
            "finding": prose(f"{key}-finding", 2),
            "answers": [{"answer": sentence(f"{key}-a{n}"), "count": count}
                        for n, count in enumerate(counts)],
            "quotes": [{"text": sentence(f"{key}-q{n}"),
                        "role": line(f"{key}-q{n}")} for n in range(2)],
            "sample": {
                "n": 12, "wins": 7, "losses": 5, "from": "2026-01-05", "to": "2026-03-31",
                "method": "interviews",
            },
            "changes": [f"segment:{self.id('segment', i)}", f"persona:{self.id('persona', i)}"],
        }  # fmt: skip

    def _outcome(self, i: int) -> Data:
        key = f"outcome-{i}"
        texts = ("outcome", "baseline", "success_criteria", "business_impact", "timeline")
        return {
            "name": line(key),
            **self._own(key, i),
            "segments": [self.id("segment", i)],
            **{text: prose(f"{key}-{text}", 2) for text in texts},
            "metric": {
                "name": line(f"{key}-metric"),
                "formula": line(f"{key}-formula"),
                "better": "up",
            },
            "indicator": "leading",
            "behaviours": sentences(f"{key}-b", 2),
        }

    def _best_practice(self, i: int) -> Data:
        key = f"practice-{i}"
        return {
            "name": line(key),
            **self._own(key, i),
            "solves": [f"{self.id('value-proposition', i)}#pain-{i % 4}"],
            "tiers": [TIERS[1 + i % 3]],
            "steps": sentences(f"{key}-step", 4, f"outcome:{self.id('outcome', i)}"),
            "behaviours_to_watch": [
                {"behaviour": sentence(f"{key}-b"), "outcome": self.id("outcome", i)}
            ],
            "value_event": prose(f"{key}-event", 1),
            "mistakes": sentences(f"{key}-mistake", 3),
        }

    def _strategy(self, i: int) -> Data:
        return strategy(
            f"strategy-{i}", TIERS[1 + i // self.counts["segment"] % 3], self.id("segment", i)
        )

    def _exception(self, i: int) -> Data:
        key = f"exception-{i}"
        return {
            "account": f"Heron {i}",
            **self._own(key, i),
            "segment": self.id("segment", i),
            "tier": TIERS[i % 2],
            "failed_criteria": [line(f"{key}-failed")],
            "category": "strategic-logo",
            "reason": prose(f"{key}-reason", 2),
            "approved_by": "founders",
            "limits": {
                "effort": sentence(key),
                "features_not_promised": [line(key)],
                "price": sentence(f"{key}-price"),
            },
            "review_on": "2027-01-31",
            "ends_when": sentence(f"{key}-end"),
            "lesson": prose(f"{key}-lesson", 2),
        }

    def _onboarding(self, i: int) -> Data:
        key = f"onboarding-{i}"
        modules = [
            {
                "title": line(f"{key}-{n}"),
                "objective": sentence(f"{key}-{n}"),
                "read": [
                    f"play:{self.id('play', i * 31 + n)}",
                    f"persona:{self.id('persona', i * 17 + n)}",
                ],
                "do": sentences(f"{key}-do-{n}", 2),
                "check": [
                    {
                        "question": line(f"{key}-ask-{n}"),
                        "answer": f"segment:{self.id('segment', i + n)}",
                    }
                ],
                "done_when": sentence(f"{key}-done-{n}"),
            }
            for n in range(4)
        ]
        return {
            "name": line(key),
            **self._own(key, i),
            "department": DEPARTMENTS[i % 5],
            "modules": modules,
        }

    def _play(self, i: int) -> Data:
        key = f"play-{i}"
        general = i < GENERAL_PLAYS
        kind = ("risk", "lifecycle", "opportunity")[i % 3]
        next_play = f"play:{self.id('play', i + 1)}"
        return {
            "situation": f"{line(key)} ({i})",
            **self._own(key, i),
            "stage": STAGES[i % 7],
            "type": kind,
            **({"risk": f"risk-{i % max(6, self.counts['play'] // 12)}"} if kind == "risk" else {}),
            "trigger": {
                "signal": prose(f"{key}-signal", 1),
                "condition": sentence(f"{key}-condition"),
            },
            "tiers": [TIERS[i % 4]] if i % 2 else [TIERS[i // 2 % 4], TIERS[(i // 2 + 1) % 4]],
            "segments": [] if general else self._two("segment", i, i + (1 if i % 3 else 0)),
            "personas": self._two("persona", i, i * 5 + 1),
            "objective": prose(f"{key}-objective", 1),
            "run_by": DEPARTMENTS[i % 5],
            "steps": [
                {
                    "do": prose(f"{key}-do-{n}", 1, next_play),
                    "who": "Account executive",
                    "when": f"Day {n + 1}",
                }
                for n in range(3 + number(key, 3))
            ],
            "talk_track": prose(f"{key}-talk", 2),
            "exit": sentence(f"{key}-exit"),
            "success_metric": self.id("outcome", i),
        }


class _NoAnchors(yaml.CSafeDumper):
    """Writes every value out, as people do."""

    def ignore_aliases(self, data: object) -> bool:
        return True


if __name__ == "__main__":
    write_company(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
