"""The list of rules, in the order of the method: who we serve, why they buy, how ready they are.

Each rule is one entry: its name, how grave a breach is, what it asks for, the function that looks
for breaches, and what that needs to judge by.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Severity, did_you_mean, quoted
from icp_playbook.stages.check import (
    evidence,
    examples,
    language,
    live_pages,
    playbooks,
    profile,
    relations,
    scorable,
)
from icp_playbook.stages.check.rule import Context, Finding, Need, Rule

ERROR, GAP = Severity.ERROR, Severity.WARNING
WHOLE, TODAY, LANGUAGES, ALLOWED = Need.WHOLE, Need.TODAY, Need.LANGUAGES, Need.ALLOWED

_HOUSE_RULES: tuple[Rule, ...] = (
    # Who we serve
    Rule("no-company", ERROR, "There is a company.",
         profile.no_company, needs=(WHOLE,), silenceable=False),
    Rule("no-segment", ERROR, "The company has at least one segment.",
         profile.no_segment, needs=(WHOLE,), silenceable=False),
    Rule("no-beachhead", ERROR, "One segment is the beachhead.",
         profile.no_beachhead, needs=(WHOLE,)),
    Rule("second-beachhead", ERROR, "No more than one segment is the beachhead.",
         profile.second_beachhead),
    Rule("second-company-fit", ERROR, "No more than one score measures fit.",
         profile.second_company_fit),
    Rule("plays-without-profile", GAP,
         "Plays, strategies and value propositions stand on at least one segment that is served.",
         profile.plays_without_profile, needs=(WHOLE,)),
    Rule("segment-without-persona", GAP,
         "Each segment has a persona who decides and one who uses the product.",
         profile.segment_without_persona, needs=(WHOLE,)),
    Rule("segment-without-value-proposition", GAP, "Each segment has a value proposition.",
         profile.segment_without_value_proposition, needs=(WHOLE,)),
    Rule("segment-without-disqualifier", GAP,
         "Each segment has at least one disqualifier: without one, an account can only score up.",
         profile.segment_without_disqualifier, needs=(WHOLE,)),
    Rule("effort-above-hundred", GAP, "The segments' shares of effort add up to 100 % or less.",
         profile.effort_above_hundred),
    Rule("unknown-word", ERROR,
         "What the company calls otherwise is a word that definitions choose from.",
         profile.unknown_word, silenceable=False),
    Rule("new-customers-disagree", ERROR,
         "New customers outside the profile are no more than all new customers.",
         profile.new_customers_disagree),
    Rule("fit-unscorable", ERROR,
         "Fit gives each account exactly one score: bands leave no hole and no overlap, each "
         "answer has points, each comparison fits its attribute.",
         scorable.fit_unscorable, needs=(WHOLE,), silenceable=False),
    Rule("unreachable-band", GAP, "Some answers reach each band of a score.",
         scorable.unreachable_band, needs=(WHOLE,)),
    Rule("sum-too-large", ERROR,
         "Sums of points and weights, and means of levels, have no more than the 38 digits that "
         "databases add up exactly.",
         scorable.sum_too_large, needs=(WHOLE,), silenceable=False),
    Rule("account-unscorable", ERROR, "Each account attribute can be answered.",
         scorable.account_unscorable, needs=(WHOLE,), silenceable=False),
    # Whom one meets
    Rule("persona-without-scenario", GAP, "Each persona who uses the product has scenarios.",
         profile.persona_without_scenario),
    Rule("persona-without-mindset", GAP, "Each persona who decides has a decision mindset.",
         profile.persona_without_mindset),
    # Why they buy
    Rule("pain-without-reliever", GAP, "Each pain has a reliever.", profile.pain_without_reliever),
    Rule("reliever-without-pain", ERROR, "Each reliever names a pain of its own value proposition.",
         profile.reliever_without_pain, silenceable=False),
    # How ready they are
    Rule("qualification-unscorable", ERROR,
         "Each set of answers gives one verdict: must-haves are criteria, shares lie between 0 "
         "and 1.",
         scorable.qualification_unscorable, needs=(WHOLE,), silenceable=False),
    Rule("no-maturity-model", GAP,
         "Where there are tiers or dimensions, a maturity model names their levels.",
         playbooks.no_maturity_model, needs=(WHOLE,)),
    Rule("maturity-unscorable", ERROR,
         "Each profile of levels gives one tier, where a model has tiers: two to nine consecutive "
         "levels from 0 or 1, each with exactly one tier; groups and segments are there.",
         scorable.maturity_unscorable, needs=(WHOLE,), silenceable=False),
    Rule("dimension-levels", ERROR,
         "Each dimension describes two levels or more, each exactly once.",
         playbooks.dimension_levels, needs=(WHOLE,), silenceable=False),
    Rule("unreachable-tier", GAP, "Each tier is reached by some profile of levels.",
         scorable.unreachable_tier, needs=(WHOLE,)),
    Rule("top-tier-without-pressures", ERROR,
         "The top tier says what its customers put under pressure.",
         playbooks.top_tier_without_pressures, needs=(WHOLE,)),
    # What we do
    Rule("tier-without-strategy", GAP,
         "Each tier has a general strategy, or one for each segment that is served.",
         playbooks.tier_without_strategy, needs=(WHOLE,)),
    Rule("tier-without-risk-play", GAP, "Each tier has a risk play.",
         playbooks.tier_without_risk_play, needs=(WHOLE,)),
    Rule("names-no-tier", ERROR,
         "Where there are tiers, each play, best practice and exception names its own.",
         playbooks.names_no_tier, needs=(WHOLE,), silenceable=False),
    Rule("risk-play-without-risk", GAP, "A risk play names its risk, and only a risk play does.",
         playbooks.risk_play_without_risk),
    Rule("do-not-sell-without-decline", GAP,
         "A strategy not to sell says how to decline and what to offer instead.",
         playbooks.do_not_sell_without_decline),
    Rule("grid-cell-twice", ERROR,
         "The grid has one stance for a verdict and a tier, and for a segment.",
         playbooks.grid_cell_twice, silenceable=False),
    Rule("exception-ended", GAP, "An exception is reviewed or ended by its day.",
         evidence.exception_ended, needs=(TODAY,)),
    # Whom we point at
    Rule("example-answers", ERROR, "Each answer of an example is to a question, and can be used.",
         examples.example_answers, needs=(WHOLE,), silenceable=False),
    Rule("example-disagrees", ERROR, "The rules say of each example what it expects.",
         examples.example_disagrees, needs=(WHOLE,), silenceable=False),
    # How we know
    Rule("claim-without-source", GAP, "What calls itself researched or validated names a source.",
         evidence.claim_without_source),
    Rule("insight-sample-below-minimum", GAP,
         "An insight's sample reaches the minimum that the company agreed on.",
         evidence.insight_sample_below_minimum),
    Rule("insight-numbers-disagree", ERROR,
         "An insight's counts, wins and losses are no more than its sample, and its days are in "
         "order.",
         evidence.insight_numbers_disagree),
    Rule("unknown-sub-question", ERROR,
         "A ranked answer names a part of the question that its insight answers.",
         evidence.unknown_sub_question, needs=(WHOLE,)),
    Rule("review-overdue", GAP,
         "Definitions are reviewed in time: each kind has its cadence, which a definition can "
         "change.",
         evidence.review_overdue, needs=(TODAY,)),
    Rule("day-in-future", GAP,
         "A review, and the days on which customers were asked, are not still to come.",
         evidence.day_in_future, needs=(TODAY,)),
    # Words and ties
    Rule("listed-twice", ERROR, "A list names each thing once.",
         relations.listed_twice, silenceable=False),
    Rule("refers-to-itself", ERROR, "A definition, or a part of one, does not refer to itself.",
         relations.refers_to_itself, silenceable=False),
    Rule("answer-without-words", GAP,
         "The field that a department's question names is there and says something.",
         relations.answer_without_words, needs=(WHOLE,)),
    Rule("owner-without-contact", GAP, "Each owner has an entry in the company's contacts.",
         evidence.owner_without_contact),
    Rule("avoided-word", GAP, "No text uses a word that the glossary says to avoid.",
         language.avoided_word),
    Rule("translation-missing", GAP,
         "Where the site has two languages, each text is there in both.",
         language.translation_missing, needs=(LANGUAGES,)),
    Rule("live-page", ERROR,
         "Hand-written pages run and load nothing, except what mkdocs.yml allows.",
         live_pages.live_page, needs=(ALLOWED,), silenceable=False),
    Rule("orphan", GAP,
         "Nothing stands alone: outcomes are aimed at, insights cited, attributes used, "
         "questions answered.",
         relations.orphan, needs=(WHOLE,)),
)  # fmt: skip


def _needless_intentional(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """Find what is silenced although the rule has nothing to say there."""
    definitions = [one for one in catalog.definitions() if one.intentional]
    named = {entry.rule for one in definitions for entry in one.intentional}
    candidates = [rule for rule in _HOUSE_RULES if rule.name in named and rule.silenceable]
    asked = [rule for rule in candidates if rule.judges(context)]
    judged = {rule.name for rule in asked}
    needed = {
        (rule.name, finding.definition.ref)
        for rule in asked
        for finding in rule.find(catalog, context)
        if isinstance(finding, Finding)
    }
    for definition in definitions:
        for index, entry in enumerate(definition.intentional):
            if entry.rule in judged and (entry.rule, definition.ref) not in needed:
                message = say("{rule} has nothing to report here", rule=quoted(entry.rule))
                place = ("intentional", index, "rule")
                yield Finding(definition, place, message, say("delete this entry"))


def _unknown_rule(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Find what is silenced under a name that no rule has, or a rule that can't be silenced."""
    known = {rule.name: rule.silenceable for rule in RULES}
    silenceable = [name for name in known if known[name]]
    for definition in catalog.definitions():
        for index, entry in enumerate(definition.intentional):
            place = ("intentional", index, "rule")
            rule = quoted(entry.rule)
            if entry.rule not in known:
                hint = did_you_mean(entry.rule, silenceable) or say(
                    "copy the name from the brackets of the message; known are {names}",
                    names=silenceable,
                )
                yield Finding(definition, place, say("no rule is called {rule}", rule=rule), hint)
            elif not known[entry.rule]:
                message = say(
                    "{rule} can't be silenced: a page or a score would be wrong", rule=rule
                )
                hint = say("fix what it reports, and delete this entry")
                yield Finding(definition, place, message, hint)


RULES: tuple[Rule, ...] = (
    *_HOUSE_RULES,
    Rule("needless-intentional", GAP, "Only what a rule would report is silenced.",
         _needless_intentional, needs=(WHOLE,)),
    Rule("unknown-rule", ERROR, "What is silenced is the name of a rule that may be silenced.",
         _unknown_rule, silenceable=False),
)  # fmt: skip
