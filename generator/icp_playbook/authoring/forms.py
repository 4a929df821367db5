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

from icp_playbook.authoring.language import said_in
from icp_playbook.authoring.skeleton import in_reading_order, options_of
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.messages import ENGLISH, Language, Message, Phrase, Sentence, say
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Choice, Date, Field, Owner, Prose, Ref, SourceRef
from icp_playbook.model.kind_names import any_kind, kind_name
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.references import meant_owner
from icp_playbook.model.shape import Many, ModelField, fields_of, in_words, meaning_of, shapes_of

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

ID_LABEL = say("Short name")
_FILES_ONLY = frozenset({"id", "aliases", "audience"})
"""What only files know: a short name is asked for, what is new had no earlier one, and who else
may read it is for its reviewers to say."""
_SHARED = frozenset({"owner", "sources"})
_NO_ANSWER = ("_No response_", "None", "")
_HEADING = re.compile(r"(?m)^### +(.+?) *$")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of a form: where its answer goes, and what it may be.

    `many` answers stand one a line.
    """

    loc: tuple[str, ...]
    label: Message
    meaning: Message
    field: Field
    many: bool
    required: bool
    inner: str = ""
    """For a list of groups: the field of each group that a line fills."""


def form_files(language: Language = ENGLISH) -> dict[str, str]:
    """Return each issue form by its path, in a language.

    None lists ids: whoever adds a definition would change the forms of all.
    """
    return {f"{FOLDER}/{name}.yml": _form(name, model, language) for name, model in FORMS.items()}


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


def read_answers(
    text: str, language: Language = ENGLISH
) -> tuple[str, str, dict[str, Value]] | None:
    """Return the form's name, the short name (or an empty text) and the values in an issue's text.

    None when the text was not made by one of our forms, in a language or in English.
    """
    found = _answers_in(text, language)
    return found if found or language is ENGLISH else _answers_in(text, ENGLISH)


def _answers_in(text: str, language: Language) -> tuple[str, str, dict[str, Value]] | None:
    say_in, id_label = language.text, language.text(ID_LABEL)
    pieces = _HEADING.split(text.replace("\r\n", "\n"))
    headings = set(pieces[1::2])
    fits = {
        name: {say_in(q.label) for q in questions(model) if q.required}
        for name, model in FORMS.items()
    }
    fitting = [name for name, labels in fits.items() if labels <= headings]
    if not fitting:
        return None
    form = max(fitting, key=lambda name: len(fits[name]))
    asked = {say_in(question.label): question for question in questions(FORMS[form])}
    answers: dict[str, str] = {}
    label = ""
    for heading, answer in zip(pieces[1::2], pieces[2::2], strict=True):
        if (heading in asked or heading == id_label) and heading not in answers:
            label, answers[heading] = heading, answer
        elif label:  # a heading that somebody wrote into an answer
            answers[label] += f"### {heading}{answer}"
    values: dict[str, Value] = {}
    for label, answer in answers.items():
        if label in asked and answer.strip() not in _NO_ANSWER:
            _put(values, asked[label], answer.strip())
    return form, answers.get(id_label, "").strip().replace("_No response_", ""), values


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
    label = Message(in_words(loc[0]), {})
    for key in loc[1:]:
        label = say("{field}: {value}", field=label, value=Phrase(in_words(key), {}))
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
        for inner in (found for found in in_reading_order(shape) if found.key not in _FILES_ONLY):
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


def _form(name: str, model: type[Part], language: Language) -> str:
    about = say(
        "Your answers become a file of the playbook: `icp new --from-issue` turns this issue into"
        " YAML that can be reviewed. {meaning} What you don't know yet, leave out.",
        meaning=meaning_of(model),
    )
    body = [
        {"type": "markdown", "attributes": {"value": about}},
        *map(_box, questions(model)),
        _input(
            ID_LABEL,
            say(
                "Lower-case letters, digits and hyphens, for its address."
                " Made from the title when left out."
            ),
        ),
    ]
    kind = kind_name(name)
    form = {
        "name": say("Add an {kind}", kind=kind)
        if kind[0] in "aeiou"
        else say("Add a {kind}", kind=kind),
        "description": meaning_of(model),
        "title": say("{kind}: ", kind=Sentence.of(kind)),
        "labels": ["playbook"],
        "body": body,
    }
    head = "# Made by `icp schema` from the models; changes here are overwritten.\n"
    return head + yaml.safe_dump(
        _plain(said_in(form, language)), sort_keys=False, allow_unicode=True, width=110
    )


def _box(question: FormQuestion) -> dict[str, Any]:
    """Return the element of a form for one question: a choice of known answers, else a box."""
    field = question.field
    about = {"label": question.label, "description": _explained(question)}
    if options := options_of(field, {}):
        several = {"multiple": True} if question.many else {}
        box = {"type": "dropdown", "attributes": about | several | {"options": options}}
    elif question.many or isinstance(field, Prose):
        box = {"type": "textarea", "attributes": about}
    else:
        box = _input(about["label"], about["description"])
    return box | ({"validations": {"required": True}} if question.required else {})


def _explained(question: FormQuestion) -> Message:
    """Return what a question means and how to answer it, where that does not go without saying."""
    said, how = question.meaning, _how(question.field)
    if how is not None:
        said = say("{meaning} {how}", meaning=said, how=how)
    if question.many and not isinstance(question.field, Choice):
        said = say("{meaning} {how}", meaning=said, how=say("One a line."))
    return said


def _how(field: Field) -> Message | None:
    match field:
        case Date():
            return say("As 2026-03-31.")
        case SourceRef():
            return say("The title or id of an insight, or a link.")
        case Ref(kinds=kinds) if kinds:
            what = any_kind(kinds)
            if what[0] in "aeiou":
                return say("The name or id of an {kind}.", kind=what)
            return say("The name or id of a {kind}.", kind=what)
    return None


def _plain(value: Any) -> Any:
    """Return data as YAML writes it: texts that are nothing but texts."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _input(label: Message, description: Message) -> dict[str, Any]:
    return {"type": "input", "attributes": {"label": label, "description": description}}
