"""The list of rules, in the order of the method: who we serve, why they buy, how ready they are, what we do, words."""

from __future__ import annotations

from icp_playbook.problems import Severity
from icp_playbook.stages.check import (
    evidence,
    language,
    live_pages,
    maturity,
    people,
    playbooks,
    relations,
    repeated,
    scorable,
    segments,
    value,
)
from icp_playbook.stages.check.intentional import needless_intentional, unknown_rule
from icp_playbook.stages.check.rule import Context, Rule

ERROR, GAP = Severity.ERROR, Severity.WARNING


def _knows_the_day(context: Context) -> bool:
    return context.today is not None


def _knows_what_is_allowed(context: Context) -> bool:
    return context.allow is not None


def _has_two_languages(context: Context) -> bool:
    return len(context.languages) > 1


_HOUSE_RULES: tuple[Rule, ...] = (
    # Who we serve
    Rule("no-company", ERROR, "There is a company.", segments.no_company, silenceable=False),
    Rule("no-segment", ERROR, "The company has at least one segment.", segments.no_segment, silenceable=False),
    Rule("no-beachhead", ERROR, "One segment is the beachhead.", segments.no_beachhead),
    Rule("second-beachhead", ERROR, "No more than one segment is the beachhead.", segments.second_beachhead, whole=False),
    Rule("plays-without-profile", GAP,
         "Plays, strategies and value propositions stand on at least one segment that is served.",
         segments.plays_without_profile),
    Rule("segment-without-persona", GAP,
         "Each segment has a persona who decides and one who uses the product.", segments.segment_without_persona),
    Rule("segment-without-value-proposition", GAP,
         "Each segment has a value proposition.", segments.segment_without_value_proposition),
    Rule("segment-without-disqualifier", GAP,
         "Each segment has at least one disqualifier: without one, an account can only score up.",
         segments.segment_without_disqualifier),
    Rule("effort-above-hundred", GAP,
         "The segments' shares of effort add up to 100 % or less.", segments.effort_above_hundred, whole=False),
    Rule("new-customers-disagree", ERROR,
         "New customers outside the profile are no more than all new customers.",
         segments.new_customers_disagree, whole=False),
    Rule("fit-unscorable", ERROR,
         "Fit gives each account exactly one score: bands leave no hole and no overlap, each answer has points, each "
         "comparison fits its attribute.",
         scorable.fit_unscorable, silenceable=False),
    Rule("account-unscorable", ERROR,
         "Each account attribute can be answered.", scorable.account_unscorable, silenceable=False),
    # Whom one meets
    Rule("persona-without-scenario", GAP,
         "Each persona who uses the product has scenarios.", people.persona_without_scenario, whole=False),
    Rule("persona-without-mindset", GAP,
         "Each persona who decides has a decision mindset.", people.persona_without_mindset, whole=False),
    # Why they buy
    Rule("pain-without-reliever", GAP, "Each pain has a reliever.", value.pain_without_reliever, whole=False),
    Rule("reliever-without-pain", ERROR,
         "Each reliever names a pain of its own value proposition.",
         value.reliever_without_pain, silenceable=False, whole=False),
    # How ready they are
    Rule("qualification-unscorable", ERROR,
         "Each set of answers gives one verdict: must-haves are criteria, shares lie between 0 and 1.",
         scorable.qualification_unscorable, silenceable=False),
    Rule("no-maturity-model", GAP,
         "Where there are tiers or dimensions, a maturity model names their levels.", maturity.no_maturity_model),
    Rule("maturity-unscorable", ERROR,
         "Each profile of levels gives one tier: two to nine consecutive levels from 0 or 1, each with exactly one tier.",
         scorable.maturity_unscorable, silenceable=False),
    Rule("dimension-levels", ERROR,
         "Each dimension describes each level exactly once.", maturity.dimension_levels, silenceable=False),
    Rule("top-tier-without-pressures", ERROR,
         "The top tier says what its customers put under pressure.", maturity.top_tier_without_pressures),
    # What we do
    Rule("tier-without-strategy", GAP,
         "Each tier has a general strategy, or one for each segment that is served.",
         playbooks.tier_without_strategy),
    Rule("tier-without-risk-play", GAP, "Each tier has a risk play.", playbooks.tier_without_risk_play),
    Rule("risk-play-without-risk", GAP,
         "A risk play names its risk, and only a risk play does.", playbooks.risk_play_without_risk, whole=False),
    Rule("do-not-sell-without-decline", GAP,
         "A strategy not to sell says how to decline and what to offer instead.",
         playbooks.do_not_sell_without_decline, whole=False),
    Rule("grid-cell-twice", ERROR,
         "The grid has one stance for a verdict and a tier.",
         playbooks.grid_cell_twice, silenceable=False, whole=False),
    Rule("exception-ended", GAP,
         "An exception is reviewed or ended by its day.",
         evidence.exception_ended, whole=False, judges=_knows_the_day),
    # How we know
    Rule("claim-without-source", GAP,
         "What calls itself researched or validated names a source.", evidence.claim_without_source, whole=False),
    Rule("insight-sample-below-minimum", GAP,
         "An insight's sample reaches the minimum that the company agreed on.",
         evidence.insight_sample_below_minimum, whole=False),
    Rule("insight-numbers-disagree", ERROR,
         "An insight's counts, wins and losses are no more than its sample, and its days are in order.",
         evidence.insight_numbers_disagree, whole=False),
    Rule("unknown-sub-question", ERROR,
         "A ranked answer names a part of the question that its insight answers.", evidence.unknown_sub_question),
    Rule("review-overdue", GAP,
         "Definitions are reviewed in time: each kind has its cadence, which a definition can change.",
         evidence.review_overdue, whole=False, judges=_knows_the_day),
    Rule("day-in-future", GAP,
         "A review, and the days on which customers were asked, are not still to come.",
         repeated.day_in_future, whole=False, judges=_knows_the_day),
    # Words and ties
    Rule("listed-twice", ERROR,
         "A list names each thing once.", repeated.listed_twice, silenceable=False, whole=False),
    Rule("refers-to-itself", ERROR,
         "A definition, or a part of one, does not refer to itself.",
         repeated.refers_to_itself, silenceable=False, whole=False),
    Rule("owner-without-contact", GAP,
         "Each owner has an entry in the company's contacts.", people.owner_without_contact, whole=False),
    Rule("avoided-word", GAP,
         "No text uses a word that the glossary says to avoid.", language.avoided_word, whole=False),
    Rule("translation-missing", GAP,
         "Where the site has two languages, each text is there in both.",
         language.translation_missing, whole=False, judges=_has_two_languages),
    Rule("live-page", ERROR,
         "Hand-written pages run and load nothing, except what mkdocs.yml allows.",
         live_pages.live_page, silenceable=False, whole=False, judges=_knows_what_is_allowed),
    Rule("orphan", GAP,
         "Nothing stands alone: outcomes are aimed at, insights cited, attributes used, questions answered.",
         relations.orphan),
)  # fmt: skip

_NEEDLESS = Rule(
    "needless-intentional", GAP, "Only what a rule would report is silenced.", needless_intentional(_HOUSE_RULES)
)  # fmt: skip
_UNKNOWN = Rule(
    "unknown-rule", ERROR, "What is silenced is the name of a rule that may be silenced.",
    unknown_rule((*_HOUSE_RULES, _NEEDLESS)), silenceable=False, whole=False,
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_HOUSE_RULES, _NEEDLESS, _UNKNOWN)
