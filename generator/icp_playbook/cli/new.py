"""`icp new`: begin a definition; at a terminal what it needs is asked for in plain words."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from icp_playbook.authoring.adding import Added, add, id_from, model_of, put, refuse_taken
from icp_playbook.authoring.forms import read_answers, with_ids
from icp_playbook.authoring.generated import known_ids
from icp_playbook.authoring.language import language_of
from icp_playbook.authoring.naming import RefusedError
from icp_playbook.authoring.skeleton import Known, in_reading_order, options_of
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.cli.playbook_folder import FOLDER_OPTION, is_playbook
from icp_playbook.cli.terminal import show, tell, told, wrong_use
from icp_playbook.configuration import context_of
from icp_playbook.messages import Phrase, say, say_count
from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field, Owner, Ref, is_link
from icp_playbook.model.kind_names import kind_name
from icp_playbook.model.shape import Many, ModelField, Shape
from icp_playbook.problems import ContentError, Severity, did_you_mean, known_are, quoted
from icp_playbook.reading import check_playbook
from icp_playbook.stages.load.decoding import MAX_BYTES, decode

_HELP = say("""\
Begin a definition of a KIND that is called ID: icp new segment mid-market.

At a terminal it asks for what is required. Each field is explained in the file; a required one
without a value stays empty, and is listed. Parts can be added too: icp new term churn, icp new pain
exchanges-first#label-chaos. Nothing that is there is overwritten.
""")
_SET = say("A value, such as name=Owner, sample.n=12 or steps.1.do=Call. Repeat it for lists.")
_ISSUE = say("The text of an issue that was made with one of the issue forms.")
_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command("new", help=tell(_HELP))
@click.argument("kind", default="")
@click.argument("id", default="")
@click.option("-s", "--set", "given", multiple=True, metavar="FIELD=VALUE", help=tell(_SET))
@click.option("--from-issue", type=_FILE, metavar="FILE", help=tell(_ISSUE))
@FOLDER_OPTION
def command(
    kind: str, id: str, given: tuple[str, ...], from_issue: Path | None, folder: Path
) -> int:
    """Begin a definition, from what is given, asked for or in an issue."""
    try:
        if from_issue is not None:
            return _from_issue(folder, from_issue, kind, id)
        if not kind:
            raise wrong_use(say("name a kind and an id, for example: icp new segment mid-market"))
        values = _values(model_of(kind), given)
        catalog = check_playbook(folder, context_of(folder)).catalog
        refuse_taken(folder, catalog, kind, id)
        if sys.stdin.isatty():
            _ask(model_of(kind), values, known_ids(catalog))
        begins = not is_playbook(folder)
        added = add(folder, catalog, kind, id, values)
        if begins:
            begun = say(
                "this begins a playbook in {folder}: there was none, here or in a folder below",
                folder=quoted(str(folder.resolve())),
            )
            show(begun, err=True)
        return _report(added)
    except RefusedError as error:
        raise wrong_use(error) from None


def _values(model: type[Part], given: tuple[str, ...]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for one in given:
        path, equals, text = one.partition("=")
        if not equals or not text.strip():
            raise wrong_use(
                say('write --set as field=value; "{written}" has no value', written=one)
            )
        put(model, values, path.strip(), text.strip())
    return values


def _from_issue(folder: Path, file: Path, kind: str, id: str) -> int:
    """Turn an issue's text into a definition; exits with 1 when the answers leave errors."""
    with click.open_file(str(file), "rb") as stream:
        text, problems = decode(str(file), stream.read(MAX_BYTES + 1))
    if problems:
        raise ContentError(problems)
    answers = read_answers(text, language_of(folder))
    if answers is None:
        raise RefusedError(
            say("this is not the text of an issue that was made with one of the issue forms")
        )
    form, short_name, values = answers
    if kind not in ("", form):
        raise RefusedError(
            say(
                "the issue describes a {form}, not a {kind}",
                form=kind_name(form),
                kind=kind_name(kind),
            )
        )
    title = str(values.get(getattr(model_of(form), "title_field", "term"), ""))
    id = id or id_from(short_name) or id_from(title)
    if not id:
        why = say(
            "no id can be made of the title {title}; name one: icp new {form} ID --from-issue FILE",
            title=quoted(title), form=form,
        )  # fmt: skip
        raise RefusedError(why)
    catalog = check_playbook(folder, context_of(folder)).catalog
    added = add(folder, catalog, form, id, with_ids(form, values, catalog), comments=False)
    _report(added)
    return 1 if any(problem.severity is Severity.ERROR for problem in added.problems) else 0


