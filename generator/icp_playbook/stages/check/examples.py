"""Rules about examples: their answers can be used, and the rules say of them what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.problems import quoted
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.scoring.current import readers
from icp_playbook.scoring.defects import find_defects
from icp_playbook.scoring.document import names_of
from icp_playbook.scoring.example_results import JudgedExample
from icp_playbook.scoring.examples import (
    Disagreement,
    answers_of,
    disagreements,
    expected_of,
    judge_example,
    names_in,
)
from icp_playbook.scoring.renamed import renamed
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.usable import Wrong, unasked, unusable
from icp_playbook.stages.check.rule import Context, Finding, current


def example_answers(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Each answer of an example is to a question that is asked, and can be used."""
    for rules, example in _examples(catalog):
        for wrong in _wrong(catalog, rules, example):
            place = ("answers", *wrong.loc)
            yield Finding(example, place, wrong.message, wrong.hint, wrong.at_key)


def example_disagrees(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """The rules say of an example what it expects; one with unusable answers is not judged."""
    for rules, example in _examples(catalog):
        if any(_wrong(catalog, rules, example)):
            continue
        result = judge_example(rules, example, renamed(catalog))
        judged = JudgedExample(rules, result, names_of(catalog, rules, str))
        for one in disagreements(judged, names_in(catalog, expected_of(example))):
            hint = say("change the example, or what turned it") if one.causes else ""
            yield Finding(example, ("expected", *one.loc), _message(one), hint)


def _wrong(catalog: Catalog, rules: Rules, example: Example) -> Iterator[Wrong]:
    given = answers_of(example, renamed(catalog))
    yield from unasked(rules, given)
    yield from unusable(rules, spoken(rules, given))


def _message(one: Disagreement) -> str:
    wanted, field = quoted(one.wanted), one.loc[-1]
    if not one.wanted:
        said = say(
            "no {field} are expected, but there is {found}",
            field=field,
            found=quoted(one.found or ""),
        )
    elif not one.found:
        said = say(
            "{field} is expected to be {wanted}, but there is none", field=field, wanted=wanted
        )
    else:
        said = say(
            "{field} is expected to be {wanted}, but it is {found}",
            field=field,
            wanted=wanted,
            found=quoted(one.found),
        )
    return say("{said}: {causes}", said=said, causes=one.causes) if one.causes else said


def _examples(catalog: Catalog) -> Iterator[tuple[Rules, Example]]:
    """Yield the examples with the rules, unless those have defects of their own."""
    if not (examples := current(catalog, Example)):
        return
    _, prose = readers(catalog, "en")
    rules = compile_rules(catalog, str, prose)
    if not find_defects(rules):
        yield from ((rules, example) for example in examples)
