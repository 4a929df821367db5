"""Texts that want to be more than text, and a company whose every text field holds one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from pydantic_core import PydanticCustomError

from icp_playbook.model.fields import Exact, Line, Prose
from icp_playbook.model.prose import read_prose
from icp_playbook.model.walk import walk
from icp_playbook.stages.load import load

RUN = "window.hacked=1"
"""What every script among them would do."""

NAUGHTY = [
    # HTML and scripts
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"</title><script>{RUN}</script>",
    f"</script><svg onload={RUN}>", f"<a href='javascript:{RUN}'>x</a>", f"javascript:{RUN}",
    f"[x](javascript:{RUN})", f"[x](data:text/html,<script>{RUN}</script>)",
    f"\"><img src=x onerror={RUN}>", f"' autofocus onfocus='{RUN}", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>", f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<details open ontoggle={RUN}>", "<style>*{display:none}</style>", "<b>bold</b>",
    f"<template><script>{RUN}</script></template>",
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>", "<!-- hidden -->", "<?php x ?>",
    # Character references
    "&lt;script&gt;", "&#60;b&#62;", "&amp;amp;", "R&D", "&nbsp;", "a < b && c > d", "&notit;",
    "&#x1F600;",
    # What extensions of Markdown take for theirs
    f"{{ onfocus={RUN} autofocus=1 tabindex=1 }}", f"{{: onmouseover={RUN} }}", "--8<-- \".env\"",
    ";--8<-- \".env\"", "{{ config }}", "{% raw %}", "{# gone #}", "{!.env!}", "{++added++}",
    "{--removed--}", "==marked==", "^^under^^", "~~struck~~", "H~2~O", "x^2^", "++ctrl+alt+del++",
    ":smile:", ":material-account:", "$x_1$", "\\(x\\)", "\\[x\\]", "$$y$$", "[TOC]", "[ ] task",
    "[x] done", "!!! danger", "??? note", "/// tab | x", "::: module", "*[HTML]: gone",
    "[^1]: gone", "[^1]", "[gone]: http://evil.example", "www.evil.example",
    "https://evil.example/a_b_c", "@somebody", "#123", "(c) (tm) (r) +/- --> =/= 1/2",
    "\"quoted\" 'single' -- dash ... dots", "[[Wiki Page]]", "[[segment:x]]", "![](x.png)",
    "![[x]]",
    # Markdown
    "**bold** *em* __b__ _e_", "`code`", "```", "~~~", "# heading", "> quote", "- item", "1. item",
    "---", "a | b | c", "|-|-|", "\\*escaped\\*", "snake_case_name and 2*3*4", "trailing\\",
    "<http://evil.example>", "[ref][ref]", "***", "___", "=====", "\\", "\\\\",
    # Names that scripts of the page look for
    "__config", "__search", "__proto__", "constructor", "toString", "undefined", "null", "NaN",
    "true", "None", "s-page", "icp:0", "<!--icp:1-->",
    # Spreadsheets, shells, databases, templates of others
    "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1", "@SUM(A1)", "=SUM(1,1)*A0",
    "\"; DROP TABLE users; --", "' OR 1=1 --",
    "$(touch hacked)", "`touch hacked`", "%s%d", "%00 %0a", "${name:-x}", "../../../etc/passwd",
    "C:\\new\\table", "{0} {}", "<%= 7*7 %>", "#{7*7}",
    # Other scripts and signs
    "田中さんにあげて下さい", "客戶成功", "مرحبا", "שלום", "Ω≈ç√∫˜µ≤≥÷", "Z͑ͫ̓a̴l͠g̛o",
    "😀👩‍👩‍👧‍👦🏳️‍🌈", "ﬁ ﬂ ﬀ", "İıŞş", "𝒯𝓮𝔁𝓽", "Ⅷ ½ ٣", "a\u00a0b", "“curly” ‘quotes’ — dash…",
    "A" * 200, "1e3", "0x1F", "010", "22:22", "2024-13-01", "no", "~", "1_000", "１２３", ".", "'",
    "\"", "`", "<", ">", "&", "%", "|", "{", "}", "[", "]", "$", "^",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """One text field of the hostile company."""

    path: str
    loc: tuple[str | int, ...]
    text: str
    prose: bool

    @property
    def word(self) -> str:
        """The word at its end, which no other text holds."""
        return self.text.rpartition(" ")[2]


def plant(sample: Path, target: Path, texts: Sequence[str] = NAUGHTY) -> list[Planted]:
    """Write `sample` into `target` with one of `texts` and a word to find it in each text field."""
    lines, proses = cycle(texts), cycle(filter(allowed_in_prose, texts))
    planted: list[Planted] = []
    for definition in load(sample).definitions:
        raw: Any = yaml.load((sample / definition.path).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        for leaf in walk(definition, (Line, Prose)):
            if isinstance(leaf.field, Exact):  # a code that other fields repeat
                continue
            if leaf.value.message is not None:  # ours, where the author wrote nothing
                continue
            loc = (*leaf.loc, "en") if leaf.value.by_language else leaf.loc
            word = f" zq{len(planted)}q"
            assert isinstance(leaf.field, Line | Prose)
            naughty = next(proses if isinstance(leaf.field, Prose) else lines)
            text = naughty[: leaf.field.limit - len(word)] + word
            _put(raw, loc, text)
            planted.append(Planted(definition.path, loc, text, isinstance(leaf.field, Prose)))
        for name in ("band", "scores", "stance"):  # what others are called, and now are no longer
            raw.get("expected", {}).pop(name, None)
        file = target / definition.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=10_000), "utf-8"
        )
    return planted


def allowed_in_prose(text: str) -> bool:
    """Tell whether prose accepts a text; a refused one is reported and gets on no page."""
    try:
        Prose().check(f"{text} x")
    except PydanticCustomError:
        return False
    return not read_prose(text).found


def is_markdown(text: str) -> bool:
    """Tell whether a text is markup in prose's little Markdown, so that its signs disappear."""
    return any(
        sign in text for sign in ("*", "_", "`", "\\", "[", "<http", "~~")
    ) or text.startswith(("# ", "> ", "- ", "1. ", "---", "=="))


def _put(raw: Any, loc: tuple[str | int, ...], text: str) -> None:
    *way, last = loc
    for step in way:
        raw = raw[step]
    raw[last] = text


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
