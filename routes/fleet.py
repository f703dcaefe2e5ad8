"""Describe the vehicles: what they carry, when they drive, how drivers rest, what they cost."""

from dataclasses import dataclass
from typing import Literal

from routes.places import DAY_S, WEEKDAYS

BreakCounts = Literal["work", "driving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRule:
    """A break of `length_s` at the latest after `after_s` of work, or of driving.

    "work" is all time since the run began or since the break ended, waiting included (Arbetstidslagen
    15 §); "driving" is time at the wheel (EU 561/2006). A break may be taken anywhere but during service.
    """

    after_s: int
    length_s: int
    counts: BreakCounts

    def __post_init__(self) -> None:
        if self.after_s <= 0 or self.length_s <= 0:
            raise ValueError(f"a break rule needs positive times: {self}")
        if self.counts not in ("work", "driving"):
            raise ValueError(f"a break rule counts work or driving, not {self.counts!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle with its driver; it makes at most one run a day."""

    id: str
    name: str
    capacity_crates: int
    weekdays: frozenset[int]  # days in service
    earliest_departure_s: int
    latest_return_s: int
    longest_shift_s: int
    break_rule: BreakRule | None
    fixed_ore: int  # per run
    per_km_ore: int
    per_hour_ore: int  # of paid shift: from departure to return, waiting and break included

    def __post_init__(self) -> None:
        if self.capacity_crates <= 0 or self.longest_shift_s <= 0:
            raise ValueError(f"{self.id}: capacity and longest shift must be positive")
        if not 0 <= self.earliest_departure_s < self.latest_return_s <= DAY_S:
            raise ValueError(f"{self.id}: earliest departure must come before latest return")
        if not self.weekdays <= set(WEEKDAYS):
            raise ValueError(f"{self.id}: weekdays are 0 (Monday) to 4 (Friday)")
        if min(self.fixed_ore, self.per_km_ore, self.per_hour_ore) < 0:
            raise ValueError(f"{self.id}: prices cannot be negative")
        rule = self.break_rule
        if rule and rule.counts == "work" and self.longest_shift_s > 2 * rule.after_s + rule.length_s:
            raise ValueError(f"{self.id}: the longest shift would need two breaks, and a run has one")
