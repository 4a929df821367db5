"""`icp assess` as a person or a script runs it: answers, mistakes in a file, and questions."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from commands import icp, icp_at_terminal
from drawn import draw
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.document import document
from icp_playbook.scoring.version import letters_of
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.decoding import MAX_BYTES

COMPANY = """
--- + minimal
--- + tiers
--- content/qualification.yml
owner: sales
criteria:
  - {id: need, name: Need, questions: [What hurts?], confirmed: They say it.}
  - {id: money, name: Money, questions: [Who pays?], confirmed: A sum.}
rule: {share: 0.5, must_have: [need]}
verdicts:
  - {id: qualified, name: Go, meaning: They want it., next_action: Call them.}
--- playbooks/grid.yml
owner: sales
cells: [{verdict: qualified, tier: expert, stance: Sell today., plays: [champion-left]}]
"""

ACCOUNT = """\
stage: adoption
attributes: {employees: 120}
qualification: {need: confirmed}
maturity: {tools: 2}
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A small company with everything that an account is assessed by."""
    return draw(tmp_path, COMPANY)


def written(folder: Path, text: str, name: str = "account.yml") -> Path:
    """Write a file of answers."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_answer_in_words(company: Path) -> None:
    """Fit, verdict with the next question, tier, stance, strategy, plays, people and promise."""
    written(company, ACCOUNT)
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.err) == (0, "")
    letters = letters_of(check_playbook(company, Context()).catalog)
    assert (
        done.out.replace(letters, "abcdef")
        == """\
Is this our customer?
  Best match: Mid-market, 100 of 100.
  Mid-market: 100 of 100.
    Criterion                       Points  Known
    How many people work there?      1 / 1  120

Do they want it?
  Go: 1 of 2 confirmed, 1 needed.
  Call them.
  Ask next: Money: Who pays?

Are they able?
  Tier: Expert, from 1 of 1 dimensions.
  That is the top tier.
  Tools: Expert (2)

What do I do now?
  Go, Expert: Sell today.
  Strategy: Grow
  Plays that go with it: My champion left
  Plays at this stage: My champion left
  Whom you will meet: Founder
  What to tell them: Exchanges first

Which rules said so
  Judged by the rules abcdef.
"""
    )


def test_who_is_ruled_out_is_not_told_to_go_on(company: Path) -> None:
    """A no stands first under what to do, and nothing is offered to say."""
    written(company, "attributes: {employees: 3}\nqualification: {need: confirmed}\n")
    now = icp(company, "assess", "account.yml").out.partition("What do I do now?")[2]
    assert "Stop: Nobody there owns returns." in now
    assert "Find out how mature" not in now
    assert "What to tell them" not in now


def test_whom_one_meets_is_told_by_their_role_in_a_purchase(company: Path) -> None:
    """Who pays comes before who uses it, whatever their names; those without a role come last."""
    founder = (company / "content/personas/founder.yml").read_text(encoding="utf-8")
    for name, roles in (
        ("Agent", "user, champion"),
        ("Clerk", "champion"),
        ("Owner", "economic-buyer, user"),
    ):
        text = founder.replace("name: Founder", f"name: {name}\nbuying_roles: [{roles}]")
        (company / f"content/personas/{name.lower()}.yml").write_text(text, encoding="utf-8")
    written(company, ACCOUNT)
    assert (
        "Whom you will meet: Owner · Clerk · Agent · Founder\n"
        in icp(company, "assess", "account.yml").out
    )


def test_the_answer_as_json_is_what_scoring_gives(company: Path) -> None:
    """For programs: the answers as they were read, and the whole result."""
    written(company, ACCOUNT)
    found = json.loads(icp(company, "assess", "account.yml", "--format", "json").out)
    rules = document(check_playbook(company, Context()).catalog, "en")["rules"]
    assert found["result"] == json.loads(json.dumps(assess(rules, found["answers"])))
    assert found["result"]["together"]["text"] == "Sell today."


def test_the_answer_as_markdown_has_a_table(company: Path) -> None:
    """For notes; a bar in a text does not end its cell."""
    written(company, ACCOUNT)
    (company / "content/account.yml").write_text(
        (
            "owner: sales\nattributes:\n  - {id: employees, name: A | B, question: How many?, "
            "type: number}\n"
        ),
        encoding="utf-8",
    )
    done = icp(company, "assess", "account.yml", "--format", "markdown")
    assert "## Is this our customer?\n\n- Best match" in done.out
    assert "| A \\| B | 120 | 1 / 1 |" in done.out


