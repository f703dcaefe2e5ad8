"""Describe the hub and the stops that the vans serve."""

from dataclasses import dataclass
from fractions import Fraction

WEEKDAYS = range(5)  # Monday to Friday
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When service may begin: from `opens_s` to `closes_s`, both included, seconds after midnight."""

    opens_s: int
    closes_s: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens_s <= self.closes_s <= DAY_S:
            raise ValueError(f"a window must open before it closes, within a day: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Where runs start and end, and where crates are sorted overnight."""

    name: str
    place_id: str
    weekdays: frozenset[int] = frozenset(WEEKDAYS)  # days on which it is staffed: no runs on others
    cutoff_s: int = DAY_S  # every run must be back by then, for the sorting

    def __post_init__(self) -> None:
        if not self.weekdays <= set(WEEKDAYS):
            raise ValueError(f"{self.name}: weekdays are 0 (Monday) to 4 (Friday)")
        if not 0 < self.cutoff_s <= DAY_S:
            raise ValueError(f"{self.name}: the cut-off must lie within the day, not {self.cutoff_s}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place that the vans serve."""

    id: str
    name: str
    place_id: str
    windows: tuple[Window | None, ...]  # one for each weekday; None: no deliveries that day
    visits_fewest: int  # a week
    visits_most: int  # a week
    longest_gap_days: int  # service days from one visit to the next, counting over the weekend
    crates_in_per_week: Fraction
    crates_out_per_week: Fraction
    service_fixed_s: int
    service_per_crate_s: int  # for each crate delivered or collected
    fixed_weekdays: frozenset[int] = frozenset()  # visited on each of these, whatever other days are chosen
    vehicle_ids: frozenset[str] | None = None  # only these vehicles may serve it; None: any
    before: frozenset[str] = frozenset()  # ids of stops that come after this one on any run that serves both

    def __post_init__(self) -> None:
        if len(self.windows) != len(WEEKDAYS):
            raise ValueError(f"{self.id}: one window (or None) for each weekday, not {len(self.windows)}")
        if not 1 <= self.visits_fewest <= self.visits_most <= len(WEEKDAYS):
            raise ValueError(f"{self.id}: visits a week must be 1 <= fewest <= most <= 5")
        if not 1 <= self.longest_gap_days <= len(WEEKDAYS):
            raise ValueError(f"{self.id}: longest gap must be 1 to 5 service days")
        if min(self.crates_in_per_week, self.crates_out_per_week) < 0:
            raise ValueError(f"{self.id}: crates a week cannot be negative")
        if min(self.service_fixed_s, self.service_per_crate_s) < 0:
            raise ValueError(f"{self.id}: service times cannot be negative")
        if not self.fixed_weekdays <= set(WEEKDAYS):
            raise ValueError(f"{self.id}: fixed weekdays are 0 (Monday) to 4 (Friday)")
        if self.id in self.before:
            raise ValueError(f"{self.id}: a stop cannot come before itself")
