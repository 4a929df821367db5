"""What questions are made from: a catalog in one language, with the rules that judge accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from icp_playbook.learning.choosing import arranged, has_words, pick_wrong
from icp_playbook.learning.question import Option, Question, letters_of
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.department import Department
from icp_playbook.model.play import Play
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.scoring.compile_fit import segments
from icp_playbook.scoring.current import current, readers
from icp_playbook.scoring.defects import find_defects
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.version import no_text, without_texts


@dataclass(frozen=True, eq=False)
class Source:
    """A catalog, and its texts as plain ones of one language."""

    catalog: Catalog
    language: str

    def line(self, text: str) -> str:
        """Return a name or a line as it is said in this language."""
        return self._readers[0](text)

    def prose(self, text: str) -> str:
        """Return prose in this language, without its Markdown."""
        return self._readers[1](text)

    @cached_property
    def _readers(self) -> tuple[Callable[[str], str], Callable[[str], str]]:
        return readers(self.catalog, self.language)

    @cached_property
    def rules(self) -> Rules | None:
        """What accounts are judged by, or None where they cannot be."""
        rules = compile_rules(self.catalog, *self._readers)
        return None if find_defects(rules) else rules

    @cached_property
    def meant(self) -> dict[str, object]:
        """What decides about each segment: its rules without their texts, by id."""
        found = segments(self.catalog, no_text, no_text)
        return {one["id"]: without_texts(one) for one in found}

    def current(self, model: type[D]) -> tuple[D, ...]:
        """Return the definitions of a kind that are not retired."""
        return tuple(current(self.catalog, model))

    def ask(
        self,
        kind: str,
        about: str,
        prompt: str,
        right: Option,
        wrong: Iterable[Option],
        *,
        because: str,
        place: str,
        behind: Definition,
        meaning: Iterable[object],
        told: Iterable[str] = (),
    ) -> Question | None:
        """Return a question with the first plausible ones of `wrong`; None where they are too few.

        `meaning` is what the answer rests on, as its author wrote it first: so a new translation
        brings nothing back.
        """
        told = tuple(told)
        others = pick_wrong(right, wrong) if has_words(told) else ()
        if not others:
            return None
        options = arranged([right, *others], about)
        return Question(
            kind, about, prompt, told, options, options.index(right), because, place,
            (behind.ref,), letters_of(meaning), self.departments_of(behind),
        )  # fmt: skip

    def departments_of(self, one: Definition) -> tuple[str, ...]:
        """Return whom a definition concerns: its departments, and whoever runs a play."""
        named = {*one.departments, *([one.run_by] if isinstance(one, Play) else [])}
        everyone = {department.id for department in self.current(Department)}
        is_for_all = not one.departments or named >= everyone
        return () if is_for_all else tuple(sorted(named & everyone))


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a question may be made about: a definition, and what of it."""

    definition: Definition
    what: Any = None


@dataclass(frozen=True, slots=True)
class KindOfQuestion:
    """One sort of question: what there is to ask about, and how it is asked.

    `ask` returns None where no question comes of it, such as for lack of wrong answers.
    """

    name: str
    title: str
    """What the page calls them."""
    subjects: Callable[[Source], Iterator[Subject]]
    ask: Callable[[Source, Subject], Question | None]
    most: int | None = 24
    """So many are made in a big company, and twice as many tried; all, where it is None."""


def earliest(one: Definition) -> str:
    """Return what a definition was first called, so that renaming it asks nothing new."""
    return f"{one.kind}:{[*one.aliases, one.id][0]}"
