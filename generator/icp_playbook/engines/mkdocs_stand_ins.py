"""Stand-ins for what each page has of its own, while the theme is drawn for many pages at once.

What a template prints of a stand-in is a gap in the text, and what it decides by one is a question
with its answer. So a drawing with stand-ins tells what it would have been for any other page that
answers alike. What a template could do to a text with a gap in it spoils the gap, which is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

Here = Mapping[str, Any]
"""What a template is given for one page."""
Question = Callable[["Lookup"], Any]

_MARK = re.compile(" \x02<&([0-9]+)aZ>\x03 ")
"""A gap: spaces that are trimmed, letters that change, and signs that are escaped or stripped."""
_OF_ADDRESS = ("url", "script_tag")
"""MkDocs' filters, which ask the context for nothing but the page's address."""


class UnsureError(Exception):
    """A template does with a stand-in what cannot be done for other pages alike."""


class StandIn:
    """What a template gets in the place of a thing that each page has of its own.

    What is asked of it is another stand-in, except where Python wants an answer at once. Its own
    names end in `_`, since any other is one of the thing itself.
    """

    __slots__ = ("_drawing", "_known", "find_", "number_")

    def __init__(self, drawing: StandInDrawing, find: Question) -> None:
        """`find` finds the thing itself for a page."""
        self._drawing, self.find_ = drawing, find
        self._known: dict[tuple[str, object], StandIn] = {}
        self.number_ = drawing.enter(self)

    def derived_(self, find: Question) -> StandIn:
        """Return a stand-in for what is found with the help of this one."""
        return StandIn(self._drawing, find)

    def _once(self, key: tuple[str, object], find: Question) -> StandIn:
        if key not in self._known:
            self._known[key] = self.derived_(find)
        return self._known[key]

    def __getattr__(self, name: str) -> StandIn:
        if name.startswith("_"):
            raise AttributeError(name)
        get = self._drawing.environment.getattr
        return self._once((".", name), lambda look: get(look.at(self), name))

    def __getitem__(self, key: Any) -> StandIn:
        get = self._drawing.environment.getitem
        return self._once(("[]", key), lambda look: get(look.at(self), key))

    def __eq__(self, other: object) -> Any:
        return self.derived_(lambda look: look.at(self) == look.at(other))

    def __ne__(self, other: object) -> Any:
        return self.derived_(lambda look: look.at(self) != look.at(other))

    def __lt__(self, other: object) -> Any:
        return self.derived_(lambda look: look.at(self) < look.at(other))

    def __gt__(self, other: object) -> Any:
        return self.derived_(lambda look: look.at(self) > look.at(other))

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return bool(self._drawing.ask(lambda look: bool(look.at(self))))

    def __contains__(self, item: object) -> bool:
        return bool(self._drawing.ask(lambda look: look.at(item) in look.at(self)))

    def __len__(self) -> int:
        return int(self._drawing.ask(lambda look: len(look.at(self))))

    def __iter__(self) -> Iterator[StandIn]:
        count = self._drawing.ask(lambda look: len(list(look.at(self))))
        for place in range(count):
            yield self._once(("each", place), self._each(place))

    def _each(self, place: int) -> Question:
        return lambda look: list(look.at(self))[place]

    def __str__(self) -> str:
        return self._drawing.gap(self)

    def __html__(self) -> str:
        raise UnsureError  # something escapes what is not known yet

    def __call__(self, *args: object, **kwargs: object) -> None:
        raise UnsureError  # something calls what is not known yet


class Lookup:
    """Finds on one page what stand-ins stand for."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self._found: dict[int, Any] = {}

    def at(self, thing: Any) -> Any:
        """Return what `thing` is on this page: a stand-in, or something that may hold some."""
        if thing.__class__ is not StandIn:
            return self._inside(thing)
        found = self._found
        if (number := thing.number_) not in found:
            found[number] = thing.find_(self)
        return found[number]

    def _inside(self, thing: Any) -> Any:
        if not has_stand_ins(thing):
            return thing
        if thing.__class__ is dict:
            return {key: self.at(value) for key, value in thing.items()}
        return thing.__class__(map(self.at, thing))


class StandInDrawing:
    """A drawing with stand-ins: what was asked, and the gaps."""

    def __init__(self, environment: Environment, here: Here) -> None:
        """Take what a template is given for the page that answers what is asked."""
        self.environment = environment
        self.asked: list[tuple[Question, Any]] = []
        self._things: list[StandIn] = []
        self._gaps = 0
        self._look = Lookup(here)

    def enter(self, thing: StandIn) -> int:
        """Return the number of a new stand-in."""
        self._things.append(thing)
        return len(self._things) - 1

    def stand_in(self, name: str) -> StandIn:
        """Return what stands for something that a template is given under a name."""
        return StandIn(self, lambda look: look.here[name])

    def ask(self, question: Question) -> Any:
        """Return the answer of the page."""
        answer = question(self._look)
        self.asked.append((question, answer))
        return answer

    def gap(self, thing: StandIn) -> str:
        """Return what stands for the words of a stand-in."""
        self._gaps += 1
        return f" \x02<&{thing.number_}aZ>\x03 "

    def cut(self, text: str) -> tuple[list[str], list[StandIn]]:
        """Return the pieces of a drawn text, and what stands between each two of them."""
        pieces = _MARK.split(text)
        texts, gaps = pieces[::2], [self._things[int(number)] for number in pieces[1::2]]
        if len(gaps) != self._gaps or any("\x02" in one or "\x03" in one for one in texts):
            raise UnsureError  # something was done to words that are not known yet
        return texts, gaps


def has_stand_ins(thing: Any) -> bool:
    """Tell whether something is a stand-in, or a list or the like with one in it."""
    kind = thing.__class__
    if kind is StandIn:
        return True
    if kind is dict:
        return any(map(has_stand_ins, thing.values()))
    return kind in (list, tuple) and any(map(has_stand_ins, thing))


def lift_filters(environment: Environment) -> None:
    """Let all filters and tests of templates take stand-ins, and find their results later."""
    table: Any
    for table in (environment.filters, environment.tests):
        for name, function in list(table.items()):
            table[name] = _lifted(name, function)


def _lifted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    passed = getattr(function, "jinja_pass_arg", None)

    def lifted(*args: Any, **given: Any) -> Any:
        context = args[0] if args and isinstance(args[0], Context) else None
        page = context.get("page") if context is not None else None
        if page.__class__ is StandIn and name in _OF_ADDRESS:
            return page.derived_(lambda look: function(look.here, *map(look.at, args[1:])))
        found = _first([*args, *given.values()])
        if found is None:
            return function(*args, **given)
        if context is not None:
            raise UnsureError  # a filter asks for more than is known yet
        return found.derived_(lambda look: function(*look.at(args), **look.at(given)))

    if passed is not None:
        lifted.jinja_pass_arg = passed  # type: ignore[attr-defined]
    return lifted


def _first(things: Iterable[Any]) -> StandIn | None:
    """Return a stand-in among some things, or within one of them."""
    for thing in things:
        if thing.__class__ is StandIn:
            return thing
        if has_stand_ins(thing):
            return _first(thing.values() if thing.__class__ is dict else thing)
    return None
