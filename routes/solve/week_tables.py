"""Price every set of stops on every weekday for the least crates each stop may move, and keep the tables.

With more crates every order of the same stops takes longer by the same service time, which is priced on the
pattern at the least price of a second (`surplus`); waiting may become less, so a table holds the price without
waiting, or the one with waiting less all that the surplus may come to, whichever is higher. So no day with its
true crates costs less than its table and the surplus of its visits.

Tables are known by the numbers they were made from: weekdays alike share them, and a later question about a week
that differs a little makes only those anew that differ.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from routes.fleet import Vehicle
from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.choices import Choice, LoadRange
from routes.solve.day_table import day_table
from routes.solve.inputs import NEVER, DayInputs, Ints, day_inputs, second_price, vehicle_kinds
from routes.solve.limits import CAPACITY
from routes.solve.multipliers import paid
from routes.solve.route_table import route_table

THREADS = 2
MOST_TABLES = 60  # of each sort are kept; the oldest goes first


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayKind:
    """The alike vehicles of one weekday."""

    vehicles: tuple[Vehicle, ...]
    least: DayInputs  # with the least crates
    runs: int  # that they may make together

    @property
    def capacity(self) -> int:
        """Crates that one of them holds."""
        return int(self.least.limits[CAPACITY])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeekDay:
    """One weekday's vehicles and the least price of every set of stops."""

    weekday: int
    kinds: tuple[DayKind, ...]
    most_runs: int
    lowest: tuple[Ints, ...]  # for each kind, of one run through each set, shape (2^n,)
    floors: tuple[Ints, ...]  # with at least 0, 2, 3 ... runs, shape (2^n,)
    capacity: Ints  # shape (most_runs + 1,): the most crates that so many runs hold
    keys: tuple[tuple[bytes, ...], ...]  # for each kind, of its table
    likeness: tuple[object, ...]  # the same for weekdays on which the same may be done


@dataclass(slots=True, kw_only=True)
class TableStore:
    """Tables by what they were made from."""

    lowest: dict[tuple[bytes, ...], Ints] = field(default_factory=dict)
    floors: dict[tuple[object, ...], tuple[Ints, ...]] = field(default_factory=dict)

    def days(
        self, problem: Problem, loads: Sequence[LoadRange], watch: Watch, most_floors: int
    ) -> tuple[WeekDay, ...]:
        """The tables of every weekday.

        Raises
        ------
        OutOfTime
            If the time limit passes meanwhile.
        """
        kinds = [_day_kinds(problem, day, loads[day]) for day in WEEKDAYS]
        second = least_second_price(problem)
        mores = [_most_surplus(problem, loads[day], second) for day in WEEKDAYS]
        keys = [
            [_key(kind.least, more) for kind in of_day] for of_day, more in zip(kinds, mores, strict=True)
        ]
        missing = {
            key: (kind.least, more)
            for of_day, more, own in zip(kinds, mores, keys, strict=True)
            for kind, key in zip(of_day, own, strict=True)
            if key not in self.lowest
        }
        with ThreadPoolExecutor(THREADS) as pool:
            made = list(pool.map(partial(_lowest, watch.check), missing.values()))
            self.lowest.update(zip(missing, made, strict=True))
            built = list(
                pool.map(
                    lambda day: self._week_day(problem, day, kinds[day], keys[day], watch, most_floors),
                    WEEKDAYS,
                )
            )
        self._forget()
        return tuple(built)

    def _week_day(
        self,
        problem: Problem,
        weekday: int,
        kinds: tuple[DayKind, ...],
        keys: list[tuple[bytes, ...]],
        watch: Watch,
        most_floors: int,
    ) -> WeekDay:
        watch.check()
        n = len(problem.stops)
        runs = min(sum(kind.runs for kind in kinds), n)
        most_runs = min(runs, problem.most_runs.get(weekday, runs))
        likeness = (tuple(zip(keys, (kind.runs for kind in kinds), strict=True)), most_runs)
        lowest = tuple(self.lowest[key] for key in keys)
        if likeness not in self.floors:
            self.floors[likeness] = floors_of(
                lowest, [kind.runs for kind in kinds], most_runs, n, most_floors
            )
        each = sorted((kind.capacity for kind in kinds for _ in range(kind.runs)), reverse=True)
        return WeekDay(
            weekday=weekday,
            kinds=kinds,
            most_runs=most_runs,
            lowest=lowest,
            floors=self.floors[likeness],
            capacity=np.concatenate(([0], np.cumsum(each[:most_runs], dtype=np.int64))).astype(np.int64),
            keys=tuple(keys),
            likeness=likeness,
        )

    def _forget(self) -> None:
        while len(self.lowest) > MOST_TABLES:
            del self.lowest[next(iter(self.lowest))]
        while len(self.floors) > MOST_TABLES:
            del self.floors[next(iter(self.floors))]


