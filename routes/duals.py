"""Hold the dual prices that a bound on the cost of a week is recomputed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DAYS = 5  # Monday to Friday


@dataclass(frozen=True, slots=True, kw_only=True)
class Duals:
    """What a visit is worth, in 1/3 600 000 öre; any numbers give a valid bound, good ones a high bound.

    See `routes.proof` for the bound that follows from them, and why.
    """

    visits: Mapping[str, tuple[int, ...]]  # by stop id, for each weekday; a stop left out is worth nothing
    runs: tuple[int, ...] = (0,) * DAYS  # for each weekday, 0 or less: a run, where runs are scarce
    by_gap: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    # by stop id, for each weekday and 1 to 5 service days since the visit before: in place of `visits`

    def __post_init__(self) -> None:
        days = (self.runs, *self.visits.values(), *self.by_gap.values())
        gaps = (worth for weekdays in self.by_gap.values() for worth in weekdays)
        if any(len(worth) != DAYS for worth in (*days, *gaps)):
            raise ValueError(f"one number for each weekday: {self}")
        if max(self.runs) > 0:
            raise ValueError(f"a scarce run is never worth more than nothing: {self.runs}")
