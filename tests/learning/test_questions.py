"""Questions made from the definitions: each has exactly one true option, by the catalog."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.company import write_company
from drawn_site import catalog_of
from icp_playbook.learning import QUESTIONS, Question, questions_of
from icp_playbook.learning.choosing import pick_wrong
from icp_playbook.learning.kinds.customers import four_accounts
from icp_playbook.learning.question import Option
from icp_playbook.model.catalog import Catalog
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.compile import rules_in
from icp_playbook.stages.check import Context
from learning.truth import Truth, customers
from scoring import companies
from sites import ROOT, copy_sample

GLOSSARY = """\
--- + minimal
--- content/glossary.yml
owner: sales
terms:
  - {id: shopper, term: Shopper, definition: Who buys from our customer., avoid: [{word: buyer}]}
  - {id: return, term: Return, definition: What comes back., avoid: [{word: Shopper}]}
  - {id: label, term: Label, definition: What is on the parcel.}
"""


@cache
def sample() -> Catalog:
    """The sample company."""
    return check_playbook(ROOT, Context()).catalog


@cache
def chinese() -> Catalog:
    """The company to copy, which writes Simplified Chinese."""
    return check_playbook(ROOT / "examples/zh-Hans", Context()).catalog


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A company of the benchmark, whose texts are drawn at random."""
    root = tmp_path_factory.mktemp("big")
    write_company(root, 300, ROOT / "mkdocs.yml")
    return check_playbook(root, Context()).catalog


def assert_one_is_true(catalog: Catalog, language: str) -> tuple[Question, ...]:
    """Ask the catalog about each option of each question; return the questions."""
    truth = Truth(catalog, rules_in(catalog, language), language)
    found = questions_of(catalog, language)
    for one in found:
        if not one.options:
            continue
        true = [place for place, holds in enumerate(truth.of(one)) if holds]
        assert true == [one.right], one
        assert 3 <= len(one.options) <= 4
        shown = [" ".join(option.lines) for option in one.options]
        assert len(set(shown)) == len(shown), one
        titles = truth.said(one)
        assert all(title in (None, said) for title, said in zip(titles, shown, strict=True)), one
        assert one.place in catalog.targets
        assert one.prompt
        assert one.because
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_each_question_of_the_sample_has_one_true_option(language: str) -> None:
    """Read from the catalog, whichever way it was made; and there are some of every sort."""
    found = assert_one_is_true(sample(), language)
    assert {one.kind for one in found} == {kind.name for kind in QUESTIONS}


def test_each_question_of_the_company_to_copy_has_one_true_option() -> None:
    """In Chinese, where words are not apart."""
    found = assert_one_is_true(chinese(), "zh-Hans")
    assert {"answer", "customer"} <= {one.kind for one in found}


def test_each_question_of_a_random_company_has_one_true_option(big: Catalog) -> None:
    """And a big one is asked no more than so many of a sort."""
    found = assert_one_is_true(big, "en")
    assert max(Counter(one.kind for one in found if one.options).values()) <= 24


def test_of_four_accounts_one_is_a_customer_by_any_rules() -> None:
    """Of hundreds of random rules: weights, conditions, lists, raw points, caps."""
    rng, made = random.Random(15), 0
    for _ in range(400):
        rules: Any = companies.company(rng)
        for segment in rules["segments"]:
            for upper in (False, True):
                four = four_accounts(rules, segment, upper)
                if segment["focus"] == "avoid" or four is None:
                    continue
                good, misses = four
                made += bool(misses)
                assert segment["id"] in customers(rules, good)
                assert [customers(rules, one) for one in misses] == [[] for _ in misses]
    assert made > 50


def test_ids_and_letters_are_the_same_in_each_language() -> None:
    """So that what was learned in one counts in the other."""
    english, other = (questions_of(sample(), one) for one in ("en", "zh-Hant"))
    assert [(one.id, one.letters) for one in english] == [(one.id, one.letters) for one in other]
    assert len({one.id for one in english}) == len(english)
    assert {one.prompt for one in english if one.kind == "own"} != {
        one.prompt for one in other if one.kind == "own"
    }


def test_a_company_is_asked_nothing_that_it_has_no_data_for(tmp_path: Path) -> None:
    """A small one has its four answers, and that is all."""
    found = questions_of(catalog_of(tmp_path, "--- + minimal"), "en")
    assert {one.kind for one in found} == {"answer"}


def test_what_has_no_words_is_no_option() -> None:
    """A picture alone says nothing to choose; two options that read the same are one."""
    right, *others = (Option(text, (text,)) for text in ("Yes", " ", "no", "No", "Never", "Later"))
    assert [one.means for one in pick_wrong(right, others)] == ["no", "Never", "Later"]
    assert pick_wrong(Option("picture", (" ",)), others) == []
    assert pick_wrong(right, others[:3]) == []


def test_a_word_that_another_term_avoids_is_no_wrong_option(tmp_path: Path) -> None:
    """With it, a question would have two true ones; with two options, one could just guess."""

    def words(drawing: str) -> list[list[str]]:
        found = questions_of(catalog_of(tmp_path, drawing), "en")
        return [sorted(o.means for o in one.options) for one in found if one.kind == "word"]

    assert words(GLOSSARY) == [["Label", "Return", "buyer"], ["Label", "Return", "Shopper"]]
    label = next(line for line in GLOSSARY.splitlines(keepends=True) if "id: label" in line)
    assert words(GLOSSARY.replace(label, "")) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        ("content/segments/mid-size-brands.yml", "weight: 5", "weight: 6", {"customer"}),
        ("content/segments/mid-size-brands.yml", "en: Below fifty nobody", "en: Below 50 nobody",
         set()),
        ("content/glossary.yml", "en: The person who bought something", "en: Whoever bought it",
         {"word", "own"}),
        ("content/glossary.yml", "zh-Hant: 向我們的客戶買了東西", "zh-Hant: 買了東西", set()),
        ("content/personas/finance-director.yml", "en: It does, and it handles a tenth",
         "en: So it does. It handles a tenth", {"objection"}),
    ],
)  # fmt: skip
def test_what_an_answer_rests_on_brings_its_question_back(
    tmp_path: Path, path: str, old: str, new: str, changed: set[str]
) -> None:
    """And nothing else does: no translation, no reason, no other part of the definition."""
    root = copy_sample(tmp_path / "sample")
    before = {one.id: one.letters for one in questions_of(sample(), "en")}
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    after = questions_of(check_playbook(root, Context()).catalog, "en")
    assert {one.id for one in after} == {*before}
    assert {one.kind for one in after if before[one.id] != one.letters} == changed
