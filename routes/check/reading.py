"""Read off a plan what the rules ask about: days, gaps, crates gathered, legs, spans of work."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from routes.errors import Violation
from routes.fleet import Vehicle
from routes.places import Stop
from routes.plan import Run, Visit, WeekPlan
from routes.problem import Problem

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def broken(rule: str, sentence: str, **facts: str | int) -> Violation:
    """A violation of `rule`."""
    return Violation(rule=rule, sentence=sentence, facts=facts)


def clock(seconds: int) -> str:
    """Seconds after midnight as hh:mm, with seconds only where they matter."""
    text = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
    return text if seconds % 60 == 0 else f"{text}:{seconds % 60:02}"


def runs_of(plan: WeekPlan, problem: Problem) -> Iterator[tuple[Run, Vehicle]]:
    """Every run with its vehicle."""
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    return ((run, vehicles[run.vehicle_id]) for run in plan.runs)


def vehicle_days(plan: WeekPlan, problem: Problem) -> Iterator[tuple[int, Vehicle, list[Run]]]:
    """Every weekday and vehicle with runs, and these by departure."""
    days: dict[tuple[int, str], list[Run]] = {}
    for run in plan.runs:
        days.setdefault((run.weekday, run.vehicle_id), []).append(run)
    for (weekday, vehicle_id), runs in days.items():
        yield weekday, problem.vehicle(vehicle_id), sorted(runs, key=lambda run: run.depart_s)


def visits_of(plan: WeekPlan, problem: Problem) -> Iterator[tuple[Run, Visit, Stop]]:
    """Every visit with its run and stop."""
    stops = {stop.id: stop for stop in problem.stops}
    return ((run, visit, stops[visit.stop_id]) for run in plan.runs for visit in run.visits)


def weekdays_of(plan: WeekPlan, stop: Stop) -> list[int]:
    """The weekdays on which a stop is visited, in order; a day twice if it is visited twice."""
    return sorted(r.weekday for r in plan.runs for visit in r.visits if visit.stop_id == stop.id)


def days_since_last(plan: WeekPlan, stop: Stop, weekday: int) -> int:
    """Service days back to the visit before the one on `weekday`; over the weekend Friday is one day ago."""
    days = set(weekdays_of(plan, stop))
    back = 1
    while (weekday - back) % 5 not in days:
        back += 1
    return back


def gathered(crates_per_week: Fraction, gap: int) -> int:
    """Whole crates that `gap` of five service days gather."""
    return -int(-crates_per_week * gap // 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedLeg:
    """A leg as the plan times it."""

    from_name: str
    to_name: str
    leaves_s: int
    driving_s: int  # what the road needs
    free_s: int  # what the plan allows, the break taken off


def timed_legs(run: Run, problem: Problem) -> Iterator[TimedLeg]:
    """Every leg of a run, from the hub and back to it."""
    stops = [problem.stop(visit.stop_id) for visit in run.visits]
    places = [problem.hub.place_id, *(stop.place_id for stop in stops), problem.hub.place_id]
    names = [problem.hub.name, *(stop.name for stop in stops), problem.hub.name]
    leaves = [run.depart_s, *(visit.leave_s for visit in run.visits)]
    arrives = [*(visit.arrive_s for visit in run.visits), run.return_s]
    travel = problem.ways(run.vehicle_id, run.weekday)
    for i, (leaves_s, arrives_s) in enumerate(zip(leaves, arrives, strict=True)):
        resting_s = 0
        if run.rest:
            resting_s = max(0, min(arrives_s, run.rest.end_s) - max(leaves_s, run.rest.begin_s))
        yield TimedLeg(
            from_name=names[i],
            to_name=names[i + 1],
            leaves_s=leaves_s,
            driving_s=travel.leg_s(places[i], places[i + 1]),
            free_s=arrives_s - leaves_s - resting_s,
        )


def work_spans(run: Run, _problem: Problem) -> tuple[int, ...]:
    """Seconds of work before and after the break, waiting included."""
    if run.rest is None:
        return (run.return_s - run.depart_s,)
    return (run.rest.begin_s - run.depart_s, run.return_s - run.rest.end_s)


def driving_spans(run: Run, problem: Problem) -> tuple[int, ...]:
    """Seconds at the wheel before and after the break, for a driver who sets off at once."""
    legs = list(timed_legs(run, problem))
    total_s = sum(leg.driving_s for leg in legs)
    if run.rest is None:
        return (total_s,)
    before_s = sum(max(0, min(leg.driving_s, run.rest.begin_s - leg.leaves_s)) for leg in legs)
    return (before_s, total_s - before_s)
