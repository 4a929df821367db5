"""What a department's page says beyond its lens: who pulls against it, and whom to ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.model.department import Department
from icp_playbook.stages.plan.pages.for_you import show_department

TWO = """
    --- + minimal
    --- + tiers
    --- content/company.yml
    name: Parcelmoor
    one_liner: Returns software.
    owner: sales
    four_answers: {customer: Brands., need: Fewer refunds., success: Exchanges., value: A sale.}
    not_served: [{who: Hobby shops, why: No need.}]
    contacts:
      sales: {channel: "#sales"}
      care: {name: Customer care, channel: "#care"}
      research: {channel: "#research"}
      finance: {channel: "#finance"}
    --- content/departments/sales.yml +
    tensions: [{with: care, about: Who may be signed., agreed_rule: Score first.}]
    --- content/departments/care.yml
    name: Care
    owner: care
    optimises_for: Renewals.
    --- content/research/questions.yml
    owner: research
    departments: [care]
    questions: [{id: why, question: Why?}]
"""


def view(root: Path, drawing: str, department: str) -> dict[str, Any]:
    """Return what the page of a drawn company's department is given."""
    catalog = catalog_of(root, drawing)
    return dict(show_department(catalog, catalog.get(Department, department)))


def test_a_tension_is_on_the_pages_of_both_departments(tmp_path: Path) -> None:
    """It is written once, and the other department reads it too."""
    for department, other in (("care", "sales"), ("sales", "care")):
        ((found, pulling),) = view(tmp_path, TWO, department)["tensions"]
        assert (found.id, [one.agreed_rule for one in pulling]) == (other, ["Score first."])


def test_what_both_departments_wrote_stands_under_one_name(tmp_path: Path) -> None:
    """A reader looks for the other department once."""
    both = TWO.replace(
        "optimises_for: Renewals.",
        "optimises_for: Renewals.\n"
        "    tensions: [{with: sales, about: When., agreed_rule: In two days.}]",
    )
    ((sales, pulling),) = view(tmp_path, both, "care")["tensions"]
    assert sales.id == "sales"
    assert [one.agreed_rule for one in pulling] == ["In two days.", "Score first."]


def test_whom_to_ask_are_the_owners_of_what_concerns_the_department(tmp_path: Path) -> None:
    """Its own channel first; who answers only for what concerns others is left out."""
    care = view(tmp_path, TWO, "care")["asks"]
    sales = view(tmp_path, TWO, "sales")["asks"]
    assert [role for role, _, _ in care] == ["care", "sales", "research"]
    assert [role for role, _, _ in sales] == ["sales", "care"]


def test_risks_come_first_among_the_plays_that_it_runs(tmp_path: Path) -> None:
    """What burns is read before what can wait."""
    routine = """
    --- playbooks/plays/a-welcome.yml
    situation: They have signed
    owner: sales
    stage: adoption
    tiers: [expert]
    objective: They know us.
    run_by: sales
    steps: [{do: Call.}]
    exit: They do.
"""
    plays = view(tmp_path, TWO + routine, "sales")["plays"]
    assert [(kind, [play.id for play in found]) for kind, found in plays] == [
        ("risk", ["champion-left"]),
        ("lifecycle", ["a-welcome"]),
    ]
