"""Fill in the four answers.

From the company's four answers. Where an answer has a number, one is left out, and the wrong ones
are numbers of the same form that the answer does not have there. Where it has none, the whole
answer is asked for, and the other three stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject
from icp_playbook.messages import say
from icp_playbook.model.company import Company

GAP = "____"
_ASKED = {
    "customer": say("Who is the customer?"),
    "need": say("What do they need?"),
    "success": say("What counts as success, in the customer's words?"),
    "value": say("What value do we give?"),
}
_FIFTHS = (2, 10, 25, 40, 3, 15, 8)
"""So many fifths of the number are near it, and never the same."""
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?![A-Za-z0-9]|[.,][0-9])"
)


class _Found(NamedTuple):
    text: str
    start: int
    end: int


def four_answers(_: Source) -> Iterator[Subject]:
    """Yield each of the four."""
    for company in _.current(Company):
        yield from (Subject(company, name) for name in _ASKED)


def ask_answer(source: Source, subject: Subject) -> Question | None:
    """Ask for a number of the answer, or for the answer."""
    company, name = subject.definition, str(subject.what)
    if not isinstance(company, Company):
        return None
    answers = company.four_answers
    written = getattr(answers, name)
    text = source.prose(written)
    found = _number_in(text)
    if found is None:
        right = Option(name, (text,))
        others = [other for other in _ASKED if other != name]
        wrong = [Option(one, (source.prose(getattr(answers, one)),)) for one in others]
    else:
        right = Option(found.text, (found.text,))
        wrong = [Option(one, (one,)) for one in _near(found.text)]
    return source.ask(
        "answer",
        name,
        _ASKED[name],
        right,
        wrong,
        because=text,
        place=company.ref,
        behind=company,
        meaning=[written],
        told=[text[: found.start] + GAP + text[found.end :]] if found else [],
    )


def _number_in(text: str) -> _Found | None:
    """Return the biggest number that stands in a text once: small ones are said in passing."""
    found = [_Found(match[0], *match.span()) for match in _NUMBER.finditer(text)]
    once = [one for one in found if sum(one.text == other.text for other in found) == 1]
    big = [one for one in once if _value(one.text) >= 5]
    return max(big, key=lambda one: _value(one.text), default=None)


def _near(number: str) -> Iterator[str]:
    """Yield other numbers in the same form."""
    value, turn = _value(number), _value(number) % len(_FIFTHS)
    for fifths in (*_FIFTHS[turn:], *_FIFTHS[:turn]):
        other = value * fifths // 5
        yield f"{other:,}" if "," in number else str(other)


def _value(number: str) -> int:
    return int(number.replace(",", ""))


KIND = KindOfQuestion("answer", say("The four answers"), four_answers, ask_answer)