def test_everything_may_be_missing(company: Path) -> None:
    """Unknown is never no: what is not known is asked for."""
    written(company, "attributes: {}\n")
    done = icp(company, "assess", "account.yml")
    assert done.code == 0
    for expected in (
        "No segment matches yet.",
        "Nothing known yet, so there is no verdict.",
        "Find out first whether they want it. Ask about Need: What hurts?",
        "Not enough evidence",
        "Find out next: How many",
    ):
        assert expected in done.out


def test_an_unknown_name_is_a_problem_at_its_line(company: Path) -> None:
    """With the nearest name, whatever part it stands in; nothing is assessed."""
    written(company, "attributes:\n  employes: 120\nqualificatoin: {}\nmaturity: {tool: 2}\n")
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        (
            'account.yml:2:3: error [unknown-answer] nothing is asked under "employes"; did you '
            'mean "employees"? known are employees'
        ),
        (
            'account.yml:3:1: error [unknown-answer] nothing is asked under "qualificatoin"; did '
            'you mean "qualification"? known are segment, attributes, qualification, maturity, '
            "name, stage, day, rules"
        ),
        (
            'account.yml:4:12: error [unknown-answer] nothing is asked under "tool"; did you mean '
            '"tools"? known are tools, override'
        ),
    ]


def test_an_answer_that_cannot_be_used_is_a_problem_at_its_line(company: Path) -> None:
    """In scoring's own words."""
    written(
        company,
        (
            "segment: small\nattributes: {employees: 1e3}\nqualification: {need: yes}\n"
            "maturity: {tools: 9}\n"
        ),
    )
    done = icp(company, "assess", "account.yml")
    assert done.code == 1
    assert [line.partition(": error")[0] for line in done.err.splitlines()] == [
        "account.yml:1:10", "account.yml:2:25", "account.yml:3:23", "account.yml:4:19"
    ]  # fmt: skip
    assert "“1e3” is not a plain number" in done.err
    assert done.err.rstrip().endswith("“9” is not a level (Tools); use one of 1, 2")


def test_which_answers_a_choice_has_is_said(company: Path) -> None:
    """The nearest one, or all of them."""
    asked = (
        "  - {id: shop, question: Which shop?, type: choice, options: [{id: hosted, label: "
        "Hosted}, {id: own, label: Own}]}\n"
    )
    account = company / "content/account.yml"
    account.write_text(
        account.read_text(encoding="utf-8").rstrip("\n") + "\n" + asked, encoding="utf-8"
    )
    for typed, hint in (
        ("hostd", 'did you mean "hosted"? use one of hosted, own'),
        ("none", "use one of hosted, own"),
    ):
        written(company, f"attributes: {{shop: {typed}}}\n")
        assert icp(company, "assess", "account.yml").err.rstrip().endswith(hint)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "yaml-shape"),
        ("attributes: &a {employees: 1}\n", "yaml-anchor"),
        ("attributes: {employees: 1}\nattributes: {}\n", "yaml-duplicate-key"),
        ("icp_assessment: 2\nanswers: {}\n", "account-version"),
        ("icp_assessment: 1\nanswers: 3\n", "account-shape"),
        ("", "yaml-empty-file"),
        ("a: " + "[" * 20, "yaml-depth"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(company: Path, text: str, said: str) -> None:
    """By the same rules as definitions, and never a traceback."""
    written(company, text)
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.out) == (1, "")
    assert f"[{said}]" in done.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        "[" * 21,
        '{"attributes": {"employees": [NaN, 1e999]}}',
        '{"attributes": "x"}',
    ],
)
def test_junk_in_a_json_file_is_a_problem(company: Path, text: str) -> None:
    """Whatever it holds: a line, and exit code 1."""
    written(company, text, "account.json")
    done = icp(company, "assess", "account.json")
    assert done.code == 1
    assert done.err.startswith("account.json:1:")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"attributes": ' * 21 + "1" + "}" * 21, "yaml-depth"),
        ('{"attributes": {"employees": 1}, "attributes": {"employees": 2}}', "yaml-duplicate-key"),
        ('{"maturity": {"override": {"tier": "expert", "reason": "\\ud800"}}}', "yaml-"),
    ],
)
def test_what_json_allows_and_no_account_needs_is_a_problem(
    company: Path, text: str, rule: str
) -> None:
    """Endless nesting, double keys, half a character: reported at its place in each format."""
    written(company, text, "account.json")
    done = icp(company, "assess", "account.json", "--format", "json")
    assert done.code == 1
    assert f"[{rule}" in done.err


