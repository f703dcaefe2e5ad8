"""State the relaxed week: on every day each stop moves the least crates that any of its choices moves then."""

from collections.abc import Sequence
from dataclasses import dataclass

from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.proof.numbers import MOST_PRICE, Moved, Numbers, TooLarge, read_numbers
from routes.proof.options import Option, least_moved, list_options


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """Vehicles that no run can tell apart."""

    numbers: Numbers  # of the day's stops
    runs: int  # that all of them together may make on the day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """One weekday of the relaxed week."""

    weekday: int
    stops: tuple[int, ...]  # indices into problem.stops: those that some choice visits then
    kinds: tuple[Kind, ...]
    runs: int  # at most, of all vehicles
    surplus: tuple[
        tuple[int, ...], ...
    ]  # for each stop and option: the price of its service beyond the least


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Week:
    """The relaxed week."""

    options: tuple[tuple[Option, ...], ...]  # of every stop
    days: tuple[Day, ...]  # without those on which nobody is visited or nobody drives

    @property
    def runs(self) -> int:
        """The most runs that any plan can have."""
        return sum(day.runs for day in self.days)


def relax(problem: Problem) -> Week:
    """The relaxed week of a problem; TooLarge where its numbers cannot be added up safely."""
    options = tuple(list_options(stop) for stop in problem.stops)
    week = Week(options=options, days=tuple(_day(problem, options, day) for day in WEEKDAYS))
    if any(price > MOST_PRICE for day in week.days for own in day.surplus for price in own):
        raise TooLarge
    return week


def day_kinds(problem: Problem, weekday: int, stops: Sequence[int], moved: Sequence[Moved]) -> list[Kind]:
    """The vehicles of a weekday by kind, where each of these stops moves these crates."""
    kinds: dict[bytes, Kind] = {}
    visited = [problem.stops[stop] for stop in stops]
    for vehicle in problem.vehicles:
        if problem.drives_on(vehicle, weekday):
            numbers = read_numbers(problem, vehicle, weekday, visited, moved)
            runs = vehicle.runs_most + (kinds[numbers.key].runs if numbers.key in kinds else 0)
            kinds[numbers.key] = Kind(numbers=numbers, runs=runs)
    return list(kinds.values())


def runs_of(problem: Problem, weekday: int, kinds: Sequence[Kind], visits: int) -> int:
    """The most runs that the vehicles can make on a weekday with so many visits."""
    return min(sum(kind.runs for kind in kinds), problem.most_runs.get(weekday, visits), visits)


def _day(problem: Problem, options: tuple[tuple[Option, ...], ...], weekday: int) -> Day:
    least = [least_moved(own, weekday) for own in options]
    moved = {stop: crates for stop, crates in enumerate(least) if crates is not None}
    kinds = day_kinds(problem, weekday, list(moved), list(moved.values()))
    return Day(
        weekday=weekday,
        stops=tuple(moved),
        kinds=tuple(kinds),
        runs=runs_of(problem, weekday, kinds, len(moved)),
        surplus=tuple(_surplus(problem, stop, own, weekday, least[stop]) for stop, own in enumerate(options)),
    )


def _surplus(
    problem: Problem, stop: int, options: tuple[Option, ...], weekday: int, least: Moved | None
) -> tuple[int, ...]:
    """The least price of the service that each option asks for beyond the least crates; 0 on other days."""
    seconds = problem.stops[stop].service_per_crate_s
    prices = [
        vehicle.per_hour_ore * 1000
        for vehicle in problem.vehicles
        if problem.drives_on(vehicle, weekday)
        and vehicle.id in (problem.stops[stop].vehicle_ids or {vehicle.id})
    ]
    second_price = min(prices, default=0)
    return tuple(
        (sum(option.on(weekday)) - sum(least)) * seconds * second_price
        if least is not None and weekday in option.days
        else 0
        for option in options
    )
