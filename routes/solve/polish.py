"""Drive the calls of single days better than the search over weeks left them.

A day of few stops is solved exactly. For a longer one the routing library proposes runs, and each run that is
short enough gets its exact order. A proposal is taken only if it can be timed and is cheaper.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.solve.day import Crates, solve_day, spread_crates
from routes.solve.inputs import NEVER, DayInputs, day_inputs
from routes.solve.insertion import price_run
from routes.solve.route_table import cheapest_run
from routes.solve.routing_library import propose_runs
from routes.solve.week_numbers import WeekNumbers, WeekOrders

EXACT_STOPS = 12  # a day, or a run of a longer day: its tables take less than 0.1 s
SOLUTIONS = 30  # that the routing library passes through, 0.5 s on a day of 22 stops

Runs = dict[int, tuple[int, ...]]  # by vehicle, an index into problem.vehicles


@dataclass(slots=True, kw_only=True)
class Polish:
    """Improves days, each set of calls only once."""

    problem: Problem
    numbers: WeekNumbers
    left_s: Callable[[], float]
    _known: dict[tuple[int, ...], Runs] = field(default_factory=dict)

    def improve(self, week: WeekOrders) -> None:
        """Change every day of `week` that can be driven cheaper, as long as there is time left."""
        for day in WEEKDAYS:
            calls = tuple(
                sorted(call for v in range(len(self.problem.vehicles)) for call in week.run(day, v))
            )
            if not calls or self.left_s() <= 0:
                continue
            if calls not in self._known:
                self._known[calls] = self._best_runs(day, calls)
            self._take(week, day, self._known[calls])

    def _best_runs(self, day: int, calls: tuple[int, ...]) -> Runs:
        crates = self.numbers.crates(calls)
        call_of = dict(zip(crates, calls, strict=True))
        runs = (self._exact if len(calls) <= EXACT_STOPS else self._proposed)(day, crates)
        return {vehicle: tuple(call_of[stop] for stop in order) for vehicle, order in runs.items()}

    def _exact(self, day: int, crates: dict[int, Crates]) -> Runs:
        """The cheapest runs through these stops; none if the vehicles cannot serve them."""
        solved = solve_day(self.problem, day, crates)
        if not solved.is_servable:
            return {}
        return {
            self.problem.vehicles.index(vehicle): tuple(solved.stops[i] for i in routes.order(mask))
            for vehicle, routes, mask in zip(
                solved.vehicles, solved.routes, solved.table.parts((1 << len(crates)) - 1), strict=True
            )
            if mask
        }

    def _proposed(self, day: int, crates: dict[int, Crates]) -> Runs:
        """The routing library's runs through these stops; none if it left out a stop."""
        stops = sorted(crates)
        driving = [i for i, vehicle in enumerate(self.problem.vehicles) if day in vehicle.weekdays]
        moved = spread_crates(self.problem, crates)
        inputs = [
            day_inputs(self.problem, self.problem.vehicles[i], day, *moved).only(stops) for i in driving
        ]
        proposed = propose_runs(inputs, solutions=SOLUTIONS, time_limit_s=self.left_s())
        return {
            vehicle: tuple(stops[i] for i in _exact_order(numbers, order))
            for vehicle, numbers, order in zip(driving, inputs, proposed or (), strict=bool(proposed))
            if order
        }

    def _take(self, week: WeekOrders, day: int, runs: Runs) -> None:
        """Put `runs` into the week if they can be timed and cost less."""
        orders = [np.array(runs.get(v, ()), dtype=np.int64) for v in range(len(self.problem.vehicles))]
        prices = [int(price_run(self.numbers, day, v, order)) for v, order in enumerate(orders)]
        if not runs or max(prices) >= NEVER or sum(prices) >= int(week.prices[day].sum()):
            return
        for vehicle, order in enumerate(orders):
            week.calls[day, vehicle, : len(order)] = order
            week.counts[day, vehicle], week.prices[day, vehicle] = len(order), prices[vehicle]


def _exact_order(inputs: DayInputs, order: tuple[int, ...]) -> tuple[int, ...]:
    """The cheapest order of a run's stops; `order` itself if they are many, or if no order is allowed."""
    if not order or len(order) > EXACT_STOPS:
        return order
    _price, cheapest = cheapest_run(inputs.only(list(order)))
    return tuple(order[i] for i in cheapest) or order
