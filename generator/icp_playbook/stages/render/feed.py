"""Feeds of what changed, in Atom (RFC 4287): for readers of feeds, and for chat tools."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

from icp_playbook.messages import Language, say
from icp_playbook.model.news import Feed, News
from icp_playbook.model.page import Plan
from icp_playbook.model.prose import plain_text
from icp_playbook.project import Site

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_files(plan: Plan, site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """Yield path and content of each feed; the same news give the same bytes."""
    pages = {page.url: page.is_index for page in plan.pages}
    for feed in plan.feeds():
        if feed.page in pages:
            yield feed.path, _Writer(plan, site, language, pages).written(feed)


def address_of(path: str, site: Site) -> str:
    """Return the whole address of a file of the site."""
    return f"{site.url.rstrip('/')}/{path}"


class _Writer:
    """Writes one feed; author's text is text in it, never markup."""

    def __init__(self, plan: Plan, site: Site, language: Language, pages: dict[str, bool]) -> None:
        self._plan, self._site, self._language, self._pages = plan, site, language, pages

    def written(self, feed: Feed) -> str:
        """Return the feed's XML."""
        root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": self._language.tag})
        self._add(root, "id", self._page(feed.page))
        self._add(root, "title", self._named(self._site.name, feed.title))
        self._add(root, "updated", _stamp(max(one.moment for one in feed.news)))
        self._author(root, self._site.name)
        self._link(root, "self", address_of(feed.path, self._site), "application/atom+xml")
        self._link(root, "alternate", self._page(feed.page), "text/html")
        for one in feed.news:
            self._entry(root, one)
        ElementTree.indent(root)
        return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(root, 'unicode')}\n"

    def _entry(self, root: ElementTree.Element, one: News) -> None:
        entry = ElementTree.SubElement(root, "entry")
        self._add(entry, "id", self._id(one))
        self._add(entry, "title", self._named(one.word, one.title))
        self._add(entry, "updated", _stamp(one.moment))
        for owner in one.owners:
            self._author(entry, self._language.text(owner))
        self._link(entry, "alternate", self._about(one), "text/html")
        if one.url:
            self._link(entry, "related", one.url)
        for department in one.departments:
            ElementTree.SubElement(entry, "category", {"term": department})
        self._add(entry, "summary", self._summary(one))

    def _summary(self, one: News) -> str:
        """Return what it says, and below it what it touched."""
        text = self._language.text(one.text) if one.text else ""
        lines = [plain_text(text) if one.ref else text]
        for word, found in one.groups:
            lines.append(
                self._named(word, [self._language.text(touched.title) for touched in found])
            )
        return "\n".join(filter(None, lines))

    def _id(self, one: News) -> str:
        """Return a tag URI (RFC 4151): it stays the same, whatever becomes of the address."""
        host = urlsplit(self._site.url).hostname or "localhost"
        return f"tag:{host},{one.day.year}:icp/{one.key}"

    def _about(self, one: News) -> str:
        """Return the page of the definition, or that of all changes."""
        url, _, anchor = self._plan.addresses.get(one.ref, "changes").partition("#")
        if url not in self._pages:
            url, anchor = "changes", ""
        return self._page(url) + (f"#{anchor}" if anchor else "")

    def _page(self, url: str) -> str:
        return address_of(self._site.served(url, self._pages.get(url, False)), self._site)

    def _author(self, parent: ElementTree.Element, name: str) -> None:
        self._add(ElementTree.SubElement(parent, "author"), "name", name)

    def _link(self, parent: ElementTree.Element, rel: str, href: str, type: str = "") -> None:  # noqa: A002
        kind = {"type": type} if type else {}
        ElementTree.SubElement(parent, "link", {"rel": rel, "href": href, **kind})

    def _add(self, parent: ElementTree.Element, name: str, text: str) -> None:
        ElementTree.SubElement(parent, name).text = _NOT_XML.sub("", text)

    def _named(self, name: str, value: str | list[str]) -> str:
        return self._language.text(
            say("{name}: {value}", name=self._language.text(name), value=value)
        )


def _stamp(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds")
