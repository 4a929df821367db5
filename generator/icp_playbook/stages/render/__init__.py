"""Render: each planned page becomes front matter and sections, a heading and a block of HTML each."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from icp_playbook.model.catalog import Catalog, Prosepage, canonical
from icp_playbook.model.page import Page, Plan
from icp_playbook.model.prose_links import ProseLink, plain_text, replace_links
from icp_playbook.model.say import Say
from icp_playbook.model.summary import summary
from icp_playbook.project import Site
from icp_playbook.stages.render.blocks import as_block
from icp_playbook.stages.render.environment import BODY, SECTION, TITLE, make_environment, terms_of
from icp_playbook.stages.render.mistakes import mistakes_as_problems
from icp_playbook.stages.render.prose import MARK

GUESS = ' data-icp-guess title="A hypothesis: our best guess so far"'
"""Marks a link to what nobody has asked customers about yet."""

_ADDRESS = re.compile(f'"{MARK}([^"]*)"')
_TERM = re.compile(f'<a class="icp-term" href="{MARK}([^"]*)"[^>]*>([^<]*)</a>')
_PUNCTUATION = re.compile(r"[^\w\s]|_", re.ASCII)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (none for what stands before the first) and the HTML below it."""

    level: int
    anchor: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as an engine takes it: its Markdown file's path, front matter, and sections."""

    source: str
    matter: Mapping[str, object]
    sections: tuple[Section, ...]
    edit_path: str = ""
    """The file of the repository that an edit link opens; empty when the page has none."""

    def markdown(self) -> str:
        """Return the whole Markdown file: headings for the engine, blocks as raw HTML."""
        lines = [front_matter(self.matter)]
        for section in self.sections:
            lines.append(_heading(section))
            if section.html:
                lines.append(f'<div class="icp">\n{section.html}\n</div>\n')
        return "\n".join(lines)

    def skeleton(self) -> str:
        """Return the Markdown of the headings alone, with a mark where each block goes: `fill` puts them in."""
        lines = []
        for index, section in enumerate(self.sections):
            lines += [_heading(section), f"<!--icp:{index}-->\n"]
        return "\n".join(lines)

    def fill(self, converted: str) -> str:
        """Return the engine's HTML of the skeleton with the blocks in their places."""
        for index, section in enumerate(self.sections):
            block = f'<div class="icp">\n{section.html}\n</div>' if section.html else ""
            converted = converted.replace(f"<!--icp:{index}-->", block, 1)
        return converted


def render(
    plan: Plan,
    catalog: Catalog,
    site: Site,
    templates: list[Path],
    progress: Callable[[str], None] = lambda url: None,
) -> Iterator[RenderedPage]:
    """Yield every page of `plan`, calling `progress` with its address."""
    environment = make_environment(templates, catalog, site)
    say = Say(site.language)
    for page in plan.pages:
        progress(page.url)
        with mistakes_as_problems(templates):
            rendered = _render_page(page, environment, plan, catalog, site, say)
        yield rendered


def _render_page(
    page: Page, environment: Environment, plan: Plan, catalog: Catalog, site: Site, say: Say
) -> RenderedPage:
    template = environment.get_template(f"pages/{page.template}.html")
    rendered = template.render(page.view, page=page)
    title = say(page.title)[0]
    parts = rendered.split(SECTION)
    links = Links(page.url, plan, catalog, site)
    sections = [Section(1, "s-page", title, as_block(links.resolve(parts[0])))]
    for part in parts[1:]:
        head, _, body = part.partition(BODY)
        level, anchor, heading = head.split(TITLE)
        sections.append(Section(int(level), anchor, heading, as_block(links.resolve(body))))
    matter: dict[str, object] = {"title": html.escape(title, quote=False), "render_macros": False}
    if not page.url:
        matter["hide"] = ["navigation", "toc"]  # home is a way in, not a place in a list
    if page.about is not None:
        line = page.about.place()[0]
        matter["icp_source"] = f"{page.about.path}#L{line}"
        matter["icp_edit"] = site.edit_url(page.about.path)
        matter["icp_view"] = site.view_url(page.about.path, line)
        matter["description"] = html.escape(_description(page, say))
    return RenderedPage(page.source, matter, tuple(sections), page.about.path if page.about else "")


def _description(page: Page, say: Say) -> str:
    text = summary(page.about) if page.about is not None else None
    return plain_text(say(text if text is not None else page.title)[0])[:300]


