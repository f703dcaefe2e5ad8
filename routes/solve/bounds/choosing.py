"""Choose whole runs among listed ones with HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np
from ortools.math_opt.python import mathopt

from routes.solve.bounds.cuts import Cut, coefficients, is_least, padded
from routes.solve.bounds.duals import fleet_slots
from routes.solve.bounds.pricing import Route
from routes.solve.numbers import Numbers

CHOSEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The cheapest choice."""

    routes: tuple[Route, ...] | None  # None: none was found
    bound: float  # no choice costs less; in the unit of Numbers
    is_proven: bool  # nothing cheaper exists among the routes


def choose_routes(
    numbers: Numbers, routes: Sequence[Route], cuts: Sequence[Cut], *, unit: float, time_limit_s: float
) -> Chosen:
    """The cheapest runs that serve every stop by one of its choices; `cuts` only help to see that they are."""
    model = mathopt.Model()
    ys = [model.add_binary_variable() for _ in routes]
    calls = [model.add_linear_constraint(lb=0.0, ub=0.0) for _ in numbers.place]
    fleets = [model.add_linear_constraint(ub=float(n)) for n in fleet_slots(numbers)]
    days = [model.add_linear_constraint(ub=float(n)) for n in numbers.most_runs]
    for y, route in zip(ys, routes, strict=True):
        model.objective.set_linear_coefficient(y, route.price / unit)
        fleets[route.fleet].set_coefficient(y, 1.0)
        days[numbers.fleet_day[route.fleet]].set_coefficient(y, 1.0)
        for call in route.calls:
            calls[call].set_coefficient(y, 1.0)
    for first, last in pairwise(numbers.first_choice):
        one = model.add_linear_constraint(lb=1.0, ub=1.0)
        for choice in range(first, last):
            x = model.add_binary_variable()
            one.set_coefficient(x, 1.0)
            for call in numbers.call_of[choice]:
                if call >= 0:
                    calls[call].set_coefficient(x, -1.0)
    _add_cuts(model, numbers, routes, ys, cuts)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(time_limit_s, 0.1)),
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    chosen = None
    if result.has_primal_feasible_solution():
        values = result.variable_values(ys)
        chosen = tuple(route for route, value in zip(routes, values, strict=True) if value > CHOSEN)
    reason = result.termination.reason
    return Chosen(
        routes=chosen,
        bound=result.termination.objective_bounds.dual_bound * unit,
        is_proven=reason in (mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.INFEASIBLE),
    )


def _add_cuts(
    model: mathopt.Model,
    numbers: Numbers,
    routes: Sequence[Route],
    ys: Sequence[mathopt.Variable],
    cuts: Sequence[Cut],
) -> None:
    days = np.array([numbers.fleet_day[route.fleet] for route in routes], dtype=np.int64)
    stops = padded([tuple(int(numbers.place[call]) - 1 for call in route.calls) for route in routes])
    for cut in cuts:
        row = model.add_linear_constraint(**{"lb" if is_least(cut) else "ub": float(cut.runs)})
        counts = coefficients(cut, days, stops)
        for k in np.flatnonzero(counts).tolist():
            row.set_coefficient(ys[k], float(counts[k]))
