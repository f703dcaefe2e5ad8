"""Find the cheapest runs, days and weeks by trying everything: plain, and not a line shared with the solver.

Exact for problems whose times are all whole ticks: departure and break may then be taken to begin and end
on a tick, for every rule compares sums of whole ticks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise, permutations, product
from math import ceil, floor

import numpy as np

from routes.fleet import Vehicle
from routes.places import Stop
from routes.problem import Problem

TICK_S = 20 * 60
Crates = tuple[int, int]  # delivered, collected
Load = tuple[int, Crates]  # index into problem.stops, and its crates


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """The least exact prices in öre of serving some stops with one run; None where no run is allowed."""

    price: Fraction | None
    unwaited: Fraction | None  # least price of an allowed run, its waiting not counted


def cheapest_run(problem: Problem, vehicle: Vehicle, weekday: int, loads: Sequence[Load]) -> Cheapest:
    """Try every order, departure and break."""
    found = [_try_order(problem, vehicle, weekday, order) for order in permutations(loads)]
    allowed = [result for result in found if result is not None]
    return Cheapest(
        price=min((price for price, _ in allowed), default=None),
        unwaited=min((unwaited for _, unwaited in allowed), default=None),
    )


class BruteWeek:
    """Every choice of patterns and every share of the stops among the vehicles."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.runs: dict[object, int | None] = {}
        self.days: dict[object, int | None] = {}

    def cost_ore(self) -> int | None:
        """The least cost of a week; None where no week is allowed."""
        patterns = [patterns_on_paper(stop) for stop in self.problem.stops]
        weeks = (self.cost_of(chosen) for chosen in product(*patterns))
        return min((cost for cost in weeks if cost is not None), default=None)

    def cost_of(self, patterns: Sequence[tuple[int, ...]]) -> int | None:
        """The least cost of a week with these patterns."""
        total = 0
        for day in range(5):
            loads = tuple(
                (i, crates_on_paper(self.problem.stops[i], pattern, day))
                for i, pattern in enumerate(patterns)
                if day in pattern
            )
            if (day, loads) not in self.days:
                self.days[day, loads] = self.cost_of_day(day, loads)
            cost = self.days[day, loads]
            if cost is None:
                return None
            total += cost
        return total

    def cost_of_day(self, day: int, loads: Sequence[Load]) -> int | None:
        """The least cost of one day: every vehicle in service takes any share."""
        vehicles = [vehicle for vehicle in self.problem.vehicles if day in vehicle.weekdays]
        costs = []
        for shares in product(range(len(vehicles)), repeat=len(loads)):
            runs = [
                self._run_cost(vehicle, day, tuple(w for w, s in zip(loads, shares, strict=True) if s == k))
                for k, vehicle in enumerate(vehicles)
            ]
            if None not in runs:
                costs.append(sum(runs))
        return min(costs, default=None)

    def _run_cost(self, vehicle: Vehicle, day: int, loads: tuple[Load, ...]) -> int | None:
        if not loads:
            return 0
        key = (vehicle.id, loads, tuple(self.problem.stops[i].windows[day] for i, _ in loads))
        if key not in self.runs:
            price = cheapest_run(self.problem, vehicle, day, loads).price
            self.runs[key] = None if price is None else floor(price + Fraction(1, 2))
        return self.runs[key]


def patterns_on_paper(stop: Stop) -> list[tuple[int, ...]]:
    """Every set of open weekdays with the right number of visits, spread, and no gap too long."""
    return [
        days
        for visits in range(stop.visits_fewest, stop.visits_most + 1)
        for days in combinations(range(5), visits)
        if all(stop.windows[day] is not None for day in days)
        and not (visits in (2, 3) and any(day + 1 in days for day in days))
        and max(_gaps(days).values()) <= stop.longest_gap_days
    ]


def crates_on_paper(stop: Stop, pattern: Sequence[int], day: int) -> Crates:
    """Crates that gathered since the visit before, each way, rounded up."""
    share = Fraction(_gaps(pattern)[day], 5)
    return ceil(stop.crates_in_per_week * share), ceil(stop.crates_out_per_week * share)


def _gaps(days: Sequence[int]) -> dict[int, int]:
    """Service days since the visit before, by writing two weeks one after the other."""
    two_weeks = [*days, *(day + 5 for day in days)]
    return {b - 5: b - a for a, b in pairwise(two_weeks) if b >= 5}