def least_second_price(problem: Problem) -> int:
    """The least price of a paid second over all vehicles, in 1/3 600 000 öre."""
    return min((second_price(vehicle) for vehicle in problem.vehicles), default=0)


def surplus(problem: Problem, loads: Sequence[LoadRange], choice: Choice) -> list[int]:
    """For each day the price of the service time for what a choice moves beyond the least crates."""
    second = problem.stops[choice.stop].service_per_crate_s * least_second_price(problem)
    least = [int(loads[day].least[0][choice.stop] + loads[day].least[1][choice.stop]) for day in WEEKDAYS]
    return [(sum(choice.on(day)) - least[day]) * second if day in choice.pattern else 0 for day in WEEKDAYS]


def _day_kinds(problem: Problem, weekday: int, loads: LoadRange) -> tuple[DayKind, ...]:
    return tuple(
        DayKind(
            vehicles=alike,
            least=_visited_only(day_inputs(problem, alike[0], weekday, *loads.least), loads),
            runs=sum(vehicle.runs_most for vehicle in alike),
        )
        for alike in vehicle_kinds(problem, weekday)
    )


def _visited_only(inputs: DayInputs, loads: LoadRange) -> DayInputs:
    """The numbers with the stops closed that no pattern visits that day; what is closed tells nothing else."""
    is_open = inputs.is_open & np.array([bool(variants) for variants in loads.variants], dtype=np.bool_)
    shown = is_open.astype(np.int64)
    return inputs._replace(
        is_open=is_open,
        opens=inputs.opens * shown,
        closes=inputs.closes * shown,
        service=inputs.service * shown,
        delivered=inputs.delivered * shown,
        collected=inputs.collected * shown,
    )


def _most_surplus(problem: Problem, loads: LoadRange, second: int) -> Ints:
    """The most that the surplus of a visit can be, shape (n,)."""
    most = loads.most[0] + loads.most[1] - loads.least[0] - loads.least[1]
    per_crate = np.array([stop.service_per_crate_s for stop in problem.stops], dtype=np.int64)
    prices: Ints = most * per_crate * second
    return prices


def _key(inputs: DayInputs, more: Ints) -> tuple[bytes, ...]:
    return (*(np.asarray(numbers).tobytes() for numbers in inputs), more.tobytes())


def _lowest(check: Callable[[], None], numbers: tuple[DayInputs, Ints]) -> Ints:
    """What no run through each set costs less than, its surplus not counted, whatever its crates."""
    inputs, more = numbers
    table = route_table(inputs, check)
    if not more.any():
        return table.price
    waiting = table.price - paid(more)
    waiting[table.price >= NEVER] = NEVER
    lowest: Ints = np.maximum(table.price_unwaited, waiting)
    return lowest


def floors_of(
    lowest: Sequence[Ints], runs: Sequence[int], most_runs: int, n: int, most_floors: int
) -> tuple[Ints, ...]:
    """The least price of each set with at least 0, 2, 3 ... runs, from those of one run of each kind."""
    layers = day_table(lowest, runs, most_runs).joined[-1] if lowest else ()
    floors = []
    for least_runs in (0, *range(2, min(most_runs, most_floors) + 1)):
        floor = np.full(1 << n, NEVER, dtype=np.int64)
        for layer in layers[max(least_runs - 1, 0) :]:
            np.minimum(floor, layer, out=floor)
        if not least_runs:
            floor[0] = 0
        floors.append(floor)
    return tuple(floors)
