"""Let PyVRP solve a case: clients with delivery and pickup, one vehicle type per day.

A day that a customer does not allow is one on which it cannot be reached: a routing profile of its own.
Source: Wouda, Lan & Kool 2024, "PyVRP: a high-performance VRP solver package".
"""

import numpy as np
import pyvrp
from pyvrp.stop import MaxRuntime

from tests.benchmarks.cases import Case, Routes
from tests.benchmarks.contenders import days_to_choose
from tests.benchmarks.numbers_of import run_price, runs_possible

FORBIDDEN = 2**40


def solve(case: Case, *, seconds: float, seed: int, threads: int) -> Routes | None:
    """The best runs that PyVRP finds, or None if it finds none that keep every rule; it uses one thread."""
    del threads
    found = pyvrp.solve(_problem(case), MaxRuntime(seconds), seed=seed, collect_stats=False)
    if not found.is_feasible():
        return None
    days: list[list[tuple[int, ...]]] = [[] for _ in range(case.days)]
    for route in found.best.routes():
        days[route.vehicle_type()].append(tuple(step.idx + 1 for step in route if step.is_client()))
    return tuple(tuple(day) for day in days)


def _problem(case: Case) -> pyvrp.ProblemData:
    allowed = days_to_choose(case)
    restricted = any(len(days) < case.days for days in allowed)
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(case.customers + 1)],
        clients=[_client(case, customer) for customer in range(1, case.customers + 1)],
        depots=[pyvrp.Depot(location=0)],
        vehicle_types=[_vehicles(case, day, profile=day if restricted else 0) for day in range(case.days)],
        distance_matrices=[_distances(case, day) for day in range(case.days if restricted else 1)],
        duration_matrices=[case.ticks(case.travel, up=True)] * (case.days if restricted else 1),
    )


def _client(case: Case, customer: int) -> pyvrp.Client:
    times = {}
    if case.has_times:
        times = {
            "service_duration": int(case.ticks(case.service, up=True)[customer]),
            "tw_early": int(case.ticks(case.opens, up=True)[customer]),
            "tw_late": int(case.ticks(np.minimum(case.closes, case.horizon))[customer]),
        }
    return pyvrp.Client(
        location=customer,
        delivery=[int(case.delivered[customer])],
        pickup=[int(case.collected[customer])],
        **times,
    )


def _vehicles(case: Case, day: int, *, profile: int) -> pyvrp.VehicleType:
    times = {}
    if case.has_times:
        times = {
            "tw_early": int(case.ticks(case.opens[0], up=True)),
            "tw_late": int(case.ticks(min(case.closes[0], case.horizon))),
        }
        if np.isfinite(case.longest[day]):
            times["shift_duration"] = int(case.ticks(case.longest[day]))
    return pyvrp.VehicleType(
        num_available=runs_possible(case),
        capacity=[case.capacity[day]],
        fixed_cost=run_price(case),
        profile=profile,
        **times,
    )


def _distances(case: Case, day: int) -> np.ndarray:
    steps = case.steps.copy()
    for customer, days in enumerate(days_to_choose(case), 1):
        if day not in days:
            steps[:, customer] = steps[customer, :] = FORBIDDEN
            steps[customer, customer] = 0
    return steps
