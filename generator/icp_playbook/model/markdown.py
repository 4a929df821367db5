r"""The one dialect of Markdown that authors write: CommonMark with GitHub's additions.

Tables, struck text and bare addresses are GitHub's; links to definitions are ours.

Parsed by markdown-it-py. Two things differ from GitHub on purpose: stars beside Chinese or Japanese
signs make bold text (`**「重點」**是`), and `[[kind:id|text]]` is a link of ours, in a table, too.

A token that stands for something at one place in a line carries its offset in the inline text as
`meta["at"]`, and its end as `meta["end"]`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from icp_playbook.model.unspaced import is_unspaced, joins

DEEPEST = 22
"""Lists, quotes and links within each other; what is deeper, the parser does not read."""

LINK = re.compile(r"\[\[([^\]\[|\n`\\\x04]+)(?:\\?[|\x04]([^\]\[]+))?\]\]")
"""`[[kind:id]]` or `[[kind:id|text]]`; in a table GitHub wants the stroke as `\\|`, and we take
both."""

_STROKE = "\x04"
"""Stands for the stroke of a link while tables are looked for; authors cannot type it."""
_SCHEME = re.compile(r"(?<![A-Za-z0-9])(https?)$", re.IGNORECASE)
_SENTENCE = re.compile(
    "[\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff3d\uff5b-\uff65]"
)
"""Ends an address that stands in Chinese, where no space does."""
LONGEST_ADDRESS = 500
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")


def parse(text: str) -> list[Token]:
    """Return the block tokens of `text`.

    Each carries the lines it stands on, and inline ones their children.
    The definition of a reference, such as `[name]: address`, is a token of ours behind the others.
    """
    env: dict[str, Any] = {}
    tokens = parser().parse(shielded(text), env)
    for name, one in env.get("references", {}).items():
        tokens.append(
            Token("definition", "", 0, attrs={"href": one["href"]}, map=one["map"], info=name)
        )
    return tokens


def shielded(text: str) -> str:
    """Return `text`, as long as it was, with no stroke in our links that could end a cell."""
    return LINK.sub(lambda found: found[0].replace("|", _STROKE, 1), text) if "[[" in text else text


@cache
def parser() -> MarkdownIt:
    """Return the parser, made once."""
    md = MarkdownIt("gfm-like2", {"maxNesting": DEEPEST, "tasklists": False, "alerts": False})
    md.options["strikethrough_single_tilde"] = False
    # Character references stay as typed: prose has no HTML. Every address is a link here, and
    # judged by ourselves.
    md.disable(["entity"])
    md.core.ruler.disable(["linkify"])
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
    rules = {"link": link, "image": image, "autolink": autolink, "html_inline": html_inline}
    for name, rule in {**rules, "backticks": backtick}.items():
        md.inline.ruler.at(name, _placed(rule))
    md.inline.ruler.at("linkify", _bare_address)
    md.inline.ruler.at("strikethrough", _struck)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.before("link", "definition_link", _definition_link)
    md.core.ruler.push("strokes", _restore_strokes)
    md.core.ruler.push("tasks", _show_tasks)
    md.core.ruler.push("wrapped", _join_wrapped)
    return md


def _placed(rule: Any) -> Any:
    """Return `rule` with the places of what it finds noted."""

    def placed(state: StateInline, silent: bool) -> bool:
        begin, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > known:
            first = known + (state.tokens[known].type == "text" and len(state.tokens) > known + 1)
            state.tokens[first].meta |= {"at": begin, "end": state.pos}
            if state.tokens[first].type in ("link_open", "image") and rule is not autolink:
                opening = begin + (state.tokens[first].type == "image")
                address = state.md.helpers.parseLinkLabel(state, opening)
                state.tokens[first].meta["address"] = address
        return True

    return placed


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Make a link of an address that stands in the text as it is.

    Markdown-it's own rule takes long for many.
    """
    colon, src = state.pos, state.src
    if not src.startswith("://", colon) or state.linkLevel or state.md.linkify is None:
        return False
    scheme = _SCHEME.search(src, max(colon - 6, 0), colon)
    if scheme is None or not state.pending.endswith(scheme[1]):
        return False
    begin = scheme.start(1)
    found = state.md.linkify.match_at_start(src[begin : min(begin + LONGEST_ADDRESS, state.posMax)])
    if found is None:
        return False
    address = _SENTENCE.split(found.url, maxsplit=1)[0].rstrip("*")
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": address}
        token.markup = "linkify"
        token.meta = {"at": begin, "end": begin + len(address)}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1).markup = "linkify"
    state.pos = begin + len(address)
    return True


