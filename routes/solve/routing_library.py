"""Propose the runs of one weekday with OR-Tools' routing library.

A proposal is only which vehicle visits which stops in which order; `routes.solve.timing` decides whether and when
it can be driven. The model keeps windows, shift, capacity and the break rule; a rule that counts driving is kept
as if it counted all work, which is stricter. Prices are rounded to thousandths of the exact unit.

The number of solutions that the local search passes through ends it, so that equal calls give equal runs; the
time limit is only a guard.

Source: Min 1989 for simultaneous delivery and collection; OR-Tools' routing library, dimensions and breaks.
"""

from collections.abc import Sequence

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from routes.places import DAY_S
from routes.solve import labels
from routes.solve.inputs import DayInputs, Ints

Orders = tuple[tuple[int, ...], ...]  # for each vehicle the stops in order; empty: it stays at home

UNIT = 1000  # a price in the model is so many of 1/3 600 000 öre
PENALTY = 10**12  # of a stop left out, while the first solution is built


def propose_runs(vehicles: Sequence[DayInputs], *, solutions: int, time_limit_s: float) -> Orders | None:
    """The orders that the routing library finds for a day; None if it left out a stop or had no time.

    All of `vehicles` have the same stops, windows and crates, in the same order.
    """
    if time_limit_s <= 0 or not vehicles:
        return None
    return _DayModel(vehicles).solve(solutions, time_limit_s)


class _DayModel:
    """The routing model of a day; node 0 is the hub, node i + 1 the i-th stop."""

    def __init__(self, vehicles: Sequence[DayInputs]) -> None:
        self.vehicles, self.stops = vehicles, len(vehicles[0].opens)
        self.manager = pywrapcp.RoutingIndexManager(self.stops + 1, len(vehicles), 0)
        self.model = pywrapcp.RoutingModel(self.manager)
        self._add_prices()
        self._add_time()
        self._add_loads()
        for node in range(1, self.stops + 1):
            self.model.AddDisjunction([self.manager.NodeToIndex(node)], PENALTY)

    def solve(self, solutions: int, time_limit_s: float) -> Orders | None:
        """Build a first solution, and pass through so many by guided local search."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        parameters.first_solution_strategy = (
            routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
        )
        parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        parameters.solution_limit = solutions
        parameters.time_limit.FromMilliseconds(max(1, int(1000 * time_limit_s)))
        found = self.model.SolveWithParameters(parameters)
        return self._orders(found) if found else None

    def _add_prices(self) -> None:
        for number, inputs in enumerate(self.vehicles):
            prices = inputs.metres * inputs.metre_price // UNIT
            evaluator = self.model.RegisterTransitMatrix(prices.tolist())
            self.model.SetArcCostEvaluatorOfVehicle(evaluator, number)
            self.model.SetFixedCostOfVehicle(inputs.run_price // UNIT, number)

    def _add_time(self) -> None:
        transits = [
            self.model.RegisterTransitMatrix((inputs.seconds + _service(inputs)[:, None]).tolist())
            for inputs in self.vehicles
        ]
        self.model.AddDimensionWithVehicleTransits(transits, DAY_S, DAY_S, False, "time")
        time = self.model.GetDimensionOrDie("time")
        for stop, (opens_s, closes_s) in enumerate(
            zip(self.vehicles[0].opens, self.vehicles[0].closes, strict=True)
        ):
            index = self.manager.NodeToIndex(stop + 1)
            time.CumulVar(index).SetRange(int(opens_s), int(closes_s))
        for number, inputs in enumerate(self.vehicles):
            self._add_shift(time, number, inputs)

    def _add_shift(self, time: pywrapcp.RoutingDimension, number: int, inputs: DayInputs) -> None:
        leave_s, return_s, shift_s, _, mode, after_s, length_s, *_ = (int(x) for x in inputs.limits)
        for index in (self.model.Start(number), self.model.End(number)):
            time.CumulVar(index).SetRange(leave_s, return_s)
        time.SetSpanUpperBoundForVehicle(shift_s, number)
        time.SetSpanCostCoefficientForVehicle(inputs.second_price // UNIT, number)
        if mode != labels.NO_BREAK:
            rest = self.model.solver().FixedDurationIntervalVar(
                leave_s, return_s, length_s, True, f"rest {number}"
            )
            service = [0] * self.model.Size()
            for stop, service_s in enumerate(inputs.service):
                service[self.manager.NodeToIndex(stop + 1)] = int(service_s)
            time.SetBreakIntervalsOfVehicle([rest], number, service)
            time.SetBreakDistanceDurationOfVehicle(after_s, length_s, number)

    def _add_loads(self) -> None:
        capacities = [int(inputs.limits[labels.CAPACITY]) for inputs in self.vehicles]
        delivered, collected = self.vehicles[0].delivered, self.vehicles[0].collected
        for name, moved in (("to deliver", -delivered), ("aboard", collected - delivered)):
            evaluator = self.model.RegisterUnaryTransitVector([0, *moved.tolist()])
            self.model.AddDimensionWithVehicleCapacity(evaluator, 0, capacities, False, name)
        to_deliver, aboard = (self.model.GetDimensionOrDie(name) for name in ("to deliver", "aboard"))
        for number in range(len(self.vehicles)):
            start, end = self.model.Start(number), self.model.End(number)
            to_deliver.CumulVar(end).SetRange(0, 0)
            self.model.solver().Add(aboard.CumulVar(start) == to_deliver.CumulVar(start))

    def _orders(self, found: pywrapcp.Assignment) -> Orders | None:
        orders = []
        for number in range(len(self.vehicles)):
            order, index = [], found.Value(self.model.NextVar(self.model.Start(number)))
            while not self.model.IsEnd(index):
                order.append(self.manager.IndexToNode(index) - 1)
                index = found.Value(self.model.NextVar(index))
            orders.append(tuple(order))
        return tuple(orders) if sum(map(len, orders)) == self.stops else None


def _service(inputs: DayInputs) -> Ints:
    service = inputs.seconds[:, 0] * 0
    service[1:] = inputs.service
    return service
