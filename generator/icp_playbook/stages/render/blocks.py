"""The last look at a block of HTML before an engine gets it."""

from __future__ import annotations

import re

_EMPTY_LINES = re.compile(r"\n\s*\n+")
_RUN_TOGETHER = re.compile(r"</(?:dd|dt|h[2-6]|td|th|thead|tr|text|title)>(?=<[a-z])")
_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
_SYNTAX = {character: f"&#{ord(character)};" for character in "{}[]`~"}


def as_block(markup: str) -> str:
    """Return `markup` so that an engine's Markdown passes it through as it is, whatever extensions it has.

    Some of them, and plugins too, look for their syntax before Markdown knows what is HTML: fences, snippets, macros,
    wiki links. So the characters it begins with are written as character references, which a reader sees as typed.
    Cells that touch get a space between them: a search strips the tags and would read two words as one.
    """
    block = (_EMPTY_LINES.sub("\n", markup) if "<pre" not in markup else markup).strip()
    block = _RUN_TOGETHER.sub(r"\g<0> ", block)
    if "<script" not in block:
        return _without_syntax(block)
    parts = _SCRIPT.split(block)  # what stands in scripts is data, and no references are read there
    return "".join(part if index % 2 else _without_syntax(part) for index, part in enumerate(parts))


def _without_syntax(text: str) -> str:
    for character, reference in _SYNTAX.items():
        text = text.replace(character, reference)
    return text
