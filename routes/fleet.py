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
    """One vehicle with its driver.

    With more than one run a day its runs follow each other with `turnaround_s` at the hub between them; its
    longest shift counts from the first departure to the last return of the day, and the break rule counts
    anew for each run, so the time between two runs must be long enough for the break.
    """

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
    per_hour_ore: int  # of paid shift: from departure to return of each run, waiting and break included
    runs_most: int = 1  # a day
    turnaround_s: int = 0  # at least so long at the hub between two runs of a day

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
        if self.runs_most < 1 or self.turnaround_s < 0:
            raise ValueError(f"{self.id}: at least one run a day, and no negative time between runs")
        if rule and self.runs_most > 1 and self.turnaround_s < rule.length_s:
            raise ValueError(f"{self.id}: the time between two runs must hold the break")
        if rule and rule.counts == "work" and self.longest_shift_s > 2 * rule.after_s + rule.length_s:
            raise ValueError(f"{self.id}: the longest shift would need two breaks, and a run has one")