class Links:
    """Turns references into addresses relative to one page."""

    def __init__(self, url: str, plan: Plan, catalog: Catalog, site: Site) -> None:
        self._url, self._plan, self._catalog, self._site = url, plan, catalog, site

    def resolve(self, block: str) -> str:
        """Return `block` with every marked address made relative, and each term explained only once on a page.

        A link to a guess says so, wherever it stands.
        """
        if MARK not in block:
            return block
        seen: set[str] = set()
        return _ADDRESS.sub(
            lambda found: f'"{self.to(found[1])}"{GUESS if self._is_guess(found[1]) else ""}',
            _TERM.sub(lambda m: self._once(m, seen), block),
        )

    def _is_guess(self, ref: str) -> bool:
        if ref.startswith("page:"):
            return False
        name = canonical(self._catalog, html.unescape(ref))
        definition = self._catalog.targets[name].definition
        elsewhere = self._plan.addresses[definition.ref] != self._url
        return definition.claims and definition.confidence == "hypothesis" and elsewhere

    def _once(self, found: re.Match[str], seen: set[str]) -> str:
        here = self._plan.addresses[found[1]].partition("#")[0] == self._url
        if found[1] in seen or here:
            return found[2]
        seen.add(found[1])
        return found[0]

    def to(self, ref: str) -> str:
        """Return the address of a reference, or of a page written as `page:url`, seen from this page."""
        if ref.startswith("page:"):
            target, _, anchor = ref.removeprefix("page:").partition("#")
        else:
            target, _, anchor = self._plan.addresses[canonical(self._catalog, html.unescape(ref))].partition(
                "#"
            )
        path = relative(self._url, target, self._site.directory_urls, self._plan)
        return f"{path}#{anchor}" if anchor else path


def relative(here: str, there: str, directory_urls: bool, plan: Plan) -> str:
    """Return the way from one page to another (or to a file) as a browser follows it."""
    if directory_urls:
        start = here or "."
        way = posixpath.relpath(there or ".", start)
        return way if "." in there.rpartition("/")[2] else ("./" if way == "." else way + "/")
    index = {page.url for page in plan.pages if page.is_index}
    start = here if here in index else posixpath.dirname(here)
    target = (
        there
        if "." in there.rpartition("/")[2]
        else f"{there}/index.html"
        if there in index
        else f"{there}.html"
    )
    return posixpath.relpath(target.lstrip("/"), start or ".")


def front_matter(matter: Mapping[str, object]) -> str:
    """Return front matter as YAML: JSON values are valid there, and keep every character."""
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items() if value != ""
    ]
    return "\n".join(["---", *lines, "---", ""])


def redirect_files(plan: Plan, site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and content of a small HTML file for each old address."""
    for old, new in plan.redirects.items():
        path = f"{old}/index.html" if site.directory_urls else f"{old}.html"
        yield path, _MOVED.format(html.escape(relative(old, new, site.directory_urls, plan)))


_MOVED = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex"><title>Moved</title>
<meta http-equiv="refresh" content="0; url={0}"><link rel="canonical" href="{0}">
<p>This page has moved <a href="{0}">here</a>.</p></html>
"""


def render_prosepage(page: Prosepage, plan: Plan, catalog: Catalog, site: Site) -> str:
    """Return a hand-written page with its links made the engine's, and the glossary's terms explained.

    The engine reads the rest, so links become Markdown links to Markdown files, and terms its abbreviations.
    """
    say = Say(site.language)
    sources = {planned.url: planned.source for planned in plan.pages} | {
        other.url: f"{other.url}.md" for other in catalog.pages
    }

    def replacement(link: ProseLink) -> str:
        ref = canonical(catalog, link.target)
        url, _, anchor = plan.addresses[ref].partition("#")
        way = posixpath.relpath(sources[url], posixpath.dirname(page.url) or ".")
        label = link.text or say(catalog.targets[ref].title)[0]
        return f"[{_entities(label)}]({way}{'#' + anchor if anchor else ''})"

    text = replace_links(page.text, replacement)
    words = {word: meaning for word, (_, meaning) in terms_of(catalog, say).items() if word in page.text}
    explained = [
        f"*[{word}]: {_entities(meaning)}" for word, meaning in sorted(words.items()) if not set(word) & set("[]\\")
    ]
    text = "\n".join([text, "", *explained, ""]) if explained else text
    return _with_matter(text, {"icp_edit": site.edit_url(page.path), "icp_view": site.view_url(page.path, 1)})


def _with_matter(text: str, matter: Mapping[str, object]) -> str:
    """Return a Markdown file with more front matter, behind what it has."""
    ours = front_matter(matter)
    if found := _FRONT_MATTER.match(text):
        return f"---\n{found[1]}{ours.removeprefix(f'---{chr(10)}')}{text[found.end() :]}"
    return ours + text


def _heading(section: Section) -> str:
    return f"{'#' * section.level} {_entities(section.title)} {{ #{section.anchor} }}\n"


def _entities(text: str) -> str:
    """Write punctuation as character references, so that no Markdown extension sees syntax in an author's words."""
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text)
