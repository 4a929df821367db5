"""`icp score --report`: what a CRM adds up to, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from icp_playbook.engines.duckdb_picture import AccountsAlike, Move, Picture
from icp_playbook.messages import Language, say, say_count
from icp_playbook.numbers import Figure, shown
from icp_playbook.scoring.document import AssessmentDocument

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}
td:last-child,th:last-child,td:nth-last-child(2),th:nth-last-child(2){text-align:end}
td:last-child{min-width:9rem;background:linear-gradient(90deg,#3a98 var(--share),transparent 0)}
div{overflow-x:auto}
@media(max-width:40rem){td,th{padding-inline-end:.4rem;font-size:.875rem}
td:last-child{min-width:0}}
:root{color-scheme:light dark}
"""
_FITS = {
    "scored": say("scored"),
    "disqualified": say("disqualified"),
    "not-enough-known": say("not enough known"),
    "no-match": say("no match"),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_RELOADED = f"{_POLICY}; script-src 'unsafe-inline'; connect-src 'self'"
"""What the preview puts into its pages, to draw them again after a change, needs more."""


def page_of(
    picture: Picture, assessed: AssessmentDocument, reader: Language, source: str,
    against: str = "", moves: Sequence[Move] = (), is_preview: bool = False,
) -> str:  # fmt: skip
    """Return the page; names of the CRM's accounts are not in it.

    `moves` are what accounts do that stood elsewhere by the rules of `against`.
    """
    drawn = _Drawn(assessed, reader, picture.accounts)
    title = escape(reader.text(say("What {source} adds up to", source=source)))
    policy = _RELOADED if is_preview else _POLICY
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{escape(reader.tag)}">\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>",
            f"<h1>{title}</h1>",
            *drawn.now(picture),
            *(drawn.moved(against, moves) if against else []),
            "</html>\n",
        ]
    )


class _Drawn:
    """The parts of the page, in the reader's language."""

    def __init__(self, assessed: AssessmentDocument, reader: Language, whole: int) -> None:
        rules = assessed["rules"]
        self._letters = assessed["version"]["letters"]
        self._segments = {one["id"]: one["name"] for one in rules["segments"]}
        self._asked = {one["id"]: one.get("name") or one["question"] for one in rules["attributes"]}
        self._reader, self._whole = reader, whole

    def now(self, picture: Picture) -> list[str]:
        """Return what the accounts add up to."""
        outside = picture.outside
        places = [(self._place(one), one.count) for one in picture.places]
        unknown = [([self._asked[name]], n) for name, n in picture.unknown if n]
        ruled_out = [([self._segments[one], why], n) for one, why, n in picture.ruled_out]
        return [
            self._said(
                say_count(
                    "1 account, by the rules {rules}.", "{number} accounts, by the rules {rules}.",
                    count=self._whole, number=shown(self._whole), rules=self._letters,
                )
            ),
            self._said(say("Outside the profile: {count}, {share}.", count=shown(outside),
                           share=self._share(outside))),
            *self._section(
                say("Where they stand"),
                [say("Segment"), say("Fit"), say("Tier"), say("Band")], places,
            ),
            *self._section(say("Most often not known"), [say("Question")], unknown),
            *self._section(say("What rules out"), [say("Segment"), say("Because")], ruled_out),
        ]  # fmt: skip

    def moved(self, against: str, moves: Sequence[Move]) -> list[str]:
        """Return what accounts do that stood elsewhere by the rules of `against`."""
        count = sum(one.now.count for one in moves)
        rows = [([self._line(one.before), self._line(one.now)], one.now.count) for one in moves]
        return [
            self._said(say("Since {revision}", revision=against), "h2"),
            self._said(
                say_count(
                    "1 account stands elsewhere by the rules of {revision}, {share}.",
                    "{number} accounts stand elsewhere by the rules of {revision}, {share}.",
                    count=count, number=shown(count), revision=against, share=self._share(count),
                )
            ),
            self._table([say("Before"), say("Now")], rows),
        ]  # fmt: skip

    def _place(self, place: AccountsAlike) -> list[str]:
        fit = self._reader.text(_FITS.get(place.fit, place.fit))
        return [self._segments.get(place.segment, place.segment), fit, place.tier, place.band]

    def _line(self, place: AccountsAlike) -> str:
        return " · ".join(filter(None, self._place(place)))

    def _said(self, message: str, element: str = "p") -> str:
        return f"<{element}>{escape(self._reader.text(message))}</{element}>"

    def _section(
        self, title: str, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], int]]
    ) -> list[str]:
        """Return a table below its title, or nothing where nothing stands in it."""
        return [self._said(title, "h2"), self._table(heads, rows)] if rows else []

    def _table(self, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], int]]) -> str:
        """Return rows with how many accounts each has; a column that says nothing is left out."""
        kept = [at for at in range(len(heads)) if any(cells[at] for cells, _ in rows) or not rows]
        names = [*(heads[at] for at in kept), say("Accounts"), say("Share")]
        lines = ["".join(f'<th scope="col">{escape(self._reader.text(one))}</th>' for one in names)]
        for cells, count in rows:
            width = f"{count * 100 // self._whole if self._whole else 0}%"
            number, share = map(self._reader.text, (shown(count), self._share(count)))
            lines.append(
                "".join(f"<td>{escape(cells[at])}</td>" for at in kept)
                + f'<td>{number}</td><td style="--share:{width}">{escape(share)}</td>'
            )
        # Wide on a phone: then it is the table that moves, and a keyboard can move it.
        found = "\n".join(f"<tr>{line}</tr>" for line in lines)
        return f'<div tabindex="0"><table>\n{found}\n</table></div>'

    def _share(self, count: int) -> str:
        """Return a share with one decimal, rounded down: 99.9 % is not all."""
        if not self._whole:
            return "–"
        tenths = count * 1000 // self._whole
        return Figure(f"{tenths // 10}.{tenths % 10}", "percent")
