"""Formulas for Salesforce say what Python says, or nothing; what can't be held is listed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest

from commands import icp
from drawn import draw
from icp_playbook.messages import ENGLISH
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.example import Example
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import judge_account
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.crm import hubspot, hubspot_page
from icp_playbook.scoring.crm.fields import Names, api_name
from icp_playbook.scoring.crm.salesforce import Draft, draft_of, files_of
from icp_playbook.scoring.crm.scores import LONGEST
from icp_playbook.scoring.document import document
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.sql.inputs import inputs_of
from icp_playbook.scoring.sql.rows import answers_in
from icp_playbook.stages.check import Context
from scoring import companies, in_sql
from scoring.in_salesforce import Formula
from sites import CONFIG

ROOT = Path(__file__).parents[2]


def _record(draft: Draft, rules: Any, answers: Any) -> dict[str, Any]:
    """Return the fields of an account with these answers, which can all be used."""
    inputs = {one.path: one for one in inputs_of(rules)}
    record: dict[str, Any] = {}
    for one in draft.answers:
        given = answers["attributes"].get(one.attribute["id"])
        if given is None:
            record[one.name] = None
        elif inputs["attributes", one.attribute["id"]].kind in ("whole", "decimal"):
            record[one.name] = Fraction(given)
        else:
            record[one.name] = one.values[given][-1] if one.values else given
    return record


def _differences(draft: Draft, rules: Any, answers: Any) -> list[str]:
    """Return where a formula says something else than Python, of all that is held."""
    formulas = {one.name: one.formula for one in draft.made}
    record = _record(draft, rules, answers)
    result = judge_account(rules, answers)
    judged = [*(result["fit"]["segments"] if result["fit"] else []), *result["scores"]]
    found = []
    for fit, one in zip([*rules["segments"], *rules["scores"]], judged, strict=True):
        for made in _made_for(draft, fit):
            said = Formula(made.formula, record, formulas).value()
            wanted = _wanted(one) if not made.is_text else _whys(draft, fit, one)
            if said != wanted:
                found.append(f"{made.name}: {said!r} is not {wanted!r}")
    return found


def _made_for(draft: Draft, fit: Any) -> list[Any]:
    return [
        made
        for made in draft.made
        if made.label.arguments["name"] == fit["name"] and not made.label.startswith("Part")
        and made.name.startswith(f"Icp_{fit['id'].replace('-', '_')}_")
    ]  # fmt: skip


def _wanted(one: Any) -> int | None:
    return int(one["score"]["shown"]) if one["score"] and one["enough_known"] else None


def _whys(draft: Draft, fit: Any, one: Any) -> str:
    lost = [str(why) for name, why in draft.lost if name == fit["name"]]
    whys = [" ".join(rule["why"].split()) for rule in one["disqualifiers"]["hit"]]
    kept = [why for why in whys if not any(f": {why} (" in said for said in lost)]
    return "".join(f"{why} " if why[-1:] in ".!?…。！？" else f"{why}; " for why in kept)


def _answers(rng: Random, rules: Any, given: Any) -> Any:
    """Return answers as fields hold them: no 60.5 without decimals, no text above 255 letters."""
    inputs = [one for one in inputs_of(rules) if one.path[0] == "attributes"]
    cells = in_sql.cells_of(rng, inputs, given, 0)
    for one in inputs:
        cell = cells[one.column]
        if one.kind == "whole" and cell and Fraction(one.read(cell) or 0).denominator > 1:
            cells[one.column] = None
        if one.kind == "text" and cell and (len(cell) > 255 or cell != cell.strip()):
            cells[one.column] = None
    return {"attributes": {}, **answers_in(inputs, cells)}


def _company(rng: Random) -> Any:
    """Return random rules in which no two options are called alike."""
    rules: Any = companies.company(rng)
    for attribute in rules["attributes"]:
        for option in attribute.get("options", []):
            option["label"] = f'{option["label"]} "{option["value"]}" \\'
    for fit in (*rules["segments"], *rules["scores"]):
        for at, rule in enumerate(fit["disqualifiers"]):
            rule["why"] = f'{rule["why"]} "{at}" \\n.'
    return rules


@pytest.mark.parametrize("seed", range(0, 60, 20))
def test_formulas_give_the_scores_of_python(seed: int) -> None:
    """Random rules and accounts: wherever a field is made, it holds what `judge_account` says."""
    held = 0
    for one in range(seed, seed + 20):
        rng = Random(one)
        rules = _company(rng)
        draft = draft_of(rules, ())
        for _ in range(25):
            answers = _answers(rng, rules, companies.answers(rng, rules, 0))
            assert _differences(draft, rules, answers) == [], (one, answers)
        held += sum(made.label.startswith("Score: ") for made in draft.made)
    assert held > 20


@pytest.fixture(scope="module")
def sample() -> tuple[Any, Any]:
    """The sample company: its catalog, and its rules."""
    catalog = check_playbook(ROOT, Context()).catalog
    return catalog, document(catalog, "en")["rules"]


def test_the_sample_s_examples_get_their_scores(sample: tuple[Any, Any]) -> None:
    """All scores of the sample are held, and say of each example what Python says."""
    catalog, rules = sample
    draft = draft_of(rules, catalog.one(AccountAttributes).attributes)
    assert draft.lost == ()
    names = {made.name for made in draft.made}
    fits = [*rules["segments"], *rules["scores"]]
    assert {f"Icp_{one['id'].replace('-', '_')}_Score__c" for one in fits} <= names
    said = 0
    for example in catalog.all(Example):
        answers = spoken(rules, answers_of(example, document(catalog, "en")["renamed"]))
        assert _differences(draft, rules, answers) == [], example.id
        fit = judge_account(rules, answers)["fit"]
        said += sum(one["score"] is not None for one in (fit["segments"] if fit else ()))
    assert said > 10


def test_a_wrong_formula_is_noticed(sample: tuple[Any, Any]) -> None:
    """The comparison sees a score that is one too high."""
    _, rules = sample
    draft = draft_of(rules, ())
    made = [
        one if one.is_text else replace(one, formula=f"{one.formula} + 1") for one in draft.made
    ]
    answers = {"attributes": {"storefront": "none", "employees": "10", "returns-owner": "no"}}
    assert _differences(replace(draft, made=tuple(made)), rules, answers)


def _many(count: int, **more: Any) -> Any:
    """Return rules with as many criteria, each of a choice with long labels."""
    attributes = [
        {
            "id": f"a{at}", "question": "?", "type": "choice",
            "options": [{"value": v, "label": f"{v} {at} {'x' * 60}"} for v in ("one", "two")],
        }
        for at in range(count)
    ]  # fmt: skip
    criteria = [
        {
            "attribute": one["id"], "weight": str(at + 1), "required": at == 0, "why": "",
            "options": {"one": str(at), "two": "3"},
        }
        for at, one in enumerate(attributes)
    ]  # fmt: skip
    out = [
        {"when": {"attribute": f"a{at}", "is": "two"}, "why": f"Why {at}.", "exception": "ask"}
        for at in range(count)
    ]
    segment = {
        "id": "s", "name": "S", "focus": "develop", "mode": "share", "min_coverage": "0.5",
        "criteria": criteria, "disqualifiers": out, "bands": [],
    }  # fmt: skip
    rules = {"version": 1, "attributes": attributes, "segments": [segment], "scores": []}
    return {
        **rules,
        "flags": [],
        "qualification": None,
        "maturity": None,
        "further": [],
        "grid": [],
    } | more


def test_a_long_formula_is_split_and_still_right() -> None:
    """What has more characters than a formula may have is put into fields of its own."""
    rules = _many(30)
    draft = draft_of(rules, ())
    assert draft.lost == ()
    assert sum(one.label.startswith("Part: ") for one in draft.made) > 4
    assert max(len(one.formula) for one in draft.made) <= LONGEST
    rng = Random(1)
    for _ in range(50):
        given = {one["id"]: rng.choice(("one", "two", None)) for one in rules["attributes"]}
        answers = {"attributes": {id: value for id, value in given.items() if value}}
        assert _differences(draft, rules, answers) == []


def test_what_stays_too_long_is_listed() -> None:
    """A criterion whose own formula is too long leaves its score out; the reason is told."""
    rules = _many(1)
    options = [{"value": f"v{at}", "label": f"{at} {'x' * 60}"} for at in range(100)]
    rules["attributes"][0]["options"] = options
    rules["segments"][0]["criteria"][0]["options"] = {one["value"]: "5" for one in options}
    draft = draft_of(rules, ())
    assert not [one for one in draft.made if one.label.startswith("Score")]
    assert [str(why) for _, why in draft.lost if "more than 3,900 characters" in why]


def test_a_text_compared_with_a_list_is_listed() -> None:
    """It is not held, and nothing is made that would take it for a no."""
    rules = _many(2)
    rules["attributes"].append({"id": "city", "question": "Where?", "type": "text"})
    in_list = {"attribute": "city", "in-list": "l", "list": "Cities", "entries": ["rome"]}
    rules["segments"][0]["disqualifiers"] = [{"when": in_list, "why": "Far.", "exception": "ask"}]
    draft = draft_of(rules, ())
    assert [(one.label, one.is_text) for one in draft.made] == [("Score: S", False)]
    assert draft.lost == (("S", "does not rule out: Far. (it compares a text with a list)"),)
    rules["segments"][0]["criteria"][0]["when"] = in_list
    assert draft_of(rules, ()).made == ()


HOSTILE = (
    '" & HYPERLINK("javascript:x", "y") & "', "\\", '\\" ', "</formula><x>", "]]>", "&amp;", "*/",
    "\u202e", "\uffff", "{!$Api.Session_ID}", "=1+1", "| a |", "`<b>`", "\U0001f600", "中型",
)  # fmt: skip


def _xml(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 (we made it)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    """Labels, reasons and names are data in XML, formulas, Markdown and CSV."""
    rules = _many(1)
    rules["attributes"][0]["options"][1]["label"] = text
    rules["segments"][0] |= {"name": text}
    rules["segments"][0]["disqualifiers"][0]["why"] = text
    draft = draft_of(rules, ())
    for path, content in files_of(draft, "abc", ENGLISH).items():
        if path.endswith(".xml"):
            formula = _xml(content).findtext("{*}formula")
            assert formula is None or formula in {one.formula for one in draft.made}
    if "\uffff" in text:
        assert [why for _, why in draft.lost]
        return
    assert draft.lost == ()
    formulas = {one.name: one.formula for one in draft.made}
    record = {one.name: text for one in draft.answers}
    out = Formula(formulas["Icp_s_Ruled_Out__c"], record, formulas).value()
    assert out.startswith(" ".join(text.split()))
    assert Formula(formulas["Icp_s_Score__c"], record, formulas).value() == 100
    rows = list(csv.reader(io.StringIO(hubspot.as_csv(hubspot.rows_of(rules, ENGLISH), ENGLISH))))
    assert not [
        cell for row in rows for cell in (row[0], row[1], row[3]) if cell[:1] in "=+@\t" and cell
    ]


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("RETURNS_PER_MONTH__C", "RETURNS_PER_MONTH__c"), ("ours__Shop__c", "ours__Shop__c"),
        ("numberofemployees", "NumberOfEmployees"), (" Industry ", "Industry"),
        ("Shop platform", None), ("Warehouse", None), ("x__c); DELETE", None), ("_a__c", None),
    ],
)  # fmt: skip
def test_columns_that_look_like_fields_are_fields(column: str, name: str | None) -> None:
    """A custom field, or a standard one of accounts; anything else has to be made."""
    assert api_name(column) == name


def test_names_are_short_and_differ() -> None:
    """Names hold what a field may be called, and none twice, whatever ids are."""
    names = Names()
    made = [
        names.of(id, "_Ruled_Out") for id in ("a" * 60, "a" * 60, "A" * 60, "1-2--3", "--", "--")
    ]
    assert len({one.casefold() for one in made}) == len(made)
    assert max(map(len, made)) <= 43
    assert all("__" not in one[:-3] and not one[:-3].endswith("_") for one in made)


COMPANY = f"""
--- + minimal
--- mkdocs.yml
{CONFIG}--- content/account.yml
owner: sales
attributes:
  - id: employees
    question: How many?
    type: number
    form: count
    crm_columns: [Employees, NumberOfEmployees]
  - id: shop
    question: Which shop?
    type: choice
    options:
      - {{id: hosted, label: Hosted shop, crm_values: ["SaaS \\"x\\"", Cloud]}}
      - {{id: none, label: No shop}}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands with few people.
