"""Describe the dated rules for the contribution, and find the one that holds on a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from subsidy.errors import AmbiguousRule, RuleNotFound
from subsidy.keys import KeyMix, KeyName
from subsidy.payout_rules import PayoutRule
from subsidy.terms import Terms

Carrying = Literal["carry", "pay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRule:
    """What the region contributes during a period, and how cost and contribution are shared."""

    id: str
    first_date: date
    last_date: date  # included
    amount_ore: int  # of the whole period
    floor_ore: int  # each municipality gets at least this; 0 = no floor
    cap_share: Fraction | None  # a municipality gets at most this part of its cost share; None = no cap
    cost_mix: KeyMix
    contribution_mix: KeyMix
    reference: str  # the decision's number
    decided_on: date
    decided_by: str
    prepared_by: str
    appeal: str  # how to appeal
    source: str  # where the rule can be read
    own_floors_ore: Mapping[str, int] = field(
        default_factory=dict
    )  # by SCB code, in place of the common floor
    rounding_ore: int = 1  # awards are whole multiples of this
    payout: PayoutRule | None = None  # None: the rule does not say when awards are paid
    settlement: Carrying = "carry"  # what becomes of the difference to actual costs: next year's, or paid
    terms: Mapping[KeyName, Terms] = field(default_factory=dict)  # of the keys that have any

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"{self.id}: the period ends {self.last_date}, before it begins")
        if self.amount_ore < 0 or self.floor_ore < 0:
            raise ValueError(f"{self.id}: contribution and floor cannot be negative")
        if any(floor_ore < 0 for floor_ore in self.own_floors_ore.values()):
            raise ValueError(f"{self.id}: a floor cannot be negative: {self.own_floors_ore}")
        if self.rounding_ore < 1:
            raise ValueError(f"{self.id}: awards cannot be multiples of {self.rounding_ore} öre")
        if self.cap_share is not None and self.cap_share <= 0:
            raise ValueError(f"{self.id}: a cap must be positive, not {self.cap_share}")

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in the rule's period, both ends included."""
        return self.first_date <= day <= self.last_date

    def floor_of(self, code: str) -> int:
        """The least award of a municipality in öre, in whole units of rounding."""
        floor_ore = self.own_floors_ore.get(code, self.floor_ore)
        return -(-floor_ore // self.rounding_ore) * self.rounding_ore


def find_rule(rules: Iterable[ContributionRule], day: date) -> ContributionRule:
    """The one rule that holds on `day`.

    Raises
    ------
    RuleNotFound
        No rule holds.
    AmbiguousRule
        Several rules hold.
    """
    holding = [rule for rule in rules if rule.holds_on(day)]
    if not holding:
        raise RuleNotFound(day)
    if len(holding) > 1:
        raise AmbiguousRule(day, tuple(sorted(rule.id for rule in holding)))
    return holding[0]
