"""Make a plan as like another as it can be at the same price: of two equal ways a solver takes either."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations

import numpy as np

from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.places import WEEKDAYS
from routes.plan import Run, WeekPlan
from routes.problem import Problem
from routes.solve.inputs import day_inputs, vehicle_kinds
from routes.solve.timing import time_run

MOST_EXCHANGES = 40  # of days are tried


def closest_to(before: WeekPlan, plan: WeekPlan, problem: Problem) -> WeekPlan:
    """A plan at the same price that moves less: days and alike vehicles exchanged, runs turned the other way."""
    plan = _on_closest_days(before, plan, problem)
    days = sorted({run.weekday for run in plan.runs})
    plan = _ordered(run for day in days for run in _renamed(plan, problem, before, day))
    begins = {(run.weekday, v.stop_id): v.begin_s for run in before.runs for v in run.visits}
    for run in plan.runs:
        turned = _timed(run, problem, weekday=run.weekday, is_turned=True)
        if turned and _moved_s(turned, begins) < _moved_s(run, begins):
            other = _ordered(turned if each is run else each for each in plan.runs)
            plan = other if _is_as_good(other, plan, problem) else plan
    return plan


def adapted(plan: WeekPlan, problem: Problem, stop_id: str) -> WeekPlan:
    """A plan with one stop's runs timed anew, turned or given to another vehicle, where fewer rules break then.

    What it costs and whether it breaks none is for the caller to see.
    """
    broken = len(find_violations(plan, problem))
    for weekday in plan.pattern_of(stop_id):
        for other in list(_with_other_runs(plan, problem, stop_id, weekday)) if broken else ():
            count = len(find_violations(other, problem))
            if count < broken:
                plan, broken = other, count
    return plan


def _with_other_runs(plan: WeekPlan, problem: Problem, stop_id: str, weekday: int) -> Iterator[WeekPlan]:
    (own,) = (r for r in plan.runs_on(weekday) if any(v.stop_id == stop_id for v in r.visits))
    for is_turned in (False, True):
        if timed := _timed(own, problem, weekday=weekday, is_turned=is_turned):
            yield _ordered(timed if run is own else run for run in plan.runs)
    for vehicle in problem.vehicles:
        swap = {own.vehicle_id: vehicle.id, vehicle.id: own.vehicle_id}
        yield _ordered(
            replace(run, vehicle_id=swap.get(run.vehicle_id, run.vehicle_id))
            if run.weekday == weekday
            else run
            for run in plan.runs
        )


def _ordered(runs: Iterable[Run]) -> WeekPlan:
    return WeekPlan(runs=tuple(sorted(runs, key=lambda run: (run.weekday, run.vehicle_id, run.depart_s))))


def _renamed(plan: WeekPlan, problem: Problem, before: WeekPlan, weekday: int) -> Iterator[Run]:
    served, was_served = _served(plan, weekday), _served(before, weekday)
    names: dict[str, str] = {}
    for alike in vehicle_kinds(problem, weekday):
        ids = [vehicle.id for vehicle in alike]
        pairs = [
            (-len(served.get(new, set()) & was_served.get(old, set())), new != old, new, old)
            for new in ids
            for old in ids
        ]
        # The pair with most stops in common first; a vehicle keeps its name where nothing speaks against it.
        for _, _, new, old in sorted(pairs):
            if new not in names and old not in names.values():
                names[new] = old
    for run in plan.runs_on(weekday):
        yield replace(run, vehicle_id=names[run.vehicle_id])


def _served(plan: WeekPlan, weekday: int) -> dict[str, set[str]]:
    served: dict[str, set[str]] = {}
    for run in plan.runs_on(weekday):
        served.setdefault(run.vehicle_id, set()).update(visit.stop_id for visit in run.visits)
    return served


def _on_closest_days(before: WeekPlan, plan: WeekPlan, problem: Problem) -> WeekPlan:
    """The plan with whole days exchanged, if that keeps more visits on their weekdays."""
    new, old = (
        [{v.stop_id for run in p.runs_on(d) for v in run.visits} for d in WEEKDAYS] for p in (plan, before)
    )

    def moved(days: tuple[int, ...]) -> int:
        return -sum(len(new[day] & old[other]) for day, other in zip(WEEKDAYS, days, strict=True))

    for days in sorted(permutations(WEEKDAYS), key=moved)[:MOST_EXCHANGES]:  # in a tie the first: as it is
        if moved(days) == moved(tuple(WEEKDAYS)):
            break
        runs = [_timed(run, problem, weekday=days[run.weekday]) for run in plan.runs]
        other = _ordered(run for run in runs if run)
        if None not in runs and _is_as_good(other, plan, problem):
            return other
    return plan


def _is_as_good(plan: WeekPlan, other: WeekPlan, problem: Problem) -> bool:
    is_dearer = plan_cost_ore(plan, problem) > plan_cost_ore(other, problem)
    return not is_dearer and not find_violations(plan, problem)


def _timed(run: Run, problem: Problem, *, weekday: int, is_turned: bool = False) -> Run | None:
    """The run on a weekday, the other way round if asked for; None if it cannot be timed so."""
    index_of = {stop.id: index for index, stop in enumerate(problem.stops)}
    delivered, collected = np.zeros((2, len(problem.stops)), dtype=np.int64)
    for visit in run.visits:
        delivered[index_of[visit.stop_id]] = visit.delivered_crates
        collected[index_of[visit.stop_id]] = visit.collected_crates
    inputs = day_inputs(problem, problem.vehicle(run.vehicle_id), weekday, delivered, collected)
    order = tuple(index_of[visit.stop_id] for visit in run.visits)
    try:
        return time_run(
            inputs, order[::-1] if is_turned else order, problem, vehicle_id=run.vehicle_id, weekday=weekday
        )
    except ValueError:
        return None  # no timing of that order is allowed


def _moved_s(run: Run, begins: dict[tuple[int, str], int]) -> int:
    """By how much the visits of a run move in all."""
    return sum(
        abs(visit.begin_s - begins[run.weekday, visit.stop_id])
        for visit in run.visits
        if (run.weekday, visit.stop_id) in begins
    )
