"""Rules on the runs of a day: which may be driven, how many, how far apart, how long and until when."""

from collections import Counter
from collections.abc import Iterator

from routes.check.reading import DAYS, broken, clock, runs_of, vehicle_days
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem


def vehicle_in_service(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """A vehicle drives on its days in service."""
    for weekday, vehicle, _ in vehicle_days(plan, problem):
        if weekday not in vehicle.weekdays:
            sentence = f"{vehicle.name} is not in service on {DAYS[weekday]}."
            yield broken("vehicle_in_service", sentence, vehicle=vehicle.name, weekday=weekday)


def hub_staffed(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Nobody drives on a day on which the hub is not staffed."""
    for weekday in sorted({run.weekday for run in plan.runs} - problem.hub.weekdays):
        sentence = f"{problem.hub.name} is not staffed on {DAYS[weekday]}, and has runs."
        yield broken("hub_staffed", sentence, hub=problem.hub.name, weekday=weekday)


def cutoff_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Every run is back at the hub for the sorting."""
    for run, vehicle in runs_of(plan, problem):
        if run.return_s > problem.hub.cutoff_s:
            yield broken(
                "cutoff_kept",
                f"{vehicle.name} is back at {clock(run.return_s)} on {DAYS[run.weekday]}; the hub's cut-off is"
                f" at {clock(problem.hub.cutoff_s)}.",
                vehicle=vehicle.name, weekday=run.weekday, back=clock(run.return_s),
                cutoff=clock(problem.hub.cutoff_s),
            )  # fmt: skip


def hours_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Every run leaves and returns within the vehicle's hours."""
    for run, vehicle in runs_of(plan, problem):
        if run.depart_s < vehicle.earliest_departure_s or run.return_s > vehicle.latest_return_s:
            first_s, last_s = vehicle.earliest_departure_s, vehicle.latest_return_s
            yield broken(
                "hours_kept",
                f"{vehicle.name} drives {clock(run.depart_s)}-{clock(run.return_s)} on {DAYS[run.weekday]},"
                f" outside {clock(first_s)}-{clock(last_s)}.",
                vehicle=vehicle.name, weekday=run.weekday, leave=clock(run.depart_s), back=clock(run.return_s),
                first=clock(first_s), last=clock(last_s),
            )  # fmt: skip


def shift_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """From a vehicle's first departure of the day to its last return is no longer than its longest shift."""
    for weekday, vehicle, runs in vehicle_days(plan, problem):
        shift_s = max(run.return_s for run in runs) - runs[0].depart_s
        if shift_s > vehicle.longest_shift_s:
            yield broken(
                "shift_kept",
                f"The shift of {vehicle.name} on {DAYS[weekday]} takes {shift_s} s; its longest is"
                f" {vehicle.longest_shift_s} s.",
                vehicle=vehicle.name, weekday=weekday, shift_s=shift_s, allowed_s=vehicle.longest_shift_s,
            )  # fmt: skip


def runs_of_a_vehicle(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """A vehicle makes no more runs a day than it may."""
    for weekday, vehicle, runs in vehicle_days(plan, problem):
        if len(runs) > vehicle.runs_most:
            yield broken(
                "runs_of_a_vehicle",
                f"{vehicle.name} has {len(runs)} runs on {DAYS[weekday]}; it may make {vehicle.runs_most}.",
                vehicle=vehicle.name, weekday=weekday, runs=len(runs), most_runs=vehicle.runs_most,
            )  # fmt: skip


def time_between_runs(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """A vehicle leaves again only when it is back and has had its time at the hub."""
    for weekday, vehicle, runs in vehicle_days(plan, problem):
        back_s = runs[0].return_s
        for run in runs[1:]:
            if run.depart_s < back_s + vehicle.turnaround_s:
                yield broken(
                    "time_between_runs",
                    f"{vehicle.name} leaves again at {clock(run.depart_s)} on {DAYS[weekday]}; back at"
                    f" {clock(back_s)}, it needs {vehicle.turnaround_s} s at the hub first.",
                    vehicle=vehicle.name, weekday=weekday, leave=clock(run.depart_s), back=clock(back_s),
                    needed_s=vehicle.turnaround_s,
                )  # fmt: skip
            back_s = max(back_s, run.return_s)


def runs_of_a_day(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """All vehicles together make no more runs on a weekday than are allowed."""
    for weekday, runs in sorted(Counter(run.weekday for run in plan.runs).items()):
        most = problem.most_runs.get(weekday)
        if most is not None and runs > most:
            yield broken(
                "runs_of_a_day",
                f"{DAYS[weekday]} has {runs} runs; at most {most} are allowed.",
                weekday=weekday, runs=runs, most_runs=most,
            )  # fmt: skip
