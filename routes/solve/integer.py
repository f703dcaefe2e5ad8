"""Choose whole patterns and routes among given ones with HiGHS, and bound what any such choice costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf

from ortools.math_opt.python import mathopt

from routes.solve.choices import Choice
from routes.solve.day import Crates
from routes.solve.inputs import stops_of
from routes.solve.relaxation import Fleet

CHOSEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A route through a set of stops; with `crates` only for patterns that move exactly these."""

    fleet: int  # index into the fleets
    mask: int
    price_kr: float
    crates: tuple[tuple[int, Crates], ...] = ()  # stop index and its crates; empty: right for all patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegerWeek:
    """The best choice found and what none can cost less than."""

    choices: tuple[Choice, ...] | None  # None: none was found
    cost_kr: float  # inf where none was found
    bound_kr: float
    is_proven: bool  # nothing cheaper exists among the columns


def choose_week(
    choices: Sequence[Choice],
    choice_kr: Sequence[float],
    fleets: Sequence[Fleet],
    columns: Sequence[Column],
    *,
    time_limit_s: float,
    seed: int,
) -> IntegerWeek:
    """The cheapest patterns and routes among `columns`."""
    model = mathopt.Model()
    xs = [model.add_binary_variable() for _ in choices]
    ys = [model.add_binary_variable() for _ in columns]
    for variable, price_kr in zip(xs, choice_kr, strict=True):
        model.objective.set_linear_coefficient(variable, price_kr)
    for variable, column in zip(ys, columns, strict=True):
        model.objective.set_linear_coefficient(variable, column.price_kr)
    _choose_one_pattern(model, choices, xs)
    _serve_what_is_chosen(model, choices, xs, fleets, columns, ys)
    _respect_fleets(model, fleets, columns, ys)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(time_limit_s, 0.1)),
        random_seed=seed,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    chosen, cost_kr = None, inf
    if result.has_primal_feasible_solution():
        values = result.variable_values(xs)
        chosen = tuple(c for c, value in zip(choices, values, strict=True) if value > CHOSEN)
        cost_kr = result.objective_value()
    reason = result.termination.reason
    return IntegerWeek(
        choices=chosen,
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
    columns: Sequence[Column],
    ys: Variables,
) -> None:
    """Each stop is on one route on its chosen days, and a route for certain crates only with these."""
    days = {(choice.stop, day) for choice in choices for day in choice.pattern}
    rows = {key: model.add_linear_constraint(lb=0.0, ub=0.0) for key in sorted(days)}
    wanted = {(stop, fleets[c.fleet].weekday, crates) for c in columns for stop, crates in c.crates}
    limits = {key: model.add_linear_constraint(ub=0.0) for key in sorted(wanted)}
    for choice, x in zip(choices, xs, strict=True):
        for day in choice.pattern:
            rows[choice.stop, day].set_coefficient(x, -1.0)
            if (choice.stop, day, choice.on(day)) in limits:
                limits[choice.stop, day, choice.on(day)].set_coefficient(x, -1.0)
    for column, y in zip(columns, ys, strict=True):
        day = fleets[column.fleet].weekday
        for stop in stops_of(column.mask):
            rows[stop, day].set_coefficient(y, 1.0)
        for stop, crates in column.crates:
            limits[stop, day, crates].set_coefficient(y, 1.0)


def _respect_fleets(
    model: mathopt.Model, fleets: Sequence[Fleet], columns: Sequence[Column], ys: Variables
) -> None:
    for index, fleet in enumerate(fleets):
        own = [y for column, y in zip(columns, ys, strict=True) if column.fleet == index]
        model.add_linear_constraint(mathopt.fast_sum(own) <= float(fleet.vehicles))
