"""What hand-written pages may hold, and how a company allows more."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown.util import BLOCK_LEVEL_ELEMENTS

from commands import icp
from drawn import draw
from icp_playbook.stages.check.live_pages import INLINE


def told(root: Path, page: str, config: str = "") -> list[str]:
    """Return the kinds of what is refused on a page with this text, by the line."""
    draw(root, "--- + minimal")
    (root / "content/pages").mkdir()
    (root / "content/pages/a.md").write_text(page)
    if config:
        (root / "mkdocs.yml").write_text(f"site_name: A\ndocs_dir: content/pages\n{config}\n")
    lines = [line for line in icp(root, "check").out.splitlines() if "[live-page]" in line]
    return [
        line.split(":")[1] + " " + line.rpartition("allow: [")[2].partition("]")[0]
        for line in lines
    ]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("Text <script src=x.js></script>", ["1 scripts"]),
        ("<details ontoggle='count()'>\n<summary>x</summary></details>", ["1 handlers"]),
        ("a\n\n!!! note\n    <iframe src='a.html'></iframe>", ["4 frames"]),
        ("<a title='<embed src=a.swf>'>x</a>", ["1 objects"]),
        ("<!--\n\n<base href='/x/'>\n\n-->", ["3 head"]),
        ("<a href='java&#115;cript:count()'>x</a>", ["1 script-addresses"]),
        ("[x][y]\n\n[y]: <javascript:count()>", ["3 script-addresses"]),
        ("Text\n{: onclick=count() }", ["2 handlers"]),
        ("[x](a.md){ .button href='data:text/html,x' }", ["1 script-addresses"]),
        ("/// html | div[onclick=count()]\n///", ["1 handlers"]),
        ("/// html | div\n    attrs: {onclick: count()}\n///", ["2 handlers"]),
        ("/// note\n    <script></script>\n///", ["2 scripts"]),
        ("<img src='//a.example/x.png'> ![x](https://a.example/x.png)", ["1 outside"]),
        ("<div>\n\n`<script>`\n\n</div>", ["3 scripts"]),
        ("a <b title='`'> `<script>` b", ["1 scripts"]),
    ],
)
def test_what_runs_or_loads_is_refused_at_its_line(
    tmp_path: Path, page: str, kinds: list[str]
) -> None:
    """Wherever the engine could see it: in notes, comments, attributes and lists of attributes."""
    assert told(tmp_path, page) == kinds


@pytest.mark.parametrize(
    "page",
    [
        "`<script>` and\n\n    <script>\n\n```\n<iframe>\n```\n",
        "- a\n\n  ```\n  <form>\n  ```\n",
        '!!! note\n\n    ```\n    <form onsubmit="x">\n    ```\n',
        "<div markdown>\n\n**a**\n\n</div>\n\n`<script>`\n",
        '<span class="a" title="on=x">b</span> <kbd>c</kbd> <a href="https://a.example/javascript:x">d</a>',
        "## Heading {#on .class}\n\n![x](a.svg){ width=300 } {{ macro }} a {b: c}",
        "1 < 2, a<b and <https://a.example>",
    ],
)
def test_code_and_harmless_html_are_fine(tmp_path: Path, page: str) -> None:
    """What is shown as code runs nowhere, and a page may use HTML for its looks."""
    assert told(tmp_path, page) == []


@pytest.mark.parametrize(
    "config", ["plugins: [search, {icp: {allow: [scripts]}}]", "plugins: {icp: {allow: [scripts]}}"]
)
def test_a_company_allows_kinds_by_name(tmp_path: Path, config: str) -> None:
    """The option is read in both forms of the list of plugins, and allows no more than it names."""
    assert told(tmp_path, "<script></script>\n<iframe></iframe>\n", config) == ["2 frames"]


def test_elements_of_a_line_are_none_that_the_engine_takes_for_blocks() -> None:
    """Between the tags of the others, code is judged as if it were raw HTML."""
    assert not INLINE - {"hr"} & set(BLOCK_LEVEL_ELEMENTS)