def test_a_file_that_is_none_or_too_large_is_not_opened(company: Path) -> None:
    """One byte too many, and a pipe on which nobody ever writes."""
    (company / "large.json").write_bytes(b" " * (MAX_BYTES + 1))
    done = icp(company, "assess", "large.json")
    assert (done.code, done.err) == (
        1,
        (f"large.json:1:1: error [file-size] the file has more than {MAX_BYTES:,} bytes; save "
         "the assessment again\n"),
    )  # fmt: skip
    os.mkfifo(company / "pipe.json")
    done = icp(company, "assess", "pipe.json")
    assert (done.code, done.err) == (
        1, "pipe.json:1:1: error [file-type] this is not a regular file; delete or rename it\n",
    )  # fmt: skip


def test_a_workbook_is_told_as_one(company: Path) -> None:
    """Not as a text in a strange encoding."""
    (company / "book.xlsx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    done = icp(company, "assess", "book.xlsx")
    assert done.code == 1
    assert done.err.startswith(
        "book.xlsx:1:1: error [account-shape] this is a workbook; write one account's"
    )


def test_a_file_saved_by_the_page_is_read(company: Path) -> None:
    """It names the questions that have changed since, and leaves out what is no longer asked."""
    saved = {
        "icp_assessment": 1, "name": "Söhne 😀", "day": "2026-01-31", "stage": "adoption",
        "answers": {"attributes": {"employees": "120", "shoe-size": "44"}, "qualification": {},
                    "maturity": {"tools": "2"}},
        "questions": {"attributes.employees": "aaaa", "attributes.shoe-size": "bbbb"},
        "kept": [],
    }  # fmt: skip
    written(company, json.dumps(saved), "account.json")
    done = icp(company, "assess", "account.json")
    assert done.code == 0
    assert "Plays at this stage: My champion left" in done.out
    assert '"shoe-size" is no longer asked; the answer is left out' in done.err
    assert (
        'the question "How many people work there?" has changed since it was answered; ask again'
        in done.err
    )


def test_yes_and_no_in_the_words_of_other_yaml(company: Path) -> None:
    """`true` and `yes` are the same answer, in YAML and in JSON."""
    (company / "content/account.yml").write_text(
        "owner: sales\nattributes:\n  - {id: employees, question: How many?, type: number}\n"
        "  - {id: abroad, question: Do you ship abroad?, type: yes-no}\n",
        encoding="utf-8",
    )
    written(company, "attributes: {abroad: true}\n")
    written(company, '{"attributes": {"abroad": true}}', "account.json")
    for name in ("account.yml", "account.json"):
        assert icp(company, "assess", name).code == 0


def test_segment_and_stage_may_be_chosen(company: Path) -> None:
    """A name that is not known is wrong use, with those that are."""
    written(company, "attributes: {employees: 3}\n")
    assert (
        "Disqualified for Mid-market"
        in icp(company, "assess", "account.yml", "--segment", "mid-market").out
    )
    done = icp(company, "assess", "account.yml", "--segment", "mid")
    assert (done.code, "choose mid-market" in done.err) == (2, True)
    done = icp(company, "assess", "account.yml", "--stage", "x")
    assert (done.code, "choose adoption" in done.err) == (2, True)


def test_at_a_terminal_the_questions_are_asked(company: Path) -> None:
    """Enter skips; an answer that cannot be used is asked for again."""
    done = icp_at_terminal(company, ["many", "120", "", "confirmed", "2"], "assess")
    assert done.code == 0
    assert "“many” is not a plain number" in done.out
    assert "Best match: Mid-market, 100 of 100." in done.out
    assert "Pursue: 1 of 2 confirmed" in done.out
    assert "Tier: Expert" in done.out


def test_without_file_and_terminal_it_is_wrong_use(company: Path) -> None:
    """A script must not hang on a question."""
    done = icp(company, "assess")
    assert (done.code, done.out) == (2, "")


def test_a_company_without_rules_has_nothing_to_assess_by(tmp_path: Path) -> None:
    """And says so."""
    root = draw(tmp_path, "--- + bare")
    written(root, "attributes: {}\n")
    done = icp(root, "assess", "account.yml")
    assert (done.code, "nothing to assess by" in done.err) == (2, True)


def test_a_playbook_with_errors_is_not_assessed_with(company: Path) -> None:
    """Its problems are listed instead."""
    written(company, ACCOUNT)
    with (company / "content/segments/mid-market.yml").open("a", encoding="utf-8") as file:
        file.write("focsu: x\n")
    done = icp(company, "assess", "account.yml")
    assert (done.code, "focsu" in done.err) == (1, True)


def test_answers_under_earlier_ids_are_read_and_mistakes_stand_where_they_are_written(
    company: Path,
) -> None:
    """A file outlives `icp rename`; a wrong answer is reported at its line, under any old name."""
    written(company, ACCOUNT.replace("adoption", "use"))
    before = icp(company, "assess", "account.yml").out
    for name, new in (
        ("attribute:employees", "people"),
        ("criterion:need", "hurt"),
        ("dimension:tools", "software"),
    ):
        assert icp(company, "rename", name, new).code == 0
    assert icp(company, "rename", "stage:adoption", "use").code == 0
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.err) == (0, "")
    written(company, ACCOUNT)
    assert icp(company, "assess", "account.yml").out != before  # the stage is read, too
    written(company, "attributes:\n  employees: many\n")
    assert icp(company, "assess", "account.yml").err.startswith(
        "account.yml:2:14: error [unusable-answer]"
    )


