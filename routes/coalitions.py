"""Price what serving only some groups of stops would cost, for every set of groups at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from routes.errors import SecondRunsMatter, TooManyStops, UnservableGroup
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.solve.day import Crates, Day, solve_day
from routes.solve.inputs import NEVER, stops_of

MOST_GROUPS = 20
MOST_PRICED = 18  # stops a day: every set of them is priced, and many alike stops make the tables slow


def coalition_costs(
    plan: WeekPlan,
    problem: Problem,
    groups: Sequence[frozenset[str]],
    runs_per_weekday: Mapping[int, int],
) -> list[int]:
    """The least cost in öre of serving each set of groups on the days that the plan gave their stops.

    Entry m is for the groups whose bits are set in m; entry 0 is 0. Every weekday counts as often as
    `runs_per_weekday` says: 1 each for a week, the service days of a year for a year. The crates are the
    plan's; the vehicles and rules are the problem's; runs are chosen anew and optimally for each set.

    Raises
    ------
    TooManyStops
        If a weekday has more stops, or there are more groups, than exact costs can be found for.
    SecondRunsMatter
        If a vehicle that may go twice a day would do so for some of them.
    UnservableGroup
        If some of a weekday's stops cannot be served without the others.
    ValueError
        If the groups do not hold every visited stop exactly once.

    Source
    ------
    Coalition cost: DESIGN, after Frisk, Göthe-Lundgren, Jörnsten & Rönnqvist 2010.
    """
    group_of = {stop_id: index for index, group in enumerate(groups) for stop_id in group}
    visited = {visit.stop_id for run in plan.runs for visit in run.visits}
    if visited - set(group_of) or sum(map(len, groups)) != len(group_of):
        raise ValueError("each visited stop belongs to exactly one group")
    if len(groups) > MOST_GROUPS:
        raise TooManyStops(None, len(groups), MOST_GROUPS)
    total = np.zeros(1 << len(groups), dtype=np.int64)
    for weekday, times in sorted(runs_per_weekday.items()):
        if plan.runs_on(weekday):
            total += times * _day_costs(plan, problem, weekday, group_of, len(groups))
    return [int(cost) for cost in total]


def _day_costs(
    plan: WeekPlan, problem: Problem, weekday: int, group_of: Mapping[str, int], n_groups: int
) -> NDArray[np.int64]:
    """One weekday's cost for every set of groups, shape (2^groups,)."""
    index_of = {stop.id: index for index, stop in enumerate(problem.stops)}
    crates = {
        index_of[visit.stop_id]: (visit.delivered_crates, visit.collected_crates)
        for run in plan.runs_on(weekday)
        for visit in run.visits
    }
    if len(crates) > MOST_PRICED:
        raise TooManyStops(weekday, len(crates), MOST_PRICED)
    day = solve_day(problem, weekday, crates)
    _refuse_unservable(day, problem)
    if not day.is_exact:
        _refuse_second_runs(day, problem, crates)
    masks = np.zeros(1, dtype=np.int64)
    for group in range(n_groups):
        own = sum(1 << bit for bit, stop in enumerate(day.stops) if group_of[problem.stops[stop].id] == group)
        masks = np.concatenate((masks, masks | own))
    costs: NDArray[np.int64] = day.table.cost[-1][masks]
    return costs


def _refuse_second_runs(day: Day, problem: Problem, crates: Mapping[int, Crates]) -> None:
    """Costs are exact if one run of each vehicle is as cheap for every set as several would be."""
    once = replace(problem, vehicles=tuple(replace(v, runs_most=1) for v in problem.vehicles))
    if (solve_day(once, day.weekday, crates).table.cost[-1] != day.table.cost[-1]).any():
        raise SecondRunsMatter(day.weekday)


def _refuse_unservable(day: Day, problem: Problem) -> None:
    costs = day.table.cost[-1]
    if costs.max() >= NEVER:
        stops = stops_of(int(np.argmax(costs >= NEVER)))
        raise UnservableGroup(day.weekday, tuple(problem.stops[day.stops[bit]].id for bit in stops))
