"""Ask at a terminal for what a new definition needs, in plain words."""

from __future__ import annotations

import re
from typing import Any

import click
from pydantic_core import PydanticCustomError

from icp_playbook.authoring.skeleton import Known, in_reading_order, options_of
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field, Owner, Ref, is_link
from icp_playbook.model.shape import Many, ModelField, Shape
from icp_playbook.problems import did_you_mean, quoted


def ask(model: type[Part], values: dict[str, Value], known: Known) -> None:
    """Ask for each required field of `model` that has no value yet; an empty answer leaves a gap."""
    for one in in_reading_order(model):
        if one.required and one.key not in values and one.key != "id":
            answer = _ask_for(one, one.shape, known)
            if answer:
                values[one.key] = answer


def _ask_for(one: ModelField, shape: Shape, known: Known) -> Any:
    label = one.label
    click.echo(f"\n{click.style(label, bold=True)}: {one.meaning}")
    if isinstance(shape, Field):
        return _one(label, shape, known)
    if not isinstance(shape, Many):
        return _group(shape, known)
    if shape.keyed:
        return None
    answers: list[Any] = []
    while (
        answer := _one(label, shape.item, known, many=True)
        if isinstance(shape.item, Field)
        else _item(shape.item, known)
    ):
        answers += answer if isinstance(answer, list) else [answer]
        if isinstance(shape.item, type) and not click.confirm(f"Another of {label.lower()}?", default=False):
            break
    return answers


def _item(shape: Shape, known: Known) -> dict[str, Value]:
    assert isinstance(shape, type)
    return _group(shape, known)


def _group(model: type[Part], known: Known) -> dict[str, Value]:
    values: dict[str, Value] = {}
    ask(model, values, known)
    return values


def _one(label: str, field: Field, known: Known, many: bool = False) -> Any:
    """Ask until the answer is one that the field takes, or none."""
    options = options_of(field, known)
    if options:
        click.echo(f"  {', '.join(options)}")
    empty = "Enter when done" if many else "Enter to leave it for later"
    while answer := click.prompt(f"  {label} ({empty})", default="", show_default=False).strip():
        several = re.split(r"\s*,\s*", answer) if many and options else [answer]
        wrong = next((said for one in several if (said := _wrong(one, field, options))), None)
        if wrong is None:
            return several if many else answer
        click.echo(f"  {wrong}")
    return ""


def _wrong(answer: str, field: Field, options: list[str]) -> str | None:
    try:
        field.check(answer)
    except PydanticCustomError as error:
        hint = (error.context or {}).get("hint", "")
        return f"{error.message()}; {hint}" if hint else error.message()
    known_only = isinstance(field, Ref) or (isinstance(field, Owner) and not field.is_well_formed(answer))
    if known_only and options and answer not in options and not is_link(answer):
        near = did_you_mean(answer, options) or f"known are {', '.join(options)}"
        return f"nothing here is called {quoted(answer)}; {near}"
    return None