def _try_order(
    problem: Problem, vehicle: Vehicle, weekday: int, order: Sequence[Load]
) -> tuple[Fraction, Fraction] | None:
    """The least price of an order, with waiting paid and not."""
    if _fullest([crates for _, crates in order]) > vehicle.capacity_crates:
        return None
    ways = problem.travel[vehicle.id]
    stops = [problem.stops[i] for i, _ in order]
    places = [problem.hub.place_id, *(stop.place_id for stop in stops), problem.hub.place_id]
    legs_s = [ways.leg_s(a, b) for a, b in pairwise(places)]
    service_s = [
        s.service_fixed_s + s.service_per_crate_s * sum(c) for s, (_, c) in zip(stops, order, strict=True)
    ]
    spans = [stop.windows[weekday] for stop in stops]
    if None in spans:
        return None
    result = _least_seconds(vehicle, legs_s, service_s, [(w.opens_s, w.closes_s) for w in spans])
    if result is None:
        return None
    metres = sum(ways.leg_m(a, b) for a, b in pairwise(places))
    driven = vehicle.fixed_ore + Fraction(vehicle.per_km_ore * metres, 1000)
    return tuple(driven + Fraction(vehicle.per_hour_ore * seconds, 3600) for seconds in result)


def _fullest(crates: Sequence[Crates]) -> int:
    """The most crates on board at any point: those still to be delivered and those already collected."""
    return max(
        sum(delivered for delivered, _ in crates[done:]) + sum(collected for _, collected in crates[:done])
        for done in range(len(crates) + 1)
    )


def _least_seconds(
    vehicle: Vehicle, legs_s: list[int], service_s: list[int], spans: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The shortest allowed shift over all departures and breaks, and the shortest with no waiting counted."""
    depart, rest, rested = _clock_grid(vehicle)  # all combinations side by side
    now, allowed = depart.copy(), np.ones(len(depart), dtype=bool)
    driven_before = np.zeros_like(depart)
    for leg, driving_s in enumerate(legs_s):
        driven_before += np.clip(rest - now, 0, driving_s)
        arrive = now + driving_s + np.where((rest >= now) & (rest < now + driving_s), rested - rest, 0)
        if leg == len(spans):
            now = arrive
            break
        opens_s, closes_s = spans[leg]
        begin = np.maximum(arrive, opens_s)
        begin = np.where((rest < begin + service_s[leg]) & (begin < rested), rested, begin)
        allowed &= begin <= closes_s
        now = begin + service_s[leg]
    has_rest = rested > rest
    shift = now - depart
    allowed &= (now <= vehicle.latest_return_s) & (shift <= vehicle.longest_shift_s)
    allowed &= ~has_rest | (rested <= now)
    rule = vehicle.break_rule
    if rule:
        if rule.counts == "work":
            before, after = np.where(has_rest, rest - depart, shift), np.where(has_rest, now - rested, 0)
        else:
            before, after = driven_before, sum(legs_s) - driven_before
        allowed &= (before <= rule.after_s) & (after <= rule.after_s)
    if not allowed.any():
        return None
    working_s = sum(legs_s) + sum(service_s)
    unwaited = working_s + np.where(has_rest, rule.length_s if rule else 0, 0)
    return int(shift[allowed].min()), int(unwaited[allowed].min())


NO_REST_S = 10**6  # long after every run


def _clock_grid(vehicle: Vehicle) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every departure with no break (one that begins and ends at NO_REST_S) and with every break."""
    rule = vehicle.break_rule
    return _grid(
        vehicle.earliest_departure_s,
        vehicle.latest_return_s,
        vehicle.longest_shift_s,
        rule.length_s if rule else 0,
    )


@lru_cache(maxsize=64)
def _grid(first_s: int, last_s: int, shift_s: int, break_s: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ticks = range(first_s, last_s + 1, TICK_S)
    moments = [(depart, NO_REST_S, NO_REST_S) for depart in ticks]
    if break_s:
        moments += list(_breaks(ticks, shift_s, break_s))
    depart, rest, rested = np.array(moments, dtype=np.int64).T
    return depart, rest, rested


def _breaks(ticks: Sequence[int], shift_s: int, break_s: int) -> Iterator[tuple[int, int, int]]:
    for depart, rest, rested in product(ticks, repeat=3):
        if depart <= rest and rested - rest >= break_s and rested - depart <= shift_s:
            yield depart, rest, rested
