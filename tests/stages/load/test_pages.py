"""Hand-written pages: what is read of them, and what their author is told."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import Problem
from icp_playbook.project import DOCS
from icp_playbook.stages.load import load
from icp_playbook.stages.load.page_limits import PAGE_LIMIT


def told(root: Path, text: str) -> list[str]:
    """Return what is said of a page with this text, but for its path."""
    return [str(problem).removeprefix(f"{DOCS}/a.md:") for problem in read(root, text.encode())[1]]


def page(root: Path, text: str | bytes) -> Prosepage:
    """Return the page with this text, which has no problem."""
    pages, problems = read(root, text.encode() if isinstance(text, str) else text)
    assert problems == ()
    return pages[0]


def read(
    root: Path, data: bytes, name: str = "a.md"
) -> tuple[tuple[Prosepage, ...], tuple[Problem, ...]]:
    """Return what is read of one page."""
    (root / DOCS / name).parent.mkdir(parents=True, exist_ok=True)
    (root / DOCS / name).write_bytes(data)
    loaded = load(root)
    return loaded.pages, loaded.problems


@pytest.mark.parametrize(
    ("body", "start"),
    [
        (
            "".join("    " * level + "- a\n" for level in range(11)),
            "14:1: error [too-nested] a list",
        ),
        (
            "".join("    " * level + "!!! note\n" for level in range(11)),
            "14:1: error [too-nested] a list",
        ),
        ("A line.\n" + "[" * 11, "5:11: error [too-nested] more than 10 brackets"),
        ("A line.\n" + "<a " * 51, "5:1: error [too-nested] one tag after the other"),
        ("A line.\n" + "*" * 201 + "a", "5:1: error [too-nested] far too many"),
        ("A line.\n" + "*a _b " * 101, "5:601: error [too-nested] far too many"),
        ('<div markdown="1">\n\n' * 51 + "</div>\n" * 51, "104:1: error [too-nested] HTML"),
        ("word " * (PAGE_LIMIT // 5), "1:1: error [too-long] the page has"),
    ],
)
def test_what_markdown_takes_too_long_for_is_told_at_its_place(
    tmp_path: Path, body: str, start: str
) -> None:
    """A page has the limits of a text in a definition, but may be longer."""
    (said,) = told(tmp_path, f"---\ntitle: A\n---\n{body}\n")
    assert said.startswith(start)


@pytest.mark.parametrize(
    "body",
    [
        "**Bold** and _slanted_ and *a* __b__. " * 500,
        "Use a*b or snake_case_names and 2 * 3. " * 300,
        "| **a** | _b_ |\n" * 300,
        "Name: ________________\n" * 50,
        "*" * 300,
        "* item\n" * 300,
        '<div markdown="1">\n\ntext\n\n</div>\n\n' * 100,
    ],
)
def test_much_of_what_is_not_nested_is_fine(tmp_path: Path, body: str) -> None:
    """Emphasis, rules, lists and tables may be as many as the page is long."""
    assert told(tmp_path, f"Text\n\n{body}\n") == []


@pytest.mark.parametrize("end", ["---", "...", "--- "])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_is_read_however_a_computer_ends_lines(
    tmp_path: Path, end: str, newline: str, mark: str
) -> None:
    """Windows' line ends, its mark at the start of a file, YAML's other end: all are the same."""
    text = mark + newline.join(
        ["---", "title: Ours", "area: For you", "order: 7", end, "# Body", ""]
    )
    found = page(tmp_path, text.encode())
    assert (found.title, found.area, found.order, found.body) == ("Ours", "For you", 7, "# Body\n")


def test_an_unknown_field_is_told_however_lines_end(tmp_path: Path) -> None:
    """What resembles a field is a slip; the line is the one on which it stands."""
    for text in ("---\r\ntemplat: x.html\r\n---\r\nText\r\n", "---\ntemplat: x.html\n...\nText\n"):
        (said,) = told(tmp_path, text)
        assert said.startswith("2:1: error [unknown-field]")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# R&D [a](b) [[segment:mid-market|Them]] **now**\n", "R&D a Them now"),
        ("# R&amp;D \\*\\* <b>bold</b> `code` { #own .class }\n", "R&D ** bold code"),
        ("# 1. Start ##\n", "1. Start"),
        ("```\n# a comment\n```\n# The title\n", "The title"),
        ("---\ntitle: 'A [b](c) [[segment:x]]'\n---\n# Other\n", "A [b](c) [[segment:x]]"),
        ("---\ntitle: |\n  One\n  two\n---\n", "One two"),
        ("Text\n", "A"),
        ("# <!-- -->\n", "A"),
    ],
)
def test_a_title_is_one_plain_line(tmp_path: Path, text: str, title: str) -> None:
    """A title of the front matter is as typed; a heading loses its Markdown."""
    assert page(tmp_path, text).title == title


@pytest.mark.parametrize(
    "line",
    [
        "## __config",
        "## \\_\\_search",
        "### `__drawer`",
        "## Hello {#__toc}",
        "Text\n{: id=__palette_0 }",
        '<div id="__nav_1"></div>',
        "__tabbed_1\n====",
    ],
)
def test_an_address_of_the_theme_is_refused(tmp_path: Path, line: str) -> None:
    """A heading with the id of the theme's settings would stop every script of the page."""
    (said,) = told(tmp_path, f"Text\n\n{line}\n")
    assert "error [address-taken]" in said
    assert said.startswith(("3:", "4:"))


