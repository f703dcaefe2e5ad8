"""Let OR-Tools' routing library solve a case: parallel cheapest insertion, then guided local search.

Each day has its own vehicles. A customer of several visits is a node per day that may be left out, and the days on
which it is not are one of its patterns.
Source: OR-Tools 9, routing library.
"""

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from tests.benchmarks.cases import Case, Routes
from tests.benchmarks.numbers_of import run_price, runs_possible

MANDATORY = -1


def solve(case: Case, *, seconds: float, seed: int, threads: int) -> Routes | None:
    """The best runs that OR-Tools finds, or None; it has no seed and uses one thread."""
    del seed, threads
    return _Model(case).solve(seconds)


class _Model:
    """The routing model of a case: node 0 is the depot, then a node per customer and day that it allows."""

    def __init__(self, case: Case) -> None:
        self.case, self.slots = case, runs_possible(case)
        self.one_visit = all(len(pattern) == 1 for allowed in case.patterns for pattern in allowed)
        self.nodes = [(0, 0)] + [
            (customer, day)
            for customer, allowed in enumerate(case.patterns, 1)
            for day in sorted({d for p in allowed for d in p})[: 1 if self.one_visit else None]
        ]
        self.places = np.array([customer for customer, _ in self.nodes])
        self.manager = pywrapcp.RoutingIndexManager(len(self.nodes), self.slots * case.days, 0)
        self.model = pywrapcp.RoutingModel(self.manager)
        steps = self.model.RegisterTransitMatrix(case.steps[np.ix_(self.places, self.places)].tolist())
        self.model.SetArcCostEvaluatorOfAllVehicles(steps)
        self.model.SetFixedCostOfAllVehicles(run_price(case))
        self._add_loads()
        if case.has_times:
            self._add_times()
        self._add_patterns()

    def solve(self, seconds: float) -> Routes | None:
        """Search for so long."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        strategies, searches = (
            routing_enums_pb2.FirstSolutionStrategy,
            routing_enums_pb2.LocalSearchMetaheuristic,
        )
        parameters.first_solution_strategy = strategies.PARALLEL_CHEAPEST_INSERTION
        parameters.local_search_metaheuristic = searches.GUIDED_LOCAL_SEARCH
        parameters.time_limit.FromMilliseconds(int(1000 * seconds))
        found = self.model.SolveWithParameters(parameters)
        if not found:
            return None
        runs = [self._run(found, vehicle) for vehicle in range(self.slots * self.case.days)]
        return tuple(
            tuple(run for run in runs[day * self.slots : (day + 1) * self.slots] if run)
            for day in range(self.case.days)
        )

    def _run(self, found: pywrapcp.Assignment, vehicle: int) -> tuple[int, ...]:
        run, index = [], found.Value(self.model.NextVar(self.model.Start(vehicle)))
        while not self.model.IsEnd(index):
            run.append(int(self.places[self.manager.IndexToNode(index)]))
            index = found.Value(self.model.NextVar(index))
        return tuple(run)

    def _add_loads(self) -> None:
        """What is still to be delivered, and what is aboard; both are the same on leaving the depot."""
        delivered, collected = self.case.delivered[self.places], self.case.collected[self.places]
        capacities = [
            self.case.capacity[vehicle // self.slots] for vehicle in range(self.slots * self.case.days)
        ]
        self._add_load("to deliver", -delivered, capacities)
        to_deliver = self.model.GetDimensionOrDie("to deliver")
        for vehicle in range(len(capacities)):
            to_deliver.CumulVar(self.model.End(vehicle)).SetValue(0)
        if collected.any():
            self._add_load("aboard", collected - delivered, capacities)
            aboard = self.model.GetDimensionOrDie("aboard")
            for vehicle in range(len(capacities)):
                start = self.model.Start(vehicle)
                self.model.solver().Add(aboard.CumulVar(start) == to_deliver.CumulVar(start))

    def _add_load(self, name: str, moved: np.ndarray, capacities: list[int]) -> None:
        evaluator = self.model.RegisterUnaryTransitVector(moved.tolist())
        self.model.AddDimensionWithVehicleCapacity(evaluator, 0, capacities, False, name)

    def _add_times(self) -> None:
        case = self.case
        opens, closes = case.ticks(case.opens, up=True), case.ticks(np.minimum(case.closes, case.horizon))
        lasts = case.ticks(case.travel, up=True) + case.ticks(case.service, up=True)[:, None]
        evaluator = self.model.RegisterTransitMatrix(lasts[np.ix_(self.places, self.places)].tolist())
        self.model.AddDimension(evaluator, int(closes.max()), int(closes.max()), False, "time")
        time = self.model.GetDimensionOrDie("time")
        for node, (customer, _) in enumerate(self.nodes[1:], 1):
            time.CumulVar(self.manager.NodeToIndex(node)).SetRange(
                int(opens[customer]), int(closes[customer])
            )
        for vehicle in range(self.slots * case.days):
            for index in (self.model.Start(vehicle), self.model.End(vehicle)):
                time.CumulVar(index).SetRange(int(opens[0]), int(closes[0]))
            longest = case.longest[vehicle // self.slots]
            if np.isfinite(longest):
                time.SetSpanUpperBoundForVehicle(int(case.ticks(longest)), vehicle)

    def _add_patterns(self) -> None:
        """Nodes are for the vehicles of their day, or of their days when one visit is all there is to choose."""
        if self.case.days == 1:
            return
        indices: dict[int, dict[int, int]] = {}
        for node, (customer, day) in enumerate(self.nodes[1:], 1):
            index = self.manager.NodeToIndex(node)
            days = [p[0] for p in self.case.patterns[customer - 1]] if self.one_visit else [day]
            vehicles = [day * self.slots + slot for day in days for slot in range(self.slots)]
            self.model.VehicleVar(index).SetValues(
                [*([] if self.one_visit else [-1]), *vehicles]
            )  # -1: nobody
            indices.setdefault(customer, {})[day] = index
        if self.one_visit:
            return
        for customer, by_day in indices.items():
            patterns = self.case.patterns[customer - 1]
            self.model.AddDisjunction(list(by_day.values()), MANDATORY, max(map(len, patterns)))
            active = [self.model.ActiveVar(index) for index in by_day.values()]
            allowed = [[int(day in pattern) for day in by_day] for pattern in patterns]
            self.model.solver().Add(self.model.solver().AllowedAssignments(active, allowed))
