"""GitHub issue forms for the kinds that a form can hold, made from the models.

And what somebody answered in one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from icp_playbook.authoring.skeleton import in_reading_order, options_of
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Choice, Date, Field, Owner, Prose, Ref, SourceRef
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.references import meant_owner
from icp_playbook.model.shape import Many, ModelField, fields_of, meaning_of, shapes_of

FOLDER = ".github/ISSUE_TEMPLATE"
_PART_MODELS = (
    (part, shapes_of(kind.model)[field])
    for kind in KINDS
    for field, part in kind.model.parts.items()
)
FORMS: Mapping[str, type[Part]] = {
    kind.name: kind.model for kind in KINDS if kind.model.has_form
} | {
    part: shape.item
    for part, shape in _PART_MODELS
    if isinstance(shape, Many) and isinstance(shape.item, type) and shape.item.has_form
}
"""What a form can hold, by its name: kinds, and parts of kinds that a company has once."""

ID_LABEL = "Short name"
_FILES_ONLY = frozenset({"id", "aliases"})
"""What only files know: a short name is asked for, and what is new had no earlier one."""
_SHARED = frozenset({"owner", "sources"})
_NO_ANSWER = ("_No response_", "None", "")
_HEADING = re.compile(r"(?m)^### +(.+?) *$")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of a form: where its answer goes, and what it may be.

    `many` answers stand one a line.
    """

    loc: tuple[str, ...]
    label: str
    meaning: str
    field: Field
    many: bool
    required: bool
    inner: str = ""
    """For a list of groups: the field of each group that a line fills."""


def form_files() -> dict[str, str]:
    """Return each issue form by its path.

    None lists ids: whoever adds a definition would change the forms of all.
    """
    return {f"{FOLDER}/{name}.yml": _form(name, model) for name, model in FORMS.items()}


def questions(model: type[Part]) -> list[FormQuestion]:
    """Return what a form asks for: all that is required, and of the rest what fits into one box."""
    shared = {one.key for one in fields_of(Definition)} if issubclass(model, Definition) else set()
    entries = [
        one
        for one in in_reading_order(model)
        if one.key not in shared - _SHARED and one.key not in _FILES_ONLY
    ]
    asked = [question for one in entries for question in _questions(one, (), True)]
    return sorted(asked, key=lambda one: not one.required)


def read_answers(text: str) -> tuple[str, str, dict[str, Value]] | None:
    """Return the form's name, the short name (or an empty text) and the values in an issue's text.

    None when the text was not made by one of our forms.
    """
    pieces = _HEADING.split(text.replace("\r\n", "\n"))
    headings = set(pieces[1::2])
    fits = {
        name: {q.label for q in questions(model) if q.required} for name, model in FORMS.items()
    }
    fitting = [name for name, labels in fits.items() if labels <= headings]
    if not fitting:
        return None
    form = max(fitting, key=lambda name: len(fits[name]))
    asked = {question.label: question for question in questions(FORMS[form])}
    answers: dict[str, str] = {}
    label = ""
    for heading, answer in zip(pieces[1::2], pieces[2::2], strict=True):
        if (heading in asked or heading == ID_LABEL) and heading not in answers:
            label, answers[heading] = heading, answer
        elif label:  # a heading that somebody wrote into an answer
            answers[label] += f"### {heading}{answer}"
    values: dict[str, Value] = {}
    for label, answer in answers.items():
        if label in asked and answer.strip() not in _NO_ANSWER:
            _put(values, asked[label], answer.strip())
    return form, answers.get(ID_LABEL, "").strip().replace("_No response_", ""), values


def with_ids(form: str, values: Mapping[str, Value], catalog: Catalog) -> dict[str, Value]:
    """Return the answers with ids where names were written: a form does not list the ids."""
    found: dict[str, Any] = copy.deepcopy(dict(values))
    company = catalog.one(Company)

    def id_of(field: Field, written: str) -> str:
        if isinstance(field, Owner):
            return meant_owner(company.contacts if company else {}, written) or written
        kinds = field.kinds if isinstance(field, Ref) else ()
        meant = catalog.references.meant(written, kinds) if kinds else []
        return meant[0].partition(":")[2] if len(meant) == 1 else written

    for question in questions(FORMS[form]):
        group: Any = found
        for key in question.loc[:-1]:
            group = group.get(key, {})
        answer = group.get(question.loc[-1])
        if answer is None or question.inner or not isinstance(question.field, Owner | Ref):
            continue
        ids = [
            _ids_in(line, question.field, id_of)
            for line in ([answer] if isinstance(answer, str) else answer)
        ]
        group[question.loc[-1]] = (
            ids[0][0] if isinstance(answer, str) else [id for some in ids for id in some]
        )
    return found


