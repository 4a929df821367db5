"""Every sentence that is shown to a person is said through `say`, so that a language is a file."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator" / "icp_playbook"

SAID = {"say", "say_count"}
PRINTED = {"echo", "secho", "prompt", "confirm", "show", "tell", "wrong_use", "wrong_value"}
PRINTED |= {
    "UsageError",
    "ClickException",
    "BadParameter",
    "Fault",
    "Finding",
    "Mistake",
    "Unusable",
    "wrong",
}
PLACES = {"Problem": 4, "Fault": 2, "Unusable": 2, "wrong": 1, "file_problem": 2, "Defect": 1}
"""How many arguments stand before the texts: paths, places and names of rules."""
_SENTENCE = re.compile(r"[^\W\d_]{2,}[^\w]* [^\w]*[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def bare_texts(source: str) -> list[tuple[int, str]]:
    """Return each bare text that is shown or raised in a module, with its line."""
    tree = ast.parse(source)
    others = _errors_of_others(tree)
    found: dict[tuple[int, str], None] = {}
    for function in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        shown: list[ast.expr] = list(_shown_in(function, others))
        names = {node.id for one in shown for node in _unsaid(one) if isinstance(node, ast.Name)}
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and _gives(node, names)
        ]
        for one in shown + given:
            found |= {
                (node.lineno, ast.unparse(node)): None
                for node in _unsaid(one)
                if isinstance(node, ast.expr) and _is_bare(node)
            }
    return sorted(found)


def _errors_of_others(tree: ast.Module) -> set[str]:
    """Return the errors of other packages: their texts are what those packages say."""
    return {
        one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("icp_playbook")
        for one in node.names
        if one.name not in PRINTED
    }


def _shown_in(function: ast.AST, others: set[str]) -> Iterator[ast.expr]:
    """Yield what is given to a call that prints or raises a text, and each `help=`."""
    for call in ast.walk(function):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            ours = name.endswith("Error") and not hasattr(builtins, name) and name not in others
            if ours or name in PRINTED or name in PLACES or name == "FileExistsError":
                yield from call.args[PLACES.get(name, 0) :]
                yield from (one.value for one in call.keywords if one.arg in ("message", "hint"))
            yield from (one.value for one in call.keywords if one.arg == "help")


def _gives(node: ast.Assign, names: set[str]) -> bool:
    """Tell whether a node gives a value to one of the names that are shown."""
    return any(
        isinstance(target, ast.Name) and target.id in names
        for one in node.targets
        for target in ast.walk(one)
    )


def _unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what is in it, but for what is said and what other calls are given."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        shows = name == "style" or name.endswith("Error") or name in PLACES
        inner: list[ast.AST] = [*node.args[PLACES.get(name, 0) :]] if shows else []
    else:
        yield node
        inner = [] if isinstance(node, ast.JoinedStr) else list(ast.iter_child_nodes(node))
    for one in inner:
        yield from _unsaid(one)


def _is_bare(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        fixed = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
        return _WORD.search(re.sub(r"\x1b\[K|icp_\w+", "", fixed)) is not None
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _SENTENCE.search(node.value) is not None
    )


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix()
)
def test_what_is_shown_is_said(file: Path) -> None:
    """No sentence is printed, raised or a help text that another language could not replace."""
    assert bare_texts(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "click.echo('two words')",
        "click.option('-x', help='Two words.')",
        "show(f'{count} pages')",
        "raise click.UsageError(f'there is no {file}')",
        "raise RefusedError('it is there already')",
        "Problem(path, 1, 1, 'rule', 'two words')",
        "Problem(path, 1, 1, 'rule', say('fine'), hint='two words')",
        "def f():\n    message = 'two words'\n    return Problem(path, 1, 1, 'rule', message)",
        "def f():\n    why, hint = say('a'), 'two words'\n    raise RefusedError(why, hint)",
        "show('two words' if one else say('two words'))",
        "show(click.style('two words'))",
    ],
)
def test_a_bare_sentence_is_found(code: str) -> None:
    """Wherever it is: alone, in an f-string, behind a condition, in a variable that is shown."""
    assert bare_texts(code) != []


@pytest.mark.parametrize(
    "code",
    [
        "show(say('two words'))",
        "show(say_count('{count} page', '{count} pages', count=2))",
        "Problem('a path', 1, 1, 'rule', say('two words'), say('more words'))",
        "show(f'{path}:{line}')",
        "click.option('-x', help=tell(say('Two words.')))",
        "raise TypeError('for programmers only')",
        "def f():\n    other = 'two words'\n    show(say('a'))\n    return other",
    ],
)
def test_what_is_said_is_no_bare_sentence(code: str) -> None:
    """Nor is what people typed, or what only programmers see."""
    assert bare_texts(code) == []
