"""Research: each question with what customers answered, segment by segment, and where nobody has asked yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.research import ResearchQuestions
from icp_playbook.model.segment import Segment
from icp_playbook.stages.plan.findings import Finding, findings_on


def page(catalog: Catalog, asked: ResearchQuestions) -> Mapping[str, object]:
    """Return the findings of each question, and a table of segment by question that shows the holes."""
    findings = [(question, findings_on(catalog, question)) for question in asked.questions]
    everything = [one for _, found in findings for one in found]
    by_question = [_about(found) for _, found in findings]
    rows = [
        (segment, [found.get(segment.id if segment else None, []) for found in by_question])
        for segment in _rows(catalog, everything)
    ]
    return {
        "questions": [
            (question, _by_segment(catalog, found), [part.question for part in question.sub_questions])
            for question, found in findings
        ],
        "rows": rows if everything else [],
    }


def _about(found: list[Finding]) -> dict[str | None, list[Finding]]:
    """Return findings by each segment that they are about; under None those about no segment in particular."""
    by_segment: dict[str | None, list[Finding]] = defaultdict(list)
    for one in found:
        for segment in dict.fromkeys(one.insight.segments) or (None,):
            by_segment[segment].append(one)
    return by_segment


def _rows(catalog: Catalog, everything: list[Finding]) -> list[Segment | None]:
    """Return the segments that we serve or have asked; None stands for findings about no segment in particular."""
    asked = _about(everything)
    shown: list[Segment | None] = [
        segment for segment in catalog.all(Segment) if segment.focus != "avoid" or segment.id in asked
    ]
    return shown + ([None] if None in asked else [])


def _by_segment(catalog: Catalog, found: list[Finding]) -> list[tuple[list[Segment], list[Finding]]]:
    """Return the findings of a question under the segments they are about, each finding once."""
    segments = catalog.all(Segment)
    order = {segment.id: place for place, segment in enumerate(segments)}
    groups: dict[tuple[int, ...], list[Finding]] = {}
    for one in found:
        groups.setdefault(tuple(sorted({order[id] for id in one.insight.segments})), []).append(one)
    ranked = sorted(groups, key=lambda places: places or (len(order),))
    return [([segments[place] for place in places], groups[places]) for places in ranked]
