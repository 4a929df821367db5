"""Research: each question with what customers answered, segment by segment, and where nobody has asked yet."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.research import ResearchQuestions
from icp_playbook.model.segment import Segment
from icp_playbook.stages.plan.findings import Finding, about, findings_on


def page(catalog: Catalog, asked: ResearchQuestions) -> Mapping[str, object]:
    """Return the findings of each question, and a table of segment by question that shows the holes."""
    findings = [(question, findings_on(catalog, question)) for question in asked.questions]
    everything = [one for _, found in findings for one in found]
    rows = [
        (segment, [[one for one in found if about(one, segment)] for _, found in findings])
        for segment in _rows(catalog, everything)
    ]
    return {
        "questions": [
            (question, _by_segment(catalog, found), [part.question for part in question.sub_questions])
            for question, found in findings
        ],
        "rows": rows if everything else [],
    }


def _rows(catalog: Catalog, everything: list[Finding]) -> list[Segment | None]:
    """Return the segments that we serve or have asked; None stands for findings about no segment in particular."""
    shown: list[Segment | None] = [
        segment
        for segment in catalog.all(Segment)
        if segment.focus != "avoid" or any(about(one, segment) for one in everything)
    ]
    return shown + ([None] if any(about(one, None) for one in everything) else [])


def _by_segment(catalog: Catalog, found: list[Finding]) -> list[tuple[list[Segment], list[Finding]]]:
    """Return the findings of a question under the segments they are about, each finding once."""
    segments = catalog.all(Segment)
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in found:
        groups.setdefault(tuple(s.id for s in segments if about(one, s)), []).append(one)
    order = {segment.id: place for place, segment in enumerate(segments)}
    ranked = sorted(groups, key=lambda ids: [order[id] for id in ids] or [len(order)])
    return [([segment for segment in segments if segment.id in ids], groups[ids]) for ids in ranked]