_FURTHER = """\
--- content/maturity/models/use.yml
name: Use of the product
owner: sales
levels: [{level: 1, name: Little}, {level: 2, name: Some}, {level: 3, name: Much}]
groups: [{id: people, name: People}]
tier_rule: {method: none}
--- content/maturity/dimensions/logins.yml
name: Logins
owner: sales
model: use
group: people
question: How often are they there?
method: coverage
levels:
  - {level: 1, label: Rarely, descriptor: Rarely.}
  - level: 3
    label: Daily
    descriptor: Daily.
    questions:
      - question: When?
        scale: [{label: Never, value: 0}, {label: Mondays, value: 0.3}, {label: Daily, value: 1}]
"""


def test_a_further_model_is_said_beside_the_main_one(company: Path) -> None:
    """Its exact value is shown, its groups are rolled up, and the tier stays the main model's."""
    draw(company, _FURTHER)
    written(company, "maturity: {tools: 2, logins: {3-1: 0.3}}\n")
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.err) == (0, "")
    main, _, further = done.out.partition("Use of the product\n")
    assert "Tier: Expert, from 1 of 1 dimensions." in main
    assert "Logins" not in main
    assert "The levels of the dimensions are the answer: 1 of 1 are known." in further
    assert "People: Little (1.6)" in further
    assert "Logins: Little (1.6)" in further


def test_how_much_of_a_group_is_known_is_said(company: Path) -> None:
    """Where a part of it decides its level already, as on the page."""
    maturity = company / "content" / "maturity"
    model, tools = maturity / "model.yml", maturity / "dimensions" / "tools.yml"
    rule = "tier_rule: {method: minimum, min_known: 1}\ngroups: [{id: all, name: All}]\n"
    model.write_text(model.read_text("utf-8") + rule, "utf-8")
    tools.write_text(tools.read_text("utf-8") + "group: all\n", "utf-8")
    (tools.parent / "people.yml").write_text(tools.read_text("utf-8"), "utf-8")
    written(company, "maturity: {tools: 1}\n")
    done = icp(company, "assess", "account.yml")
    assert (done.code, done.err) == (0, "")
    assert ", from 1 of 2 dimensions\n" in done.out


def test_a_value_below_the_lowest_level_is_said_to_be_below_it(company: Path) -> None:
    """Half of the first step is not yet the first level; the whole step is."""
    first = "{level: 1, label: Rarely, descriptor: Rarely."
    draw(company, _FURTHER.replace(first, f"{first}, questions: [{{question: Ever?}}]"))
    for value, said in (("0.5", "Logins: below Little (0.5)"), ("1", "Logins: Little (1)")):
        written(company, f"maturity: {{logins: {{1-1: {value}, 3-1: Never}}}}\n")
        assert said in icp(company, "assess", "account.yml").out


def test_an_answer_that_is_none_of_the_question_s_own_is_told_at_its_line(company: Path) -> None:
    """What the dimension would take elsewhere is no answer where a question has its own."""
    draw(company, _FURTHER)
    written(company, "maturity:\n  logins: {3-1: 0.25}\n")
    done = icp(company, "assess", "account.yml")
    assert done.code == 1
    assert "account.yml:2:17: error [unusable-answer]" in done.err
    assert "use one of Never (0), Mondays (0.3), Daily (1), not-applicable" in done.err


