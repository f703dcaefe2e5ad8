"""State a case as the whole numbers that the engine and the bounds read."""

import numpy as np

from routes.solve.limits import NO_BREAK, NOBODY
from routes.solve.numbers import Numbers
from tests.benchmarks.cases import ROOM, CannotState, Case, Ints


def numbers_of(case: Case) -> Numbers:
    """The numbers of a case: one fleet and its slots a day, one call per customer and day.

    Prices are whole steps of distance; fewest vehicles first is a price per run above any sum of distances.
    """
    n, days, slots = case.customers, case.days, runs_possible(case)
    calls = [
        (i, day) for i, allowed in enumerate(case.patterns) for day in sorted({d for p in allowed for d in p})
    ]
    number = {call: k for k, call in enumerate(calls)}
    stop, day = np.array(calls, dtype=np.int64).reshape(-1, 2).T.copy()
    choices = [(i, pattern) for i, allowed in enumerate(case.patterns) for pattern in allowed]
    opens, closes, service, seconds = _times(case)
    return Numbers(
        seconds=seconds[None],
        metres=case.steps[None],
        fleet_day=np.arange(days),
        fleet_ways=np.zeros(days, dtype=np.int64),
        limits=np.array([_limits(case, d, opens, closes) for d in range(days)], dtype=np.int64),
        metre_price=np.ones(days, dtype=np.int64),
        second_price=np.zeros(days, dtype=np.int64),
        run_price=np.full(days, run_price(case)),
        turnaround=np.zeros(days, dtype=np.int64),
        may_serve=np.ones((days, n), dtype=np.bool_),
        slot_fleet=np.repeat(np.arange(days), slots),
        slot_vehicle=np.tile(np.arange(slots), days),
        first_slot=np.arange(days + 1) * slots,
        most_runs=np.full(days, slots),
        before=np.zeros((0, 0), dtype=np.bool_),
        first_choice=np.searchsorted([i for i, _ in choices], np.arange(n + 1)).astype(np.int64),
        call_of=np.array(
            [[number[i, d] if d in pattern else NOBODY for d in range(days)] for i, pattern in choices],
            dtype=np.int64,
        ).reshape(-1, days),
        first_call=np.searchsorted(stop, np.arange(n + 1)).astype(np.int64),
        place=stop + 1,
        call_day=day,
        opens=opens[stop + 1],
        closes=closes[stop + 1],
        service=service[stop + 1],
        delivered=case.delivered[stop + 1],
        collected=case.collected[stop + 1],
    )


def run_price(case: Case) -> int:
    """What one more run costs beside its distance: more than all distance, or nothing."""
    if not case.vehicles_first:
        return 0
    farthest = case.steps.max(axis=1)  # every visit is left once, and every run leaves the depot
    visits = [max(len(pattern) for pattern in allowed) for allowed in case.patterns]
    return int(farthest[1:] @ visits + farthest[0] * sum(visits)) + 1


def runs_possible(case: Case) -> int:
    """How many runs a day are enough to try: the stated vehicles, or ample for any number of them."""
    if case.vehicles is not None:
        return case.vehicles
    if case.has_times:
        return case.customers
    load = max(int(case.delivered.sum()), int(case.collected.sum()))
    return min(case.customers, 3 * -(-load // max(1, min(case.capacity))) + 10)


def _times(case: Case) -> tuple[Ints, Ints, Ints, Ints]:
    """Openings, closings, service times (each by place) and travel times; all idle when times forbid nothing."""
    if not case.has_times:
        places = case.customers + 1
        idle = np.zeros(places, dtype=np.int64)
        return idle, np.full(places, ROOM), idle, np.zeros((places, places), dtype=np.int64)
    closes = np.minimum(case.closes, case.horizon)
    return (
        case.ticks(case.opens, up=True),
        case.ticks(closes),
        case.ticks(case.service, up=True),
        case.ticks(case.travel, up=True),
    )


def _limits(case: Case, day: int, opens: Ints, closes: Ints) -> tuple[int, ...]:
    longest = case.longest[day]
    shift = int(case.ticks(longest)) if case.has_times and np.isfinite(longest) else ROOM
    capacity = min(case.capacity[day], int(case.delivered.sum() + case.collected.sum()))
    if capacity >= ROOM:
        raise CannotState(f"{case.name}: the loads are too fine for the engine's whole numbers")
    last = int(opens.max())
    return (int(opens[0]), int(closes[0]), shift, capacity, NO_BREAK, 0, 0, last, last)
