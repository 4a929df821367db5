"""A rule about hand-written pages: nothing on them runs or loads anything that is not allowed.

Pages lie on the origin that keeps assessments. What is raw HTML is decided by the engine's
Markdown, which differs from ours in odd corners; so every tag outside code counts, wherever it
stands, also in comments and inside other tags. Code is alike in both: pages are handed over with
their blocks of code written anew. mkdocs.yml allows by name what a company needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from icp_playbook.messages import Message, say
from icp_playbook.model.addresses import is_outside, runs
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.prose import blanked, image_address, line_and_column
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.spots import Spot
from icp_playbook.problems import Problem, quoted
from icp_playbook.stages.check.rule import Context

RULE = "live-page"
_KINDS = {
    "script": "scripts",
    **dict.fromkeys(("iframe", "frame", "frameset", "portal", "fencedframe"), "frames"),
    **dict.fromkeys(("object", "embed", "applet"), "objects"),
    **dict.fromkeys(("form", "input", "button", "select", "textarea"), "forms"),
    **dict.fromkeys(("base", "meta", "link"), "head"),
}
INLINE = frozenset(
    "a abbr b br cite code em hr i img kbd mark q s small span strong sub sup u wbr".split()  # noqa: SIM905
)
"""Elements that Python-Markdown takes for part of a line; behind any other it may see raw HTML."""
_LOADS = ("src", "srcset", "poster", "background", "data")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>\"'=<]*)")
_LONGEST_TAG = 20_000
_ADDRESS = re.compile(r"\](?:\(|:)[\s<]*(\S{1,2000})")
_BRACES = re.compile(r"\{:?[ ]*([^{}\n]+)\}")
_LISTED = re.compile(r"""([^\s=\"']+)[ ]*=[ ]*[\"']?([^\"'}]*)""")
_BLOCK = re.compile(r"^[ \t]*/{3,}[ \t]*html[ \t]*\|[ \t]*([A-Za-z][\w-]*)(.*)$", re.MULTILINE)
_SETTING = re.compile(
    r"(?:\b|[\"'])(on[a-z]+|src|href|srcdoc|action)[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"'\]},]*)",
    re.IGNORECASE,
)
_BLOCK_ATTRIBUTES = re.compile(r"^[ \t]+attrs:[ \t]*(.*)$", re.MULTILINE)


class _Found(NamedTuple):
    """Something that runs or loads: where it is on the page, its kind, and how it is written."""

    place: int
    kind: str
    written: str


def live_page(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Yield a problem for each place that holds what is not allowed, one a line and kind."""
    for page in catalog.pages:
        seen = set()
        for place, kind, written in sorted(_found_on(page)):
            line, column = line_and_column(page.text, place)
            if kind not in (context.allow or ()) and (line, kind) not in seen:
                seen.add((line, kind))
                message = _message(kind, quoted(written.strip(), 40))
                yield Problem(page.path, line, column, RULE, message, _hint(kind))


def _message(kind: str, what: str) -> Message:
    return {
        "scripts": say("{what} is a script, and would run among the saved assessments", what=what),
        "handlers": say("{what} runs a script, among the saved assessments", what=what),
        "script-addresses": say(
            "{what} is an address that runs or holds something instead of leading anywhere",
            what=what,
        ),
        "frames": say("{what} shows another page inside this one", what=what),
        "objects": say("{what} loads a program into the page", what=what),
        "forms": say("{what} asks for input that the playbook does not take", what=what),
        "head": say("{what} changes the whole page, not only this place", what=what),
        "outside": say(
            "{what} would be loaded from elsewhere, and no page of a playbook does that", what=what
        ),
    }[kind]


def _hint(kind: str) -> Message:
    allowed = f'"allow: [{kind}]"'
    if kind == "outside":
        return say(
            "put the file among the pages (docs_dir) and link to it, such as {example}; "
            "a company that needs it writes {allowed} below the plugin icp in mkdocs.yml",
            example="![What it shows](images/chart.png)",
            allowed=allowed,
        )
    return say(
        "delete it, or show it as code; "
        "a company that needs it writes {allowed} below the plugin icp in mkdocs.yml",
        allowed=allowed,
    )


def _found_on(page: Prosepage) -> Iterator[_Found]:
    text = page.text
    if not any(sign in text for sign in ("<", "](", "]:", "{", "///")):
        return
    for spot in page.spots:
        if spot.token.type == "image" and is_outside(image_address(spot.token)):
            yield _Found(spot.start, "outside", image_address(spot.token))
    bare = blanked(text, [(0, page.body_at), *_code(text, page.spots)])
    for tag in _TAG.finditer(bare):
        yield from _in_tag(bare, tag)
    for found in _ADDRESS.finditer(bare):
        if runs(found[1]):
            yield _Found(found.start(1), "script-addresses", found[1].removesuffix(")"))
    for found in _BRACES.finditer(bare):
        yield from _in_attributes(found.start(), _LISTED.findall(found[1]))
    if "///" in bare:
        yield from _in_blocks(bare)


def _in_blocks(text: str) -> Iterator[_Found]:
    """Yield what is wrong with blocks between slashes, which an extension makes elements of."""
    for found in _BLOCK.finditer(text):
        if found[1].lower() in _KINDS:
            yield _Found(found.start(), _KINDS[found[1].lower()], found[0])
        yield from _in_attributes(found.start(), _SETTING.findall(found[2]))
    for found in _BLOCK_ATTRIBUTES.finditer(text):
        yield from _in_attributes(found.start(), _SETTING.findall(found[1]))


def _code(text: str, spots: list[Spot]) -> list[tuple[int, int]]:
    """Return where code stands that the engine's Markdown takes for code, too.

    Between the tags of a block, where it may see raw HTML, that is what stands between fences only;
    and a paragraph with a stray backtick may have its code in other places.
    """
    blocks: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    fences = [
        (one.start, one.end)
        for one in spots
        if one.token.type == "fence" and _begins_line(text, one.start)
    ]
    raw_to, ends = 0, _last_ends(blanked(text, fences))
    for spot in spots:
        token, raw = spot.token, spot.start < raw_to
        if not raw and (
            token.type == "fence" or (token.type == "code_block" and _is_apart(text, spot.start))
        ):
            blocks.append((spot.start, spot.end))
        elif token.type == "code_inline" and not raw and "\n" not in text[spot.start : spot.end]:
            spans.append((spot.start, spot.end))
        elif token.type in ("html_block", "html_inline"):
            names = {tag[2].lower() for tag in _TAG.finditer(token.content)} - INLINE
            raw_to = max(raw_to, *(ends.get(name, len(text)) for name in names), 0)
    blocks += fences
    bare = blanked(text, sorted({*blocks, *spans}))
    alone = [(start, end) for start, end in spans if "`" not in _paragraph(bare, start)]
    return sorted({*blocks, *alone})


def _is_apart(text: str, place: int) -> bool:
    """Tell whether a blank line is before `place`: else the engine may read on from above."""
    return re.search(r"(?:\n|\A)[ \t]*\n[ \t]*\Z", text[max(place - 500, 0) : place]) is not None


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"


def _last_ends(text: str) -> dict[str, int]:
    """Return where the last element of each name ends; others are open to the end of the page."""
    return {tag[2].lower(): tag.end() for tag in _TAG.finditer(text) if tag[1]}


def _paragraph(text: str, place: int) -> str:
    """Return the lines around `place`, up to the next blank ones."""
    begin, end = text.rfind("\n\n", 0, place), text.find("\n\n", place)
    return text[max(begin, 0) : end if end >= 0 else len(text)]


def _in_tag(text: str, tag: re.Match[str]) -> Iterator[_Found]:
    name = tag[2].lower()
    if tag[1]:
        return
    if name in _KINDS:
        yield _Found(tag.start(), _KINDS[name], f"<{name}>")
    for found in _in_attributes(
        tag.start(), _attributes(text[tag.start() : tag.start() + _LONGEST_TAG])
    ):
        if name not in _KINDS or found.kind != "outside":
            yield found


def _in_attributes(place: int, attributes: list[tuple[str, str | None]]) -> Iterator[_Found]:
    for name, given in attributes:
        bare, value = name.lower(), given or ""
        if re.fullmatch(r"on[a-z]+", bare):
            yield _Found(place, "handlers", f"{name}={value}")
        elif bare == "srcdoc":
            yield _Found(place, "frames", f"{name}={value}")
        elif any(runs(one) for one in (value, *value.split(";"))):
            yield _Found(place, "script-addresses", f"{name}={value}")
        elif bare in _LOADS and is_outside(value):
            yield _Found(place, "outside", value)


def _attributes(text: str) -> list[tuple[str, str | None]]:
    """Return the attributes of the tag that `text` begins with, as browsers read it."""
    reader = _FirstTag()
    try:
        reader.feed(text)
    except _ReadError:
        return reader.attributes
    return []


class _ReadError(Exception):
    """The first tag has been read."""


class _FirstTag(HTMLParser):
    """Reads the first tag and no more."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = attrs
        raise _ReadError

    def handle_data(self, data: str) -> None:
        raise _ReadError
