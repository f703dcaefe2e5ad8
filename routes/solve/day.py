"""Solve one weekday exactly when its stops and their crates are known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from routes.fleet import Vehicle
from routes.plan import Run
from routes.problem import Problem
from routes.solve.day_table import DayTable, day_table
from routes.solve.inputs import NEVER, ORE, DayInputs, Ints, day_inputs, vehicle_kinds
from routes.solve.route_table import RouteTable, route_table
from routes.solve.timing import time_run

MOST_STOPS = 18  # a day: the tables grow with 3 to the power of the stops
Crates = tuple[int, int]  # delivered, collected


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """The cheapest runs for every set of the day's stops."""

    weekday: int
    stops: tuple[int, ...]  # indices into problem.stops; bit i of a mask is stops[i]
    vehicles: tuple[Vehicle, ...]  # in service that day
    inputs: tuple[DayInputs, ...]  # one for each vehicle
    routes: tuple[RouteTable, ...]  # one for each vehicle
    table: DayTable  # in whole öre

    def cost_ore(self, mask: int) -> int:
        """The least cost of serving a set; NEVER if the vehicles cannot."""
        return int(self.table.cost[-1, mask])

    @property
    def is_servable(self) -> bool:
        """Whether the vehicles can serve all stops of the day."""
        return self.cost_ore((1 << len(self.stops)) - 1) < NEVER

    def runs(self, problem: Problem) -> tuple[Run, ...]:
        """The cheapest runs through all stops of the day.

        Raises
        ------
        ValueError
            If the vehicles cannot serve them.
        """
        if not self.is_servable:
            raise ValueError(f"the stops of weekday {self.weekday} cannot be served")
        runs = []
        for k, mask in enumerate(self.table.parts((1 << len(self.stops)) - 1)):
            if mask:
                order = self.routes[k].order(mask)
                run = time_run(
                    self.inputs[k],
                    order,
                    replace(problem, stops=tuple(problem.stops[i] for i in self.stops)),
                    vehicle_id=self.vehicles[k].id,
                    weekday=self.weekday,
                )
                runs.append(run)
        return tuple(runs)


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
    vehicles, inputs, routes, prices = [], [], [], []
    for alike in vehicle_kinds(problem, weekday):
        numbers = day_inputs(problem, alike[0], weekday, delivered, collected).only(list(stops))
        table = route_table(numbers)
        in_ore = prices_ore(table.price)
        for vehicle in alike:
            vehicles.append(vehicle)
            inputs.append(numbers)
            routes.append(table)
            prices.append(in_ore)
    return Day(
        weekday=weekday,
        stops=stops,
        vehicles=tuple(vehicles),
        inputs=tuple(inputs),
        routes=tuple(routes),
        table=day_table(prices or [np.full(1 << len(stops), NEVER, dtype=np.int64)]),
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
