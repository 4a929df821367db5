"""A playbook repository drawn as text in a test, so that what is tested can be read in one place.

    root = draw(tmp_path, '''
    --- + minimal
    --- content/segments/mid-market.yml
    name: Mid-market
    focus: beachhead
    --- content/company.yml +
    not_built: []
    --- content/account.yml -
    ''')

`--- PATH` begins a file, `--- PATH +` adds lines to one that is there, `--- PATH -` takes one away.
`--- + minimal` lays the smallest repository without any problem, `--- + bare` the smallest that
makes a site: it has gaps. `--- + tiers` adds maturity and what to do: a model, tiers, strategies, a
play.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

BARE = """\
--- content/company.yml
name: Parcelmoor
one_liner: Returns software for online retailers.
owner: sales
four_answers:
  customer: Online brands.
  need: Fewer refunds.
  success: More exchanges.
  value: A sale kept.
not_served:
  - who: Sellers without a shop of their own
    why: The return is not theirs to decide.
contacts:
  sales: {channel: "#sales"}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands with 50 to 500 people.
focus: beachhead
"""

MINIMAL = (
    BARE
    + """\
fit:
  criteria:
    - attribute: employees
      weight: 1
      bands: [{to: 50, points: 0}, {from: 50, points: 1}]
  disqualifiers:
    - when: {attribute: employees, below: 5}
      why: Nobody there owns returns.
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: How many people work there?, type: number}
--- content/personas/founder.yml
name: Founder
owner: sales
side: both
segments: [mid-market]
titles: [Founder]
job_to_be_done: Keep the sale.
motivations: [Margin.]
frustrations: [Refunds.]
scenarios: [{situation: A parcel comes back., need: A decision.}]
decision_mindset:
  rationale: {trait: Counts hours., our_answer: Show them.}
--- content/value_propositions/exchanges.yml
name: Exchanges first
owner: sales
segment: mid-market
problem: {statement: Refunds eat the margin.}
added_value: {statement: A sale kept.}
moat: {statement: Stock is reserved in every shop.}
"""
)

TIERS = """\
--- content/maturity/model.yml
owner: sales
levels: [{level: 1, name: Beginner}, {level: 2, name: Expert}]
--- content/maturity/dimensions/tools.yml
name: Tools
owner: sales
question: What do they work with?
levels:
  - {level: 1, label: Paper, descriptor: Slips in a box.}
  - {level: 2, label: Connected, descriptor: Rules decide.}
--- content/maturity/tiers/beginner.yml
name: Beginner
owner: sales
level: 1
asks: {service: Much.}
--- content/maturity/tiers/expert.yml
name: Expert
owner: sales
level: 2
asks: {service: Little.}
pressures: [They negotiate.]
--- content/lifecycle.yml
owner: sales
stages: [{id: adoption, name: Adoption, goal: They use it.}]
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Good contracts.
--- playbooks/strategies/grow.yml
name: Grow
owner: sales
tier: expert
stance: grow
strategy: Grow with them.
--- playbooks/strategies/wait.yml
name: Wait
owner: sales
tier: beginner
stance: do-not-sell
strategy: Not yet.
decline: {how: Not yet., instead: A checklist.}
--- playbooks/plays/champion-left.yml
situation: My champion left
owner: sales
stage: adoption
type: risk
risk: champion-lost
tiers: [beginner, expert]
objective: A new champion.
run_by: sales
steps: [{do: Call.}]
exit: Somebody new has agreed.
"""

_LAID = {"bare": BARE, "minimal": MINIMAL, "tiers": TIERS}
_HEAD = re.compile(r"^--- (?P<path>\S.*?)(?P<how> [+-])?$", re.MULTILINE)


def draw(root: Path, drawing: str) -> Path:
    """Write the repository that `drawing` shows into `root`, and return `root`."""
    for path, text in drawn_files(drawing).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def drawn_files(drawing: str) -> dict[str, str]:
    """Return the text of each file in `drawing` by its path."""
    drawing = textwrap.dedent(drawing)
    heads = list(_HEAD.finditer(drawing))
    ends = [head.start() for head in heads[1:]] + [len(drawing)]
    if drawing[: heads[0].start() if heads else None].strip():
        raise ValueError("a drawing begins with '--- PATH' or '--- + minimal'")
    files: dict[str, str] = {}
    for head, end in zip(heads, ends, strict=True):
        path, how, text = head["path"], head["how"], drawing[head.end() + 1 : end]
        if path.startswith("+ "):
            files |= drawn_files(_LAID[path.removeprefix("+ ")])
        elif how == " -":
            del files[path]
        else:
            files[path] = files[path] + text if how else text
    return files
