"""A score, and what rules an account out, as formulas that are split where they are too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import say
from icp_playbook.numbers import Figure
from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.crm.formulas import Formulas, NotHeldError, text_of
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import FitRules
from icp_playbook.scoring.sql.conditions import Conditions
from icp_playbook.scoring.sql.fit import CompiledFit, CompiledLine
from icp_playbook.scoring.sql.tree import Node, as_count, whole
from icp_playbook.scoring.weighing import Weighing, all_weighings

LONGEST = 3900
"""Characters that a formula may have."""
SHOWN = 1300
"""Characters that a formula may give."""
_MOST = 10**15
"""Numbers of a CRM have 18 digits, which have to hold a share of two sums as well."""
_STOPS = ".!?…。！？"
_Name = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Split:
    """A formula, and the formulas of the fields that hold parts of it, by name."""

    formula: str
    parts: dict[str, str]


def score(judged: CompiledFit, conditions: Conditions, formulas: Formulas, name: _Name) -> Split:
    """Return the score as people read it, blank without enough known; raise `NotHeldError`.

    Parts of a formula that is too long go to fields of their own, which `name` names.
    """
    if 200 * max(map(abs, (*judged.gained.span, *judged.of.span))) > _MOST:
        raise NotHeldError(say("points and weights have too many digits"))
    sums = _Sums(judged, conditions, formulas)
    pieces = {"gained": sums.gained(), "of": sums.of(), "known": sums.known()}
    pieces = {piece: [t for t in terms if t != "0"] or ["0"] for piece, terms in pieces.items()}
    written = {piece: " + ".join(terms) for piece, terms in pieces.items()}
    parts: dict[str, str] = {}
    for piece in ("", "gained", "of", "known"):
        if piece:
            written[piece] = _shortened(pieces[piece], " + ", name, parts)
        if len(formula := sums.whole(**written)) <= LONGEST:
            return Split(formula, parts)
    raise _too_long()


def ruled_out(
    judged: CompiledFit, formulas: Formulas, name: _Name
) -> tuple[Split | None, list[tuple[str, NotHeldError]]]:
    """Return the reasons that hold as one text, and the reasons that can't be held."""
    rules = judged.rules["disqualifiers"]
    kept, lost = [], []
    room = max(SHOWN // max(len(rules), 1) - 2, 20)
    for rule, outcome in zip(rules, judged.hit, strict=True):
        why = " ".join(rule["why"].split())
        shown = why if len(why) <= room else f"{why[: room - 1]}…"
        try:
            apart = " " if shown[-1:] in _STOPS else "; "
            part = f'IF({formulas.write(outcome.holds)}, {text_of(shown + apart)}, "")'
            if len(part) > LONGEST:
                raise _too_long()
            kept.append(part)
        except NotHeldError as error:
            lost.append((why, error))
    if not kept:
        return None, lost
    parts: dict[str, str] = {}
    formula = " & ".join(kept)
    if len(formula) > LONGEST:
        formula = _shortened(kept, " & ", name, parts)
    if len(formula) > LONGEST:
        raise _too_long()
    return Split(formula, parts), lost


def _shortened(pieces: Sequence[str], by: str, name: _Name, parts: dict[str, str]) -> str:
    """Return pieces as few fields, whose formulas are put into `parts`."""
    groups: list[list[str]] = []
    for piece in pieces:
        if len(piece) > LONGEST:
            raise _too_long()
        if not groups or len(by.join([*groups[-1], piece])) > LONGEST:
            groups.append([])
        groups[-1].append(piece)
    named = {name(): by.join(group) for group in groups}
    parts |= named
    return by.join(named)


def _too_long() -> NotHeldError:
    return NotHeldError(
        say(
            "its formula has more than {limit} characters, even in parts",
            limit=Figure(str(LONGEST)),
        )
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums that a score is made of, each as the formulas of what is added up."""

    judged: CompiledFit
    conditions: Conditions
    formulas: Formulas

    @property
    def _rules(self) -> FitRules:
        return self.judged.rules

    @property
    def _weighings(self) -> list[Weighing]:
        return all_weighings(self._rules)

    def gained(self) -> list[str]:
        """Return the points times weight."""
        return self._sum(lambda line: line.points, [1] * len(self.judged.lines))

    def of(self) -> list[str]:
        """Return the most that the known criteria could bring; of all of them for raw points."""
        tops = set(self._tops)
        if self._is_even:
            return [f"{tops.pop()} * ({' + '.join(self.known())})"]
        every = self.judged.is_raw
        return self._sum(lambda line: whole(1) if every else as_count(line.known), self._tops)

    def known(self) -> list[str]:
        """Return the weights of what is known."""
        return [
            self._weighed(as_count(line.known), [one.weights[at] for one in self._weighings], 1)
            for at, line in enumerate(self.judged.lines)
        ]

    def whole(self, gained: str, of: str, known: str) -> str:
        """Return the score of its sums."""
        enough = [self.formulas.write(one.known) for one in self._required]
        enough += [*self._covered(known)]
        if not self._is_above_zero:
            enough.append(f"{of} > 0")
        if self.judged.is_raw:
            least = self.judged.gained.span[0] // self.judged.unit
            shift = max(-least, 0) + 1
            points = f"({gained}) / {self.judged.unit}"
            number = f"ROUND({points} + {shift}, 0) - {shift}"
        else:
            number = f"ROUND(100 * MAX(0, {gained}) / ({of}), 0)"
        return f"IF(AND({', '.join(enough)}), {number}, NULL)"

    def _covered(self, known: str) -> Iterator[str]:
        """Yield what has to be known of all weights; never nothing."""
        share = exact_number(self._rules["min_coverage"])
        totals = [one.total for one in self._weighings]
        if not share or not all(totals):
            yield f"{known} > 0"
        if len(set(totals)) == 1:
            yield f"{known} >= {exact_text(self._scaled(totals[0]) * share)}"
        else:
            total = self._by_weights([whole(self._scaled(one)) for one in totals])
            yield f"({known}) * {share.denominator} >= {share.numerator} * {total}"

    @property
    def _required(self) -> list[CompiledLine]:
        return [one for one in self.judged.lines if one.criterion["required"]]

    @property
    def _tops(self) -> list[int]:
        scale = self.judged.scales[0]
        return [int(max(all_points(one)) * scale) for one in self._rules["criteria"]]

    @property
    def _is_even(self) -> bool:
        """Whether every criterion can bring the same points, so that weights tell the most."""
        weights = [w for one in self._weighings for w in one.weights]
        tops = set(self._tops)
        if self.judged.is_raw or self._rules.get("groups") or len(tops) != 1:
            return False
        return min(tops) > 0 and min(weights) >= 0

    @property
    def _is_above_zero(self) -> bool:
        """Whether the most that is known can bring is above 0 wherever enough weight is known."""
        caps = [exact_number(one["most"]) for one in self._rules.get("groups", [])]
        weights = [w for one in self._weighings for w in one.weights]
        are_above = all(one > 0 for one in self._tops) and all(one > 0 for one in caps)
        return not self.judged.is_raw and are_above and all(one >= 0 for one in weights)

    def _scaled(self, weight: Fraction) -> int:
        return int(weight * self.judged.scales[1])

    def _sum(self, value_of: Callable[[CompiledLine], Node], times: Sequence[int]) -> list[str]:
        """Return values times weight, line by line; a group counts no more than its cap."""
        alone: list[str] = []
        groups: dict[str, list[str]] = {}
        for at, line in enumerate(self.judged.lines):
            weights = [one.weights[at] for one in self._weighings]
            term = self._weighed(value_of(line), weights, times[at])
            term = f"({term})" if term.startswith("-") else term
            into = line.criterion.get("group")
            (alone if into is None else groups.setdefault(into, [])).append(term)
        caps = {one["id"]: exact_number(one["most"]) for one in self._rules.get("groups", [])}
        for group, terms in groups.items():
            added = " + ".join(terms)
            cap = caps.get(group)
            most = None if cap is None else int(cap * self.judged.unit)
            alone.append(f"({added})" if most is None else f"MIN({added}, {most})")
        return alone

    def _weighed(self, value: Node, weights: Sequence[Fraction], times: int) -> str:
        scaled = [self._scaled(one) * times for one in weights]
        if len(set(scaled)) == 1:
            return self.formulas.weighted(value, scaled[0])
        return f"{self.formulas.write(value)} * {self._by_weights(list(map(whole, scaled)))}"

    def _by_weights(self, values: Sequence[Node]) -> str:
        """Return the value by the weights that count: the first whose condition holds."""
        *others, usual = map(self.formulas.write, values)
        written = usual
        whens = [one["when"] for one in self._rules.get("other_weights", [])]
        for when, value in reversed(list(zip(whens, others, strict=True))):
            holds = self.formulas.write(self.conditions.outcome(when).holds)
            written = f"IF({holds}, {value}, {written})"
        return written
