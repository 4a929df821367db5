"""Questions that somebody wrote for a track: they are asked as they are, and one judges oneself.

Their answer is the place where it stands, with the sentence that it begins with.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.learning.question import Question, letters_of
from icp_playbook.learning.source import KindOfQuestion, Source, Subject, earliest
from icp_playbook.messages import say
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.walk import first_text


def written(source: Source) -> Iterator[Subject]:
    """Yield each question of each track."""
    for track in source.current(OnboardingTrack):
        for module in track.modules:
            yield from (Subject(track, one) for one in module.check)


def ask_written(source: Source, subject: Subject) -> Question | None:
    """Ask it as it is."""
    track, one = subject.definition, subject.what
    target = source.catalog.targets[source.catalog.ref(one.answer)]
    found = target.part or target.definition
    text = None if target.part else target.definition.summary_text
    text = first_text(found) if text is None else text
    department = getattr(track, "department", None)
    return Question(
        "own", f"{earliest(track)}|{one.question}", source.line(one.question), (), (), 0,
        source.prose(text) if text else "", target.ref, (target.definition.ref,),
        letters_of([one.question, target.ref, text or ""]), (department,) if department else (),
    )  # fmt: skip


KIND = KindOfQuestion("own", say("Questions of your track"), written, ask_written, most=None)