def _ids_in(line: str, field: Field, id_of: Callable[[Field, str], str]) -> list[str]:
    """Return the ids in one line: several between commas, unless a name with a comma is meant."""
    whole = id_of(field, line)
    if whole != line or "," not in line:
        return [whole]
    return [id_of(field, piece.strip()) for piece in line.split(",") if piece.strip()]


def _questions(
    one: ModelField, above: tuple[ModelField, ...], required: bool
) -> Iterator[FormQuestion]:
    """Yield the questions for one field: groups are asked field by field, lists one a line."""
    loc = (*(entry.key for entry in above), one.key)
    label = ": ".join(key.replace("_", " ") for key in loc).capitalize()
    required = required and one.required
    shape = one.shape
    if isinstance(shape, Field):
        yield FormQuestion(loc, label, one.meaning, shape, many=False, required=required)
    elif isinstance(shape, Many) and not shape.keyed and isinstance(shape.item, Field):
        yield FormQuestion(loc, label, one.meaning, shape.item, many=True, required=required)
    elif isinstance(shape, Many) and not shape.keyed and isinstance(shape.item, type):
        needed = [inner for inner in fields_of(shape.item) if inner.required]
        if len(needed) == 1 and isinstance(needed[0].shape, Field):
            yield FormQuestion(
                loc, label, one.meaning, needed[0].shape, True, required, inner=needed[0].key
            )
    elif isinstance(shape, type) and not above:
        for inner in in_reading_order(shape):
            yield from _questions(inner, (one,), required)


def _put(values: dict[str, Value], question: FormQuestion, answer: str) -> None:
    value: Value = answer
    if question.many:
        separator = r",\s*|\n" if isinstance(question.field, Choice) else r"\n"
        lines = [
            re.sub(r"^\s*(?:[-*]|[0-9]+[.)])\s+", "", line).strip()
            for line in re.split(separator, answer)
        ]
        value = [{question.inner: line} if question.inner else line for line in lines if line]
    group: Any = values
    for key in question.loc[:-1]:
        group = group.setdefault(key, {})
    group[question.loc[-1]] = value


def _form(name: str, model: type[Part]) -> str:
    about = (
        "Your answers become a file of the playbook: `icp new --from-issue` turns this issue into"
        f" YAML that can be reviewed. {meaning_of(model)} What you don't know yet, leave out."
    )
    body = [
        {"type": "markdown", "attributes": {"value": about}},
        *map(_box, questions(model)),
        _input(
            ID_LABEL,
            "Lower-case letters, digits and hyphens, for its address."
            " Made from the title when left out.",
        ),
    ]
    form = {
        "name": f"Add a {name}" if name[0] not in "aeiou" else f"Add an {name}",
        "description": meaning_of(model),
        "title": f"{name.capitalize()}: ",
        "labels": ["playbook"],
        "body": body,
    }
    head = "# Made by `icp schema` from the models; changes here are overwritten.\n"
    return head + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=110)


def _box(question: FormQuestion) -> dict[str, Any]:
    """Return the element of a form for one question: a choice of known answers, else a box."""
    field = question.field
    about = {"label": question.label, "description": f"{question.meaning}{_how(question)}"}
    if options := options_of(field, {}):
        several = {"multiple": True} if question.many else {}
        box = {"type": "dropdown", "attributes": about | several | {"options": options}}
    elif question.many or isinstance(field, Prose):
        box = {"type": "textarea", "attributes": about}
    else:
        box = _input(about["label"], about["description"])
    return box | ({"validations": {"required": True}} if question.required else {})


def _how(question: FormQuestion) -> str:
    """Return how to write an answer, where that does not go without saying."""
    match question.field:
        case Date():
            how = " As 2026-03-31."
        case SourceRef():
            how = " The title or id of an insight, or a link."
        case Ref(kinds=kinds) if kinds:
            what = " or ".join(kinds).replace("-", " ")
            how = f" The name or id of {'an' if what[0] in 'aeiou' else 'a'} {what}."
        case _:
            how = ""
    return how + (
        " One a line." if question.many and not isinstance(question.field, Choice) else ""
    )


def _input(label: str, description: str) -> dict[str, Any]:
    return {"type": "input", "attributes": {"label": label, "description": description}}
