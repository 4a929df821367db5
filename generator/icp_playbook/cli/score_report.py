"""`icp score --report`: what a CRM adds up to, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.engines.duckdb_picture import AccountsAlike, Move, Picture
from icp_playbook.messages import Language, Sentence, say
from icp_playbook.numbers import Figure
from icp_playbook.project import template_folders
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.stages.render.report import draw_report

_FITS = {
    "scored": say("scored"),
    "disqualified": say("disqualified"),
    "not-enough-known": say("not enough known"),
    "no-match": say("no match"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """How many accounts, and which share of all they are: also as a whole number of percent."""

    count: int
    share: str
    percent: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of what some accounts have in common, with how many they are."""

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[Sequence[str], Amount]]


def page_of(
    picture: Picture, assessed: AssessmentDocument, reader: Language, root: Path, source: str,
    against: str = "", moves: Sequence[Move] = (), is_preview: bool = False,
) -> str:  # fmt: skip
    """Return the page; names of the CRM's accounts are not in it.

    `moves` are what accounts do that stood elsewhere by the rules of `against`.
    """
    counted = _Counted(assessed, reader, picture.accounts)
    return draw_report(
        "score.html",
        template_folders(root),
        reader,
        is_followed=is_preview,
        source=source,
        accounts=picture.accounts,
        letters=assessed["version"]["letters"],
        outside=counted.amount(picture.outside),
        most=counted.most(picture),
        tables=counted.tables(picture),
        against=against,
        moved=counted.amount(sum(one.now.count for one in moves)),
        moves=counted.moves(moves),
    )


class _Counted:
    """The parts of the page, by the names that the rules have in the reader's language."""

    def __init__(self, assessed: AssessmentDocument, reader: Language, whole: int) -> None:
        rules = assessed["rules"]
        self._segments = {one["id"]: one["name"] for one in rules["segments"]}
        self._asked = {one["id"]: one.get("name") or one["question"] for one in rules["attributes"]}
        self._reader, self._whole = reader, whole

    def tables(self, picture: Picture) -> list[Table]:
        """Return what the accounts add up to; a table that nothing stands in is left out."""
        unknown = [([self._asked[name]], self.amount(n)) for name, n in picture.unknown if n]
        ruled_out = [
            ([self._segments[one], why], self.amount(n)) for one, why, n in picture.ruled_out
        ]
        tables = [
            self._places(picture),
            Table(say("Most often not known"), [say("Question")], unknown),
            Table(say("What rules out"), [say("Segment"), say("Because")], ruled_out),
        ]
        return [one for one in tables if one.rows]

    def most(self, picture: Picture) -> tuple[list[str], Amount] | None:
        """Return where more accounts stand than anywhere else, and how many."""
        if not picture.places:
            return None
        first, *others = filter(None, self._place(picture.places[0]))
        return [Sentence.begun(first), *others], self.amount(picture.places[0].count)

    def _places(self, picture: Picture) -> Table:
        """Where accounts stand; a column that says nothing is left out."""
        heads = [say("Segment"), say("Fit"), say("Tier"), say("Band")]
        found = [(self._place(one), self.amount(one.count)) for one in picture.places]
        kept = [at for at in range(len(heads)) if any(cells[at] for cells, _ in found)]
        rows = [([cells[at] for at in kept], amount) for cells, amount in found]
        return Table(say("Where they stand"), [heads[at] for at in kept], rows)

    def moves(self, moves: Sequence[Move]) -> Table:
        """Return where accounts stood that have moved, and where they stand."""
        rows = [
            ([self._line(one.before), self._line(one.now)], self.amount(one.now.count))
            for one in moves
        ]
        return Table("", [say("Before"), say("Now")], rows)

    def amount(self, count: int) -> Amount:
        """Return a share with one decimal, rounded down: 99.9 % is not all."""
        if not self._whole:
            return Amount(count, "–", 0)
        tenths = count * 1000 // self._whole
        share = Figure(f"{tenths // 10}.{tenths % 10}", "percent")
        return Amount(count, share, tenths // 10)

    def _place(self, place: AccountsAlike) -> list[str]:
        fit = self._reader.text(_FITS.get(place.fit, place.fit))
        return [self._segments.get(place.segment, place.segment), fit, place.tier, place.band]

    def _line(self, place: AccountsAlike) -> str:
        return " · ".join(filter(None, self._place(place)))
