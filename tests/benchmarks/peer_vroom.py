"""Let VROOM solve a case: jobs with delivery and pickup amounts, at its highest exploration level.

VROOM stops by itself when it has nothing left to try. Distances are its costs, times its durations; a longest
duration can only be told as a window of the vehicle, so not together with other windows.
Source: VROOM 1.15, through pyvroom.
"""

from datetime import timedelta

import numpy as np
import vroom

from tests.benchmarks.cases import CannotState, Case, Routes
from tests.benchmarks.contenders import days_to_choose
from tests.benchmarks.numbers_of import run_price, runs_possible

EXPLORATION = 5
ROOM = 2**32 - 1  # its whole numbers


def solve(case: Case, *, seconds: float, seed: int, threads: int) -> Routes | None:
    """The runs that VROOM finds, or None if it leaves someone out; it has no seed and uses one thread."""
    del seed, threads
    found = _problem(case).solve(EXPLORATION, nb_threads=1, timeout=timedelta(seconds=seconds))
    if found.summary.unassigned:
        return None
    steps = found.routes
    jobs = steps[steps["type"] == "job"]
    days: list[list[tuple[int, ...]]] = [[] for _ in range(case.days)]
    for vehicle, run in jobs.groupby("vehicle_id", sort=True):
        days[int(vehicle) // runs_possible(case)].append(tuple(int(job) for job in run["id"]))
    return tuple(tuple(day) for day in days)


def _problem(case: Case) -> vroom.Input:
    allowed = days_to_choose(case)
    restricted = any(len(days) < case.days for days in allowed)
    slots = runs_possible(case)
    problem = vroom.Input()
    problem.set_durations_matrix("car", case.ticks(case.travel, up=True) if case.has_times else case.steps)
    problem.set_costs_matrix("car", case.steps)
    problem.add_vehicle(
        [_vehicle(case, day * slots + slot, day) for day in range(case.days) for slot in range(slots)]
    )
    for customer, days in enumerate(allowed, 1):
        problem.add_job(_job(case, customer, skills=_days_skill(days, case) if restricted else set()))
    return problem


def _days_skill(days: tuple[int, ...], case: Case) -> set[int]:
    """The skill that vehicles of these days have; a set of days is a number."""
    return set() if len(days) == case.days else {sum(1 << day for day in days)}


def _vehicle(case: Case, number: int, day: int) -> vroom.Vehicle:
    times = {}
    if case.has_times:
        opens, closes = (
            int(case.ticks(case.opens[0], up=True)),
            int(case.ticks(min(case.closes[0], case.horizon))),
        )
        if np.isfinite(case.longest[day]):
            if case.has_windows:
                raise CannotState("a longest duration beside windows has no place there")
            closes = min(closes, opens + int(case.ticks(case.longest[day])))
        times = {"time_window": vroom.TimeWindow(opens, closes)}
    if run_price(case) > ROOM:
        raise CannotState("a price above all distances is too large there")
    skills = {_code for days in days_to_choose(case) if day in days for _code in _days_skill(days, case)}
    return vroom.Vehicle(
        number,
        start=0,
        end=0,
        capacity=[case.capacity[day]],
        costs=vroom.VehicleCosts(fixed=run_price(case)),
        skills=skills,
        **times,
    )


def _job(case: Case, customer: int, *, skills: set[int]) -> vroom.Job:
    times = {}
    if case.has_times:
        opens = int(case.ticks(case.opens, up=True)[customer])
        closes = int(case.ticks(np.minimum(case.closes, case.horizon))[customer])
        times = {
            "default_service": int(case.ticks(case.service, up=True)[customer]),
            "time_windows": [vroom.TimeWindow(opens, closes)],
        }
    return vroom.Job(
        customer,
        location=customer,
        delivery=[int(case.delivered[customer])],
        pickup=[int(case.collected[customer])],
        skills=skills,
        **times,
    )
