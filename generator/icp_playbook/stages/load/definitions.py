"""From a file's plain values to a typed definition, or to problems in the author's words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition, Origin, Part
from icp_playbook.model.fields import InText
from icp_playbook.model.kinds import Kind
from icp_playbook.model.shape import Many, Shape, fields_of
from icp_playbook.problems import Problem, nearest, quoted
from icp_playbook.stages.load.files import FoundFile
from icp_playbook.stages.load.opening import read_regular
from icp_playbook.stages.load.reader import Document, read_yaml

# Words that people try, and the field that means it where there is one.
_SAME = {"or": "any", "and": "all", "max": "most", "maximum": "most", "in": "one-of"}


def read_definition(root: Path, file: FoundFile) -> tuple[Definition | None, list[Problem]]:
    """Return the definition in a file, or None with every problem that keeps it from being one."""
    data, problems = read_regular(f"{root}/{file.path}", file.path)
    return definition_in(file, data) if data is not None else (None, problems)


def definition_in(file: FoundFile, data: bytes) -> tuple[Definition | None, list[Problem]]:
    """Return the same of what a file holds, or is going to hold."""
    kind, id, path = file
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
        return None, problems + [one for one in found if (one.line, one.column) not in known]
    return (None, problems) if problems else (definition, [])


def _causes(kind: Kind, errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what follows from another mistake, such as a list left short by faulty items."""
    inside = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    misspelled = {
        (*error["loc"][:-1], _meant(kind, error))
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    follows = {"too_short": inside, "missing": misspelled}
    return [error for error in errors if error["loc"] not in follows.get(error["type"], ())]


def _meant(kind: Kind, error: ErrorDetails) -> str:
    """Return the field that is nearest to an unknown one, or an empty string."""
    return _near(str(error["loc"][-1]), _fields(_model_at(kind.model, error["loc"][:-1])))


def _near(field: str, known: list[str]) -> str:
    same = _SAME.get(field, "")
    return same if same in known else nearest(field, known)


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
    loc, type_ = error["loc"], error["type"]
    place = document.position(loc)
    field = str(loc[-1]) if loc else ""
    context = error.get("ctx", {})
    rule, message, hint = type_, context.get("message", error["msg"]), context.get("hint", "")
    match type_:
        case "missing":
            place = document.position(loc[:-1])
            rule, message = "missing-field", say('"{field}" is missing', field=field)
            hint = say('add "{field}: …" here', field=field)
        case "extra_forbidden":
            place = document.position(loc, key=True)
            known = _fields(_model_at(kind.model, loc[:-1]))
            rule, message = "unknown-field", _unknown_field(kind, loc)
            near = _near(field, known)
            hint = (
                say('did you mean "{near}"?', near=near)
                if near
                else say("known here are {names}", names=_some(known, 15))
            )
        case "too_short":
            rule, message = "empty-list", say('"{field}" is empty', field=field)
            hint = say("list at least one")
        case "tuple_type":
            rule, hint = "wrong-shape", _list_hint(error["input"])
            message = say("{what} takes a list, but {found} stands here", **_shapes(error))
        case "dict_type" | "model_type" | "model_attributes_type":
            group, found = _model_at(kind.model, loc), error["input"]
            rule, hint = "wrong-shape", _group_hint(group)
            if group and isinstance(found, str):
                hint = group.instead_of_text(found) or hint
            message = say(
                "{what} takes fields of its own, but {found} stands here", **_shapes(error)
            )
    return Problem(document.path, *place, rule, message, hint)


def _unknown_field(kind: Kind, loc: tuple[int | str, ...]) -> Message:
    field, groups = quoted(str(loc[-1])), [key for key in loc[:-1] if isinstance(key, str)]
    if groups:
        return say('{field} is not a field of "{group}"', field=field, group=groups[-1])
    return say("{field} is not a field of the kind {kind}", field=field, kind=kind.name)


def _shapes(error: ErrorDetails) -> dict[str, str]:
    """Return what has the wrong shape, and what stands there."""
    field, found = error["loc"][-1], error["input"]
    what = f'"{field}"' if isinstance(field, str) else say("an item here")
    if isinstance(found, str):
        return {"what": what, "found": say("a text")}
    return {
        "what": what,
        "found": say("a list") if isinstance(found, list) else say("a group of fields"),
    }


def _list_hint(found: Any) -> Message:
    if isinstance(found, str) and len(found) < 30:
        return say(
            "write one item a line, each after a dash, or put it in brackets: [{item}]", item=found
        )
    return say("write one item a line, each after a dash")


def _group_hint(model: type[Part] | None) -> Message:
    if fields := _fields(model):
        return say("write them below it, indented: {names}", names=_some(fields, 6))
    return say("write them below it, indented")


def _fields(model: type[Part] | None) -> list[str]:
    """Return the names of a model's fields as authors write them, its own before shared ones."""
    fields = fields_of(model) if model else ()
    return [one.key for one in sorted(fields, key=lambda one: one.name in Definition.model_fields)]


def _some(names: list[str], most: int) -> str:
    shown = Message("{names}", {"names": names[:most]})
    return say("{names} …", names=shown) if len(names) > most else shown


def _model_at(model: type[Part], loc: tuple[int | str, ...]) -> type[Part] | None:
    """Return the model whose fields stand at `loc`, or None when a plain map or value does."""
    here: Shape | None = model
    for key in loc:
        if isinstance(here, Many):
            here = here.item
        elif isinstance(here, type):
            here = next((field.shape for field in fields_of(here) if field.key == key), None)
        else:
            return None
    return here if isinstance(here, type) else None
