"""Mix the runs found so far into the cheapest week, fractions allowed, and ask what each row is worth.

The model of `routes.solve.relaxation`, with calls instead of visits and with cuts:

    least    sum of route prices y
    each stop    sum of its choices x = 1
    each call    sum of the y through it >= sum of the x with it
    each fleet   sum of its y <= its slots
    each day     sum of its y <= the most runs
    each cut     sum of the y that count, each as often >= or <= its number

Prices are divided by a unit, for GLOP's tolerances are made for small numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from routes.solve.bounds.cuts import Cut, Floats, coefficients, is_least, padded
from routes.solve.bounds.duals import Duals, fleet_slots
from routes.solve.bounds.pricing import Route
from routes.solve.inputs import Ints
from routes.solve.numbers import Numbers

WARM = mathopt.SolveParameters(presolve=mathopt.Emphasis.OFF)  # presolving would forget the last optimum


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mixture:
    """The optimum over the routes so far."""

    price: float  # in the unit of Numbers
    shares: Floats  # of the routes
    reduced: Floats  # of the routes, in units
    duals: Duals
    unserved: float


class Master:
    """The linear model."""

    def __init__(self, numbers: Numbers, unit: float, scale: int, unserved_price: float) -> None:
        self.numbers, self.unit, self.scale = numbers, unit, scale
        self.routes: list[Route] = []
        self.known: set[tuple[int, tuple[int, ...]]] = set()
        self.cuts: list[Cut] = []
        self.model = model = mathopt.Model()
        self.variables: list[mathopt.Variable] = []
        self.call_rows = [model.add_linear_constraint(lb=0.0) for _ in numbers.place]
        self.fleet_rows = [model.add_linear_constraint(ub=float(n)) for n in fleet_slots(numbers)]
        self.day_rows = [model.add_linear_constraint(ub=float(n)) for n in numbers.most_runs]
        self.cut_rows: list[mathopt.LinearConstraint] = []
        self.left_out: list[mathopt.Variable] = []
        for stop in range(len(numbers.first_choice) - 1):
            self._add_stop(stop, unserved_price)
        self.solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def _add_stop(self, stop: int, unserved_price: float) -> None:
        row = self.model.add_linear_constraint(lb=1.0, ub=1.0)
        missing = self.model.add_variable(lb=0.0)
        self.left_out.append(missing)
        row.set_coefficient(missing, 1.0)
        first, last = self.numbers.first_choice[stop : stop + 2]
        visits = (self.numbers.call_of[first:last] >= 0).sum(axis=1)
        self.model.objective.set_linear_coefficient(
            missing, unserved_price * max(visits, default=1) / self.unit
        )
        for choice in range(first, last):
            x = self.model.add_variable(lb=0.0)
            row.set_coefficient(x, 1.0)
            for call in self.numbers.call_of[choice]:
                if call >= 0:
                    self.call_rows[call].set_coefficient(x, -1.0)

    def add_routes(self, routes: Iterable[Route]) -> int:
        """Let the model use more routes; how many are new."""
        new = []
        for route in routes:
            if (route.fleet, route.calls) not in self.known:
                self.known.add((route.fleet, route.calls))
                new.append(route)
        counted = [coefficients(cut, *self.arrays(new)) for cut in self.cuts] if new else []
        for k, route in enumerate(new):
            y = self.model.add_variable(lb=0.0)
            self.model.objective.set_linear_coefficient(y, route.price / self.unit)
            self.fleet_rows[route.fleet].set_coefficient(y, 1.0)
            self.day_rows[self.numbers.fleet_day[route.fleet]].set_coefficient(y, 1.0)
            for call in set(route.calls):
                self.call_rows[call].set_coefficient(y, float(route.calls.count(call)))
            for row, counts in zip(self.cut_rows, counted, strict=True):
                if counts[k]:
                    row.set_coefficient(y, float(counts[k]))
            self.variables.append(y)
        self.routes += new
        return len(new)

    def arrays(self, routes: Sequence[Route]) -> tuple[Ints, Ints]:
        """The days of the routes and their stops, as `coefficients` reads them."""
        days = np.array([self.numbers.fleet_day[route.fleet] for route in routes], dtype=np.int64)
        stops = [tuple(int(self.numbers.place[call]) - 1 for call in route.calls) for route in routes]
        return days, padded(stops)

    def add_cuts(self, cuts: Iterable[Cut]) -> None:
        """Demand more."""
        days, stops = self.arrays(self.routes)
        for cut in cuts:
            row = self.model.add_linear_constraint(**{"lb" if is_least(cut) else "ub": float(cut.runs)})
            counts = coefficients(cut, days, stops)
            for k in np.flatnonzero(counts):
                row.set_coefficient(self.variables[k], float(counts[k]))
            self.cuts.append(cut)
            self.cut_rows.append(row)

    def drop_cuts(self, idle: Iterable[int]) -> None:
        """Take back the cuts at these places."""
        for k in sorted(idle, reverse=True):
            self.model.delete_linear_constraint(self.cut_rows.pop(k))
            del self.cuts[k]

    def solve(self) -> Mixture:
        """The cheapest mixture."""
        result = self._optimum()
        factor = self.unit * self.scale

        def whole(rows: Sequence[mathopt.LinearConstraint], least: float, most: float) -> Ints:
            values = np.array(result.dual_values(rows), dtype=np.float64)
            return np.rint(np.clip(values, least, most) * factor).astype(np.int64)

        cut_duals = [
            (cut, int((whole([row], 0, np.inf) if is_least(cut) else whole([row], -np.inf, 0))[0]))
            for cut, row in zip(self.cuts, self.cut_rows, strict=True)
        ]
        return Mixture(
            price=result.objective_value() * self.unit,
            shares=np.array(result.variable_values(self.variables), dtype=np.float64),
            reduced=np.array(result.reduced_costs(self.variables), dtype=np.float64),
            duals=Duals(
                scale=self.scale,
                calls=whole(self.call_rows, 0, np.inf),
                fleets=whole(self.fleet_rows, -np.inf, 0),
                days=whole(self.day_rows, -np.inf, 0),
                cuts=tuple(cut_duals),
            ),
            unserved=sum(result.variable_values(self.left_out)),
        )

    def _optimum(self) -> mathopt.SolveResult:
        """The solver's answer; from the beginning, and then by HiGHS, where GLOP gets lost in its numbers."""
        for attempt in range(3):
            try:
                if attempt == 1:
                    self.solver = mathopt.IncrementalSolver(self.model, mathopt.SolverType.GLOP)
                if attempt == 2:
                    result = mathopt.solve(self.model, mathopt.SolverType.HIGHS)
                else:
                    result = self.solver.solve(params=WARM)
            except (RuntimeError, AttributeError):  # OR-Tools 9.15 trips over its own error of GLOP
                continue
            if result.termination.reason == mathopt.TerminationReason.OPTIMAL:
                return result
        raise ArithmeticError("no solver finds the optimum of the mixture")
