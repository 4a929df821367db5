"""Everything an author can get wrong, and exactly what they are told.

`cases/` is the list of messages, too. A case is a text file: a repository as `tests/drawn.py` draws
it, then `=== output` and the lines that `icp check --today 2026-06-01` prints.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from drawn import draw, drawn_files
from icp_playbook.cli.check import command
from icp_playbook.problems import Severity
from icp_playbook.stages.check import RULES
from icp_playbook.stages.check.rule import Rule

CASES = {file.stem: file for file in sorted((Path(__file__).parent / "cases").glob("*.txt"))}
_LINE = re.compile(r"(?P<path>.+?):\d+:\d+: (?P<severity>error|warning) \[(?P<rule>[a-z-]+)\]")


def drawing_and_output(name: str) -> tuple[str, str]:
    """Return what a case draws, and what it expects."""
    drawing, _, output = CASES[name].read_text(encoding="utf-8").partition("=== output\n")
    return drawing, output


def told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what `icp check` prints in `folder`."""
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(
        command, ["--today", "2026-06-01"], standalone_mode=False, catch_exceptions=False
    )
    return result.stdout


def breaches(output: str) -> list[tuple[str, str]]:
    """Return path and rule of each line."""
    return [
        (found["path"], found["rule"])
        for line in output.splitlines()
        if (found := _LINE.match(line))
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_in_exactly_these_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each case prints its lines, in order, and nothing else."""
    drawing, output = drawing_and_output(name)
    assert told(draw(tmp_path, drawing), monkeypatch) == output


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_a_case_of_its_name(rule: Rule) -> None:
    """A rule is shown at work, with its severity, in a case that is called after it."""
    named = [name for name in CASES if name == rule.name or name.startswith(f"{rule.name}-")]
    wanted = f": {rule.severity} [{rule.name}]"
    assert any(wanted in drawing_and_output(name)[1] for name in named)


_BREACHES = [
    (name, path, rule)
    for name in CASES
    for path, rule in dict.fromkeys(breaches(drawing_and_output(name)[1]))
    if rule in {known.name for known in RULES} and path.endswith(".yml")
]


@pytest.mark.parametrize(("name", "path", "rule"), _BREACHES)
def test_a_breach_is_silenced_with_a_reason_or_not_at_all(
    name: str, path: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`intentional` silences a breach, unless a page or a score would be wrong: that is told."""
    files = drawn_files(drawing_and_output(name)[0])
    if path not in files:
        pytest.skip("the breach is that there is no such file")
    files[path] = _with_intentional(files[path], rule)
    draw(tmp_path, "".join(f"--- {file}\n{text}" for file, text in files.items()))
    found = breaches(told(tmp_path, monkeypatch))
    silenceable = {known.name: known.silenceable for known in RULES}
    assert ((path, rule) in found) is not silenceable[rule]
    assert ((path, "unknown-rule") in found) is (not silenceable[rule] or rule == "unknown-rule")


def _with_intentional(text: str, rule: str) -> str:
    entry = f"{{rule: {rule}, reason: Meant so.}}"
    if "intentional: [" in text:
        return text.replace("intentional: [", f"intentional: [{entry}, ")
    if "intentional:\n" in text:
        return text.replace("intentional:\n", f"intentional:\n  - {entry}\n")
    return f"{text}intentional: [{entry}]\n"


def test_only_what_makes_the_site_wrong_is_an_error() -> None:
    """What can't be silenced is an error: a gap can always be meant."""
    assert all(rule.silenceable for rule in RULES if rule.severity is Severity.WARNING)


def test_rules_have_names_and_sentences_of_their_own() -> None:
    """Names are unique, and each rule says in a sentence what it asks for."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[A-Z][^\n]+\.", rule.asks) for rule in RULES)
