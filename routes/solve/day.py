"""Solve one weekday exactly when its stops and their crates are known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from routes.fleet import Vehicle
from routes.plan import Run
from routes.problem import Problem
from routes.solve.day_table import DayTable, day_table
from routes.solve.inputs import NEVER, ORE, DayInputs, Ints, day_inputs, vehicle_kinds
from routes.solve.route_table import RouteTable, route_table
from routes.solve.sequencing import order_of, share_runs

MOST_STOPS = 20  # a day: the tables grow with 3 to the power of the stops
Crates = tuple[int, int]  # delivered, collected


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """The cheapest runs for every set of the day's stops.

    Where a vehicle may make several runs a day, a cost is that of runs which it may not find the time for, one
    after the other: then `is_exact` is false and a cost is a bound.
    """

    weekday: int
    stops: tuple[int, ...]  # indices into problem.stops; bit i of a mask is stops[i]
    kinds: tuple[tuple[Vehicle, ...], ...]  # the vehicles that drive that day, alike ones together
    inputs: tuple[DayInputs, ...]  # one for each kind, over all of problem.stops
    routes: tuple[RouteTable, ...]  # one for each kind
    table: DayTable  # in whole öre

    @property
    def is_exact(self) -> bool:
        """Whether every cost is that of runs which keep all rules."""
        return all(vehicle.runs_most == 1 for kind in self.kinds for vehicle in kind)

    def cost_ore(self, mask: int) -> int:
        """The least cost of serving a set; NEVER if the vehicles cannot."""
        return int(self.table.cost[-1, mask])

    @property
    def is_servable(self) -> bool:
        """Whether the vehicles can serve all stops of the day."""
        return self.cost_ore((1 << len(self.stops)) - 1) < NEVER

    def orders(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each kind the runs through all stops of the day at least cost, as indices into problem.stops.

        Raises
        ------
        ValueError
            If the vehicles cannot serve them.
        """
        if not self.is_servable:
            raise ValueError(f"the stops of weekday {self.weekday} cannot be served")
        parts = self.table.parts((1 << len(self.stops)) - 1)
        return tuple(
            tuple(tuple(self.stops[i] for i in routes.order(mask)) for mask in masks)
            for routes, masks in zip(self.routes, parts, strict=True)
        )

    def runs(self, problem: Problem) -> tuple[Run, ...]:
        """The cheapest runs through all stops of the day.

        Raises
        ------
        ValueError
            If the vehicles cannot serve them, or find no time for second runs.
        """
        timed: list[Run] = []
        for vehicles, inputs, orders in zip(self.kinds, self.inputs, self.orders(), strict=True):
            shared = share_runs(
                [order_of(inputs, order) for order in orders], vehicles, problem, self.weekday
            )
            if len(shared) < len(orders):
                raise ValueError(f"the second runs of weekday {self.weekday} were not fitted in")
            timed.extend(shared)
        return tuple(timed)


def solve_day(problem: Problem, weekday: int, crates: Mapping[int, Crates]) -> Day:
    """The day on which these stops (indices into problem.stops) get and give these crates.

    Raises
    ------
    ValueError
        If the day has more stops than the tables hold.
    """
    if len(crates) > MOST_STOPS:
        raise ValueError(f"{len(crates)} stops on weekday {weekday}: the exact tables hold {MOST_STOPS}")
    stops = tuple(sorted(crates))
    delivered, collected = spread_crates(problem, crates)
    kinds = vehicle_kinds(problem, weekday)
    inputs = [day_inputs(problem, alike[0], weekday, delivered, collected) for alike in kinds]
    routes = [route_table(numbers.only(list(stops))) for numbers in inputs]
    prices = [prices_ore(table.price) for table in routes]
    return Day(
        weekday=weekday,
        stops=stops,
        kinds=kinds,
        inputs=tuple(inputs),
        routes=tuple(routes),
        table=day_table(
            prices or [np.full(1 << len(stops), NEVER, dtype=np.int64)],
            [sum(vehicle.runs_most for vehicle in alike) for alike in kinds] or [0],
            problem.most_runs.get(weekday),
        ),
    )


def prices_ore(prices: Ints) -> Ints:
    """Exact prices in whole öre, a half öre upward as in `routes.cost.round_ore`."""
    return np.where(prices < NEVER, (2 * prices + ORE) // (2 * ORE), NEVER)


def spread_crates(problem: Problem, crates: Mapping[int, Crates]) -> tuple[Ints, Ints]:
    """What every stop gets and gives, shapes (n,), 0 for a stop without crates."""
    spread = np.zeros((2, len(problem.stops)), dtype=np.int64)
    for stop, moved in crates.items():
        spread[:, stop] = moved
    return spread[0], spread[1]
