"""Links in prose and plain text both come from the parser: none in code, none when escaped."""

from __future__ import annotations

import pytest

from icp_playbook.model.fields import Prose
from icp_playbook.model.prose import plain_text
from icp_playbook.model.prosepage import Prosepage


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Five \\*stars\\* and 2 \\* 3", "Five *stars* and 2 * 3"),
        ("**Bold**, _slanted_ and ~~struck~~ `co*de*`", "Bold, slanted and struck co*de*"),
        ("**「重點」**是", "「重點」是"),
        ("We win when:\n\n- one\n  1. two\n\n| A | B |\n|---|---|\n| c | [d](https://a.example) |",
         "We win when: one two A B c d"),
        ("See [[segment:mid]], [[segment:mid|*ours*]] and ![The plan](a.png)",
         "See mid, ours and The plan"),
        ("snake_case and a < b & c > d &lt;", "snake_case and a < b & c > d &lt;"),
        ("https://a.example/a_b_c stays", "https://a.example/a_b_c stays"),
        ("- [x] done", "☑ done"),
    ],
)  # fmt: skip
def test_plain_text_is_what_a_reader_sees(text: str, plain: str) -> None:
    """Signs of Markdown are gone, escaped ones stay, and blocks follow one another on one line."""
    assert plain_text(text) == plain


def test_a_title_that_looks_like_markdown_stays_whole() -> None:
    """What a link leads to is put in after reading, so its stars are not read."""
    assert (
        plain_text("See [[segment:mid]].", lambda target: f"2*3*4 {target}")
        == "See 2*3*4 segment:mid."
    )


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("`[[a:b]]` [[c:d]]", ["c:d"]),
        ("```\n[[a:b]]\n```\n[[c:d|text\nover lines]]", ["c:d"]),
        ("\\[[a:b]] and [[c:d]]", ["c:d"]),
        ("|x|\n|-|\n|[[a:b|c]]|\n|[[d:e\\|f]]|", ["a:b", "d:e"]),
        ("> - [[a:b]]\n>   [[c:d]]", ["a:b", "c:d"]),
        ("## [[a:b]] **[[c:d]]**", ["a:b", "c:d"]),
    ],
)
def test_links_are_found_outside_code(text: str, targets: list[str]) -> None:
    """Wherever a link may stand, its place in the text is known."""
    found = Prose().check(text).links
    assert [one.target for one in found] == targets
    assert all(text[one.start : one.end].startswith(f"[[{one.target}") for one in found)
    assert all(text[: one.end].endswith("]]") for one in found)


def test_links_of_a_page_are_found_in_what_extensions_indent() -> None:
    """The body of an admonition or a tab is no code; front matter and real code are left alone."""
    text = (
        "---\ntitle: '[[a:title]]'\n---\n!!! note \"[[a:head]]\"\n    Text [[a:note]]\n\n    ```\n"
        "    [[a:code]]\n    ```\n\n"
        '=== "Tab"\n\n    - x\n        - [[a:tab]]\n\nText\n\n    [[a:indented]]\n\n[^1]: See\n'
        "    [[a:foot]]\n"
    )
    for page in (text, text.replace("\n", "\r\n")):
        found = Prosepage("p.md", "p", "P", page, body_at=page.index("!!!")).links
        assert [one.target for one in found] == ["a:head", "a:note", "a:tab", "a:foot"]
        assert all(page[one.start : one.end] == f"[[{one.target}]]" for one in found)
