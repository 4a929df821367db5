"""Read the hand-written pages: Markdown with a little front matter."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from icp_playbook.model.fields import LINE_LIMIT
from icp_playbook.model.prose import line_and_column, plain_inline
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import Problem, quoted
from icp_playbook.stages.load.conflicts import conflicts
from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.files import read_bytes
from icp_playbook.stages.load.nesting import too_deep
from icp_playbook.stages.load.page_matter import Matter, read_matter
from icp_playbook.stages.load.page_names import SUFFIX, find_pages

PAGE_LIMIT = 100_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"(?ms)^(`{3,20}|~{3,20}).*?^\1")
_TITLE = re.compile(r"^#(?!#)([^\n]+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}(?!#)([^\n]+)$|^([^\n]+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_OWN_ID = re.compile(r"""\{[^{}\n]*?#(__[\w-]*)|\bid[ \t]*=[ \t]*["']?(__[\w-]*)""")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")


def read_pages(root: Path, folder: str) -> tuple[list[Prosepage], dict[str, str], list[Problem]]:
    """Return the pages below `folder`, other files there, and what is wrong with any.

    The others are given by path, each with its path on the site.
    """
    pages: list[Prosepage] = []
    paths, others, problems = find_pages(root, folder)
    for path in paths:
        data, found = read_bytes(root, path)
        if data is None:
            problems += found
            continue
        page, found = _read_page(folder, path, data)
        problems += found
        pages += [page] if page else []
    return pages, {path: path.removeprefix(f"{folder}/") for path in others}, problems


def _read_page(folder: str, path: str, data: bytes) -> tuple[Prosepage | None, list[Problem]]:
    text, problems = decode(path, data)
    if problems:
        return None, problems
    text = re.sub("\r\n?", "\n", text)
    if left := conflicts(path, text, indented=False):
        return None, left
    matter, body_at = Matter(), 0
    if found := _FRONT_MATTER.match(text):
        body_at = found.end()
        matter, problems = read_matter(path, found[1])
    problems += _too_much(path, text, body_at)
    problems = problems or list(_taken_ids(path, text, body_at))
    url = PurePosixPath(path).relative_to(folder).as_posix().removesuffix(SUFFIX)
    ours = matter.ours
    title = " ".join(ours.get("title", "").split()) or _title(text[body_at:], url)
    order = int(ours.get("order", "100"))
    page = Prosepage(path, url, title, text, ours.get("area"), order, body_at, matter.others)
    return (None, problems) if problems else (page, [])


def _too_much(path: str, text: str, body_at: int) -> list[Problem]:
    """Return why the engine would take far too long for a page."""
    if len(text) > PAGE_LIMIT:
        message = f"the page has {len(text):,} characters; at most {PAGE_LIMIT:,} are allowed"
        return [Problem(path, 1, 1, "too-long", message, "split it into several")]
    if deep := too_deep(text[body_at:]):
        place = line_and_column(text, body_at + deep.place)
        return [Problem(path, *place, "too-nested", deep.message, deep.hint)]
    return []


def _taken_ids(path: str, text: str, body_at: int) -> Iterator[Problem]:
    """Yield a problem for each id that the theme uses itself: its scripts would find the author's element instead."""
    if "_" not in text:
        return
    seen = _without_fenced(text)
    found = [(own.start(), own[1] or own[2]) for own in _OWN_ID.finditer(seen, body_at)]
    for heading in _HEADING.finditer(seen, body_at):
        words = re.sub(r"^\W+", "", _plain(heading[1] or heading[2]))
        found += [(heading.start(), words)] if words.startswith("__") else []
    for place, words in sorted(found):
        message = f"{quoted(words)} would be an address that the theme uses itself"
        hint = "begin it with another character than _"
        yield Problem(path, *line_and_column(text, place), "address-taken", message, hint)


def _title(body: str, url: str) -> str:
    """Return the first heading as plain text, or else the file's name."""
    heading = _TITLE.search(_without_fenced(body))
    name = url.rpartition("/")[2].replace("-", " ").capitalize()
    return (_plain(heading[1]) if heading else "") or name


def _plain(heading: str) -> str:
    """Return a heading as its readers see it, without Markdown, tags and references to characters."""
    bare = _ATTRIBUTES.sub("", heading.strip()[:LINE_LIMIT]).rstrip().rstrip("#")
    return " ".join(html.unescape(plain_inline(_TAG.sub("", bare))).split())


def _without_fenced(text: str) -> str:
    """Blank out blocks of code, keeping every other character where it is."""
    return _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
