"""Find the cheapest days and weeks by trying everything: plain, and not a line shared with the solver."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import ceil, floor

from routes.fleet import Vehicle
from routes.places import Stop
from routes.problem import Problem
from tests.routes.brute_run import Crates, Load, Moments, drives


class BruteWeek:
    """Every choice of patterns, every share of the stops among the vehicles, every chain of runs of a vehicle."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.runs: dict[object, dict[Moments, int]] = {}
        self.vehicle_days: dict[object, dict[int, int]] = {}
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
        """The least cost of one day: every vehicle takes any share, in any number of runs, if not too many."""
        staffed = day in self.problem.hub.weekdays
        vehicles = [vehicle for vehicle in self.problem.vehicles if staffed and day in vehicle.weekdays]
        most = self.problem.most_runs.get(day, len(loads))
        costs = []
        for shares in product(range(len(vehicles)), repeat=len(loads)):
            taken = [
                tuple(w for w, s in zip(loads, shares, strict=True) if s == k) for k in range(len(vehicles))
            ]
            by_runs = [
                self._vehicle_day(v, day, part).items() for v, part in zip(vehicles, taken, strict=True)
            ]
            costs += [
                sum(cost for _, cost in choice)
                for choice in product(*by_runs)
                if sum(runs for runs, _ in choice) <= most
            ]
        return min(costs, default=None)

    def _vehicle_day(self, vehicle: Vehicle, day: int, loads: tuple[Load, ...]) -> dict[int, int]:
        """The least cost of taking these loads with one vehicle, by its number of runs."""
        if not loads:
            return {0: 0}
        key = (vehicle.id, day, loads)
        if key not in self.vehicle_days:
            costs = {
                runs: [self._chain_cost(vehicle, day, parts) for parts in _parts(loads, runs)]
                for runs in range(1, min(vehicle.runs_most, len(loads)) + 1)
            }
            self.vehicle_days[key] = {
                runs: min(cost for cost in found if cost is not None)
                for runs, found in costs.items()
                if any(cost is not None for cost in found)
            }
        return self.vehicle_days[key]

    def _chain_cost(self, vehicle: Vehicle, day: int, parts: Sequence[tuple[Load, ...]]) -> int | None:
        """The least cost of these runs one after the other, in this order."""
        chains = self._run_costs(vehicle, day, parts[0])
        for part in parts[1:]:
            longer: dict[Moments, int] = {}
            for (first, last), cost in chains.items():
                for (depart, back), run_cost in self._run_costs(vehicle, day, part).items():
                    if depart >= last + vehicle.turnaround_s and back - first <= vehicle.longest_shift_s:
                        total = cost + run_cost
                        longer[first, back] = min(total, longer.get((first, back), total))
            chains = longer
        return min(chains.values(), default=None)

    def _run_costs(self, vehicle: Vehicle, day: int, loads: tuple[Load, ...]) -> dict[Moments, int]:
        """What a run costs by its departure and return, without those that another one makes needless."""
        stops = [self.problem.stops[i] for i, _ in loads]
        detour_day = day if (vehicle.id, day) in self.problem.detours else None
        key = (vehicle.id, loads, tuple(stop.windows[day] for stop in stops), detour_day)
        if key not in self.runs:
            prices: dict[Moments, Fraction] = {}
            for drive in drives(self.problem, vehicle, day, loads):
                for moments, price in drive.prices.items():
                    prices[moments] = min(price, prices.get(moments, price))
            self.runs[key] = _needed({m: floor(price + Fraction(1, 2)) for m, price in prices.items()})
        return self.runs[key]


def _parts(loads: Sequence[Load], runs: int) -> Iterator[list[tuple[Load, ...]]]:
    """Every way to share loads among a first, a second, ... run, none of them empty."""
    for numbers in product(range(runs), repeat=len(loads)):
        parts = [tuple(w for w, n in zip(loads, numbers, strict=True) if n == k) for k in range(runs)]
        if all(parts):
            yield parts


def _needed(costs: dict[Moments, int]) -> dict[Moments, int]:
    """The runs to which no other is preferred: leaving no sooner, back no later and no dearer."""
    return {
        (depart, back): cost
        for (depart, back), cost in costs.items()
        if not any(
            other != (depart, back) and other[0] >= depart and other[1] <= back and other_cost <= cost
            for other, other_cost in costs.items()
        )
    }


def patterns_on_paper(stop: Stop) -> list[tuple[int, ...]]:
    """Every set of open weekdays with the right number of visits, spread, and no gap too long."""
    return [
        days
        for visits in range(stop.visits_fewest, stop.visits_most + 1)
        for days in combinations(range(5), visits)
        if all(stop.windows[day] is not None for day in days)
        and all(day in days for day in stop.fixed_weekdays)
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
