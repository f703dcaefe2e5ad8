"""Tell how many days a book takes from one library to another in an ordinary week, on the average."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from logistics.dataset import Flow
from routes.places import WEEKDAYS
from routes.plan import WeekPlan

DAYS_A_WEEK = 7

Pair = tuple[str, str]  # the ids of the stops that a book goes from and to


def mean_days_to_arrival(
    plan: WeekPlan, flows: Sequence[Flow], *, dropped_directly: bool = False
) -> Fraction:
    """Calendar days from hand-in to arrival, over all crates of a week, handed in evenly from Monday to Friday.

    A book is handed in before that day's van has come, if one comes. It leaves with the next visit, is sorted at
    the hub overnight, and arrives with the first visit of its library on a later day. Where books are
    `dropped_directly`, one whose library comes later on the same run arrives that day. Without any crates in the
    flows all pairs of visited stops count alike; 0 if there are none.
    """
    weights = {(flow.from_stop, flow.to_stop): flow.crates_per_week for flow in flows}
    visited = sorted({visit.stop_id for run in plan.runs for visit in run.visits})
    if not any(weights.values()):
        weights = dict.fromkeys(permutations(visited, 2), Fraction(1))
    if not weights:
        return Fraction(0)
    patterns = {stop_id: plan.pattern_of(stop_id) for stop_id in visited}
    direct = _direct_days(plan) if dropped_directly else {}
    total = sum(
        weight * _mean_days(patterns[pair[0]], patterns[pair[1]], direct.get(pair, frozenset()))
        for pair, weight in weights.items()
    )
    return Fraction(total) / sum(weights.values())


def _mean_days(origin: tuple[int, ...], destination: tuple[int, ...], direct: frozenset[int]) -> Fraction:
    """The mean over the weekdays of handing in."""
    days = 0
    for handed_in in WEEKDAYS:
        collected = _next_visit(origin, handed_in)
        is_direct = collected % DAYS_A_WEEK in direct
        days += (collected if is_direct else _next_visit(destination, collected + 1)) - handed_in
    return Fraction(days, len(WEEKDAYS))


def _next_visit(pattern: tuple[int, ...], day: int) -> int:
    """The first day from `day` on that has a visit, counted from the Monday of the first week."""
    return next(later for later in range(day, day + DAYS_A_WEEK) if later % DAYS_A_WEEK in pattern)


def _direct_days(plan: WeekPlan) -> Mapping[Pair, frozenset[int]]:
    """The weekdays on which one stop comes after another on the same run."""
    days: dict[Pair, frozenset[int]] = {}
    for run in plan.runs:
        order = [visit.stop_id for visit in run.visits]
        for n, first in enumerate(order):
            for later in order[n + 1 :]:
                days[first, later] = days.get((first, later), frozenset()) | {run.weekday}
    return days
