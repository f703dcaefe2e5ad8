"""Choose whole patterns and routes among given ones with HiGHS, and bound what any such choice costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf

from ortools.math_opt.python import mathopt

from routes.solve.carrying import unpack
from routes.solve.choices import Choice, LoadRange
from routes.solve.columns import Column
from routes.solve.inputs import Ints, stops_of
from routes.solve.relaxation import KR, Fleet

CHOSEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegerWeek:
    """The best choice found and what none can cost less than, in kronor."""

    choices: tuple[Choice, ...]  # empty where none was found
    columns: tuple[int, ...]  # the routes, as places in the given sequence
    cost_kr: float  # inf where none was found
    bound_kr: float
    is_proven: bool  # nothing cheaper exists among the columns


def choose_week(
    choices: Sequence[Choice],
    surplus: Ints,
    fleets: Sequence[Fleet],
    loads: Sequence[LoadRange],
    most_runs: Mapping[int, int],
    columns: Sequence[Column],
    *,
    time_limit_s: float,
    seed: int,
) -> IntegerWeek:
    """The cheapest patterns and routes among `columns`."""
    model = mathopt.Model()
    xs = [model.add_binary_variable() for _ in choices]
    ys = [model.add_binary_variable() for _ in columns]
    for x, more in zip(xs, surplus, strict=True):
        model.objective.set_linear_coefficient(x, float(more) / KR)
    for y, column in zip(ys, columns, strict=True):
        model.objective.set_linear_coefficient(y, column.price / KR)
    _choose_one_pattern(model, choices, xs)
    _serve_what_is_chosen(model, choices, xs, fleets, loads, columns, ys)
    _respect_fleets(model, fleets, most_runs, columns, ys)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(time_limit_s, 0.1)),
        random_seed=seed,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    chosen: tuple[Choice, ...] = ()
    routes: tuple[int, ...] = ()
    cost_kr = inf
    if result.has_primal_feasible_solution():
        chosen = tuple(
            c for c, value in zip(choices, result.variable_values(xs), strict=True) if value > CHOSEN
        )
        routes = tuple(k for k, value in enumerate(result.variable_values(ys)) if value > CHOSEN)
        cost_kr = result.objective_value()
    reason = result.termination.reason
    return IntegerWeek(
        choices=chosen,
        columns=routes,
        cost_kr=cost_kr,
        bound_kr=result.termination.objective_bounds.dual_bound,
        is_proven=reason in (mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.INFEASIBLE),
    )


Variables = Sequence[mathopt.Variable]


def _choose_one_pattern(model: mathopt.Model, choices: Sequence[Choice], xs: Variables) -> None:
    for stop in sorted({choice.stop for choice in choices}):
        own = [x for choice, x in zip(choices, xs, strict=True) if choice.stop == stop]
        model.add_linear_constraint(mathopt.fast_sum(own) == 1.0)


def _serve_what_is_chosen(
    model: mathopt.Model,
    choices: Sequence[Choice],
    xs: Variables,
    fleets: Sequence[Fleet],
    loads: Sequence[LoadRange],
    columns: Sequence[Column],
    ys: Variables,
) -> None:
    """Each stop is on one route on its chosen days, with the crates of its pattern."""
    rows = {
        (stop, day, crates): model.add_linear_constraint(lb=0.0, ub=0.0)
        for day, load in enumerate(loads)
        for stop, moved in enumerate(load.variants)
        for crates in moved
    }
    for choice, x in zip(choices, xs, strict=True):
        for day in choice.pattern:
            rows[choice.stop, day, choice.on(day)].set_coefficient(x, -1.0)
    for column, y in zip(columns, ys, strict=True):
        day = fleets[column.fleet].weekday
        for stop in stops_of(column.mask):
            crates = loads[day].variants[stop][unpack(column.taken, stop)]
            rows[stop, day, crates].set_coefficient(y, 1.0)


def _respect_fleets(
    model: mathopt.Model,
    fleets: Sequence[Fleet],
    most_runs: Mapping[int, int],
    columns: Sequence[Column],
    ys: Variables,
) -> None:
    for index, fleet in enumerate(fleets):
        own = [y for column, y in zip(columns, ys, strict=True) if column.fleet == index]
        model.add_linear_constraint(mathopt.fast_sum(own) <= float(fleet.runs))
    for day, most in most_runs.items():
        own = [y for c, y in zip(columns, ys, strict=True) if fleets[c.fleet].weekday == day]
        model.add_linear_constraint(mathopt.fast_sum(own) <= float(most))
