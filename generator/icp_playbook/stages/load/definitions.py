"""From a file's plain values to a typed definition, or to problems in the author's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from icp_playbook.model.base import Definition, Origin
from icp_playbook.model.fields import InText
from icp_playbook.model.kinds import Kind
from icp_playbook.problems import Problem, did_you_mean, nearest, quoted
from icp_playbook.stages.load.files import FoundFile
from icp_playbook.stages.load.opening import read_regular
from icp_playbook.stages.load.reader import Document, read_yaml


def read_definition(root: Path, file: FoundFile) -> tuple[Definition | None, list[Problem]]:
    """Return the definition in a file, or None with every problem that keeps it from being one."""
    kind, id, path = file
    data, problems = read_regular(f"{root}/{path}", path)
    if data is None:
        return None, problems
    document = read_yaml(path, data)
    problems = list(document.problems)
    if not document.values and problems:
        return None, problems
    try:
        origin = Origin(id, path, replace(document, values={}, problems=()))
        definition = kind.model.model_validate(document.values, context=origin)
    except ValidationError as error:
        known = {(problem.line, problem.column) for problem in problems}
        causes = _causes(kind, error.errors(include_url=False))
        found = [problem for cause in causes for problem in _problems(kind, document, cause)]
        return None, problems + [problem for problem in found if (problem.line, problem.column) not in known]
    return (None, problems) if problems else (definition, [])


def _causes(kind: Kind, errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what follows from another mistake: a short list whose items are at fault, a field that is misspelled."""
    inside = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    misspelled = {
        (*error["loc"][:-1], _meant(kind, error)) for error in errors if error["type"] == "extra_forbidden"
    }
    follows = {"too_short": inside, "missing": misspelled}
    return [error for error in errors if error["loc"] not in follows.get(error["type"], ())]


def _meant(kind: Kind, error: ErrorDetails) -> str:
    """Return the field that is nearest to an unknown one, or an empty string."""
    return nearest(str(error["loc"][-1]), _fields(_model_at(kind.model, error["loc"][:-1])))


def _problems(kind: Kind, document: Document, error: ErrorDetails) -> list[Problem]:
    """Return the problem of a field, or those inside of its text."""
    inside: list[InText] = error.get("ctx", {}).get("in_text", [])
    if not inside:
        return [_problem(kind, document, error)]
    problems = []
    for language, fault in inside:
        loc = error["loc"] if language is None else (*error["loc"], language)
        value = error["input"] if language is None else error["input"][language]
        offset = fault.place + len(value) - len(value.lstrip())
        place = document.position_in(loc, value, offset)
        problems.append(Problem(document.path, *place, fault.rule, fault.message, fault.hint))
    return problems


def _problem(kind: Kind, document: Document, error: ErrorDetails) -> Problem:
    loc = error["loc"]
    field = loc[-1] if loc else ""
    match error["type"]:
        case "missing":
            line, column = document.position(loc[:-1])
            return Problem(
                document.path,
                line,
                column,
                "missing-field",
                f'"{field}" is missing',
                f'add "{field}: …" here',
            )
        case "extra_forbidden":
            line, column = document.position(loc, key=True)
            known = list(_fields(_model_at(kind.model, loc[:-1])))
            hint = did_you_mean(str(field), known) or f"known here are {_shortly(known, 15)}"
            message = f"{quoted(str(field))} is not a field of {_owner(kind, loc[:-1])}"
            return Problem(document.path, line, column, "unknown-field", message, hint)
        case "too_short":
            line, column = document.position(loc)
            return Problem(
                document.path,
                line,
                column,
                "empty-list",
                f'"{field}" is empty',
                "list at least one",
            )
        case "tuple_type":
            return _shape_problem(document, error, "a list", _list_hint(error["input"]))
        case "dict_type" | "model_type" | "model_attributes_type":
            return _shape_problem(
                document, error, "fields of its own", _group_hint(_model_at(kind.model, loc))
            )
    line, column = document.position(loc)
    context = error.get("ctx", {})
    return Problem(document.path, line, column, error["type"], error["msg"], str(context.get("hint", "")))


def _shape_problem(document: Document, error: ErrorDetails, expected: str, hint: str) -> Problem:
    line, column = document.position(error["loc"])
    field, found = error["loc"][-1], error["input"]
    what = f'"{field}"' if isinstance(field, str) else "an item here"
    stands = (
        "a text" if isinstance(found, str) else "a list" if isinstance(found, list) else "a group of fields"
    )
    message = f"{what} takes {expected}, but {stands} stands here"
    return Problem(document.path, line, column, "wrong-shape", message, hint)


def _list_hint(found: Any) -> str:
    dashes = "write one item a line, each after a dash"
    return (
        f"{dashes}, or put it in brackets: [{found}]"
        if isinstance(found, str) and len(found) < 30
        else dashes
    )


def _owner(kind: Kind, loc: tuple[int | str, ...]) -> str:
    named = [str(key) for key in loc if isinstance(key, str)]
    title = kind.title.lower()
    article = "the" if kind.single else "an" if title[0] in "aeiou" else "a"
    return f'"{named[-1]}"' if named else f"{article} {title}"


def _group_hint(model: type[BaseModel] | None) -> str:
    fields = list(_fields(model))
    return (
        f"write them below it, indented: {_shortly(fields, 6)}" if fields else "write them below it, indented"
    )


def _fields(model: type[BaseModel] | None) -> Iterator[str]:
    """Yield the names of a model's fields as authors write them, those that every definition has at the end."""
    shared = Definition.model_fields
    for name, info in (
        sorted(model.model_fields.items(), key=lambda field: field[0] in shared) if model else ()
    ):
        yield info.alias or name


def _shortly(names: list[str], most: int) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


@cache
def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the model whose fields stand at `loc`, or None when a plain map or value does."""
    here: Any = model
    for key in loc:
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = {info.alias or name: info for name, info in here.model_fields.items()}
            here = _unwrapped(fields[str(key)].annotation) if key in fields else None
        else:
            arguments = get_args(here)
            here = (
                _unwrapped(arguments[1] if get_origin(here) is dict else arguments[0]) if arguments else None
            )
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _unwrapped(annotation: Any) -> Any:
    """Return the annotation of a field without its `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        return next(argument for argument in get_args(annotation) if argument is not type(None))
    return annotation