EXAMPLES = """
--- content/examples/wren.yml
name: Wren
owner: sales
good: yes
why: They sell sizes.
story: They called.
answers: {attributes: {employees: 120}, qualification: {need: confirmed}, maturity: {tools: 2}}
expected: {segment: mid-market, verdict: qualified, tier: expert}
--- content/examples/puffin.yml
name: Puffin
owner: sales
good: no
why: Too small.
story: They called, too.
answers: {attributes: {employees: 4}}
expected: {status: STATUS}
"""


def test_all_examples_are_told_in_a_line_each(company: Path) -> None:
    """Good ones and bad ones, with the rules that said so."""
    draw(company, EXAMPLES.replace("STATUS", "disqualified"))
    done = icp(company, "assess", "--examples")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == [
        (
            "Puffin: Segment: Mid-market; Fit: disqualified; Motivation: nothing known;"
            " Tier: not enough known (a bad one)"
        ),
        "Wren: Segment: Mid-market; Fit: 100 of 100; Motivation: Go; Tier: Expert (a good one)",
    ]
    assert "Judged by the rules " in done.out
    told = json.loads(icp(company, "assess", "--examples", "--format", "json").out)
    assert [(one["name"], one["good"]) for one in told["accounts"]] == [
        ("Puffin", False),
        ("Wren", True),
    ]
    assert told["rules"]["letters"] in done.out


def test_an_example_that_expects_something_else_is_told_behind_all(company: Path) -> None:
    """The line of its expectation comes with what turned it, and the command fails."""
    draw(company, EXAMPLES.replace("STATUS", "scored"))
    done = icp(company, "assess", "--examples")
    assert done.code == 1
    assert len([line for line in done.out.splitlines() if "Motivation: " in line]) == 2
    assert done.err.startswith("content/examples/puffin.yml:7:20: error [example-disagrees] ")
    assert "Nobody there owns returns" in done.err


def test_without_examples_there_is_nothing_to_tell(company: Path) -> None:
    """It is said how to begin one."""
    done = icp(company, "assess", "--examples")
    assert done.code == 2
    assert "icp new example" in done.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.json", ('[{"name": "Wren", "attributes": {"employees": 120}},'
                      ' {"name": "Puffin", "attributes": {"employees": "4"}}]')),
        ("table.csv", "Name,employees\nWren,120\nPuffin,4\n"),
    ],
)  # fmt: skip
def test_many_accounts_are_told_in_a_line_each(company: Path, name: str, text: str) -> None:
    """A table or a list is read as `icp diff --accounts` reads it."""
    written(company, text, name)
    account = company / "content/account.yml"
    account.write_text(
        account.read_text(encoding="utf-8").replace(
            "type: number", "type: number, crm_columns: [employees]"
        ),
        encoding="utf-8",
    )
    done = icp(company, "assess", name)
    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        (
            "Wren: Segment: Mid-market; Fit: 100 of 100; Motivation: nothing known;"
            " Tier: not enough known"
        ),
        (
            "Puffin: Segment: Mid-market; Fit: disqualified; Motivation: nothing known;"
            " Tier: not enough known"
        ),
    ]


def test_what_was_judged_by_other_rules_says_so(company: Path) -> None:
    """A saved file knows its rules; the answers are used all the same."""
    letters = letters_of(check_playbook(company, Context()).catalog)
    for known, told in ((letters, ""), ("aaaaaa", "older-rules")):
        record = {
            "icp_assessment": 1,
            "answers": {"attributes": {"employees": 120}},
            "rules": {"letters": known, "day": "2026-01-01", "revision": None},
        }
        written(company, json.dumps(record), "saved.json")
        done = icp(company, "assess", "saved.json")
        assert done.code == 0
        assert told in done.err
        assert bool(done.err) == bool(told)


def test_a_stage_that_nobody_has_is_told_with_those_there_are(company: Path) -> None:
    """With the nearest one, at its line."""
    written(company, "stage: adoptoin\nattributes: {employees: 120}\n")
    done = icp(company, "assess", "account.yml")
    assert done.code == 0
    assert done.err.startswith("account.yml:1:8: warning [unusable-answer] ")
    assert 'did you mean "adoption"? known are ' in done.err
