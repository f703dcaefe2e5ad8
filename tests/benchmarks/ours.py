"""Let our own engine solve a case."""

from collections.abc import Iterable, Sequence

import numpy as np

from routes.solve.numbers import Numbers
from tests.benchmarks.cases import CannotState, Case, Routes
from tests.benchmarks.numbers_of import numbers_of

WARM_S = 0.5


def warm_up(case: Case, *, seed: int, threads: int) -> None:
    """Compile, or load from the cache, what the engine runs."""
    solve(tiny(case), seconds=WARM_S, seed=seed, threads=threads)


def solve(case: Case, *, seconds: float, seed: int, threads: int) -> Routes | None:
    """The best runs that the engine finds, or None if it leaves someone out."""
    try:
        from routes.solve.search import search_numbers
    except ImportError as missing:
        raise CannotState(f"the engine is not there: {missing}") from missing
    numbers = numbers_of(case)
    found = search_numbers(numbers, time_limit_s=seconds, seed=seed, threads=threads)
    if found.unserved:
        return None
    return routes_of(case, numbers, found.runs)


def routes_of(case: Case, numbers: Numbers, runs: Iterable[tuple[int, Sequence[int]]]) -> Routes:
    """The customers of each run of each day, from slots and their calls."""
    days: list[list[tuple[int, ...]]] = [[] for _ in range(case.days)]
    for slot, calls in runs:
        day = int(numbers.fleet_day[numbers.slot_fleet[slot]])
        days[day].append(tuple(int(numbers.place[call]) for call in calls))
    return tuple(tuple(run for run in day if run) for day in days)


def tiny(case: Case) -> Case:
    """A small case of the same kind, so that nothing of the case itself is learned before the clock starts."""
    customers = 6
    at = np.array([[0, 0], [3, 4], [6, 8], [4, 3], [8, 6], [5, 0], [0, 5]], dtype=np.float64)
    between = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    some = np.array([0, *[1] * customers], dtype=np.int64)
    timed = case.has_times
    return Case(
        name="tiny",
        kind=case.kind,
        distance=between,
        travel=between,
        capacity=(3,) * case.days,
        longest=(100.0 if timed else float("inf"),) * case.days,
        vehicles=None,
        opens=np.zeros(customers + 1) + 5.0 * case.has_windows * (some > 0),
        closes=np.full(customers + 1, 90.0 if timed else float("inf")),
        service=some * 1.0,
        delivered=some,
        collected=some if case.collected.any() else some * 0,
        patterns=(tuple((day,) for day in range(case.days)),) * customers,
        vehicles_first=case.vehicles_first,
    )
