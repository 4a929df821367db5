"""Compile the catalog into the rules document by which accounts are scored (see `rules.py`).

Each part can be compiled alone, and keeps the order of `scored_segments`, `tiers_in_order` and
`dimensions_in_order`, so that a path into the document leads back to the definition it came from.
"""

from __future__ import annotations

from icp_playbook.model import qualification
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Grid
from icp_playbook.scoring import rules as doc
from icp_playbook.scoring.compile_ability import ability, further
from icp_playbook.scoring.compile_fit import attributes, flags, scores, segments
from icp_playbook.scoring.current import Read, plain, readers


def compile_rules(catalog: Catalog, line: Read, line_prose: Read | None = None) -> doc.Rules:
    """Return everything needed to score an account, the same for the same catalog.

    `line` turns a name or a question into the site's language; `line_prose`, by default the
    same, turns a longer text.
    """
    prose = line_prose or line
    return {
        "version": doc.VERSION,
        "attributes": attributes(catalog, line),
        "segments": segments(catalog, line, prose),
        "scores": scores(catalog, line, prose),
        "flags": flags(catalog, line, prose),
        "qualification": motivation(catalog, line, prose),
        "maturity": ability(catalog, line, prose),
        "further": further(catalog, line, prose),
        "grid": grid(catalog, prose),
    }


def rules_in(catalog: Catalog, language: str) -> doc.Rules:
    """Return the rules for a page or a terminal: one language, prose without its Markdown."""
    return compile_rules(catalog, *readers(catalog, language))


def motivation(catalog: Catalog, line: Read, prose: Read) -> doc.MotivationRules | None:
    """Return the criteria of motivation, or None when the company has none."""
    found = catalog.one(qualification.Qualification)
    if found is None:
        return None
    return {
        "criteria": [
            {
                "id": one.id,
                "name": line(one.name),
                "questions": [line(question) for question in one.questions],
            }
            for one in found.criteria
        ],
        "share": plain(found.rule.share),
        "must_have": list(found.rule.must_have),
        "verdicts": [_verdict(verdict, line, prose) for verdict in found.verdicts],
    }


def _verdict(verdict: qualification.Verdict, line: Read, prose: Read) -> doc.VerdictRules:
    compiled: doc.VerdictRules = {
        "id": verdict.id,
        "name": line(verdict.name),
        "next_action": prose(verdict.next_action),
    }
    if verdict.run_by is not None:
        compiled["owner"] = verdict.run_by
    if verdict.play is not None:
        compiled["play"] = verdict.play
    return compiled


def grid(catalog: Catalog, prose: Read) -> list[doc.CellRules]:
    """Return the stance of each decided cell, in the order of the grid."""
    found = catalog.one(Grid)
    cells: list[doc.CellRules] = []
    for cell in found.cells if found else ():
        compiled: doc.CellRules = {
            "verdict": cell.verdict,
            "tier": cell.tier,
            "text": prose(cell.stance),
        }
        cells.append({**compiled, "segment": cell.segment} if cell.segment else compiled)
    return cells
