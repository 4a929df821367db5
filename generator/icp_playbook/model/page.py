"""A page that is going to exist, and its place in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from icp_playbook.model.base import Definition
from icp_playbook.model.news import Feed


class Heading(NamedTuple):
    """A heading on the list of a kind, under which some of its definitions stand."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    `url` is its path below the site without slashes at its ends; home is the empty one.
    """

    url: str
    title: str
    template: str
    """Name of the template below `pages/`, without its ending."""
    view: Callable[[], Mapping[str, object]]
    """Returns exactly what the template is given. A page is looked at when it is drawn, so that
    no build holds what all of its pages show, and a preview makes the one that is asked for."""
    about: Definition | None = None
    """The definition that the page shows, if it shows just one."""
    area: str = ""
    is_index: bool = False
    """Whether other pages lie below it."""
    leads: bool = False
    """Whether it stands before the other pages of its area."""
    wide: bool = False
    """Whether it takes the whole width: a tool to work with, without navigation and contents
    beside it."""
    on_paper: bool = True
    """Whether it is a chapter of the playbook as one document: a tool is none."""
    asks: tuple[str, ...] = ()
    """What people type who look for this page: search finds it by these words, which it need not
    show."""
    boost: float = 1
    """How much more than others it counts in search."""
    tells: str = ""
    """What one finds there, in one sentence: the overview of its area says it."""
    owner: str = ""
    """Who answers for a page that shows no single definition; the company's owner if empty."""
    folder: str = ""
    """The folder that such a page is made from, if it is just one."""
    heading: Heading | None = None
    """Under which heading of its kind's list it stands, where that has headings."""

    @property
    def source(self) -> str:
        """The path of its Markdown file in a docs folder."""
        if self.is_index:
            return f"{self.url}/index.md" if self.url else "index.md"
        return f"{self.url}.md"


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation: a page, or a group with entries of its own."""

    title: str
    source: str | None = None
    """The page's Markdown file."""
    children: tuple[NavItem, ...] = ()
    unlisted: tuple[NavGroup, ...] = ()
    """The pages below it that are too many for every page's list, in the order of reading."""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Pages that stand under one heading of their kind's list; None when that has none."""

    heading: Heading | None
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is going to be rendered."""

    pages: tuple[Page, ...]
    nav: tuple[NavItem, ...]
    addresses: Mapping[str, str]
    """By reference: the page's `url`, and `#anchor` for a part."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old `url` to new `url`."""
    data: Callable[[], Mapping[str, str]] = dict
    """Returns further files by path: JSON and text for programs. Most previews never ask."""
    skill: Callable[[], Mapping[str, str]] = dict
    """Returns by path what tells assistants how to use the playbook."""
    missing: Mapping[str, object] = field(default_factory=dict)
    """What the template of the page is given that stands for those that are not there."""
    feeds: Callable[[], tuple[Feed, ...]] = tuple
    """Returns what readers can subscribe to."""
    fed: frozenset[str] = frozenset()
    """The `url` of each page that a feed may stand beside."""
    left_out: frozenset[str] = frozenset()
    """The `url` of each page that the company does not publish: a link to one is plain text."""
