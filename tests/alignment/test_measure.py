"""What a report shows of groups, and what it must not show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from icp_playbook.alignment.answers import Answers
from icp_playbook.alignment.data import as_csv, as_json
from icp_playbook.alignment.groups import OTHERS, WHOLE
from icp_playbook.alignment.measure import OVERALL, SENTENCES, Measured, measure
from icp_playbook.messages import ENGLISH
from icp_playbook.survey.questions import Survey

Right = Callable[..., dict[str, str]]


def people(department: str, count: int, given: dict[str, str]) -> list[Answers]:
    """Return so many people of a department with the same answers."""
    return [Answers(given, department) for _ in range(count)]


def cells(found: Measured, question: str) -> dict[str, int]:
    """Return how many answered a question, by group."""
    one = next(one for one in found.answered if one.question.id == question)
    return {group: sum(cell) for group, cell in one.cells.items()}


def test_who_agrees_with_the_profile_agrees_throughout(survey: Survey, right: Right) -> None:
    """Two departments of five: every share is whole, and there is nothing to talk about."""
    found = measure(survey, people("sales", 5, right()) + people("product", 5, right()))
    assert {one.value for one in found.profile.values()} == {1.0}
    assert {one.value for one in found.alike.values()} == {1.0}
    assert set(found.between.values()) == {1.0}
    assert found.topics == ()
    assert found.differences == ()


def test_departments_that_differ_are_found_with_the_account(survey: Survey, right: Right) -> None:
    """One account is judged otherwise by all of one department."""
    other = right(accounts__merlin="yes")
    found = measure(survey, people("sales", 6, other) + people("product", 5, right()))
    first = found.differences[0]
    assert first.answered.question.id == "accounts.merlin"
    assert (first.one.id, first.other.id, first.size) == ("product", "sales", 1.0)
    assert [one.about for one in found.topics] == ["example:merlin"]
    assert found.topics[0].share == pytest.approx(6 / 11)
    asked = len([one for one in survey.questions if one.accepted])
    assert found.between["product", "sales"] == pytest.approx(1 - 1 / asked)
    assert found.profile["sales", OVERALL].value == pytest.approx(1 - 1 / asked)
    assert found.alike[WHOLE, SENTENCES].value < 1


def test_fewer_than_five_show_nothing(survey: Survey, right: Right) -> None:
    """But how many they are."""
    found = measure(survey, people("sales", 4, right(words__need="Mine alone.")))
    assert found.people == 4
    assert not found.is_shown
    assert (found.answered, found.profile, found.alike, found.words) == ((), {}, {}, {})
    for text in (as_csv({"now": found}), as_json(survey, {"now": found}, {"now": []}, ENGLISH)):
        assert "Mine alone" not in text
        assert "example:" not in text


def test_a_small_department_takes_the_next_smallest_with_it(survey: Survey, right: Right) -> None:
    """So the whole less what is shown is both together."""
    found = measure(
        survey,
        people("sales", 9, right()) + people("product", 6, right()) + people("support", 2, right()),
    )
    assert [(one.id, one.people) for one in found.groups] == [("sales", 9), (OTHERS, 8)]
    assert {group for group, _ in found.profile} == {WHOLE, "sales", OTHERS}


def test_a_question_that_few_answered_is_hidden_with_a_neighbour(
    survey: Survey, right: Right
) -> None:
    """Its cell is in no figure of its department: nothing is told by the difference."""
    without = {name: it for name, it in right().items() if name != "accounts.wren"}
    secret = right(accounts__wren="no")
    found = measure(
        survey,
        people("sales", 3, secret) + people("sales", 4, without) + people("product", 8, right())
        + people("support", 9, right()),
    )  # fmt: skip
    assert cells(found, "accounts.wren") == {WHOLE: 20, "support": 9}
    assert cells(found, "accounts.merlin") == {WHOLE: 24, "sales": 7, "product": 8, "support": 9}
    assert found.profile["sales", OVERALL].value == 1.0
    assert found.profile[WHOLE, OVERALL].value < 1.0


def test_own_words_are_shown_in_groups_of_five_and_in_no_order(
    survey: Survey, right: Right
) -> None:
    """Others are put together; the order of two questions tells nobody's pair of texts."""
    said = [
        Answers(right(words__need=f"need {n:02}", words__value=f"value {n:02}"), department)
        for n, department in enumerate(["sales"] * 12 + ["product"] * 3 + ["support"] * 2)
    ]
    found = measure(survey, said)
    need, value = found.words["words.need"], found.words["words.value"]
    assert {group: len(texts) for group, texts in need.items()} == {"sales": 12, OTHERS: 5}
    assert sorted(need["sales"]) == [f"need {n:02}" for n in range(12)]
    assert [one[-2:] for one in need["sales"]] != sorted(one[-2:] for one in need["sales"])
    assert [one[-2:] for one in need["sales"]] != [one[-2:] for one in value["sales"]]
    again = measure(survey, said[::-1])
    assert again.words == found.words


def test_not_sure_is_no_judgement_and_does_not_agree(survey: Survey, right: Right) -> None:
    """It counts against the profile, and not for or against each other."""
    unsure = right(accounts__merlin="not-sure")
    found = measure(survey, people("sales", 5, right()) + people("sales", 5, unsure))
    assert found.alike[WHOLE, SENTENCES].value == 1.0
    assert found.topics[0].share == 0.5


def test_spreadsheets_get_no_formula(survey: Survey, right: Right) -> None:
    """Own words that begin like one are given as text."""
    found = measure(survey, people("sales", 5, right(words__need="=HYPERLINK(1)")))
    assert ",'=HYPERLINK(1)," in as_csv({"now": found})