focus: beachhead
fit:
  criteria:
    - attribute: employees
      weight: 3
      required: true
      why: Size.
      bands: [{{to: 50, points: 5}}, {{from: 50, points: 1}}]
    - {{attribute: shop, weight: 2, why: Shop., options: {{hosted: 5, none: 0}}}}
  disqualifiers:
    - {{when: {{attribute: shop, is: none}}, why: "=1 shops are none.", exception: never}}
  bands: [{{from: 0, name: Poor}}, {{from: 75, name: Good}}]
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A small company whose CRM has one of two fields."""
    return draw(tmp_path, COMPANY)


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_a_draft_is_written_whole_and_again(company: Path, crm: str) -> None:
    """A folder of its own is filled, and the same bytes are no change."""
    run = icp(company, "export", "--crm", crm, "draft")
    assert run.code == 0, run.err
    files = _files(company / "draft")
    assert f"export --crm {crm}" in files["README.md"].decode()
    again = icp(company, "export", "--crm", crm, "draft")
    assert "0 written, 0 removed" in again.out
    assert _files(company / "draft") == files


def test_salesforce_reads_the_fields_that_the_playbook_names(company: Path) -> None:
    """Named fields and values are used; what is missing is on the page; all is in the manifest."""
    assert icp(company, "export", "--crm", "salesforce", "draft").code == 0
    files = _files(company / "draft")
    fields = "force-app/main/default/objects/Account/fields"
    score = files[f"{fields}/Icp_mid_market_Score__c.field-meta.xml"]
    formula = _xml(score).findtext("{*}formula") or ""
    record = {"NumberOfEmployees": 49, "Icp_shop__c": 'SaaS "x"'}
    assert Formula(formula, record, {}).value() == 100
    assert Formula(formula, {**record, "NumberOfEmployees": None}, {}).value() is None
    page = files["README.md"].decode()
    assert '| `Icp_shop__c` | has to be there | picklist: SaaS "x", Cloud, No shop |' in page
    assert "| `NumberOfEmployees` | named by the playbook | number without decimals |" in page
    assert "Nothing of this was run in Salesforce" in page
    members = _xml(files["manifest/package.xml"]).findall(".//{*}members")
    named = {f"{fields}/{str(one.text)[8:]}.field-meta.xml" for one in members}
    assert named == {path for path in files if path.startswith(fields)}
    assert json.loads(files["sfdx-project.json"])["packageDirectories"]


def test_hubspot_gets_a_worksheet(company: Path) -> None:
    """Points out of a hundred, what excludes, thresholds, and why it is no file to load."""
    assert icp(company, "export", "--crm", "hubspot", "draft").code == 0
    text = (company / "draft/scoring.csv").read_text("utf-8-sig")
    rows = [row[1:5] for row in csv.reader(io.StringIO(text))]
    assert rows[1:] == [
        ["How many?", "60", "How many?: fewer than 50", "60"],
        ["How many?", "60", "How many?: 50 or more", "12"],
        ["Which shop?", "40", "Which shop?: Hosted shop", "40"],
        ["Exclude", "", "the answer to “Which shop?” is “No shop”", ""],
        ["Threshold", "", "Poor", "0"],
        ["Threshold", "", "Good", "75"],
    ]
    page = (company / "draft/README.md").read_text("utf-8")
    assert "a person enters it" in page
    assert "Nothing of this was tried in HubSpot" in page


def test_the_worksheet_has_groups_conditions_and_what_is_left_out(sample: tuple[Any, Any]) -> None:
    """A group's limit, points that count only somewhere, and other weights are told."""
    catalog, rules = sample
    rows = hubspot.rows_of(rules, ENGLISH)
    size = [one for one in rows if one.group == "Size"]
    assert {one.limit for one in size} == {"27"}
    assert ("Employees: 500 to 2,999 people", "18", "18.18") in [
        (one.rule, one.points, one.exact) for one in size
    ]
    growth = "Growth: 40 % a year or more, where 80 returns a month or more"
    assert growth in [one.rule for one in rows]
    page = hubspot_page.page(rows, document(catalog, "en"), ENGLISH)
    assert "weights “In the first three months” need a score of their own" in page


def test_folders_of_others_are_left_alone(company: Path) -> None:
    """Foreign files, the playbook itself, and exports of something else are refused, untouched."""
    (company / "other").mkdir()
    (company / "other/mine.txt").write_text("mine", "utf-8")
    assert icp(company, "export", "--crm", "hubspot", "sheet").code == 0
    before = _files(company)
    for folder in ("other", "content/new", ".", "sheet"):
        run = icp(company, "export", "--crm", "salesforce", folder)
        assert run.code == 2, folder
        assert folder in run.err
    assert _files(company) == before
    assert icp(company, "export", "sheet").code == 2
    assert _files(company) == before


def test_wrong_use_is_told(company: Path) -> None:
    """A folder is needed, the CRM is one of two, and pages are another export."""
    assert icp(company, "export", "--crm", "salesforce").code == 2
    assert "salesforce" in icp(company, "export", "--crm", "pipeline", "draft").err
    run = icp(company, "export", "--crm", "hubspot", "--sql", "duckdb", "draft")
    assert run.code == 2
    assert "--crm" in run.err
    assert not (company / "draft").exists()
