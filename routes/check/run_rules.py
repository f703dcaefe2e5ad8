"""Rules on each run: windows, service, driving, capacity, vehicle, order and break."""

from collections.abc import Iterator
from itertools import combinations

from routes.check.reading import (
    DAYS,
    broken,
    clock,
    driving_spans,
    runs_of,
    timed_legs,
    visits_of,
    work_spans,
)
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem


def window_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Service begins within the stop's window of that weekday; a stop without one is not visited."""
    for run, visit, stop in visits_of(plan, problem):
        window = stop.windows[run.weekday]
        if window is None:
            sentence = f"{stop.name} takes no deliveries on {DAYS[run.weekday]}."
            yield broken("window_kept", sentence, stop=stop.name, weekday=run.weekday)
        elif not window.opens_s <= visit.begin_s <= window.closes_s:
            sentence = (
                f"Service at {stop.name} on {DAYS[run.weekday]} begins at {clock(visit.begin_s)}, outside"
                f" {clock(window.opens_s)}-{clock(window.closes_s)}."
            )
            yield broken(
                "window_kept", sentence, stop=stop.name, weekday=run.weekday, begins=clock(visit.begin_s)
            )


def service_takes_its_time(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Service begins after arrival and takes its fixed time and its time for every crate."""
    for run, visit, stop in visits_of(plan, problem):
        crates = visit.delivered_crates + visit.collected_crates
        needed_s = stop.service_fixed_s + crates * stop.service_per_crate_s
        if visit.begin_s < visit.arrive_s or visit.leave_s - visit.begin_s < needed_s:
            yield broken(
                "service_takes_its_time",
                f"{stop.name} on {DAYS[run.weekday]} needs {needed_s} s of service after arrival.",
                stop=stop.name, weekday=run.weekday, needed_s=needed_s,
            )  # fmt: skip


def no_faster_than_the_road(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Each leg has at least its driving time, the driver's break not counted."""
    for run in plan.runs:
        for leg in timed_legs(run, problem):
            if leg.free_s < leg.driving_s:
                yield broken(
                    "no_faster_than_the_road",
                    f"The way from {leg.from_name} to {leg.to_name} on {DAYS[run.weekday]} takes"
                    f" {leg.driving_s} s; the plan allows {leg.free_s} s.",
                    **{"from": leg.from_name}, to=leg.to_name, weekday=run.weekday,
                    needed_s=leg.driving_s, allowed_s=leg.free_s,
                )  # fmt: skip


def capacity_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """At no point of a run does the van carry more than its capacity (Min 1989)."""
    for run, vehicle in runs_of(plan, problem):
        load = fullest = sum(visit.delivered_crates for visit in run.visits)
        for visit in run.visits:
            load += visit.collected_crates - visit.delivered_crates
            fullest = max(fullest, load)
        if fullest > vehicle.capacity_crates:
            yield broken(
                "capacity_kept",
                f"{vehicle.name} carries {fullest} crates on {DAYS[run.weekday]}; it holds"
                f" {vehicle.capacity_crates}.",
                vehicle=vehicle.name, weekday=run.weekday, load=fullest, capacity=vehicle.capacity_crates,
            )  # fmt: skip


def vehicle_allowed(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """A stop that only some vehicles may serve is served by one of them."""
    for run, _, stop in visits_of(plan, problem):
        if stop.vehicle_ids is not None and run.vehicle_id not in stop.vehicle_ids:
            vehicle = problem.vehicle(run.vehicle_id)
            yield broken(
                "vehicle_allowed",
                f"{stop.name} is visited by {vehicle.name} on {DAYS[run.weekday]}, which may not serve it.",
                stop=stop.name, vehicle=vehicle.name, weekday=run.weekday,
            )  # fmt: skip


def order_kept(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """No stop comes after one that it is to come before on every run with both."""
    for run in plan.runs:
        stops = [problem.stop(visit.stop_id) for visit in run.visits]
        for sooner, later in combinations(stops, 2):
            if sooner.id in later.before:
                yield broken(
                    "order_kept",
                    f"{later.name} comes before {sooner.name} on every run; on {DAYS[run.weekday]} it comes"
                    " after.",
                    stop=later.name, other=sooner.name, weekday=run.weekday,
                )  # fmt: skip


def break_taken(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """The driver rests long enough, and neither before nor after the break works (or drives) too long.

    Source: Arbetstidslagen 15 § (work); Regulation (EC) 561/2006 article 7 (driving).
    """
    for run, vehicle in runs_of(plan, problem):
        rule = vehicle.break_rule
        if rule is None:
            continue
        spans = work_spans(run, problem) if rule.counts == "work" else driving_spans(run, problem)
        if max(spans) > rule.after_s:
            yield broken(
                "break_taken",
                f"The driver of {vehicle.name} has {max(spans)} s of {rule.counts} without a break on"
                f" {DAYS[run.weekday]}; {rule.after_s} s are allowed.",
                vehicle=vehicle.name, weekday=run.weekday, counts=rule.counts,
                longest_s=max(spans), allowed_s=rule.after_s,
            )  # fmt: skip
        elif run.rest and run.rest.end_s - run.rest.begin_s < rule.length_s:
            yield broken(
                "break_taken",
                f"The break of {vehicle.name} on {DAYS[run.weekday]} is shorter than {rule.length_s} s.",
                vehicle=vehicle.name, weekday=run.weekday, needed_s=rule.length_s,
            )  # fmt: skip


def break_undisturbed(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """The break lies within the run and not during service."""
    for run, vehicle in runs_of(plan, problem):
        rest = run.rest
        if rest is None:
            continue
        inside = run.depart_s <= rest.begin_s <= rest.end_s <= run.return_s
        during = any(rest.begin_s < visit.leave_s and visit.begin_s < rest.end_s for visit in run.visits)
        if not inside or during:
            yield broken(
                "break_undisturbed",
                f"The break of {vehicle.name} on {DAYS[run.weekday]} at {clock(rest.begin_s)} falls outside"
                " the run or into service.",
                vehicle=vehicle.name, weekday=run.weekday,
            )  # fmt: skip
