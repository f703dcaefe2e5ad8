"""Find the weekdays on which a stop may be visited, and the crates that each visit moves."""

from itertools import combinations, pairwise
from math import ceil

from routes.places import WEEKDAYS, Stop

Pattern = tuple[int, ...]  # ascending weekdays on which a stop is visited

SPREAD_VISITS = (2, 3)  # so many visits a week never fall on two weekdays in a row


def gap_days(pattern: Pattern, weekday: int) -> int:
    """Service days since the previous visit of `pattern`, the weekend skipped: 5 for a single weekly visit."""
    previous = pattern[pattern.index(weekday) - 1]
    return (weekday - previous - 1) % len(WEEKDAYS) + 1


def delivered_crates(stop: Stop, gap: int) -> int:
    """Crates brought to `stop` at a visit `gap` service days after the last one, rounded up to whole crates."""
    return ceil(stop.crates_in_per_week * gap / len(WEEKDAYS))


def collected_crates(stop: Stop, gap: int) -> int:
    """Crates fetched from `stop` at a visit `gap` service days after the last one, rounded up to whole crates."""
    return ceil(stop.crates_out_per_week * gap / len(WEEKDAYS))


def is_spread(pattern: Pattern) -> bool:
    """Whether two or three visits a week have days between them (Friday to Monday counts as apart)."""
    return len(pattern) not in SPREAD_VISITS or all(b - a > 1 for a, b in pairwise(pattern))


def allowed_patterns(stop: Stop) -> tuple[Pattern, ...]:
    """Every pattern that visits a week, open and fixed days, spread and longest gap allow; may be empty."""
    open_days = [day for day in WEEKDAYS if stop.windows[day] is not None]
    return tuple(
        pattern
        for visits in range(stop.visits_fewest, stop.visits_most + 1)
        for pattern in combinations(open_days, visits)
        if stop.fixed_weekdays <= set(pattern)
        and is_spread(pattern)
        and all(gap_days(pattern, day) <= stop.longest_gap_days for day in pattern)
    )