def _struck(state: StateInline, silent: bool) -> bool:
    begin, known = state.pos, len(state.tokens)
    if not strikethrough.tokenize(state, silent):
        return False
    marks = [token for token in state.tokens[known:] if token.content == "~~"]
    first = state.pos - 2 * len(marks)
    assert first >= begin
    for index, token in enumerate(marks):
        token.meta |= {"at": first + 2 * index, "end": first + 2 * index + 2}
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read stars and underscores as markdown-it does, but let stars stand beside wide signs.

    CommonMark asks for a space between a star and punctuation on its other side; Chinese has no
    spaces.
    """
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    begin = state.pos
    scanned = state.scanDelims(begin, marker == "*")
    end = begin + scanned.length
    before, after = state.src[begin - 1 : begin], state.src[end : min(end + 1, state.posMax)]
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*" and (_is_wide(before) or _is_wide(after)):
        can_open, can_close = bool(after.strip()), bool(before.strip())
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _is_wide(sign: str) -> bool:
    return bool(sign) and unicodedata.east_asian_width(sign) in ("W", "F")


def _definition_link(state: StateInline, silent: bool) -> bool:
    found = LINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        begin, most = state.pos, state.posMax
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": f"icp:{found[1].strip()}"}
        said = (found[2] or "").strip()
        token.meta = {"ref": found[1].strip(), "text": said, "source": found[0]}
        token.meta |= {"at": begin, "end": found.end()}
        if said:
            state.pos = found.start(2) + len(found[2]) - len(found[2].lstrip())
            state.posMax = found.start(2) + len(found[2].rstrip())
            state.linkLevel += 1
            state.md.inline.tokenize(state)
            state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = most
    state.pos = found.end()
    return True


def _restore_strokes(state: Any) -> None:
    if _STROKE not in state.src:
        return
    for block in state.tokens:
        for token in (block, *(block.children or ())):
            token.content = (
                token.content.replace(_STROKE, "|") if token.type != "inline" else token.content
            )
            if "source" in token.meta:
                token.meta["source"] = token.meta["source"].replace(_STROKE, "|")


def _join_wrapped(state: Any) -> None:
    """Put nothing where a sentence was wrapped whose script has no spaces between words."""
    if state.src.isascii():
        return
    for block in state.tokens:
        children = block.children or []
        for at, token in enumerate(children):
            if token.type != "softbreak":
                continue
            before = next((one.content for one in reversed(children[:at]) if one.content), "")
            after = next((one.content for one in children[at + 1 :] if one.content), "")
            if joins(before, after, is_unspaced(block.content)):
                token.type = "text"


def _show_tasks(state: Any) -> None:
    """Show a task list's boxes as signs: a page is read, not ticked."""
    for item, paragraph, block in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (
            item.type != "list_item_open"
            or paragraph.type != "paragraph_open"
            or not block.children
        ):
            continue
        first = block.children[0]
        if first.type == "text" and (box := _TASK.match(first.content)):
            first.content = task_sign(box[1]) + first.content[3:]


def task_sign(mark: str) -> str:
    """Return the sign of a task that is done (`x`) or not (a space)."""
    return "☐" if mark == " " else "☑"
