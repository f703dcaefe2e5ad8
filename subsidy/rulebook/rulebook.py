"""Hold the rules of a document, and find the one that holds on a date."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from subsidy.bounds import describe_excess
from subsidy.errors import RuleFault
from subsidy.payout_dates import fits_in_parts
from subsidy.payout_rules import PayoutRule
from subsidy.rulebook.places import Places, did_you_mean
from subsidy.rules import ContributionRule, find_rule
from subsidy.schemes import AllocationKey, CountyPart, VolumeAndStops
from subsidy.wording import format_list, format_period


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

    def rule_named(self, id_: str) -> ContributionRule | None:
        """The rule for the contribution with that id."""
        return next((rule for rule in self.rules if rule.id == id_), None)

    def rule_before(self, day: date) -> ContributionRule | None:
        """The rule for the contribution with the latest period of those that end before a day."""
        ended = (rule for rule in self.rules if rule.last_date < day)
        return max(ended, key=lambda rule: rule.last_date, default=None)

    def rules_within(self, first: date, last: date) -> tuple[ContributionRule, ...]:
        """The rules for the contribution that hold on some day from `first` to `last`."""
        return tuple(rule for rule in self.rules if rule.first_date <= last and first <= rule.last_date)

    def find_strangers(self, codes: Collection[str]) -> tuple[RuleFault, ...]:
        """A fault for each municipality that a rule names and that is not among `codes`."""
        return tuple(
            self._stranger(f"rule[{number}].{name}", code, codes)
            for number, rule in enumerate(self.rules, start=1)
            for name, named in _named_by(rule)
            for code in sorted(named)
            if code not in codes
        )

    def find_unknown_trucks(
        self, vehicle_ids: Collection[str], first: date, last: date
    ) -> tuple[RuleFault, ...]:
        """A fault for each truck that is not among the vehicles, in rules that hold from `first` to `last`.

        Those of other years may name a vehicle that is no longer there.
        """
        within = self.rules_within(first, last)
        known = tuple(sorted(vehicle_ids))
        return tuple(
            self.places.fault(
                f"rule[{number}].terms.{key}.truck_vehicles",
                value=vehicle_id,
                problem=f"bilen ”{vehicle_id}” finns inte bland bilarna",
                remedy=did_you_mean(vehicle_id, known) or f"ange någon av {', '.join(known)}",
            )
            for number, rule in enumerate(self.rules, start=1)
            for key, terms in rule.terms.items()
            if rule in within and isinstance(terms, VolumeAndStops)
            for vehicle_id in sorted(terms.truck_vehicles.difference(known))
        )

    def find_misfits(self, names: Mapping[str, str], first: date, last: date) -> tuple[RuleFault, ...]:
        """A fault for each agreed key that lacks a municipality, floors above the contribution, uneven parts.

        Of the rules that hold from `first` to `last`; those of other years may be for other municipalities.
        `names` are those of the municipalities, by SCB code.
        """
        within = self.rules_within(first, last)
        numbered = [(number, rule) for number, rule in enumerate(self.rules, start=1) if rule in within]
        keys = [
            self._lacking(f"rule[{number}].terms.{key}.key", agreed, names)
            for number, rule in numbered
            for key, agreed in _agreed_keys(rule)
            if not names.keys() <= agreed.keys()
        ]
        floors = [
            self.places.fault(
                f"rule[{number}].{'floor_kr' if rule.floor_ore else 'floors_kr'}",
                problem=problem,
                remedy="sänk golvet eller höj bidraget",
            )
            for number, rule in numbered
            if (problem := describe_excess(rule, names))
        ]
        return (*keys, *floors, *self._uneven_parts(within))

    def _uneven_parts(self, rules: Collection[ContributionRule]) -> Iterator[RuleFault]:
        """A fault for each step of a payout rule whose parts divide no period of the rules that pay by it."""
        for number, payout in enumerate(self.payout_rules, start=1):
            paid = [rule for rule in rules if rule.payout == payout]
            for place, step in enumerate(payout.steps, start=1):
                periods = [(r.first_date, r.last_date) for r in paid if step.from_ore <= r.amount_ore]
                months = step.every_months
                if months and periods and not any(fits_in_parts(*period, months) for period in periods):
                    yield self.places.fault(
                        f"payout[{number}].steps[{place}].every_months",
                        value=str(months),
                        problem=f"{format_period(*periods[0])} går inte att dela i delar om {months} månader",
                        remedy="ange månader som går jämnt upp i regelns period, eller ta bort värdet",
                    )

    def _lacking(self, place: str, agreed: Collection[str], names: Mapping[str, str]) -> RuleFault:
        lacking = format_list([f"{name} ({id_})" for id_, name in names.items() if id_ not in agreed])
        remedy = "ange en del för varje kommun, 0 för den som inget ska bära"
        return self.places.fault(place, problem=f"nyckeln saknar {lacking}", remedy=remedy)

    def _stranger(self, place: str, code: str, known: Collection[str]) -> RuleFault:
        return self.places.fault(
            place,
            value=code,
            problem=f"kommunen ”{code}” finns inte bland kommunerna",
            remedy=did_you_mean(code, tuple(sorted(known))) or f"ange någon av {', '.join(sorted(known))}",
        )


def _named_by(rule: ContributionRule) -> Iterator[tuple[str, Collection[str]]]:
    """Where a rule names municipalities, and which."""
    yield "floors_kr", rule.own_floors_ore
    for key, agreed in _agreed_keys(rule):
        yield f"terms.{key}.key", agreed


def _agreed_keys(rule: ContributionRule) -> Iterator[tuple[str, Mapping[str, int | Fraction]]]:
    """The keys that name every part themselves, and their parts by SCB code."""
    for key, terms in rule.terms.items():
        if isinstance(terms, AllocationKey | CountyPart):
            yield key, terms.key
