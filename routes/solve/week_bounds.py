"""Prepare what bounds the branches of a search over patterns: tables of days, and prices that patterns pay.

The first bounds count the least crates that each visit may move; they take a moment, and where the crates of a
visit hardly vary they are enough. The others begin with a linear program over routes with the crates that they
carry (`routes.solve.relaxation`): a visit earns more or less by its crates, and each run takes the crates that
earn it most within its capacity. Both then price visits so that whole days bound the week as well as they can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.choices import Choice, LoadRange
from routes.solve.inputs import NEVER, Ints
from routes.solve.multipliers import Choosing, Priced, price_visits
from routes.solve.relaxation import earning_floors, fleets_of, relax_week
from routes.solve.week_tables import WeekDay


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeekBounds:
    """What bounds the branches of a search."""

    floors: list[tuple[Ints, ...]]  # for each weekday, as in WeekDay
    choosing: Choosing  # with what choices pay beside the prices of visits
    visits: Ints  # prices of visits, shape (n, days)
    bound: int  # NEVER where no week can be


def bound_by_least_crates(
    days: Sequence[WeekDay], choosing: Choosing, cost: int, begin: Ints | None
) -> WeekBounds:
    """Bounds from the tables as they are, where some week is known to cost `cost`."""
    floors = [day.floors for day in days]
    return _bounds(floors, choosing, price_visits(choosing, [f[0] for f in floors], cost=cost, begin=begin))


def bound_by_true_crates(
    problem: Problem,
    choices: Sequence[Choice],
    loads: Sequence[LoadRange],
    days: Sequence[WeekDay],
    choosing: Choosing,
    cost: int,
    second: int,
    watch: Watch,
) -> WeekBounds:
    """Bounds from routes with their crates; `second` is what a second of service costs in the surplus.

    Raises
    ------
    OutOfTime
        If the time limit passes meanwhile.
    """
    fleets = fleets_of(problem, loads, days, second)
    relaxed = relax_week(choices, choosing.surplus, fleets, loads, problem.most_runs, watch)
    floors = earning_floors(fleets, relaxed, days, cost, len(problem.stops))
    watch.check()
    paying = choosing._replace(by_day=choosing.by_day + relaxed.pays)
    nothing = np.zeros((len(problem.stops), len(WEEKDAYS)), dtype=np.int64)
    return _bounds(floors, paying, price_visits(paying, [f[0] for f in floors], cost=cost, begin=nothing))


def _bounds(floors: list[tuple[Ints, ...]], choosing: Choosing, priced: Priced) -> WeekBounds:
    bound = min(priced.bound, NEVER)
    return WeekBounds(floors=floors, choosing=choosing, visits=priced.visits, bound=bound)
