"""Hold the rules of a document, and find the one that holds on a date."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from subsidy.errors import RuleFault
from subsidy.payout_rules import PayoutRule
from subsidy.rulebook.places import Places, did_you_mean
from subsidy.rules import ContributionRule, find_rule
from subsidy.schemes import AllocationKey, CountyPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Every rule for the contribution and its payouts, in the order of the document."""

    rules: tuple[ContributionRule, ...]
    payout_rules: tuple[PayoutRule, ...]
    places: Places  # where each rule stands

    def rule_on(self, day: date) -> ContributionRule:
        """The rule for the contribution that holds on a day.

        Raises
        ------
        RuleNotFound
            No rule holds.
        """
        return find_rule(self.rules, day)

    def payout_rule(self, rule_id: str) -> PayoutRule:
        """The payout rule of that id; KeyError if there is none."""
        return {rule.id: rule for rule in self.payout_rules}[rule_id]

    def find_strangers(self, codes: Collection[str], county: str) -> tuple[RuleFault, ...]:
        """A fault for each municipality that a rule names and that is not among `codes`.

        An agreed key of the cost may name the county too: it shares the cost for the stops that it bears.
        """
        return tuple(
            self._stranger(f"rule[{number}].{name}", code, known)
            for number, rule in enumerate(self.rules, start=1)
            for name, named, known in _named_by(rule, codes, county)
            for code in sorted(named)
            if code not in known
        )

    def _stranger(self, place: str, code: str, known: Collection[str]) -> RuleFault:
        return self.places.fault(
            place,
            value=code,
            problem=f"kommunen ”{code}” finns inte bland kommunerna",
            remedy=did_you_mean(code, tuple(sorted(known))) or f"ange någon av {', '.join(sorted(known))}",
        )


def _named_by(
    rule: ContributionRule, codes: Collection[str], county: str
) -> Iterator[tuple[str, Collection[str], Collection[str]]]:
    """Where a rule names municipalities, which, and those that it may name there."""
    yield "floors_kr", rule.own_floors_ore, codes
    for key, terms in rule.terms.items():
        if isinstance(terms, AllocationKey | CountyPart):
            yield f"terms.{key}.key", terms.key, {*codes, county}
