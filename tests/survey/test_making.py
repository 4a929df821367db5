"""The survey follows the definitions: what is asked, in which order, what the profile says."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.model.strategy import Strategy
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.current import readers
from icp_playbook.stages.check import Context
from icp_playbook.survey.making import NOT_SERVED, has_survey, make_survey
from icp_playbook.survey.questions import UNSURE, Survey

ROOT = Path(__file__).parents[2]
TWO = """\
--- + bare
--- content/segments/retailers.yml
name: Retailers
owner: sales
definition: Shops with shelves.
focus: {focus}
{effort}
--- content/segments/labels.yml
name: Labels
owner: sales
definition: Small and fast.
focus: {focus}
{effort}
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Signed contracts.
--- content/account.yml
owner: sales
attributes:
  - {{id: employees, name: Employees, question: How many work there?, type: number}}
{examples}"""
EXAMPLE = """\
--- content/examples/{id}.yml
name: {id}
owner: sales
good: {good}
why: So it is.
story: The verdict stands here.
answers: {{attributes: {{employees: {employees}}}}}
expected: {{flags: []}}
order: {order}
"""


@pytest.fixture(scope="module")
def sample() -> Catalog:
    """The sample company."""
    return check_playbook(ROOT, Context()).catalog


def drawn(folder: Path, focus: str = "develop", effort: str = "", examples: str = "") -> Survey:
    """Return the survey of a company with three segments."""
    text = TWO.format(focus=focus, effort=effort, examples=examples)
    return make_survey(catalog_of(folder, text), "en")


def test_each_part_of_the_sample_is_asked(sample: Catalog) -> None:
    """Segments, twelve accounts, the four answers twice, success, whom we serve, tiers."""
    survey = make_survey(sample, "en")
    counts = {part.id: len(part.questions) for part in survey.parts}
    assert counts == {
        "segments": 4, "accounts": 12, "answers": 4, "words": 4, "success": 8, "served": 7,
        "tiers": 4,
    }  # fmt: skip
    assert len({one.id for one in survey.questions}) == len(survey.questions)


def test_what_the_profile_answers_can_be_picked(sample: Catalog) -> None:
    """And so can "not sure", which never agrees with it; own words have no right answer."""
    for question in make_survey(sample, "en").questions:
        ids = [option.id for option in question.options]
        assert len(ids) == len(set(ids))
        if question.in_own_words:
            assert question.accepted == ()
        else:
            assert set(question.accepted) <= set(ids) - {UNSURE}
            assert question.accepted
            assert UNSURE in ids


def test_each_question_leads_to_a_definition(sample: Catalog) -> None:
    """So that a report can say where it stands and whose it is."""
    for question in make_survey(sample, "en").questions:
        assert question.about in sample.targets


def test_an_account_does_not_tell_its_verdict(sample: Catalog) -> None:
    """Neither why nor story, and no band, tier or verdict is among what is known."""
    examples = {one.ref: one for one in sample.all(Example)}
    accounts = next(part for part in make_survey(sample, "en").parts if part.id == "accounts")
    for question in accounts.questions:
        one, told = examples[question.about], " ".join(map(" ".join, question.facts))
        assert question.facts
        assert question.accepted == ("yes" if one.good else "no",)
        for secret in (one.why, one.story, one.expected.band, one.expected.verdict):
            assert not secret or str(secret) not in told


def test_a_text_that_names_its_tier_is_not_asked(sample: Catalog) -> None:
    """Else it could be answered without knowing anything."""
    part = next(part for part in make_survey(sample, "en").parts if part.id == "tiers")
    names = [option.label.split()[0].lower() for option in part.options if option.id != UNSURE]
    for question in part.questions:
        assert not {*names} & {*question.text.lower().replace("-", " ").split()}


def test_the_letters_are_the_same_in_each_language(sample: Catalog) -> None:
    """So that answers in any language of a site are answers to the same survey."""
    english, chinese = make_survey(sample, "en"), make_survey(sample, "zh-Hant")
    assert english.version == chinese.version
    assert [one.id for one in english.questions] == [one.id for one in chinese.questions]
    assert english.questions[0].text != chinese.questions[0].text


def test_what_a_tier_gets_is_the_same_field_in_each_language(sample: Catalog) -> None:
    """Also where only one language names the tier: else two languages ask two questions."""
    assert fields_asked(sample, "en") == fields_asked(sample, "zh-Hant")


def fields_asked(catalog: Catalog, language: str) -> dict[str, list[bool]]:
    """Return which text of each strategy is asked in a language."""
    _, prose = readers(catalog, language)
    part = next(one for one in make_survey(catalog, language).parts if one.id == "tiers")
    found = {}
    for question in part.questions:
        one = catalog.targets[question.about].definition
        assert isinstance(one, Strategy)
        texts = (one.service_level, one.effort_budget, one.pricing, *one.do)
        found[one.id] = [
            text is not None and " ".join(prose(text).split()) == question.text for text in texts
        ]
        assert sum(found[one.id]) == 1
    return found


def test_the_right_option_has_no_place_of_its_own(sample: Catalog) -> None:
    """Whoever always picks the last, or the first, is not always right."""
    part = next(part for part in make_survey(sample, "en").parts if part.id == "answers")
    places = {[one.id for one in it.options].index("company") for it in part.questions}
    assert len(places) > 1


def test_segments_are_ranked_by_focus_and_effort(tmp_path: Path) -> None:
    """Those that are alike in both share their ranks; what is avoided is not served."""
    alike = {one.id: one.accepted for one in drawn(tmp_path / "a").parts[0].questions}
    assert alike == {
        "segments.labels": ("2", "3"),
        "segments.mid-market": ("1",),
        "segments.retailers": ("2", "3"),
    }
    avoided = drawn(tmp_path / "b", focus="avoid").parts[0].questions
    assert [one.accepted for one in avoided] == [(NOT_SERVED,), ("1",), (NOT_SERVED,)]


def test_accounts_are_taken_from_good_and_bad_in_turns(tmp_path: Path) -> None:
    """Twelve at most, as the company orders them; one kind fills up where the other ends."""
    examples = "".join(
        EXAMPLE.format(id=f"a{place:02}", good="yes" if place < 4 else "no",
                       employees=place + 1, order=place)
        for place in range(20)
    )  # fmt: skip
    accounts = next(
        part for part in drawn(tmp_path, examples=examples).parts if part.id == "accounts"
    )
    assert [one.id for one in accounts.questions] == [f"accounts.a{n:02}" for n in range(12)]
    assert sum(one.accepted == ("yes",) for one in accounts.questions) == 4


def test_a_company_with_one_segment_has_no_survey(tmp_path: Path) -> None:
    """There is nothing to disagree on."""
    assert not has_survey(catalog_of(tmp_path, "--- + bare"))
