"""Rules on when each stop is visited in a week, and on what each visit moves."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from routes.check.reading import DAYS, broken, days_since_last, gathered, visits_of, weekdays_of
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem


def known_names(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Stops, vehicles and weekdays are those of the problem."""
    stops = {stop.id for stop in problem.stops}
    vehicles = {vehicle.id for vehicle in problem.vehicles}
    for run in plan.runs:
        if run.vehicle_id not in vehicles:
            yield broken("known_names", f"There is no vehicle {run.vehicle_id}.", name=run.vehicle_id)
        if run.weekday not in range(len(DAYS)):
            yield broken("known_names", f"There is no weekday {run.weekday}.", name=str(run.weekday))
        for visit in run.visits:
            if visit.stop_id not in stops:
                yield broken("known_names", f"There is no stop {visit.stop_id}.", name=visit.stop_id)


def visits_a_week(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Each stop is visited at least its fewest and at most its most times a week."""
    for stop in problem.stops:
        visits = len(weekdays_of(plan, stop))
        if not stop.visits_fewest <= visits <= stop.visits_most:
            yield broken(
                "visits_a_week",
                f"{stop.name} is visited {visits} times a week instead of {stop.visits_fewest}"
                f" to {stop.visits_most}.",
                stop=stop.name, visits=visits, fewest=stop.visits_fewest, most=stop.visits_most,
            )  # fmt: skip


def fixed_days_visited(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Each stop is visited on every one of its fixed weekdays."""
    for stop in problem.stops:
        for day in sorted(stop.fixed_weekdays - set(weekdays_of(plan, stop))):
            sentence = f"{stop.name} is always visited on {DAYS[day]}, and not in this plan."
            yield broken("fixed_days_visited", sentence, stop=stop.name, weekday=day)


def one_visit_a_day(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """No stop is visited twice on a weekday."""
    for stop in problem.stops:
        for day, visits in Counter(weekdays_of(plan, stop)).items():
            if visits > 1:
                yield broken(
                    "one_visit_a_day", f"{stop.name} is visited {visits} times on {DAYS[day]}.",
                    stop=stop.name, weekday=day, visits=visits,
                )  # fmt: skip


def days_between(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Two or three visits a week never fall on two weekdays in a row."""
    for stop in problem.stops:
        days = weekdays_of(plan, stop)
        if len(days) not in (2, 3):
            continue
        for first, second in pairwise(days):
            if second - first == 1:
                yield broken(
                    "days_between",
                    f"{stop.name} is visited on {DAYS[first]} and on {DAYS[second]}, without a day between.",
                    stop=stop.name, weekday=first, next_weekday=second,
                )  # fmt: skip


def longest_gap(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """No more service days pass between two visits than the stop allows."""
    for stop in problem.stops:
        for day in weekdays_of(plan, stop):
            gap = days_since_last(plan, stop, day)
            if gap > stop.longest_gap_days:
                yield broken(
                    "longest_gap",
                    f"{stop.name} waits {gap} service days for its visit on {DAYS[day]};"
                    f" at most {stop.longest_gap_days} are allowed.",
                    stop=stop.name, weekday=day, gap=gap, longest=stop.longest_gap_days,
                )  # fmt: skip


def loads_follow_gaps(plan: WeekPlan, problem: Problem) -> Iterator[Violation]:
    """Each visit moves the crates that gathered since the last one, rounded up."""
    for run, visit, stop in visits_of(plan, problem):
        gap = days_since_last(plan, stop, run.weekday)
        wanted = (gathered(stop.crates_in_per_week, gap), gathered(stop.crates_out_per_week, gap))
        if (visit.delivered_crates, visit.collected_crates) != wanted:
            yield broken(
                "loads_follow_gaps",
                f"{stop.name} on {DAYS[run.weekday]} should get {wanted[0]} crates and give {wanted[1]}, not"
                f" {visit.delivered_crates} and {visit.collected_crates}.",
                stop=stop.name, weekday=run.weekday, delivered=wanted[0], collected=wanted[1],
            )  # fmt: skip
