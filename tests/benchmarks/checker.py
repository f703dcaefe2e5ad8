"""Check a solution against its case from scratch, and tell its true cost.

Shares nothing with the engine, the peers or the scaled numbers they read: it walks each run with the file's own
distances, times and loads. A run leaves as late as it can without being late anywhere, for that is never longer.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.benchmarks.cases import Case

HAIR = 1e-6  # floats that add up to a whole number may miss it by so much

Solution = Sequence[Sequence[Sequence[int]]]  # per day, per run: the customers in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a solution costs, and which rules it breaks, each in a sentence."""

    cost: float
    vehicles: int  # runs, all days together
    broken: tuple[str, ...]


def check(case: Case, solution: Solution) -> Verdict:
    """The cost of a solution in the file's unit, and the rules it breaks."""
    runs = [(day, run) for day, runs_of_day in enumerate(solution) for run in runs_of_day if len(run)]
    broken = [*_broken_days(case, solution), *_broken_patterns(case, runs)]
    known = [
        (day, run) for day, run in runs if day < case.days and all(1 <= c <= case.customers for c in run)
    ]
    for day, run in known:
        broken += [f"day {day + 1}, run {list(run)}: {fault}" for fault in _broken_run(case, day, run)]
    cost = sum(_length(case, run) for _, run in known)
    return Verdict(cost=cost, vehicles=len(runs), broken=tuple(broken))


def _broken_days(case: Case, solution: Solution) -> list[str]:
    broken = []
    if len(solution) != case.days:
        broken.append(f"there are {len(solution)} days, not {case.days}")
    for day, runs in enumerate(solution):
        driven = sum(1 for run in runs if len(run))
        if case.vehicles is not None and driven > case.vehicles:
            broken.append(f"day {day + 1} has {driven} runs, {case.vehicles} are allowed")
    return broken


def _broken_patterns(case: Case, runs: Sequence[tuple[int, Sequence[int]]]) -> list[str]:
    served = Counter((customer, day) for day, run in runs for customer in run)
    broken = [
        f"customer {c} is served {times} times on day {d + 1}"
        for (c, d), times in served.items()
        if times > 1
    ]
    broken += [f"there is no customer {c}" for c, _ in served if not 1 <= c <= case.customers]
    for customer, allowed in enumerate(case.patterns, 1):
        days = tuple(day for day in range(case.days) if (customer, day) in served)
        if days not in allowed:
            broken.append(f"customer {customer} is served on the days {[d + 1 for d in days]}")
    return broken


def _broken_run(case: Case, day: int, run: Sequence[int]) -> list[str]:
    return [*_broken_loads(case, day, run), *_broken_times(case, day, run)]


def _broken_loads(case: Case, day: int, run: Sequence[int]) -> list[str]:
    """The load on leaving the depot, and after every visit."""
    load = sum(int(case.delivered[customer]) for customer in run)
    fullest = load
    for customer in run:
        load += int(case.collected[customer]) - int(case.delivered[customer])
        fullest = max(fullest, load)
    if fullest > case.capacity[day]:
        return [f"the load reaches {fullest}, {case.capacity[day]} is carried"]
    return []


def _broken_times(case: Case, day: int, run: Sequence[int]) -> list[str]:
    """Arrivals when leaving at the first moment, then the duration when leaving at the last that loses nothing."""
    broken, start = [], float(case.opens[0])
    time, place = start, 0
    for customer in run:
        time = max(time + float(case.travel[place, customer]), float(case.opens[customer]))
        if time > case.closes[customer] + HAIR:
            broken.append(
                f"customer {customer} is reached at {time:g}, it closes at {case.closes[customer]:g}"
            )
        time += float(case.service[customer])
        place = customer
    end = time + float(case.travel[place, 0])
    if end > case.closes[0] + HAIR:
        broken.append(f"the depot is reached at {end:g}, it closes at {case.closes[0]:g}")
    lasts = end - _latest_start(case, run, end)
    if lasts > case.longest[day] + HAIR:
        broken.append(f"it lasts {lasts:g}, {case.longest[day]:g} is allowed")
    return broken


def _latest_start(case: Case, run: Sequence[int], end: float) -> float:
    """The latest departure that still ends the run at `end`: backwards, each visit as late as it may be."""
    time, place = end, 0
    for customer in reversed(run):
        begins = time - float(case.travel[customer, place]) - float(case.service[customer])
        time, place = min(begins, float(case.closes[customer])), customer
    return time - float(case.travel[0, place])


def _length(case: Case, run: Sequence[int]) -> float:
    places = [0, *run, 0]
    return sum(float(case.distance[a, b]) for a, b in pairwise(places))