def _report(added: Added) -> int:
    show(f"{added.path}:{added.line}")
    for problem in added.problems:
        show(f"  {told(problem)}")
    if added.problems:
        left = say_count(
            "{count} thing left to do in it", "{count} things left to do in it",
            count=len(added.problems),
        )  # fmt: skip
    else:
        left = say("it is complete: icp check finds no problems in it")
    show(left, err=True)
    return 0


def _ask(model: type[Part], values: dict[str, Value], known: Known) -> None:
    """Ask for each required field of `model` that has no value yet.

    An empty answer leaves a gap.
    """
    for one in in_reading_order(model):
        if one.asked and one.key not in values and one.key != "id":
            answer = _ask_for(one, one.shape, known)
            if answer:
                values[one.key] = answer


def _ask_for(one: ModelField, shape: Shape, known: Known) -> Any:
    show(
        say("{what}: {said}", what=f"\n{click.style(tell(one.label), bold=True)}", said=one.meaning)
    )
    if isinstance(shape, Field):
        return _one(one.label, shape, known)
    if not isinstance(shape, Many):
        return _group(shape, known)
    if shape.keyed:
        return None
    answers: list[Any] = []
    while (
        answer := _one(one.label, shape.item, known, many=True)
        if isinstance(shape.item, Field)
        else _item(shape.item, known)
    ):
        answers += answer if isinstance(answer, list) else [answer]
        another = say("Another of {field}?", field=Phrase(one.label.template, {}))
        if isinstance(shape.item, type) and not click.confirm(tell(another), default=False):
            break
    return answers


def _item(shape: Shape, known: Known) -> dict[str, Value]:
    assert isinstance(shape, type)
    return _group(shape, known)


def _group(model: type[Part], known: Known) -> dict[str, Value]:
    values: dict[str, Value] = {}
    _ask(model, values, known)
    return values


def _one(label: str, field: Field, known: Known, many: bool = False) -> Any:
    """Ask until the answer is one that the field takes, or none."""
    options = options_of(field, known)
    if options:
        show(f"  {', '.join(options)}")
    empty = say("Enter when done") if many else say("Enter to leave it for later")
    prompt = f"  {label} ({tell(empty)})"
    while answer := click.prompt(prompt, default="", show_default=False).strip():
        several = re.split(r"\s*,\s*", answer) if many and options else [answer]
        wrong = next((said for one in several if (said := _wrong(one, field, options))), None)
        if wrong is None:
            return several if many else answer
        show(f"  {tell(wrong)}")
    return ""


def _wrong(answer: str, field: Field, options: list[str]) -> str | None:
    try:
        field.check(answer)
    except PydanticCustomError as error:
        context = error.context or {}
        message, hint = context.get("message", error.message()), context.get("hint", "")
        return say("{message}; {hint}", message=message, hint=hint) if hint else message
    known_only = isinstance(field, Ref) or (
        isinstance(field, Owner) and not field.is_well_formed(answer)
    )
    if known_only and options and answer not in options and not is_link(answer):
        near = did_you_mean(answer, options) or known_are(options)
        return say("nothing here is called {written}; {near}", written=quoted(answer), near=near)
    return None
