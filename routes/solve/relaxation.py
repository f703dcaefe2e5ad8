"""Bound the week from below: patterns and routes chosen together, fractions allowed, by column generation.

The model is set partitioning over routes (Balinski & Quandt 1964) with a choice of patterns for every stop
(Francis, Smilowitz & Tzur 2006):

    least    sum of choice prices x + sum of route prices y
    each stop            sum of its x = 1
    each stop and day    sum of the y through it = sum of its x with that day
    each day and kind    sum of its y <= vehicles of the kind

Prices are kronor as floats, for the solvers' tolerances are made for numbers of that size; no figure of a plan
comes from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from routes.solve.choices import Choice

Floats = NDArray[np.float64]

ROUTES_A_ROUND = 40  # of each fleet: more make fewer rounds but larger models
NO_GAIN_KR = 1e-6  # reduced costs above minus this are nil
UNSERVED_KR = 1e7  # what leaving out a visit costs in the relaxation: more than any week


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fleet:
    """The alike vehicles of one weekday and the least price of each set of stops, inf where there is none."""

    weekday: int
    vehicles: int
    route_kr: Floats  # shape (2^n,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relaxation:
    """The optimum of the relaxed week."""

    bound_kr: float
    unserved: tuple[int, ...]  # stops that even the relaxed week leaves out
    reduced_kr: tuple[Floats, ...]  # for each fleet the reduced cost of each set, shape (2^n,)

    def sets_within(self, gap_kr: float) -> int:
        """How many sets of stops, over all fleets, have a run whose reduced cost is within a gap."""
        return sum(
            int(np.count_nonzero((reduced <= gap_kr) & np.isfinite(reduced))) for reduced in self.reduced_kr
        )


def relax_week(choices: Sequence[Choice], choice_kr: Sequence[float], fleets: Sequence[Fleet]) -> Relaxation:
    """Solve the relaxation to optimality."""
    master = _Master(choices, choice_kr, fleets)
    while True:
        result = master.solve()
        reduced = [master.reduced_kr(index, result) for index in range(len(fleets))]
        found = 0
        for index, costs in enumerate(reduced):
            nearest = np.argpartition(costs, min(ROUTES_A_ROUND, len(costs) - 1))[:ROUTES_A_ROUND]
            for mask in sorted(int(m) for m in nearest if costs[m] < -NO_GAIN_KR):
                master.add_route(index, mask)
                found += 1
        if not found:
            return Relaxation(
                bound_kr=result.objective_value() - NO_GAIN_KR * sum(f.vehicles for f in fleets),
                unserved=master.unserved(result),
                reduced_kr=tuple(reduced),
            )


class _Master:
    """The linear model over the routes found so far."""

    def __init__(
        self, choices: Sequence[Choice], choice_kr: Sequence[float], fleets: Sequence[Fleet]
    ) -> None:
        self.fleets = fleets
        self.model = model = mathopt.Model()
        stops = range(1 + max(choice.stop for choice in choices))
        self.chosen = [model.add_linear_constraint(lb=1.0, ub=1.0) for _ in stops]
        self.left_out = [model.add_variable(lb=0.0) for _ in stops]
        for stop in stops:
            self.chosen[stop].set_coefficient(self.left_out[stop], 1.0)
            visits = min(len(choice.pattern) for choice in choices if choice.stop == stop)
            model.objective.set_linear_coefficient(self.left_out[stop], UNSERVED_KR * visits)
        self.visited = {
            (stop, day): model.add_linear_constraint(lb=0.0, ub=0.0)
            for stop in stops
            for day in {fleet.weekday for fleet in fleets} | {d for c in choices for d in c.pattern}
        }
        self.driven = [model.add_linear_constraint(ub=float(fleet.vehicles)) for fleet in fleets]
        for choice, price_kr in zip(choices, choice_kr, strict=True):
            x = model.add_variable(lb=0.0)
            model.objective.set_linear_coefficient(x, price_kr)
            self.chosen[choice.stop].set_coefficient(x, 1.0)
            for day in choice.pattern:
                self.visited[choice.stop, day].set_coefficient(x, -1.0)
        self.solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def add_route(self, index: int, mask: int) -> None:
        """Let the model use the route of a set by a fleet."""
        fleet = self.fleets[index]
        y = self.model.add_variable(lb=0.0)
        self.model.objective.set_linear_coefficient(y, float(fleet.route_kr[mask]))
        self.driven[index].set_coefficient(y, 1.0)
        for stop in range(len(self.chosen)):
            if mask >> stop & 1:
                self.visited[stop, fleet.weekday].set_coefficient(y, 1.0)

    def solve(self) -> mathopt.SolveResult:
        """The optimum over the routes so far."""
        return self.solver.solve()

    def reduced_kr(self, index: int, result: mathopt.SolveResult) -> Floats:
        """The price of each set less what the duals pay for it."""
        fleet = self.fleets[index]
        paid = np.full(1, result.dual_values(self.driven[index]))
        for stop in range(len(self.chosen)):
            paid = np.concatenate((paid, paid + result.dual_values(self.visited[stop, fleet.weekday])))
        reduced: Floats = fleet.route_kr - paid
        reduced[0] = np.inf
        return reduced

    def unserved(self, result: mathopt.SolveResult) -> tuple[int, ...]:
        """The stops that the optimum leaves out, even in part."""
        values = result.variable_values(self.left_out)
        return tuple(stop for stop, value in enumerate(values) if value > NO_GAIN_KR)
