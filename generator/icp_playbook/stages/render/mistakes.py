"""A mistake in a template is told like one in the content: with its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import packaged_templates


@contextmanager
def mistakes_as_problems(folders: list[Path]) -> Iterator[None]:
    """Raise what a template does wrong as a `ContentError`; `folders` is where templates are looked for.

    In templates that came with the generator, only what a person who edits them can mistype counts as such; the rest
    is a mistake of ours and keeps its traceback.
    """
    try:
        yield
    except TemplateError as error:
        raise ContentError([_problem(error, *(_place(error, folders) or ("", 1)))]) from error
    except _MISTAKES as error:
        place = _place(error, [folder for folder in folders if folder != packaged_templates()])
        if place is None:
            raise
        raise ContentError([_problem(error, *place)]) from error


_MISTAKES = (
    TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
    RecursionError,  # a template that includes itself
    MemoryError,
)  # fmt: skip


def _problem(error: Exception, path: str, line: int) -> Problem:
    said = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem(
        f"site_templates/{path}",
        line,
        1,
        "template",
        (said.splitlines() or [type(error).__name__])[0],
        "mend the template",
    )


def _place(error: Exception, folders: list[Path]) -> tuple[str, int] | None:
    """Return the path below its folder, and the line, of the template nearest to the mistake."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places = [(error.filename, error.lineno)]
    else:
        frames = reversed(traceback.extract_tb(error.__traceback__))
        places = [(frame.filename, frame.lineno or 1) for frame in frames]
    for name, line in places:
        for folder in folders:
            if Path(name).is_relative_to(folder):
                return Path(name).relative_to(folder).as_posix(), line
    return None
