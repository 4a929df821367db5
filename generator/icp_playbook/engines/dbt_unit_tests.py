"""The unit tests of a dbt package: accounts, and what our own scoring says of each.

They are the playbook's examples, and accounts on the edges of its rules. So the company's engine is
held to the answers of page and command, on the company's machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from icp_playbook.engines.dbt_files import as_cell
from icp_playbook.engines.dbt_schema import ACCOUNTS, KEY, SCORES
from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.scoring import judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.current import current
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.rows import Said, answers_in, cells_of, row_of
from icp_playbook.scoring.trials import Trials, trials_of

_CELLS = 12_000
"""Cells of one test, its answers and what is expected: engines take statements of 1 MB."""
_SAID = {
    "examples": say("The examples of the playbook."),
    "numbers": say("Numbers on the edges of rules, and the last ones below them."),
    "choices": say("Each answer to each choice."),
    "bands": say("From the best answers to the worst, one answer after the other."),
    "verdicts": say(
        "How many criteria of the qualification are confirmed, and how the others are."
    ),
    "tiers": say("All dimensions at each level, and one of them lower or not known."),
    "decided": say(
        "Each segment chosen by somebody, and each tier set by hand, with a reason and without."
    ),
}


def unit_tests(
    catalog: Catalog, assessed: AssessmentDocument, compiled: Compiled, language: Language
) -> dict[str, Any]:
    """Return what the file of unit tests holds."""
    rules = assessed["rules"]
    width = len(compiled.used) + len(compiled.outputs)
    trials = {"examples": _examples(catalog, assessed), **trials_of(rules)}
    return {
        "unit_tests": [
            _test(name, language.text(_SAID[kind]), rules, compiled, accounts)
            for kind, all_ in trials.items()
            for name, accounts in _parts(kind, all_, width)
        ]
    }


def _examples(catalog: Catalog, assessed: AssessmentDocument) -> Trials:
    rules, renamed = assessed["rules"], assessed["renamed"]
    return {one.id: spoken(rules, answers_of(one, renamed)) for one in current(catalog, Example)}


def _parts(kind: str, accounts: Trials, width: int) -> Iterator[tuple[str, Trials]]:
    """Yield accounts in tests of about one length, each with its name."""
    items = list(accounts.items())
    parts = math.ceil(len(items) * width / _CELLS)
    for part in range(parts):
        some = items[len(items) * part // parts : len(items) * (part + 1) // parts]
        yield f"icp_{kind}" + (f"_{part + 1}" if parts > 1 else ""), dict(some)


def _test(
    name: str, said: str, rules: Rules, compiled: Compiled, accounts: Mapping[str, Any]
) -> dict[str, Any]:
    given: list[dict[str, Said]] = []
    expected: list[dict[str, Said]] = []
    for account, answers in accounts.items():
        cells = cells_of(compiled.used, answers)
        result = judge_account(rules, answers_in(compiled.used, cells))
        given.append({KEY: account, **{name: _typed(cell) for name, cell in cells.items()}})
        row = row_of(rules, result, is_ordered=compiled.is_ordered)
        expected.append({KEY: account, **{name: _typed(value) for name, value in row.items()}})
    return {
        "name": name,
        "description": said,
        "model": SCORES,
        "given": [{"input": f"ref('{ACCOUNTS}')", "rows": given}],
        "expect": {"rows": expected},
    }


def _typed(value: Said) -> Said:
    return as_cell(value) if isinstance(value, str) else value
