"""Where references lead: looked up once for the whole site, then written as seen from each page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from icp_playbook.messages import Language, say
from icp_playbook.model.addresses import way
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.page import Plan
from icp_playbook.project import Site
from icp_playbook.stages.render.prose import MARK

_ADDRESS = re.compile(f'"{MARK}([^"]*)"')
_LINK = re.compile(f'<a\\b([^>]*?) (?:xlink:)?href="{MARK}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_DRAWN = "icp-drawn__link"
_TERM = re.compile(f'<a class="icp-term" href="{MARK}([^"]*)"[^>]*>([^<]*)</a>')


@dataclass(frozen=True, slots=True)
class Place:
    """What a reference leads to: a page, a place on it, and the address of a guess if it is one."""

    url: str
    anchor: str
    guess: str | None


class Addresses:
    """Finds the place of each reference, and the way there from a page."""

    def __init__(self, plan: Plan, catalog: Catalog, site: Site, language: Language) -> None:
        self._addresses = plan.addresses
        self._catalog = catalog
        self._directory_urls = site.directory_urls
        self._indexes = frozenset(page.url for page in plan.pages if page.is_index)
        self._left_out = plan.left_out
        title = language.markup(say("A hypothesis: our best guess so far"))
        self._guess = f' data-icp-guess="{title}"'
        self._places: dict[str, Place] = {}

    def resolve(self, block: str, here: str) -> str:
        """Return `block` of the page `here` with every marked address made relative.

        Each term is explained only once on a page. A link to a guess says so, wherever it stands.
        """
        if MARK not in block:
            return block
        if self._left_out:
            block = _LINK.sub(self._unlinked, block)
        seen: set[str] = set()

        def once(found: re.Match[str]) -> str:
            if found[1] in seen or self._place(found[1]).url == here:
                return found[2]
            seen.add(found[1])
            return found[0]

        def relative(found: re.Match[str]) -> str:
            place = self._place(found[1])
            if place.url in self._left_out:
                return '""'
            guess = self._guess if place.guess not in (None, here) else ""
            anchor = f"#{place.anchor}" if place.anchor else ""
            return f'"{self.way(here, place.url)}{anchor}"{guess}'

        return _ADDRESS.sub(relative, _TERM.sub(once, block))

    def way(self, here: str, there: str) -> str:
        """Return the way from one page to another (or to a file) as a browser follows it."""
        is_file = "." in there.rpartition("/")[2]
        if self._directory_urls:
            steps = way(here, there)
            return steps if is_file else ("./" if steps == "." else steps + "/")
        start = here if here in self._indexes else here.rpartition("/")[0]
        if is_file:
            return way(start, there)
        return way(
            start, f"{there}/index.html".lstrip("/") if there in self._indexes else f"{there}.html"
        )

    def _unlinked(self, link: re.Match[str]) -> str:
        """Return the words of a link to a page that is left out, looking as they did."""
        before, written, after, words = link.groups()
        if self._place(written).url not in self._left_out:
            return link[0]
        name = "g" if _DRAWN in before else "span"  # HTML inside a drawing would end it
        return f"<{name}{before}{after}>{words}</{name}>"

    def _place(self, written: str) -> Place:
        """Return the place of a reference, of a page (`page:url`) or of a file (`file:path`)."""
        if (place := self._places.get(written)) is None:
            place = self._places[written] = self._find(written)
        return place

    def _find(self, written: str) -> Place:
        if written.startswith("file:"):
            return Place(written.removeprefix("file:"), "", None)
        if written.startswith("page:"):
            url, _, anchor = written.removeprefix("page:").partition("#")
            return Place(url, anchor, None)
        name = self._catalog.ref(html.unescape(written))
        url, _, anchor = self._addresses[name].partition("#")
        definition = self._catalog.targets[name].definition
        is_guess = definition.claims and definition.confidence == "hypothesis"
        return Place(url, anchor, self._addresses[definition.ref] if is_guess else None)
