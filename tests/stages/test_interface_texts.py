"""Every word that a template shows goes through `say`, so that a language is one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from icp_playbook.project import packaged_templates

SAYS = {"say": 1, "say_count": 2}
"""What takes a message, and how many of its arguments are written as one."""

SHOWN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")
SHOWN_ARGUMENT = ("chip", "column", "entry", "fact", "quiet", "section", "link", "strong")
"""Macros and filters whose argument is a text to show, even if it is a single word."""

NOT_WORDS = ("code", "script", "style")
"""Elements that hold names of fields and files."""

_LETTERS = re.compile(r"[^\W\d_]")
_JINJA = "\ue000"
_SENTENCE = re.compile(r"[A-Z][a-z]+|[A-Za-z]+( [A-Za-z,.:;]+)+")

ENVIRONMENT = Environment(
    autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"]
)

TEMPLATES = sorted(packaged_templates().rglob("*.html"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_template_shows_a_word_that_is_not_a_message(file: Path) -> None:
    """Neither as text, nor in an attribute, nor as a literal in an expression that is shown."""
    assert list(bare_words(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("<p>Owner</p>", "Owner"),
        ("<p>{{ d.name }} was here</p>", "was here"),
        ("{% if x %}none{% endif %}", "none"),
        ('<a title="Read more">{{ x }}</a>', "Read more"),
        ('<div{% if x %} aria-label="Gaps of {{ x }}"{% endif %}></div>', "Gaps of"),
        ('<input placeholder="Search">', "Search"),
        ('<img alt="A map">', "A map"),
        ('{{ "Owner" }}', "Owner"),
        ('{{ count }} {{ "part" if count == 1 else "parts" }}', "part"),
        ('{{ "only " ~ segment }}', "only "),
        ('{{ name or "nobody" }}', "nobody"),
        ('{{ ["one", two]|listed }}', "one"),
        ('{{ ui.chip("undecided", "bad") }}', "undecided"),
        ('{{ segment|link("more") }}', "more"),
        ('{% set words = {"yes": "Yes"} %}', "Yes"),
        ('{% call section("Goals") %}{% endcall %}', "Goals"),
        ('{{ ui.table(["What we do"]) }}', "What we do"),
        ("{{ say(title) }}", "say"),
        ('{{ say("by " ~ name) }}', "say"),
    ],
)
def test_a_bare_word_is_found(template: str, word: str) -> None:
    """In each place where a template could show one; and a message that nobody could translate."""
    assert word in list(bare_words(template))


@pytest.mark.parametrize(
    "template",
    [
        '<p>{{ say("Owner: {owner}", owner=name) }} → 12 %</p>',
        '<a title="{{ say("Read more") }}" href="x">{{ dot }}</a>',
        '{{ ui.table([say("What")], "icp-rubric icp-matrix") }}',
        '{{ ui.chip(say("undecided"), "bad" if one.late else "good") }}',
        '{{ say_count("{count} play", "{count} plays", count=n) }}',
        '{{ ("segment:" ~ id)|link }}',
        "<pre><code>reviewed: 2026-03-31</code></pre>",
        '{% set look = "thin" %}{# A remark #}',
    ],
)
def test_what_is_no_word_for_readers_is_not_reported(template: str) -> None:
    """Messages, looks, references and names of fields."""
    assert list(bare_words(template)) == []


def bare_words(template: str) -> Iterator[str]:
    """Yield what a template shows, or says in a way that nobody can translate."""
    reader = _Reader()
    reader.feed(_html_of(template))
    reader.close()
    yield from reader.found
    tree = ENVIRONMENT.parse(template)
    yield from _unreadable(tree)
    messages = set(map(id, _messages(tree)))
    literals = [*_shown(tree), *_sentences(tree)]
    yield from (node.value for node in literals if id(node) not in messages)


def _html_of(template: str) -> str:
    """Return the template's HTML, with a mark in the place of what Jinja reads."""
    pieces = []
    for _, kind, value in ENVIRONMENT.lex(template):
        if kind == "data":
            pieces.append(value)
        elif kind in ("variable_begin", "block_begin"):
            pieces.append(_JINJA)
    return "".join(pieces)


class _Reader(HTMLParser):
    """Gathers text, and attributes that are shown, as far as they have letters."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_WORDS:
            self._inside.append(tag)
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES:
                self._add(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self._add(data)

    def _add(self, text: str) -> None:
        self.found += [part.strip() for part in text.split(_JINJA) if _LETTERS.search(part.strip())]


def _calls(tree: nodes.Template) -> Iterator[nodes.Call]:
    yield from (call for call in tree.find_all(nodes.Call) if _name(call) in SAYS)


def _name(call: nodes.Call) -> str:
    """Return what is called: `chip` for `ui.chip(…)`; of a message, only the bare name counts."""
    if isinstance(call.node, nodes.Getattr):
        return call.node.attr
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _messages(tree: nodes.Template) -> Iterator[nodes.Expr]:
    for call in _calls(tree):
        yield from call.args[: SAYS[_name(call)]]


def _unreadable(tree: nodes.Template) -> Iterator[str]:
    """Yield the names of calls whose message is no literal: none is collected for translators."""
    for call in _calls(tree):
        written = call.args[: SAYS[_name(call)]]
        literal = [isinstance(one, nodes.Const) and isinstance(one.value, str) for one in written]
        if len(written) < SAYS[_name(call)] or not all(literal):
            yield _name(call)


def _shown(tree: nodes.Template) -> Iterator[nodes.Const]:
    """Yield literals that are printed, or given to what prints its argument."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            yield from _values(node)
    for call in tree.find_all(nodes.Call):
        if _name(call) in SHOWN_ARGUMENT and call.args:
            yield from _values(call.args[0])
    for used in tree.find_all(nodes.Filter):
        if used.name in SHOWN_ARGUMENT and used.args:
            yield from _values(used.args[0])


def _values(node: nodes.Node | None) -> Iterator[nodes.Const]:
    """Yield the literals that an expression may come to."""
    match node:
        case nodes.Const() if isinstance(node.value, str) and _LETTERS.search(node.value):
            yield node
        case nodes.CondExpr():
            yield from (*_values(node.expr1), *_values(node.expr2))
        case nodes.Concat():
            yield from (found for one in node.nodes for found in _values(one))
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from (*_values(node.left), *_values(node.right))
        case nodes.Filter() if node.name in ("listed", "join", "select", "trim", "capitalize"):
            yield from _values(node.node)
        case nodes.List():
            yield from (found for one in node.items for found in _values(one))


def _sentences(tree: nodes.Template) -> Iterator[nodes.Const]:
    """Yield literals that read like words for people, wherever they are."""
    for node in tree.find_all(nodes.Const):
        if isinstance(node.value, str) and _SENTENCE.fullmatch(node.value):
            yield node
