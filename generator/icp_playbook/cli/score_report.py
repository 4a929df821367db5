"""`icp score --report`: what a CRM adds up to, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from icp_playbook.engines.duckdb_picture import Move, Picture, Place
from icp_playbook.messages import Language, say, say_count
from icp_playbook.scoring.document import AssessmentDocument

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.9rem;line-height:1.2;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.6rem 0 .6rem}
th{font-size:.85rem;opacity:.75}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}
td:last-child,th:last-child,td:nth-last-child(2),th:nth-last-child(2){text-align:end}
td:last-child{white-space:nowrap}
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
    """Return the page as `reader` says it; names of the CRM's accounts are not in it.

    `moves` are what accounts do that stood elsewhere by the rules of `against`.
    """
    tell = reader.text
    rules = assessed["rules"]
    segments = {one["id"]: one["name"] for one in rules["segments"]}
    asked = {one["id"]: one.get("name") or one["question"] for one in rules["attributes"]}

    def shown(place: Place) -> list[str]:
        name = segments.get(place.segment, place.segment)
        return [name, tell(_FITS.get(place.fit, place.fit)), place.tier, place.band]

    whole = picture.accounts
    title = tell(say("What {source} adds up to", source=source))
    parts = [
        f"<h1>{escape(title)}</h1>",
        _said(
            reader,
            say_count(
                "1 account, by the rules {rules}.",
                "{number} accounts, by the rules {rules}.",
                count=whole, number=f"{whole:,}", rules=assessed["version"]["letters"],
            )
        ),
        _said(reader, say("Outside the profile: {count}, {share}.", count=f"{picture.outside:,}",
                  share=_share(picture.outside, whole))),
        f"<h2>{escape(tell(say('Where they stand')))}</h2>",
        _table(
            reader,
            [say("Segment"), say("Fit"), say("Tier"), say("Band")],
            (
                (shown(one), one.count) for one in picture.places
            ),
            whole,
        ),
        *_section(
            reader, say("Most often not known"), [say("Question")],
            [([asked[name]], n) for name, n in picture.unknown if n], whole,
        ),
        *_section(
            reader, say("What rules out"), [say("Segment"), say("Because")],
            [([segments[segment], why], n) for segment, why, n in picture.ruled_out], whole,
        ),
    ]  # fmt: skip
    if against:
        moved = sum(one.now.count for one in moves)
        parts += [
            f"<h2>{escape(tell(say('Since {revision}', revision=against)))}</h2>",
            _said(
                reader,
                say_count(
                    "1 account stands elsewhere by the rules of {revision}, {share}.",
                    "{number} accounts stand elsewhere by the rules of {revision}, {share}.",
                    count=moved, number=f"{moved:,}", revision=against, share=_share(moved, whole),
                )
            ),
            _table(
                reader,
                [say("Before"), say("Now")],
                (([_line(shown(one.before)), _line(shown(one.now))], one.now.count)
                 for one in moves),
                whole,
            ),
        ]  # fmt: skip
    policy = _RELOADED if is_preview else _POLICY
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{escape(reader.tag)}">\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>",
            *parts,
            "</html>\n",
        ]
    )


def _line(cells: Sequence[str]) -> str:
    return " · ".join(filter(None, cells))


def _said(reader: Language, message: str) -> str:
    return f"<p>{escape(reader.text(message))}</p>"


def _section(
    reader: Language, title: str, heads: Sequence[str],
    rows: Sequence[tuple[Sequence[str], int]], whole: int,
) -> list[str]:  # fmt: skip
    """Return a table below its title; without rows there is nothing to say."""
    if not rows:
        return []
    return [f"<h2>{escape(reader.text(title))}</h2>", _table(reader, heads, rows, whole)]


def _table(
    reader: Language, heads: Sequence[str], rows: Iterable[tuple[Sequence[str], int]], whole: int
) -> str:
    """Return rows with how many accounts each has; a column that says nothing is left out."""
    found = list(rows)
    said = [at for at in range(len(heads)) if any(cells[at] for cells, _ in found) or not found]
    names = [*(heads[at] for at in said), say("Accounts"), say("Share")]
    headed = (f'<th scope="col">{escape(reader.text(head))}</th>' for head in names)
    lines = ["<tr>" + "".join(headed) + "</tr>"]
    for cells, count in found:
        shown = "".join(f"<td>{escape(cells[at])}</td>" for at in said)
        share = _share(count, whole)
        width = f"{count * 100 // whole if whole else 0}%"
        lines.append(
            f'<tr>{shown}<td>{count:,}</td><td style="--share:{width}">{escape(share)}</td></tr>'
        )
    # Wide on a phone: then it is the table that moves, and a keyboard can move it.
    return '<div tabindex="0"><table>\n' + "\n".join(lines) + "\n</table></div>"


def _share(count: int, whole: int) -> str:
    """Return a share with one decimal, rounded down: 99.9 % is not all."""
    return f"{count * 1000 // whole / 10:.1f} %" if whole else "–"
