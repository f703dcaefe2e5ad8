"""List every run of a period by its date, at the price of that day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from logistics.calendar import service_dates
from logistics.dataset import VehicleCost
from logistics.planning import Planned
from logistics.seasons import Plans, stretches_of
from routes.cost import METRES_PER_KM, SECONDS_PER_HOUR, round_ore, run_distance_m
from routes.plan import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """One run on one date: what the timetable says of it, and the prices of that day."""

    date: date
    vehicle_id: str
    vehicle_name: str
    number: int  # the vehicle's first, second ... run of the day
    distance_m: int
    shift_s: int
    price: VehicleCost

    @property
    def kilometres(self) -> Fraction:
        """Driven, exact."""
        return Fraction(self.distance_m, METRES_PER_KM)

    @property
    def hours(self) -> Fraction:
        """Paid, exact."""
        return Fraction(self.shift_s, SECONDS_PER_HOUR)

    @property
    def cost_ore(self) -> int:
        """What it costs by the price list, rounded once."""
        return priced_ore(self.price, self.kilometres, self.hours)


def priced_ore(price: VehicleCost, kilometres: Fraction, hours: Fraction) -> int:
    """What a run costs by a price list, rounded once as every run of a plan is (see `routes.cost`)."""
    return round_ore(price.fixed_ore + price.per_km_ore * kilometres + price.per_hour_ore * hours)


def planned_runs(plans: Plans, first: date, last: date) -> tuple[PlannedRun, ...]:
    """Every run on the service dates from `first` to `last` by that day's timetable, by date and departure.

    Raises
    ------
    NothingHolds
        A vehicle has no price on a date.
    """
    stretches = stretches_of(plans, first, last)
    return tuple(run for each in stretches for run in _of_one_plan(each.planned, each.first, each.last))


def _of_one_plan(planned: Planned, first: date, last: date) -> tuple[PlannedRun, ...]:
    by_weekday: dict[int, list[tuple[Run, int]]] = {}
    counted: Counter[tuple[int, str]] = Counter()
    for run in sorted(planned.plan.runs, key=lambda run: (run.weekday, run.depart_s, run.vehicle_id)):
        counted[run.weekday, run.vehicle_id] += 1
        by_weekday.setdefault(run.weekday, []).append((run, counted[run.weekday, run.vehicle_id]))
    distances_m = {run: run_distance_m(run, planned.problem) for run in planned.plan.runs}
    return tuple(
        PlannedRun(
            date=day,
            vehicle_id=run.vehicle_id,
            vehicle_name=planned.dataset.vehicle(run.vehicle_id).name,
            number=number,
            distance_m=distances_m[run],
            shift_s=run.return_s - run.depart_s,
            price=planned.dataset.cost_of(run.vehicle_id, day),
        )
        for day in service_dates(first, last)
        for run, number in by_weekday.get(day.weekday(), [])
    )
