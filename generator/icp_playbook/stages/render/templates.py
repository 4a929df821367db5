"""The templates: where they are found, how they are compiled, and what a mistake in one becomes."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from icp_playbook.messages import Argument, Language, Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import Site, packaged_templates
from icp_playbook.stages.render.compiling import compile_quickly
from icp_playbook.stages.render.filters import filters
from icp_playbook.stages.render.sections import section


def make_environment(
    folders: list[Path], catalog: Catalog, site: Site, language: Language
) -> Environment:
    """Return the environment for one build; a misspelt name in a template fails it."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        optimized=False,
        finalize=language.text,
        bytecode_cache=kept_templates(_ourselves()),
    )
    compile_quickly(environment, language)
    environment.filters |= filters(catalog, language)
    environment.globals |= _words(language) | {
        "site": site,
    }
    return environment


def _words(language: Language) -> dict[str, Callable[..., Markup]]:
    """Return what templates say messages with."""

    def put(text: str, several: str = "", /, **given: Argument) -> Markup:
        return language.markup(Message(text, given, several))

    plain = cache(put)
    return {
        "say": lambda text, **given: put(text, **given) if given else plain(text),
        "say_count": put,
        "section": lambda title, *place, caller: section(
            language.text(title), *place, caller=caller
        ),
    }


def kept_templates(made_with: str) -> FileSystemBytecodeCache | None:
    """Return the folder for temporary files that keeps compiled templates, or None.

    Compiling takes a fifth of a small site's build. A template is compiled again when its text has
    changed. What else its code depends on is in the file's name: Jinja's version, and `made_with`.
    """
    try:
        made = sha256(made_with.encode()).hexdigest()[:16]
        return _Kept(pattern=f"icp-{jinja2.__version__}-{made}-%s.cache")
    except (OSError, RuntimeError):  # no temporary folder, or another user's under our name
        return None


@cache
def _ourselves() -> str:
    """Return what our templates are compiled by: the texts of these modules."""
    modules = (Path(__file__), Path(__file__).with_name("compiling.py"))
    return "".join(one.read_text("utf-8") for one in modules)


class _Kept(FileSystemBytecodeCache):
    """Goes without a file that is broken, and keeps nothing where nothing can be written."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@contextmanager
def mistakes_as_problems(folders: list[Path]) -> Iterator[None]:
    """Raise what a template does wrong as a `ContentError`; templates are found in `folders`.

    In templates that came with the generator, only what a person who edits them can mistype counts
    as such; the rest is a mistake of ours and keeps its traceback.
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
    said = (str(error).splitlines() or [type(error).__name__])[0]
    if isinstance(error, TemplateNotFound):
        said = say("there is no template {name}", name=str(error.name))
    return Problem(f"site_templates/{path}", line, 1, "template", said, say("fix the template"))


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
