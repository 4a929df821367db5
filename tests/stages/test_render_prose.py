"""Prose: what authors type becomes harmless HTML, whatever they type, and quickly."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from icp_playbook.model import prose
from icp_playbook.model.fields import LONG_PROSE_LIMIT, Prose
from icp_playbook.model.prose import read_prose
from icp_playbook.stages.render.prose import MARK, ProseConverter, convert_markdown

TITLES = {"segment:mid": "Mid *& <b>", "term:icp": "ICP"}
TERMS = {
    "ICP": ("term:icp", 'Ideal "customer" <b> & \\'),
    "amp": ("term:amp", "a trap: &amp;"),
    "&lt;": ("term:lt", "another"),
    "return": ("term:return", "A parcel."),
}
ALLOWED = {
    *("a", "blockquote", "br", "code", "em", "hr", "img", "li", "ol", "p", "pre", "s", "strong"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
SIGNS = [
    *("[[segment:mid]]", "[[segment:mid|x]]", "[[segment:", "[[", "]]", "[", "](", ")", "!["),
    *("![a](b.png)", "[^1]", "~~"),
    *("- [ ] ", "|:-:|\n", "[x](icp:segment:mid)"),
    *("`", "``", "```\n", "~~~\n", "*", "**", "_", "\\", "|", "|-|-|\n"),
    *("- ", "1. ", "> ", "#", "=", "$$", "!!! note\n"),
    *("\n", "\n\n", "  \n", "    ", "\t", " ", "a", "é", "😀", "ICP", "returns"),
    *("amp", "C++", ":", "*[a]: b"),
    *("&", "&lt;", "&#60;", "<", ">", "</p>", "<b>", '"', "'", "{ onfocus=alert(1) }"),
    *("<!--", "{{ config }}"),
    *("http://x.y", "<http://a.b>", "<a@b.c>", "[a]: http://x 'y'\n"),
    *("javascript:alert(1)", "[x](javascript:alert(1))"),
]  # fmt: skip


def converter() -> ProseConverter:
    """Return a converter for a site with a few titles and terms."""
    return ProseConverter(TITLES.get, TERMS)


class Reader(HTMLParser):
    """Reads HTML and notes what must not be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            href = name == "href" and re.match(rf"https?://|mailto:|{MARK}", value or "")
            shown = (
                name in ("src", "alt")
                if tag == "img"
                else name == "style" and (value or "").startswith("text-align:")
            )
            if name == "src" and not (value or "").startswith(f"{MARK}file:"):
                shown = False
            if not href and not shown and name not in ("rel", "title", "class", "start"):
                self.wrong.append(f"{name}={value}")
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=3)), min_size=1, max_size=14))
def test_any_prose_becomes_well_formed_harmless_html(pieces: list[str]) -> None:
    """Only tags and attributes of our short list come out, closed, with safe addresses."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", "".join(pieces)).strip()
    reader = Reader()
    reader.feed(converter().html(text))
    reader.close()
    assert (reader.wrong, reader.open) == ([], [])


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="\n")).filter(
        str.strip
    )
)
def test_text_without_syntax_skips_markdown_and_comes_out_the_same(text: str) -> None:
    """Most prose holds no Markdown; the short way to its HTML gives what the long one gives."""
    text = text.strip()
    plain = ProseConverter(TITLES.get, {})
    assert html.unescape(plain.html(text)) == html.unescape(convert_markdown(plain._renderer, text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "See [[segment:mid]].",
            f'See <a href="{MARK}segment:mid" rel="noopener noreferrer">Mid *&amp; &lt;b&gt;</a>.',
        ),
        (
            "See [[segment:mid|*ours*]].",
            f'<a href="{MARK}segment:mid" rel="noopener noreferrer"><em>ours</em></a>',
        ),
        ("An [x](icp:segment:gone) link", "An <a rel"),
        ("A [[a `code` b]] in brackets", "A [[a <code>code</code> b]] in brackets"),
        ("A [link](/etc/passwd)", "A <a rel"),
        ("&#60; as typed", "<p>&amp;#60; as typed</p>"),
        (
            "R&D and amp",
            (
                f'R&amp;D and <a class="icp-term" href="{MARK}term:amp" '
                'title="a trap: &amp;amp;">amp</a>'
            ),
        ),
        (
            "# Heading *x*\n\nOther\n---",
            "<p><strong>Heading <em>x</em></strong></p>\n<p><strong>Other</strong></p>",
        ),
        ("#1 of all", "<p>#1 of all</p>"),
        (
            "You win when:\n- one\n  1. two",
            "<p>You win when:</p>\n<ul>\n<li>one\n<ol>\n<li>two</li>",
        ),
        (
            "|a|b|\n|-|-:|\n|[[segment:mid|c]]|[[segment:mid\\|d]]|",
            f'{MARK}segment:mid" rel="noopener noreferrer">d</a></td>',
        ),
        (
            "「**「重點」**是**重點。**下**10%**的**[連結](https://a.example)**說",
            "<strong>「重點」</strong>是<strong>重點。</strong>下<strong>10%</strong>的<strong><a",
        ),
        ("2 * 3 * 4 and a*b*c", "2 * 3 * 4 and a<em>b</em>c"),
        (
            "見https://a.example/x，然後",
            '見<a href="https://a.example/x" rel="noopener noreferrer">https://a.example/x</a>，然後',
        ),
        ("- [ ] open\n- [x] ~~done~~", "<li>☐ open</li>\n<li>☑ <s>done</s></li>"),
        (
            "![The *plan*](images/plan%202.png)",
            f'<img src="{MARK}file:images/plan%202.png" alt="The plan">',
        ),
        ("{{ config }} --8<-- x", "<p>{{ config }} --8&lt;-- x</p>"),
    ],
)  # fmt: skip
def test_prose_shows(text: str, shown: str) -> None:
    """References, terms, and what only looks like one of them."""
    assert shown in converter().html(text)


DEEP = "".join(f"{' ' * 2 * level}- a\n" for level in range(11))
HEAVY = [
    "*_",
    "**a** ",
    "**a ",
    "***a",
    "`",
    "`a",
    "a\\*",
    "~~~\n",
    "```\n",
    "- a\n\n",
    "> - > - > - > - a\n",
    "|",
    "&",
    "a|b\n-|-\n|",
    "[a](b ",
    "[x][",
    "https://a.example/b ",
    "http://a",
    "~~a ",
    "「**",
]


@pytest.mark.parametrize(
    "text",
    [DEEP, "> " * 22 + "a", "- " * 11 + "a", "\n\n" + DEEP, "1. " * 11 + "a", "2) + * " * 4 + "a"],
)
def test_lists_and_quotes_too_deep_to_follow_are_refused(text: str) -> None:
    """The parser does not read what is nested too deep; nothing an author typed gets lost."""
    with pytest.raises(PydanticCustomError) as refusal:
        Prose().check(text)
    assert refusal.value.type == "too-nested"
    assert "deeper than 10" in str(refusal.value)


PIECES = (
    *("[[a:b]]", "[[a:b#c|our core]]", "[[a:b|*x*]]", "[[ a:b ]]", "[[a:b|c\nd]]", "[[a:b| ]]"),
    *(
        "word",
        " ",
        "\n",
        "\n\n",
        "\n  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "# ",
        "(x)",
        "(",
        ":",
        "!",
        "[",
    ),
    *(
        "]",
        "<",
        ">",
        "**",
        "_",
        "---",
        "|",
        "中文",
        "。",
        "\\",
        "`",
        "~~",
        "http://a",
        "\u2003",
        "[[]]",
    ),
)
"""What stands beside a link, and may make something else of it."""


@given(
    text=st.one_of(
        st.text(alphabet="ab -+*12.)>#`~<[]:/\n", max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    )
)
def test_a_text_is_parsed_whenever_there_is_something_in_it(text: str) -> None:
    """Words alone, and links among words, are not parsed; nothing is found or refused less."""
    assert read_prose(text) == prose.parsed(text)


@pytest.mark.parametrize("text", [DEEP.rpartition("  ")[0], "> " * 21 + "a", "- " * 10 + "a"])
def test_all_levels_up_to_the_limit_are_shown(text: str) -> None:
    """Just below the limit nothing is lost."""
    shown = re.sub("<[^>]*>", "", converter().html(str(Prose().check(text))))
    assert shown.count("a") == text.count("a")


@pytest.mark.parametrize("piece", HEAVY)
def test_the_heaviest_prose_that_is_allowed_takes_no_time(piece: str) -> None:
    """The longest text there may be, of nothing but syntax, converts while one blinks."""
    text = (piece * LONG_PROSE_LIMIT)[:LONG_PROSE_LIMIT].strip()
    start = time.process_time()
    read_prose(text)
    converter().html(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two\n    - three\n        1. four",
        "Between [50 and [500 and ten more [ [ [",
        "[one](https://a.example) and [[segment:mid]] " * 50,
        "\\[" * 40,
        "[" * 40 + "open",
        "**open " * 100,
        "> quoted\n> > twice",
    ],
)
def test_what_people_write_is_not_refused(text: str) -> None:
    """A few levels, a few open brackets and many closed ones are fine."""
    assert Prose().check(text) == text.strip()
