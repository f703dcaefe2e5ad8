"""Price runs and week plans in öre."""

from fractions import Fraction
from itertools import pairwise

from routes.fleet import Vehicle
from routes.places import WEEKDAYS
from routes.plan import Run, WeekPlan
from routes.problem import Problem

METRES_PER_KM = 1000
SECONDS_PER_HOUR = 3600
SOLVER_ORE = 1  # what the floats of a solver may be wrong by in a week


def run_distance_m(run: Run, problem: Problem) -> int:
    """Metres driven from the hub through all visits and back."""
    travel = problem.ways(run.vehicle_id, run.weekday)
    return sum(travel.leg_m(a, b) for a, b in legs(run, problem))


def legs(run: Run, problem: Problem) -> tuple[tuple[str, str], ...]:
    """The place ids of each two consecutive places of a run, the hub first and last."""
    hub = problem.hub.place_id
    places = [hub, *(problem.stop(visit.stop_id).place_id for visit in run.visits), hub]
    return tuple(pairwise(places))


def price(vehicle: Vehicle, *, distance_m: int, shift_s: int) -> Fraction:
    """Fixed price + price per km + price per hour of paid shift, exact, in öre."""
    return (
        vehicle.fixed_ore
        + Fraction(vehicle.per_km_ore * distance_m, METRES_PER_KM)
        + Fraction(vehicle.per_hour_ore * shift_s, SECONDS_PER_HOUR)
    )


def round_ore(amount: Fraction) -> int:
    """Whole öre, a half öre upward."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def run_cost_ore(run: Run, problem: Problem) -> int:
    """What a run costs: its exact price, rounded once."""
    vehicle = problem.vehicle(run.vehicle_id)
    return round_ore(
        price(vehicle, distance_m=run_distance_m(run, problem), shift_s=run.return_s - run.depart_s)
    )


def plan_cost_ore(plan: WeekPlan, problem: Problem) -> int:
    """What a week costs: the sum of its runs."""
    return sum(run_cost_ore(run, problem) for run in plan.runs)


def rounding_ore(problem: Problem) -> int:
    """What rounding every run to whole öre, and the solvers' floats, can add to a gap that is nil."""
    return sum(_runs_most(problem, weekday) for weekday in WEEKDAYS) + 2 * SOLVER_ORE


def _runs_most(problem: Problem, weekday: int) -> int:
    """The most runs that a day can have."""
    runs = sum(v.runs_most for v in problem.vehicles if problem.drives_on(v, weekday))
    return min(runs, problem.most_runs.get(weekday, runs))
