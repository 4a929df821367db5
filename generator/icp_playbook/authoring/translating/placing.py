"""Put translations into the YAML of a definition, with all else as it was: comments, order, quotes.

A short text becomes `name: {en: Foo, zh-Hant: 甲}`. Where that is too long for a line each language
gets its own, below the field; a list or group in brackets that is too long by then as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from icp_playbook.authoring.source import Edit, Source
from icp_playbook.authoring.translating.nodes import Node, read_nodes
from icp_playbook.authoring.translating.scalars import below_key, columns, in_braces
from icp_playbook.authoring.yaml_text import WIDTH, dashed, indented
from icp_playbook.model.walk import Loc

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_LANGUAGE_STEP = 2


@dataclass(frozen=True, slots=True)
class Addition:
    """What a text says in `language`; a text that names no language is in `original_language`."""

    language: str
    text: str
    original_language: str


def place_texts(source: Source, additions: Mapping[Loc, Addition]) -> str:
    """Return the file with each addition at the text of its place."""
    placing = _Placing(source.text, additions)
    return source.mark + source.edited(placing.whole(read_nodes(source.text)))


class _Placing:
    def __init__(self, text: str, additions: Mapping[Loc, Addition]) -> None:
        self._text, self._additions = text, additions
        self._changed = {loc[:end] for loc in additions for end in range(len(loc) + 1)}
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def whole(self, root: Node) -> Iterator[Edit]:
        """Yield what changes in a file; one that stands in braces keeps them."""
        if not root.is_flow:
            yield from self.edits(root, ())
        elif (inline := self._inline(root, (), forced=True)) is not None:
            yield Edit(root.start, root.end, inline)

    def edits(self, node: Node, loc: Loc) -> Iterator[Edit]:
        """Yield what changes in a block of fields or items.

        Records in braces stay alike: where one has to go over lines, all that change do.
        """
        changed = [(key, value, (*loc, step)) for step, key, value in node.steps()]
        changed = [one for one in changed if one[2] in self._changed]
        records = [
            self._fitting(value, place)
            for _, value, place in changed
            if value.is_flow and place not in self._additions
        ]
        for key, value, place in changed:
            if value.is_scalar or value.is_flow:
                inline = self._fitting(value, place)
                if place not in self._additions and None in records:
                    inline = None
                yield self._relaid(key, value, place, inline)
            elif place in self._additions:
                yield self._in_block(value, self._additions[place])
            else:
                yield from self.edits(value, place)

    def _in_block(self, texts: Node, added: Addition) -> Edit:
        """Return what changes where each language has lines of its own."""
        first = texts.items[0][0]
        assert first is not None
        is_block = any(value.style in ("|", ">") for _, value in texts.items)
        lines = below_key(added.text, is_block)
        indent = self._column(first.start)
        present = texts.child(added.language)
        if present is not None:
            return Edit(present.start, present.end, self._joined(lines, indent))
        ends = re.compile(r"[^\r\n]*").match(self._text, texts.end)
        assert ends is not None
        entry = self._joined([f"{added.language}: {lines[0]}", *lines[1:]], indent)
        return Edit(ends.end(), ends.end(), f"{self._newline}{' ' * indent}{entry}")

    def _fitting(self, value: Node, loc: Loc) -> str | None:
        """Return a text, or what stands in brackets, if it fits the line or has several already."""
        begin = self._text.rfind("\n", 0, value.start) + 1
        whole = value.is_flow and "\n" in self._raw(value)
        inline = self._inline(value, loc, forced=whole)
        ahead = columns(self._text[begin : value.start])
        fits = inline is not None and (whole or ahead + columns(inline) <= WIDTH)
        return inline if fits else None

    def _relaid(self, key: Node | None, value: Node, loc: Loc, inline: str | None) -> Edit:
        """Return the change of a text, or of what stands in brackets: inline, or on several lines.

        Brackets that go over lines already stay as their author laid them out.
        """
        if inline is not None or (value.is_flow and "\n" in self._raw(value)):
            return Edit(value.start, value.end, inline or self._inline(value, loc, True) or "")
        comment = _COMMENT.match(self._text, value.end)
        end = comment.end() if comment else value.end
        remark = comment[1] if comment else ""
        if key is not None and "\n" not in self._text[key.end : value.start]:
            indent = self._column(key.start) + _LANGUAGE_STEP
            start = self._text.index(":", key.end) + 1
            head = f"  {remark}" if remark else ""
            lines = ["", *self._lines(value, loc, indent)]
        else:
            indent, start, head = self._column(value.start), value.start, remark
            lines = [*([""] if remark else []), *self._lines(value, loc, indent)]
        return Edit(start, end, head + self._joined(lines, indent))

    def _lines(self, node: Node, loc: Loc, indent: int) -> list[str]:
        """Return a text, or what stands in brackets, as lines: a language, field or item each."""
        if loc in self._additions:
            return self._language_lines(node, self._additions[loc])
        lines: list[str] = []
        for step, key, value in node.steps():
            place, name = (*loc, step), f"{self._raw(key)}: " if key is not None else "- "
            inline = self._inline(value, place) if place in self._changed else self._raw(value)
            fits = inline is not None and indent + columns(name + inline) <= WIDTH
            if inline is not None and (fits or place not in self._changed):
                lines.append(name + inline)
            elif key is None:
                lines += dashed(self._lines(value, place, indent + 2))
            else:
                inner = self._lines(value, place, indent + _LANGUAGE_STEP)
                lines += [name.rstrip(), *indented(inner, _LANGUAGE_STEP)]
        return lines

    def _language_lines(self, node: Node, added: Addition) -> list[str]:
        """Return a line, or several, for each language of a text."""
        texts = self._texts(node, added)
        is_block = any(value.style in ("|", ">") for value in texts.values())
        lines: list[str] = []
        for tag in dict.fromkeys([*texts, added.language]):
            own = (
                below_key(added.text, is_block)
                if tag == added.language
                else self._dedented(texts[tag])
            )
            lines += [f"{tag}: {own[0]}", *own[1:]]
        return lines

    def _inline(self, node: Node, loc: Loc, forced: bool = False) -> str | None:
        """Return a text, or what stands in brackets, on the lines it has; None if that can't be."""
        if loc in self._additions:
            return self._inline_text(node, self._additions[loc], forced)
        pieces, at = [], node.start
        for step, _, value in node.steps():
            if (*loc, step) in self._changed:
                inner = self._inline(value, (*loc, step), forced)
                if inner is None:
                    return None
                pieces += [self._text[at : value.start], inner]
                at = value.end
        return "".join([*pieces, self._text[at : node.end]])

    def _inline_text(self, node: Node, added: Addition, forced: bool) -> str | None:
        texts = self._texts(node, added)
        scalars = texts.values()
        if not forced and (
            "\n" in added.text or any("\n" in self._raw(value) for value in scalars)
        ):
            return None
        new = in_braces(added.text)
        if node.is_scalar:
            raw = self._raw(node)
            if not node.style:
                raw = in_braces(node.value or "")
            return f"{{{added.original_language}: {raw}, {added.language}: {new}}}"
        if (present := texts.get(added.language)) is not None:
            return self._text[node.start : present.start] + new + self._text[present.end : node.end]
        last = node.items[-1][1].end
        entry = f", {added.language}: {new}"
        return self._text[node.start : last] + entry + self._text[last : node.end]

    def _texts(self, node: Node, added: Addition) -> dict[str, Node]:
        """Return what a text says so far, by language."""
        if node.is_scalar:
            return {added.original_language: node}
        return {str(step): value for step, _, value in node.steps()}

    def _dedented(self, scalar: Node) -> list[str]:
        """Return the lines of a text as they stand, those below the first indented by two."""
        first, *rest = self._raw(scalar).splitlines()
        deep = min((len(row) - len(row.lstrip(" ")) for row in rest if row.strip()), default=0)
        return [first, *indented([row[deep:] if row.strip() else "" for row in rest])]

    def _raw(self, node: Node) -> str:
        return self._text[node.start : node.end]

    def _column(self, offset: int) -> int:
        return offset - (self._text.rfind("\n", 0, offset) + 1)

    def _joined(self, lines: list[str], indent: int) -> str:
        return lines[0] + "".join(
            f"{self._newline}{' ' * indent}{line}" if line else self._newline for line in lines[1:]
        )