@pytest.mark.parametrize(
    "line", ["## __Bold__ words", "## a__config", "[x](#__toc)", "```\n## __config\n```"]
)
def test_other_headings_are_left_alone(tmp_path: Path, line: str) -> None:
    """Two underscores also make bold letters, and code is no heading."""
    assert told(tmp_path, f"Text\n\n{line}\n") == []


@pytest.mark.parametrize(
    "name",
    ["a\nb.md", "\x1b[31m.md", "con.md", "Aux.v1.md", "x" * 101 + ".md", "X.MD",
     "Y.markdown", "a\nb/c.md",
     "nul/c.md", "what?.md", "pic\x1bture.png", "end./a.md"],
)  # fmt: skip
def test_a_name_nobody_can_store_or_publish_is_told_on_one_line(tmp_path: Path, name: str) -> None:
    """No such page is read, and its name breaks no line and gives no terminal an order."""
    pages, problems = read(tmp_path, b"Text\n", name)
    assert pages == ()
    assert [problem.rule for problem in problems] == ["file-name"]
    assert str(problems[0]).isprintable()


@pytest.mark.parametrize(
    "name", ["How_To.v2.md", "Über uns.md", "guides/README.md", "2026.md", "x" * 97 + ".md"]
)
def test_other_names_are_welcome(tmp_path: Path, name: str) -> None:
    """Pages may have capitals, digits, dots, underscores and letters of any language."""
    pages, problems = read(tmp_path, b"Text\n", name)
    assert problems == ()
    assert [found.path for found in pages] == [f"{DOCS}/{name}"]
    assert pages[0].url == name.removesuffix(".md")


def test_a_link_to_a_folder_is_told(tmp_path: Path) -> None:
    """The engine would follow it and publish pages that nobody checked."""
    (tmp_path / DOCS).mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / DOCS / "link").symlink_to(tmp_path / "elsewhere")
    assert [problem.rule for problem in load(tmp_path).problems] == ["file-link"]


@pytest.mark.parametrize(
    "text", ["# a" + " " * 9_000 + "b", "~" * 9_000, "## " + "\\[" * 4_500, "{" * 9_000]
)
def test_reading_takes_no_longer_for_a_strange_page(tmp_path: Path, text: str) -> None:
    """Looking for headings takes time in proportion to the page; its square would be a second."""
    start = time.process_time()
    read(tmp_path, f"{text}\n__x\n".encode())
    assert time.process_time() - start < 0.2


def test_what_is_for_the_theme_has_the_types_that_it_reads(tmp_path: Path) -> None:
    """Days, numbers and yes or no are none of our texts; unknown fields are left to plugins."""
    found = page(
        tmp_path,
        "---\ntitle: A\nhide: [toc]\ndate: 2026-01-31\nsearch: {exclude: false, boost: 1.5}\n"
        "comments: true\npassword: '0123'\nlevels: {a: [1]}\n---\nText\n",
    )
    assert found.title == "A"
    assert found.matter == {
        "hide": ["toc"],
        "date": datetime.date(2026, 1, 31),
        "search": {"exclude": False, "boost": 1.5},
        "comments": True,
        "password": "0123",
        "levels": {"a": [1]},
    }
