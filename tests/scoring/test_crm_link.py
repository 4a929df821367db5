"""A link that a CRM makes of its fields opens an account with what the CRM knows."""

from __future__ import annotations

from typing import Any

import pytest

from icp_playbook.reading import check_playbook
from icp_playbook.scoring.document import document
from icp_playbook.stages.check import Context
from javascript import Call
from sites import ROOT

WORDS = {"storefront": {"saassoftware": "hosted", "自行開發": "custom"}}


def read(javascript: Call, fragment: str) -> Any:
    """Return the account that the page reads from an address."""
    return javascript("assess/crm-link.js", "readCrmLink", fragment, WORDS)


def test_fields_are_answers_under_their_ids(javascript: Call) -> None:
    """As forms and formulas encode them; what is empty is not known."""
    account = read(
        javascript,
        "crm.name=Heron+%26+Daughters&employees=300&storefront=SaaS%20%2F%20Software"
        "&returns-owner=TRUE&countries=&growth=%20",
    )
    assert account["name"] == "Heron & Daughters"
    assert account["answers"]["attributes"] == {
        "employees": "300", "storefront": "hosted", "returns-owner": "yes",
    }  # fmt: skip


def test_an_option_is_found_in_other_letters_and_scripts(javascript: Call) -> None:
    """Case, blanks and signs make no difference; another word stays as it is, to be told."""
    for written, expected in (
        ("saas%2Fsoftware", "hosted"), ("%E8%87%AA%E8%A1%8C%E9%96%8B%E7%99%BC", "custom"),
        ("toString", "toString"),
    ):  # fmt: skip
        answers = read(javascript, f"crm.storefront={written}")["answers"]
        assert answers["attributes"] == {"storefront": expected}


@pytest.mark.parametrize("fragment", ["crm.", "crm.&&=", "crm.name=", "crm.employees="])
def test_a_link_without_answers_is_told(javascript: Call, fragment: str) -> None:
    """Somebody's formula is wrong, and an empty account would hide it."""
    with pytest.raises(AssertionError, match="held no answers"):
        read(javascript, fragment)


@pytest.mark.parametrize(
    "fragment",
    ["crm.__proto__=1", "crm.employees=%E0%A4%A", f"crm.{'a=1&' * 2000}", "crm.a=" + "x" * 9999],
)
def test_junk_is_read_or_told(javascript: Call, fragment: str) -> None:
    """Never an error of the page: what can't be an answer is left out and counted."""
    try:
        account = read(javascript, fragment)
    except AssertionError as told:
        assert "held no answers" in str(told)  # noqa: PT017
    else:
        assert set(account["answers"]["attributes"]) <= {"employees", "a"}


def test_the_page_knows_the_words_of_the_crm() -> None:
    """Labels in each language and `crm_values`, by letters and digits."""
    words = document(check_playbook(ROOT, Context()).catalog, "en")["words"]
    assert words["storefront"]["ahostedshopplatform"] == "hosted"
    for known in words.values():
        assert all(letters == letters.casefold() for letters in known)
