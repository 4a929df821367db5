"""Hand-written pages: the engine shows lists, tables, code and links as GitHub does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from icp_playbook.model.markdown import parse, parser
from icp_playbook.stages.render.page_dialect import in_engines_dialect

PLAIN = ["tables", "fenced_code"]
OURS = [*PLAIN, "abbr", "admonition", "attr_list", "md_in_html", "def_list", "footnotes"]
BOTH = [*OURS, "pymdownx.superfences", "pymdownx.tabbed"]
BOTH.remove("fenced_code")
STRUCTURE = re.compile(r"</?(?:ul|ol|li|table|tr|pre|blockquote|hr|h[1-6])\b")


def engine(text: str, extensions: list[str] = OURS) -> str:
    """Return the HTML that Python-Markdown makes of a page."""
    options = {"pymdownx.tabbed": {"alternate_style": True}}
    known = {name: value for name, value in options.items() if name in extensions}
    return markdown(
        in_engines_dialect(text, extensions), extensions=extensions, extension_configs=known
    )


def structure(html: str) -> list[str]:
    """Return the tags of lists, tables, quotes and code, in order."""
    return STRUCTURE.findall(html)


@pytest.mark.parametrize(
    "text",
    [
        "We win when they:\n- bake\n- sell",
        "- bake\n  - bread\n    1. dark\n    2. white\n  - cakes\n- sell",
        "1. bake\n   - bread\n\n   More.\n2. sell\n3. rest",
        "* a\n\n  ```sh title=x\n  - no item\n  <b>\n  ```\n\n* b",
        "- a\n- b\n1. c\n2. d",
        "1) a\n2) b",
        "Text\n| A | B |\n|---|---|\n| 1 | 2 |",
        "- a\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n- b",
        "> We win:\n> - a\n>   - b\n\nText\n> quoted",
        "Text\n```\n- code\n```\nText",
        "- a\n- b\n\n\nText\n\n    - code\n",
        "# Heading\n- a\n## Next\n1. b",
        "#1 in returns\n#2 in labels",
        "```\nnever closed\n- a",
    ],
)
@pytest.mark.parametrize("extensions", [OURS, BOTH])
def test_structure_is_what_github_shows(text: str, extensions: list[str]) -> None:
    """Lists right below a sentence or nested by two spaces, tables, code, also in each other."""
    shown = parser().renderer.render(parse(text), parser().options, {})
    assert structure(engine(text, extensions)) == structure(shown)


ITEM = st.tuples(st.integers(0, 3), st.sampled_from(["- ", "* ", "1. "]), st.booleans())
ITEMS = st.lists(ITEM, min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(ITEMS)
def test_any_nested_list_is_what_github_shows(items: list[tuple[int, str, bool]]) -> None:
    """Whatever depths, marks and blank lines: each item is in the list where GitHub shows it."""
    lines, widths = ["We win when they:"], [0]
    for level, mark, apart in items:
        widths = widths[: min(level, len(widths) - 1) + 1]
        lines += ([""] if apart else []) + [" " * widths[-1] + mark + "word"]
        widths.append(widths[-1] + len(mark))
    text = "\n".join(lines)
    shown = parser().renderer.render(parse(text), parser().options, {})
    assert structure(engine(text)) == structure(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "See https://a.example/x_y, now.",
            '<a href="https://a.example/x_y">https://a.example/x_y</a>, now',
        ),
        ("Not ~~this~~", "Not <del>this</del>"),
        ("`https://a.example ~~x~~`", "<code>https://a.example ~~x~~</code>"),
        ("- [ ] open\n- [x] done", "<li>☐ open</li>\n<li>☑ done</li>"),
        (
            "**「重點」**是**10%**的**[連結](a.md)**說",
            '<strong>「重點」</strong>是<strong>10%</strong>的<strong><a href="a.md">',
        ),
        (
            '!!! note "T"\n    We win:\n    - a\n      - b\n',
            "<p>We win:</p>\n<ul>\n<li>a<ul>\n<li>b</li>",
        ),
        ("Text[^1]\n\n[^1]: Note:\n    - a\n", "<li>a</li>"),
        ("Term\n:   Meaning:\n    - a\n", "<li>a</li>"),
        ("<div markdown>\n\nSee:\n- a\n  - b\n\n</div>\n", "<li>a<ul>\n<li>b</li>"),
        ("## Heading {#own .class}\nText\n{: .more }", '<h2 class="class" id="own">'),
    ],
)  # fmt: skip
def test_a_page_shows(text: str, shown: str) -> None:
    """Links and boxes; and what belongs to the engine's extensions stays theirs."""
    assert shown in engine(text)


def test_lists_in_tabs_are_lists() -> None:
    """The body of a tab is indented, and no code."""
    html = engine(
        '=== "Tab"\n    We win:\n    - a\n      - b\n\n    ```\n    code\n    ```\n', BOTH
    )
    assert structure(html).count("<li") == 2
    assert "<code>code" in html


@pytest.mark.parametrize(
    "text",
    [
        "Text\n\n- a\n- b\n\n    more\n\nText\n",
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n*[HTML]: x\n",
        '!!! note "Title"\n\n    Text\n\n    - a\n    - b\n\nText  \nbreak\n',
        "```py\n- a\n```\n",
        "<div>\n- a\n  - b\n</div>\n",
    ],
)
def test_a_page_written_for_the_engine_stays_as_it_is(text: str) -> None:
    """Nothing is changed where there is nothing to change."""
    assert in_engines_dialect(text, OURS) == text
