"""Salesforce: a number field for each score and a text field for what rules an account out.

The files are source of a project as its own tools deploy it. What the formulas mean was compared
with `judge_account` by an evaluator of our own; nothing was run in the product.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from icp_playbook.messages import Language, Message, say
from icp_playbook.model.account import Attribute
from icp_playbook.scoring.crm.fields import CrmField, Names, fields_of
from icp_playbook.scoring.crm.formulas import Formulas, NotHeldError
from icp_playbook.scoring.crm.scores import Split, ruled_out, score
from icp_playbook.scoring.rules import FitRules, Rules
from icp_playbook.scoring.sql.conditions import Conditions
from icp_playbook.scoring.sql.fit import CompiledFit, FitCompiler
from icp_playbook.scoring.sql.inputs import inputs_of
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import TooLargeError

_API = "60.0"
_NAMESPACE = "http://soap.sforce.com/2006/04/metadata"
_FOLDER = "force-app/main/default/objects/Account/fields"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABEL, _DESCRIPTION = 40, 1000


@dataclass(frozen=True, slots=True)
class FormulaField:
    """One field to be made."""

    name: str
    label: Message
    is_text: bool
    formula: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the CRM can hold, and what it can't: each with the name of what it belongs to."""

    answers: tuple[CrmField, ...]
    made: tuple[FormulaField, ...]
    lost: tuple[tuple[str, Message], ...]


def draft_of(rules: Rules, asked: Sequence[Attribute]) -> Draft:
    """Return the fields that hold the rules; they must have no defects."""
    names = Names()
    fields = fields_of(rules, asked, names)
    inputs = [one for one in inputs_of(rules) if one.path[0] == "attributes"]
    by_attribute = {one.path[1]: one for one in inputs}
    program = Program()
    conditions = Conditions(program, by_attribute, are_read=False)
    compiler = FitCompiler(program, by_attribute, conditions)
    formulas = Formulas(program, {one.column: one for one in inputs}, fields)
    made: list[FormulaField] = []
    lost: list[tuple[str, Message]] = []
    for one in (*rules["segments"], *rules["scores"]):
        fit = _Fit(one, compiler, conditions, formulas, names)
        made += fit.fields(lost)
    written = {word for one in made for word in re.findall(r"\w+", one.formula, re.ASCII)}
    used = tuple(one for one in fields.values() if one.name in written)
    return Draft(used, tuple(made), tuple(lost))


@dataclass(frozen=True, slots=True)
class _Fit:
    rules: FitRules
    compiler: FitCompiler
    conditions: Conditions
    formulas: Formulas
    names: Names

    def fields(self, lost: list[tuple[str, Message]]) -> list[FormulaField]:
        """Return the fields of one set of rules; what can't be held is added to `lost`."""
        name = self.rules["name"]
        try:
            judged = self.compiler.judged(self.rules)
        except TooLargeError:
            lost.append((name, say("points and weights have too many digits")))
            return []
        return [*self._score(judged, lost), *self._out(judged, lost)]

    def _score(self, judged: CompiledFit, lost: list[tuple[str, Message]]) -> list[FormulaField]:
        name = self.rules["name"]
        try:
            split = score(judged, self.conditions, self.formulas, lambda: self._name("_Part"))
        except NotHeldError as error:
            lost.append((name, say("no score: {why}", why=error.why)))
            return []
        return self._of(split, "_Score", say("Score: {name}", name=name), is_text=False)

    def _out(self, judged: CompiledFit, lost: list[tuple[str, Message]]) -> list[FormulaField]:
        name = self.rules["name"]
        try:
            split, whys = ruled_out(judged, self.formulas, lambda: self._name("_Out_Part"))
        except NotHeldError as error:
            lost.append((name, say("no field for what rules out: {why}", why=error.why)))
            return []
        lost += [
            (name, say("does not rule out: {rule} ({why})", rule=rule, why=error.why))
            for rule, error in whys
        ]
        if split is None:
            return []
        return self._of(split, "_Ruled_Out", say("Ruled out: {name}", name=name), is_text=True)

    def _name(self, ending: str) -> str:
        return self.names.of(self.rules["id"], ending)

    def _of(
        self, split: Split, ending: str, label: Message, *, is_text: bool
    ) -> list[FormulaField]:
        own = say("Part: {name}", name=self.rules["name"])
        parts = [FormulaField(name, own, is_text, part) for name, part in split.parts.items()]
        return [*parts, FormulaField(self._name(ending), label, is_text, split.formula)]


def files_of(draft: Draft, version: str, language: Language) -> dict[str, bytes]:
    """Return the project: one file a field, and what names them all."""
    about = language.text(
        say("Draft by icp export --crm salesforce, from rules {version}.", version=version)
    )
    files = {
        f"{_FOLDER}/{one.name}.field-meta.xml": _field(one, about, language) for one in draft.made
    }
    files["manifest/package.xml"] = _manifest(draft.made)
    project = {
        "packageDirectories": [{"path": "force-app", "default": True}],
        "sourceApiVersion": _API,
    }
    files["sfdx-project.json"] = json.dumps(project, indent=2) + "\n"
    return {path: text.encode() for path, text in files.items()}


def _field(one: FormulaField, about: str, language: Language) -> str:
    label = " ".join(language.text(one.label).split())
    elements = {
        "fullName": one.name,
        "description": about[:_DESCRIPTION],
        "externalId": "false",
        "formula": one.formula,
        "formulaTreatBlanksAs": "BlankAsBlank",
        "label": label[:_LABEL].strip(),
        **({} if one.is_text else {"precision": "18"}),
        "required": "false",
        **({} if one.is_text else {"scale": "0"}),
        "type": "Text" if one.is_text else "Number",
        "unique": "false",
    }
    lines = [f"    <{name}>{_xml(text)}</{name}>" for name, text in elements.items()]
    return _document("CustomField", lines)


def _manifest(made: Sequence[FormulaField]) -> str:
    def lines() -> Iterator[str]:
        if made:
            yield "    <types>"
            yield from (f"        <members>Account.{one.name}</members>" for one in made)
            yield "        <name>CustomField</name>"
            yield "    </types>"
        yield f"    <version>{_API}</version>"

    return _document("Package", list(lines()))


def _document(root: str, lines: Sequence[str]) -> str:
    inside = "\n".join(lines)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{root} xmlns="{_NAMESPACE}">\n{inside}\n</{root}>\n'


def _xml(text: str) -> str:
    """Return a text for XML, which has no place for some signs."""
    return escape(_NOT_XML.sub("\ufffd", text))
