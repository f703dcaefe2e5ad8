"""Plan a week of up to 20 stops to proven optimality, or say what makes it impossible."""

from collections.abc import Sequence
from dataclasses import replace

from routes.errors import ImpossiblePlan
from routes.obstacles import too_few_vehicles
from routes.problem import Problem
from routes.progress import OutOfTime, Watch
from routes.solve.exact_week import ExactWeek
from routes.solve.relaxation import Fleet, fleets_of, relax_week
from routes.solve.solution import NOTHING, Solution

MOST_VEHICLES_MORE = 3  # so many are tried when there are too few


def plan_exactly(problem: Problem, watch: Watch, *, seed: int, incumbent: Solution = NOTHING) -> Solution:
    """The cheapest week, or the best one known when the time is over, `incumbent` included; with a bound.

    The bound is None only if the time was over before there was one. `seed` changes nothing: chance always begins
    alike here.

    Raises
    ------
    ImpossiblePlan
        If no week serves all stops, proven by trying every choice of patterns or by the relaxation.
    """
    del seed
    week = ExactWeek(problem)
    try:
        return week.solve(watch, incumbent=incumbent)
    except ImpossiblePlan as impossible:
        try:
            named = _missing_vehicles(week, watch)
        except OutOfTime:
            named = None
        raise (named or impossible) from None


def _missing_vehicles(week: ExactWeek, watch: Watch) -> ImpossiblePlan | None:
    """The refusal that names the stops which even the relaxed week leaves out, if it does."""
    days = week.tables(watch)
    fleets = fleets_of(week.problem, week.loads, days, week.settler.second)
    unserved = _unserved(week, fleets, watch)
    if not unserved:
        return None
    enough = (
        more
        for more in range(1, MOST_VEHICLES_MORE + 1)
        if not _unserved(week, [replace(fleet, runs=fleet.runs + more) for fleet in fleets], watch)
    )
    return ImpossiblePlan((too_few_vehicles(week.problem, unserved, next(enough, None)),))


def _unserved(week: ExactWeek, fleets: Sequence[Fleet], watch: Watch) -> tuple[int, ...]:
    if not all(
        any(choice.stop == stop for choice in week.choices) for stop in range(len(week.problem.stops))
    ):
        return ()
    relaxed = relax_week(
        week.choices, week.choosing.surplus, fleets, week.loads, week.problem.most_runs, watch
    )
    return relaxed.unserved
