"""The list of kinds: where each lives, and what its pages are called.

Adding a kind is one line here, a model file beside this one, a template and, where its page needs
more than its own fields, `KindPages` in `stages/plan/pages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.example import Example
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.grid import Grid
from icp_playbook.model.kept_list import KeptList
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import Dimension, FurtherModel, MaturityModel, Tier
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.model.score import Score
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of definition.

    `where` is its folder, or its file when a company has just one. `url` is where its pages are;
    `area` is the part of the navigation they belong to.
    """

    model: type[Definition]
    where: str
    title: str
    titles: str
    url: str
    area: str
    required: bool = False
    tells: str = ""
    """What one finds there, in one sentence."""

    @property
    def name(self) -> str:
        """The kind's name, as links write it."""
        return self.model.kind

    @property
    def single(self) -> bool:
        """Whether a company has just one, in a file of its own."""
        return self.where.endswith(".yml")

    @property
    def single_id(self) -> str:
        """The id of the only definition of a single kind: its file's name."""
        return PurePosixPath(self.where).stem

    @property
    def folder(self) -> str:
        """The folder that holds its file or files."""
        return self.where.rpartition("/")[0] if self.single else self.where


WHO, WHY, READY = say("Who we serve"), say("Why they buy"), say("How ready they are")
DO, YOU, REFERENCE = say("What we do"), say("For you"), say("Reference")
AREAS = (WHO, WHY, READY, DO, YOU, REFERENCE)

KINDS: tuple[Kind, ...] = (
    Kind(Company, "content/company.yml", say("Company"), say("Company"),
         "company", WHO, required=True,
         tells=say("What we do, for whom, and what all of us have agreed on.")),
    Kind(Segment, "content/segments", say("Segment"), say("Segments"),
         "segments", WHO, required=True,
         tells=say("Who is a customer of ours, who is not, and how one tells.")),
    Kind(Persona, "content/personas", say("Persona"), say("Personas"), "personas", WHO,
         tells=say("Who decides, who uses, and what each of them cares about.")),
    Kind(AccountAttributes, "content/account.yml",
         say("Account attributes"), say("Account attributes"), "account", WHO,
         tells=say("Facts that each account has, and what the answers mean.")),
    Kind(Score, "content/scores", say("Score"), say("Scores"), "scores", WHO,
         tells=say("What we work out about an account beside its fit.")),
    Kind(KeptList, "content/lists", say("List"), say("Lists"), "lists", WHO,
         tells=say("Countries, industries or names that the rules ask for.")),
    Kind(Example, "content/examples", say("Example"), say("Examples"), "examples", WHO,
         tells=say("Accounts under code names, good and bad, and why.")),
    Kind(ValueProposition, "content/value_propositions",
         say("Value proposition"), say("Value propositions"), "value-propositions", WHY,
         tells=say("Which problem we solve for whom, what we say, and the proof of it.")),
    Kind(Outcome, "content/outcomes", say("Outcome"), say("Outcomes"), "outcomes", WHY,
         tells=say("What success means to customers, in numbers, and what shows it early.")),
    Kind(ResearchQuestions, "content/research/questions.yml", say("Research"), say("Research"),
         "research", WHY,
         tells=say("What we have asked customers, and what we still do not know.")),
    Kind(Insight, "content/research/insights", say("Insight"), say("Insights"),
         "research/insights", WHY,
         tells=say("What customers told us, and how many of them did.")),
    Kind(Qualification, "content/qualification.yml", say("Qualification"), say("Qualification"),
         "qualification", READY,
         tells=say("Do they want it? What to ask, and what the answers mean.")),
    Kind(MaturityModel, "content/maturity/model.yml", say("Maturity model"), say("Maturity model"),
         "maturity", READY,
         tells=say("Are they able? How to find their level, and the tier that follows.")),
    Kind(FurtherModel, "content/maturity/models", say("Further maturity model"),
         say("Further maturity models"), "maturity/models", READY,
         tells=say("Other views of maturity, which never count for the tier.")),
    Kind(Dimension, "content/maturity/dimensions", say("Dimension"), say("Dimensions"),
         "maturity/dimensions", READY,
         tells=say("What maturity is made of, each with its levels.")),
    Kind(Tier, "content/maturity/tiers", say("Tier"), say("Tiers"), "maturity/tiers", READY,
         tells=say("What customers of each tier need, ask for and get from us.")),
    Kind(Strategy, "playbooks/strategies", say("Strategy"), say("Strategies"), "strategies", DO,
         tells=say("Our stance towards each tier: how much effort, and at which price.")),
    Kind(Lifecycle, "content/lifecycle.yml", say("Lifecycle"), say("Lifecycle"),
         "lifecycle", DO,
         tells=say("The stages that a customer goes through with us.")),
    Kind(Play, "playbooks/plays", say("Play"), say("Plays"), "plays", DO,
         tells=say("What to do when something happens, step by step.")),
    Kind(Grid, "playbooks/grid.yml", say("Grid"), say("Grid"), "grid", DO,
         tells=say("They want it, or they are able: what we do in each case.")),
    Kind(BestPractice, "content/best_practices", say("Best practice"), say("Best practices"),
         "best-practices", DO,
         tells=say("How good customers solve a pain, and what they have of it.")),
    Kind(ExceptionRecord, "playbooks/exceptions", say("Exception"), say("Exceptions"),
         "exceptions", DO,
         tells=say("Customers outside the profile: who, why, and until when.")),
    Kind(Department, "content/departments", say("Department"), say("Departments"),
         "departments", YOU,
         tells=say("The same facts, as each department needs them.")),
    Kind(OnboardingTrack, "playbooks/onboarding", say("Onboarding track"), say("Onboarding"),
         "onboarding", YOU,
         tells=say("What to read and do when you are new here.")),
    Kind(Glossary, "content/glossary.yml", say("Glossary"), say("Glossary"), "glossary", REFERENCE,
         tells=say("What our words mean, and which ones we avoid.")),
)  # fmt: skip

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
PARTS: dict[str, Kind] = {part: kind for kind in KINDS for part in kind.model.parts.values()}


def has_pages_below(kind: Kind) -> bool:
    """Tell whether other kinds' pages lie below the one page of a kind that a company has once."""
    return kind.single and any(other.url.startswith(f"{kind.url}/") for other in KINDS)


def page_source(kind: Kind, id: str) -> str:
    """Return the path of a definition's page in a docs folder."""
    if not kind.single:
        return f"{kind.url}/{id}.md"
    return f"{kind.url}/index.md" if has_pages_below(kind) else f"{kind.url}.md"
