"""Rules about silencing: what is set aside is a rule, one that may be set aside, and one that is broken here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Problem, did_you_mean, known_are, quoted
from icp_playbook.stages.check.rule import Context, Finding, Rule

_Find = Callable[[Catalog, Context], Iterable[Finding | Problem]]


def unknown_rule(rules: Sequence[Rule]) -> _Find:
    """Return the function that finds what is silenced under a name that no rule of `rules` has."""
    by_name = {rule.name: rule for rule in rules}
    known = [rule.name for rule in rules if rule.silenceable]

    def find(catalog: Catalog, _: Context) -> Iterator[Finding]:
        for definition in catalog.definitions():
            for index, entry in enumerate(definition.intentional):
                place = ("intentional", index, "rule")
                if entry.rule not in by_name:
                    hint = did_you_mean(entry.rule, known) or (
                        f"copy the name from the brackets of the message; {known_are(known, len(known))}"
                    )
                    yield Finding(definition, place, f"no rule is called {quoted(entry.rule)}", hint)
                elif not by_name[entry.rule].silenceable:
                    message = f"{quoted(entry.rule)} can't be set aside: a page or a score would be wrong"
                    yield Finding(definition, place, message, "mend what it reports, and delete this entry")

    return find


def needless_intentional(rules: Sequence[Rule]) -> _Find:
    """Return the function that finds what is silenced although no rule of `rules` has anything to say there."""

    def find(catalog: Catalog, context: Context) -> Iterator[Finding]:
        definitions = [one for one in catalog.definitions() if one.intentional]
        named = {entry.rule for one in definitions for entry in one.intentional}
        judged = {
            rule.name: rule
            for rule in rules
            if rule.name in named and rule.silenceable and rule.judges(context)
        }
        needed = {
            (name, finding.definition.ref)
            for name, rule in judged.items()
            for finding in rule.find(catalog, context)
            if isinstance(finding, Finding)
        }
        for definition in definitions:
            for index, entry in enumerate(definition.intentional):
                if entry.rule in judged and (entry.rule, definition.ref) not in needed:
                    yield Finding(
                        definition, ("intentional", index, "rule"),
                        f"{quoted(entry.rule)} has nothing to say here any more",
                        "delete this entry",
                    )  # fmt: skip

    return find
