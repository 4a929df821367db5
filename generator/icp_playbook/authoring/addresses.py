"""Where the page of a definition is named by its file or its address: links of hand-written pages, and the engine's configuration."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import yaml as y

from icp_playbook.authoring.mentions import Mention
from icp_playbook.authoring.source import Source, read_source
from icp_playbook.model.catalog import Catalog, Prosepage, Target
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose_links import without_code
from icp_playbook.stages.load.opening import read_bytes
from icp_playbook.stages.load.parsers import UnreadableYaml, event_parser

CONFIGS = "mkdocs*.y*ml"
# [text](address "title"), [text]: address, href="address"
_LINK = re.compile(
    r"""\]\(\s*<?([^)\s<>]+)|^\s{0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)|\bhref\s*=\s*["']?([^"'\s<>]+)""",
    re.MULTILINE,
)


def find_addresses(root: Path, catalog: Catalog, target: Target) -> list[Mention]:
    """Return where the file of a definition's page is named, or the heading of a part of it, sorted by place."""
    found = [
        mention
        for page in catalog.pages
        if posixpath.basename(_page_of(target)) in page.body
        for mention in _in_page(read_source(root, page.path), page, target)
    ]
    for file in sorted(root.glob(CONFIGS)):
        found += _in_config(root, file.name, target)
    return sorted(found)


def id_in(mention: Mention, target: Target) -> tuple[int, int]:
    """Return where in the source the id stands in such an address."""
    if target.part is not None:
        return mention.end - len(_anchor(target)) + len(target.ref.partition(":")[0]) + 1, mention.end
    start = mention.start + mention.written.partition("#")[0].rindex(target.definition.id)
    return start, start + len(target.definition.id)


def _in_page(source: Source, page: Prosepage, target: Target) -> Iterator[Mention]:
    text = without_code(source.text)
    bases = (
        posixpath.dirname(page.url),
        page.url,
    )  # the file's folder; the address, where that ends in a slash
    for found in _LINK.finditer(text):
        at = next(one for one in (1, 2, 3) if found[one] is not None)
        file, hash_, anchor = found[at].partition("#")
        if any(_leads_to(target, posixpath.join(base, file), hash_ + anchor) for base in bases):
            place = found.start(at)
            yield Mention(
                source.path, *source.place(place), place, found[at], target.ref, "", False, is_address=True
            )


def _in_config(root: Path, path: str, target: Target) -> Iterator[Mention]:
    """Yield the values that name the page, such as entries of `nav`; what is a key names an address of its own."""
    data, _ = read_bytes(root, path)
    try:
        source = Source(path, (data or b"").decode("utf-8-sig"))
        scalars = list(_values(source.text))
    except UnreadableYaml:
        return  # whoever reads the whole of it says what is wrong
    for key, event in scalars:
        file, hash_, anchor = event.value.partition("#")
        assert event.start_mark is not None
        start = source.text.find(event.value, event.start_mark.index)
        if start >= 0 and _leads_to(target, file, hash_ + anchor):
            yield Mention(
                path, *source.place(start), start, event.value, target.ref, key, False, is_address=True
            )


def _values(text: str) -> Iterator[tuple[str, y.ScalarEvent]]:
    """Yield each scalar that is no key, with the field at the top that it stands under."""
    parser = event_parser(text)
    open_: list[str] = []  # k where a key comes next in a mapping, v where its value does, - in a list
    top = ""
    while (event := parser.get_event()) is not None:
        if isinstance(event, y.MappingEndEvent | y.SequenceEndEvent):
            open_.pop()
        elif isinstance(event, y.MappingStartEvent | y.SequenceStartEvent | y.ScalarEvent | y.AliasEvent):
            is_key = bool(open_) and open_[-1] == "k"
            if open_ and open_[-1] != "-":
                open_[-1] = "v" if is_key else "k"
            if isinstance(event, y.ScalarEvent):
                top = event.value if is_key and len(open_) == 1 else top
                if not is_key:
                    yield top, event
            elif not isinstance(event, y.AliasEvent):
                open_.append("k" if isinstance(event, y.MappingStartEvent) else "-")


def _leads_to(target: Target, file: str, anchor: str) -> bool:
    page = _page_of(target)
    named = posixpath.normpath(file).lstrip("/") + ("/" if file.endswith("/") else "")
    forms = {f"{page}{ending}" for ending in (".md", "/index.md", "/", ".html", "/index.html")}
    return named in forms and (target.part is None or anchor == f"#{_anchor(target)}")


def _page_of(target: Target) -> str:
    """Return where the page of a definition is, without ending."""
    kind = BY_NAME[target.definition.kind]
    return kind.url if kind.single else f"{kind.url}/{target.definition.id}"


def _anchor(target: Target) -> str:
    """Return the id of a part's heading, as `stages/plan` makes it."""
    return f"{target.ref.partition(':')[0]}-{getattr(target.part, 'id', '')}"
