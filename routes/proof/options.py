"""List the ways to visit a stop in a week, with the crates of each visit: read off the rules, not the solver."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from routes.places import WEEKDAYS, Stop
from routes.proof.numbers import Moved

VISITS_APART = (2, 3)  # so many visits a week are never on two weekdays in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Weekdays that a stop may be visited on."""

    days: tuple[int, ...]
    gaps: tuple[int, ...]  # service days back from each of the days to the visit before
    moved: tuple[Moved, ...]  # on each of the days

    def on(self, weekday: int) -> Moved:
        """The crates moved on one of the days."""
        return self.moved[self.days.index(weekday)]


def list_options(stop: Stop) -> tuple[Option, ...]:
    """Every choice of weekdays that keeps the rules on visits a week; none if there is no such choice."""
    every = (days for count in range(1, 1 + len(WEEKDAYS)) for days in combinations(WEEKDAYS, count))
    return tuple(
        Option(days=days, gaps=_gaps(days), moved=tuple(_moved(stop, gap) for gap in _gaps(days)))
        for days in every
        if _is_allowed(stop, days)
    )


def least_moved(options: Sequence[Option], weekday: int) -> Moved | None:
    """The least crates that any option moves on a weekday; None if none visits then."""
    moved = [option.on(weekday) for option in options if weekday in option.days]
    return (min(d for d, _ in moved), min(c for _, c in moved)) if moved else None


def _is_allowed(stop: Stop, days: tuple[int, ...]) -> bool:
    return (
        stop.visits_fewest <= len(days) <= stop.visits_most
        and stop.fixed_weekdays <= set(days)
        and all(stop.windows[day] is not None for day in days)
        and max(_gaps(days)) <= stop.longest_gap_days
        and (len(days) not in VISITS_APART or all(later - day > 1 for day, later in pairwise(days)))
    )


def _gaps(days: tuple[int, ...]) -> tuple[int, ...]:
    """Service days back from each day to the visit before it, which may be last week's."""
    before = (days[-1] - len(WEEKDAYS), *days[:-1])
    return tuple(day - last for last, day in zip(before, days, strict=True))


def _moved(stop: Stop, gap: int) -> Moved:
    return _gathered(stop.crates_in_per_week, gap), _gathered(stop.crates_out_per_week, gap)


def _gathered(crates_per_week: Fraction, gap: int) -> int:
    return -int(-crates_per_week * gap // len(WEEKDAYS))
