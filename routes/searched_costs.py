"""Price what serving only some stops of a day would cost, by search, where exact tables would be too large."""

from routes.errors import UnservableGroup
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.solve.day_numbers import day_numbers, only_stops
from routes.solve.inputs import ORE, vehicle_kinds
from routes.solve.search import CallsOfRun, search_by_steps

# With 40 steps a stop, the search found the optimum for 395 of 397 sets drawn from days of 13 to 17 stops.
_STEPS, _STEPS_A_STOP = 300, 60
_SEED = 1  # the same stops always cost the same


def count_steps(n_stops: int) -> int:
    """How many steps the search of so many stops takes."""
    return _STEPS + _STEPS_A_STOP * n_stops


class SearchedDay:
    """What sets of stops of one weekday of a plan would cost; every cost is an upper bound.

    A cost is that of the cheapest runs that a short search found for the set, from nothing and from what the
    plan's runs leave of it. They keep every rule, so serving the set never costs more; cheaper runs may exist.
    The crates are the plan's.
    """

    def __init__(self, plan: WeekPlan, problem: Problem, weekday: int) -> None:
        self._problem, self._weekday = problem, weekday
        index_of = {stop.id: index for index, stop in enumerate(problem.stops)}
        crates = {
            index_of[visit.stop_id]: (visit.delivered_crates, visit.collected_crates)
            for run in plan.runs_on(weekday)
            for visit in run.visits
        }
        self._stop_ids = tuple(problem.stops[stop].id for stop in sorted(crates))
        self._numbers = day_numbers(problem, weekday, crates)
        self._runs = self._runs_of(plan)
        self._known: dict[tuple[int, ...], int] = {(): 0}

    @property
    def stop_ids(self) -> frozenset[str]:
        """The stops of the day."""
        return frozenset(self._stop_ids)

    def cost_ore(self, stop_ids: frozenset[str]) -> int:
        """The cost in öre of serving those of the day's stops that are among these.

        Raises
        ------
        UnservableGroup
            If the search found no runs that serve them all.
        """
        stops = tuple(i for i, stop_id in enumerate(self._stop_ids) if stop_id in stop_ids)
        if stops not in self._known:
            self._known[stops] = self._search(stops)
        return self._known[stops]

    def _search(self, stops: tuple[int, ...]) -> int:
        numbers = only_stops(self._numbers, stops)
        call_of = {stop: call for call, stop in enumerate(stops)}
        kept = ((fleet, tuple(call_of[i] for i in run if i in call_of)) for fleet, run in self._runs)
        start = [(fleet, calls) for fleet, calls in kept if calls]
        prices = search_by_steps(numbers, start, seed=_SEED, steps=count_steps(len(stops)))
        if prices is None:
            raise UnservableGroup(self._weekday, tuple(self._stop_ids[stop] for stop in stops))
        return int(((2 * prices + ORE) // (2 * ORE)).sum())  # each run is rounded, as in `routes.cost`

    def _runs_of(self, plan: WeekPlan) -> list[CallsOfRun]:
        """The plan's runs: the kind of vehicle that drives each, and its stops in order."""
        place = {stop_id: i for i, stop_id in enumerate(self._stop_ids)}
        kind_of = {
            vehicle.id: kind
            for kind, vehicles in enumerate(vehicle_kinds(self._problem, self._weekday))
            for vehicle in vehicles
        }
        return [
            (kind_of[run.vehicle_id], tuple(place[visit.stop_id] for visit in run.visits))
            for run in plan.runs_on(self._weekday)
        ]
