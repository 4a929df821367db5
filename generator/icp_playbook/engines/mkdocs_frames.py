"""The theme's frame around pages, drawn once by the theme's own templates for many pages.

A page's frame (head, header, tabs, footer) says the same on many pages, but for titles, addresses
and the like, for which there are stand-ins while it is drawn. Where a template does anything that
could not be done for another page alike, and where a company has templates of the theme of its own,
each page is drawn as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import Environment, Template, TemplateError
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir

from icp_playbook.engines.mkdocs_nav_items import remember_contents, remember_items
from icp_playbook.engines.mkdocs_stand_ins import (
    Here,
    Lookup,
    StandIn,
    StandInDrawing,
    UnsureError,
    has_stand_ins,
    lift_filters,
)
from icp_playbook.project import packaged_templates

_SAME = frozenset({"nav", "pages", "config", "mkdocs_version"})
"""What templates are given for all pages alike; for anything else there is a stand-in."""
_APART = ("partials/nav.html", "partials/path.html", "partials/toc.html")
"""What says something else on nearly every page, so that each page draws it for itself."""
_MOST = 12
"""So many frames of one tab; where answers differ more, they are no gain."""


def has_own_templates(config: MkDocsConfig) -> bool:
    """Tell whether templates of the theme are a company's, or the theme is one we do not know."""
    known = {
        packaged_templates() / "theme",
        Path(get_theme_dir("material")),
        Path(mkdocs.__file__).parent / "templates",
    }
    real = {folder.resolve() for folder in known}
    others = [folder for folder in map(Path, config.theme.dirs) if folder.resolve() not in real]
    return config.theme.name != "material" or any(
        next(folder.rglob("*.html"), None) is not None for folder in others
    )


class Frames:
    """Draws pages as an environment's templates do; MkDocs asks it as it would ask that."""

    def __init__(self, environment: Environment, addresses: Iterable[str]) -> None:
        """`addresses` are all that the navigation leads to."""
        self._environment = environment
        self._frames: dict[object, list[_Frame]] = {}
        self._may_be_made = True
        lift_filters(environment)
        remember_items(environment, addresses)
        for name in _APART:
            template = environment.get_template(name)
            draw: Any = template.root_render_func
            if name == "partials/toc.html":
                draw = remember_contents(draw)
            template.root_render_func = _apart(template, draw)

    def get_template(self, name: str) -> _Page:
        """Return what draws a page by a template."""
        return _Page(self, name)

    def draw(self, name: str, here: Here) -> str:
        """Return a page as its template draws it."""
        tabs = tuple(bool(item.active) for item in here["nav"].items)
        frames = self._frames.setdefault((name, tuple(here), tabs), [])
        for place, frame in enumerate(frames):
            if (filled := frame.fill(here)) is not None:
                frames.insert(0, frames.pop(place))
                return filled if frame.is_tried else self._try(frame, name, here, filled)
        template = self._environment.get_template(name)
        if self._may_be_made and len(frames) < _MOST:
            frames += self._made(template, here)
        return template.render(here)

    def _made(self, template: Template, here: Here) -> Iterator[_Frame]:
        try:
            yield _Frame(template, here)
        except (UnsureError, TemplateError, ArithmeticError, LookupError, TypeError, ValueError):
            self._may_be_made = False

    def _try(self, frame: _Frame, name: str, here: Here, filled: str) -> str:
        """Return a page as a whole; where that is not the frame when it is filled, use no more."""
        whole = self._environment.get_template(name).render(here)
        frame.is_tried = True
        if whole != filled:
            self._may_be_made = False
            self._frames.clear()
        return whole


class _Page:
    """What MkDocs takes for the template of a page."""

    def __init__(self, frames: Frames, name: str) -> None:
        self._frames, self._name = frames, name

    def render(self, here: Here) -> str:
        return self._frames.draw(self._name, here)


class _Frame:
    """A frame with gaps, and what a page has to answer that it fits."""

    def __init__(self, template: Template, here: Here) -> None:
        """Draw it for pages like one; `UnsureError` when that cannot be done."""
        drawing = StandInDrawing(template.environment, here)
        given = {
            name: value if name in _SAME else drawing.stand_in(name) for name, value in here.items()
        }
        self._texts, self._gaps = drawing.cut(template.render(given))
        self._asked = drawing.asked
        self.is_tried = False
        """Whether it was compared with a whole page that it was not drawn for."""

    def fill(self, here: Here) -> str | None:
        """Return the frame around a page, or None where it does not fit."""
        look = Lookup(here)
        for question, answer in self._asked:
            if question(look) != answer:
                return None
        parts = [self._texts[0]]
        for gap, text in zip(self._gaps, self._texts[1:], strict=True):
            parts += (str(look.at(gap)), text)
        return "".join(parts)


def _apart(template: Template, draw: Callable[[Context], Iterator[str]]) -> Any:
    """Return what draws a part of a page; in a frame it leaves a gap for it."""

    def drawn(context: Context) -> Iterator[str]:
        page = context.get("page")
        if page.__class__ is StandIn:
            yield str(page.derived_(_drawn_later(template, draw, context.get_all())))
        else:
            yield from draw(context)

    return drawn


def _drawn_later(
    template: Template, draw: Callable[[Context], Iterator[str]], given: Mapping[str, Any]
) -> Callable[[Lookup], str]:
    own = {name: value for name, value in given.items() if name not in _SAME}
    own = {name: value for name, value in own.items() if has_stand_ins(value)}
    same = {name: value for name, value in given.items() if name not in own}

    def part(look: Lookup) -> str:
        found = {name: look.at(value) for name, value in own.items()}
        return "".join(draw(template.new_context({**same, **found}, shared=True)))

    return part
