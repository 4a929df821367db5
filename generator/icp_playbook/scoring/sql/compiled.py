"""The whole rules document as one SELECT over the columns of answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from icp_playbook.scoring.rules import AbilityRules, CellRules, Rules
from icp_playbook.scoring.sql import motivation
from icp_playbook.scoring.sql.ability import AbilityCompiler, CompiledAbility
from icp_playbook.scoring.sql.asking import find_out
from icp_playbook.scoring.sql.conditions import Conditions
from icp_playbook.scoring.sql.fit import CompiledFit, FitCompiler
from icp_playbook.scoring.sql.inputs import SEGMENT, TIER, TIER_REASON, Input, inputs_of, parsed
from icp_playbook.scoring.sql.names import model_prefix, score_prefix
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.segments import Ranked
from icp_playbook.scoring.sql.spelling import Dialect
from icp_playbook.scoring.sql.texts import joined, listed
from icp_playbook.scoring.sql.told import reasons
from icp_playbook.scoring.sql.tree import (
    NULL_TEXT,
    NULL_WHOLE,
    Node,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    negated,
    some,
    text,
    whole,
)

STATUSES = ("disqualified", "scored", "not-enough-known")
_OPEN = 2


@dataclass(frozen=True, slots=True)
class Compiled:
    """Rules as expressions: the inputs they read, and each output by the name of its column."""

    inputs: tuple[Input, ...]
    outputs: Mapping[str, Node]
    program: Program

    unjudged: Node
    """1 for an account of which too little is known to name a segment."""
    is_ordered: bool = True
    """Whether `find_out` is in the order of `assess`, else in that of the questions."""

    @property
    def used(self) -> list[Input]:
        """Return the inputs that any output depends on."""
        names = self.program.layers(list(self.outputs.values()))[0]
        return [one for one in self.inputs if one.column in names]

    def statement(self, dialect: Dialect, source: str, kept: Sequence[str] = ()) -> str:
        """Return the SELECT over a table whose columns are text."""
        written = {one.column: dialect.write(parsed(one)) for one in self.inputs}
        return self.program.statement(self.outputs, dialect, source, kept, written)


def compile_scoring(
    rules: Rules, version: str = "", given: Collection[tuple[str, ...]] | None = None
) -> Compiled:
    """Return the rules as SQL gives their answers; they must have no defects.

    `given` are the paths of the questions that a table of read answers has, with no blanks around
    texts; without it every question has a column of cells.

    Raise `TooLargeError` when points and weights add up to more digits than engines hold.
    """
    compiler = _Compiler(rules, given)
    outputs = dict(compiler.outputs())
    if version:
        outputs["rules"] = text(version)
    return Compiled(
        tuple(compiler.inputs), outputs, compiler.program, compiler.unjudged, compiler.is_ordered
    )


@dataclass
class _Compiler:
    rules: Rules
    given: Collection[tuple[str, ...]] | None = None
    program: Program = field(default_factory=Program)
    unjudged: Node = field(default=whole(0))
    is_ordered: bool = True

    def __post_init__(self) -> None:
        self.inputs = inputs_of(self.rules, self.given)
        self._by_path = {one.path: one for one in self.inputs}
        attributes = {one.path[1]: one for one in self.inputs if one.path[0] == "attributes"}
        are_read = self.given is not None
        self._conditions = Conditions(self.program, attributes, are_read=are_read)
        self._fit = FitCompiler(self.program, attributes, self._conditions)

    def outputs(self) -> Iterator[tuple[str, Node]]:
        about: Node = NULL_WHOLE
        if self.rules["segments"]:
            judged = [self._fit.judged(one) for one in self.rules["segments"]]
            ranked = Ranked(self.program, self.rules["segments"], judged, self._answer(SEGMENT))
            about = ranked.about
            yield from self._of_segments(ranked, judged)
        for score in self.rules["scores"]:
            yield from _of_one(score_prefix(score["id"]), self._fit.judged(score))
        if self.rules["flags"]:
            whens = [
                (self._conditions.outcome(f["when"]).holds, f["id"]) for f in self.rules["flags"]
            ]
            yield "flags", listed(whens)
        verdict = self._verdict()
        if verdict is not None:
            yield "verdict", _named(verdict, motivation.VERDICTS)
        main, model = self._ability(self.rules["maturity"]), self.rules["maturity"]
        if main and model:
            yield from _of_model("", model, main)
        for further in self.rules["further"]:
            own = self._ability(further["ability"])
            if own:
                yield from _of_model(model_prefix(further["id"]), further["ability"], own)
        if verdict is not None and main and model and model["rule"]["kind"] != "none":
            place = self.program.define(self._cell(verdict, main.tier, model, about))
            yield from self._stance(verdict, main.tier, place)

    def _of_segments(
        self, ranked: Ranked, judged: Sequence[CompiledFit]
    ) -> Iterator[tuple[str, Node]]:
        ids = [one["id"] for one in self.rules["segments"]]
        about = ranked.about
        define = self.program.define
        parts = [dict(_of_one("", one)) for one in judged]

        def of_about(name: str, none: Node) -> Node:
            whens = [(is_one_of(about, [at]), part[name]) for at, part in enumerate(parts)]
            return chosen(whens, none)

        open_ = some(compare(_status(one), "=", whole(_OPEN)) for one in judged)
        self.unjudged = define(as_count(every([negated(is_known(about)), open_])))
        nothing = chosen(
            [(compare(self.unjudged, "=", whole(1)), text("not-enough-known"))], text("no-match")
        )
        yield "segment", _named(about, ids)
        yield "fit", of_about("fit", nothing)
        yield "score", of_about("score", NULL_WHOLE)
        yield "score_part", of_about("score_part", NULL_WHOLE)
        yield "score_whole", of_about("score_whole", NULL_WHOLE)
        yield "band", of_about("band", NULL_TEXT)
        yield "best", _named(ranked.best, ids)
        yield "runner_up", _named(ranked.runner_up, ids)
        yield "avoid_first", _named(ranked.avoid_first, ids)
        yield "ruled_out_by", of_about("ruled_out_by", NULL_TEXT)
        yield "exception", of_about("exception", NULL_TEXT)
        attributes = self.rules["attributes"]
        asked = find_out(
            self.program,
            self._conditions,
            self._fit,
            judged,
            self.rules["segments"],
            attributes,
            ranked.chosen,
        )
        self.is_ordered = asked.is_ordered
        yield "find_out", asked.node
        named = {one["id"]: one for one in attributes}
        because = [(is_one_of(about, [at]), reasons(one, named)) for at, one in enumerate(judged)]
        yield "reasons", chosen(because, NULL_TEXT)

    def _verdict(self) -> Node | None:
        asked = self.rules["qualification"]
        if asked is None or not asked["criteria"]:
            return None
        return motivation.verdict(self.program, asked, self._by_path)

    def _ability(self, model: AbilityRules | None) -> CompiledAbility | None:
        if model is None or not model["dimensions"]:
            return None
        judged = AbilityCompiler(self.program, model, self._by_path).judged()
        return replace(judged, tier=self.program.define(self._set_by_hand(model, judged.tier)))

    def _set_by_hand(self, model: AbilityRules, tier: Node) -> Node:
        """Return the tier that somebody set with a reason, else the computed one."""
        main, reason = self.rules["maturity"], self._answer(TIER_REASON)
        levels = [one["level"] for one in main["tiers"] if one in model["tiers"]] if main else []
        level = self._answer(TIER)
        is_set = every([is_known(reason), is_one_of(level, levels)])
        return chosen([(is_set, level)], tier)

    def _answer(self, path: tuple[str, ...]) -> Node:
        """Return the column of a question, null where these rules do not ask it."""
        return self._by_path[path].ref if path in self._by_path else NULL_WHOLE

    def _cell(self, verdict: Node, tier: Node, model: AbilityRules, about: Node) -> Node:
        """Return the place of the cell: that of the segment, or else the one for all."""
        levels = {one["id"]: one["level"] for one in model["tiers"]}
        ids = {one["id"]: at for at, one in enumerate(self.rules["segments"])}
        last: dict[tuple[str, str, str | None], int] = {}
        for at, cell in enumerate(self.rules["grid"]):
            last[cell["verdict"], cell["tier"], cell.get("segment")] = at
        own, general = list[tuple[Node, Node]](), list[tuple[Node, Node]]()
        for (said, level, segment), at in last.items():
            truths = [
                is_one_of(verdict, [motivation.VERDICTS.index(said)]),
                is_one_of(tier, [levels[level]]),
            ]
            if segment is None:
                general.append((every(truths), whole(at)))
            elif segment in ids:
                own.append((every([*truths, is_one_of(about, [ids[segment]])]), whole(at)))
        return chosen([*own, *general], NULL_WHOLE)

    def _stance(self, verdict: Node, tier: Node, place: Node) -> Iterator[tuple[str, Node]]:
        cells: list[CellRules] = self.rules["grid"]
        status = [
            (every([is_known(verdict), is_known(tier), is_known(place)]), text("decided")),
            (every([is_known(verdict), is_known(tier)]), text("undecided")),
            (is_known(verdict), text("find-out-maturity")),
        ]
        yield "stance_status", chosen(status, text("nothing-known"))
        yield "stance", _named(place, [cell["text"] for cell in cells])


def _status(judged: CompiledFit) -> Node:
    """Return the place of the status in `STATUSES`."""
    whens = [(judged.disqualified, whole(0)), (judged.enough_known, whole(1))]
    return chosen(whens, whole(_OPEN))


def _of_one(prefix: str, judged: CompiledFit) -> Iterator[tuple[str, Node]]:
    """Yield what one set of rules gives; numbers are null while there is no score."""
    known = judged.known
    part, of = judged.score
    yield f"{prefix}fit", _named(_status(judged), STATUSES)
    yield f"{prefix}score", chosen([(known, judged.shown)], NULL_WHOLE)
    yield f"{prefix}score_part", chosen([(known, part)], NULL_WHOLE)
    yield f"{prefix}score_whole", chosen([(known, of)], NULL_WHOLE)
    yield f"{prefix}band", _named(judged.band, [band["name"] for band in judged.rules["bands"]])
    rules = judged.rules["disqualifiers"]
    hit = [(outcome.holds, rule["why"]) for outcome, rule in zip(judged.hit, rules, strict=True)]
    yield f"{prefix}ruled_out_by", listed(hit)
    never = some(
        o.holds for o, r in zip(judged.hit, rules, strict=True) if r["exception"] == "never"
    )
    exceptions = [(never, text("never")), (judged.disqualified, text("ask"))]
    yield f"{prefix}exception", chosen(exceptions, NULL_TEXT)


def _of_model(
    prefix: str, model: AbilityRules, judged: CompiledAbility
) -> Iterator[tuple[str, Node]]:
    if model["rule"]["kind"] == "none":
        parts = []
        for at, one in enumerate(judged.readings):
            levels = sorted(level["level"] for level in model["levels"])
            shown = [(compare(one.worst, "=", whole(n)), text(str(n))) for n in levels]
            shown = [(every([one.is_level_known, truth]), n) for truth, n in shown]
            parts += [text("-")] if at else []
            parts.append(chosen(shown, text("?")))
        yield f"{prefix}levels", joined(parts)
        return
    tiers = {one["level"]: one["id"] for one in reversed(model["tiers"])}
    whens = [(is_one_of(judged.tier, [level]), text(name)) for level, name in tiers.items()]
    yield f"{prefix}tier", chosen(whens, NULL_TEXT)
    yield f"{prefix}capped_by", listed(judged.capped)


def _named(place: Node, names: Sequence[str]) -> Node:
    """Return the name at a place, null where there is none."""
    return chosen(
        [(is_one_of(place, [at]), text(name)) for at, name in enumerate(names)], NULL_TEXT
    )
