"""Turn a problem into the whole numbers that the compiled loops read."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routes.cost import METRES_PER_KM, SECONDS_PER_HOUR
from routes.fleet import Vehicle
from routes.places import Stop, Window
from routes.problem import Problem
from routes.solve.limits import DRIVING_BREAK, NO_BREAK, WORK_BREAK

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ORE = METRES_PER_KM * SECONDS_PER_HOUR  # prices are counted exactly, in 1/3 600 000 öre
NEVER = int(np.iinfo(np.int64).max) // 4  # the price of what cannot be driven


class DayInputs(NamedTuple):
    """One kind of vehicle on one weekday; index 0 is the hub, index i + 1 the i-th stop."""

    seconds: Ints  # shape (n + 1, n + 1), row = from
    metres: Ints  # shape (n + 1, n + 1)
    metre_price: int  # in 1/3 600 000 öre
    second_price: int  # one paid second, in 1/3 600 000 öre
    run_price: int  # one run, in 1/3 600 000 öre
    is_open: Bools  # shape (n,): the stop takes deliveries that day, and from this vehicle
    opens: Ints  # shape (n,), seconds after midnight
    closes: Ints  # shape (n,)
    service: Ints  # shape (n,), seconds
    delivered: Ints  # shape (n,), crates
    collected: Ints  # shape (n,), crates
    before: Bools  # shape (n, n): on a run with both, the row comes before the column; (0, 0): no such rule
    limits: Ints  # see routes.solve.limits

    def only(self, stops: list[int]) -> "DayInputs":
        """The same for some of the stops, renumbered in that order."""
        places = [0, *(i + 1 for i in stops)]
        return DayInputs(
            seconds=self.seconds[np.ix_(places, places)].copy(),
            metres=self.metres[np.ix_(places, places)].copy(),
            metre_price=self.metre_price,
            second_price=self.second_price,
            run_price=self.run_price,
            is_open=self.is_open[stops],
            opens=self.opens[stops],
            closes=self.closes[stops],
            service=self.service[stops],
            delivered=self.delivered[stops],
            collected=self.collected[stops],
            before=self.before[np.ix_(stops, stops)] if self.before.size else self.before,
            limits=self.limits,
        )


def day_inputs(
    problem: Problem, vehicle: Vehicle, weekday: int, delivered: Ints, collected: Ints
) -> DayInputs:
    """The numbers of `vehicle` on `weekday` when each stop moves these crates, shapes (n,)."""
    travel = problem.ways(vehicle.id, weekday)
    places = [problem.hub.place_id, *(stop.place_id for stop in problem.stops)]
    at = [travel.place_ids.index(place) for place in places]
    windows = [stop.windows[weekday] for stop in problem.stops]
    per_crate = np.array([stop.service_per_crate_s for stop in problem.stops], dtype=np.int64)
    fixed = np.array([stop.service_fixed_s for stop in problem.stops], dtype=np.int64)
    return DayInputs(
        seconds=travel.seconds[np.ix_(at, at)].copy(),
        metres=travel.metres[np.ix_(at, at)].copy(),
        metre_price=vehicle.per_km_ore * SECONDS_PER_HOUR,
        second_price=second_price(vehicle),
        run_price=vehicle.fixed_ore * ORE,
        is_open=np.array(
            [w is not None and _may_serve(vehicle, s) for w, s in zip(windows, problem.stops, strict=True)],
            dtype=np.bool_,
        ),
        opens=np.array([w.opens_s if w else 0 for w in windows], dtype=np.int64),
        closes=np.array([w.closes_s if w else 0 for w in windows], dtype=np.int64),
        service=fixed + per_crate * (delivered + collected),
        delivered=delivered,
        collected=collected,
        before=before_matrix(problem),
        limits=_limits(vehicle, problem.latest_return_s(vehicle), windows),
    )


def before_matrix(problem: Problem) -> Bools:
    """Which stop (row) comes before which (column) on a run with both, shape (n, n); (0, 0) for no such rule."""
    if not any(stop.before for stop in problem.stops):
        return np.zeros((0, 0), dtype=np.bool_)
    return np.array([[other.id in stop.before for other in problem.stops] for stop in problem.stops])


def vehicle_kinds(problem: Problem, weekday: int) -> tuple[tuple[Vehicle, ...], ...]:
    """The vehicles that may drive on a weekday, alike ones together: same ways, prices, rules and stops."""
    kinds: dict[tuple[object, ...], list[Vehicle]] = {}
    for vehicle in problem.vehicles:
        if problem.drives_on(vehicle, weekday):
            alike = replace(vehicle, id="", name="", weekdays=frozenset())
            travel = problem.ways(vehicle.id, weekday)
            served = tuple(_may_serve(vehicle, stop) for stop in problem.stops)
            key = (alike, travel.metres.tobytes(), travel.seconds.tobytes(), served)
            kinds.setdefault(key, []).append(vehicle)
    return tuple(tuple(vehicles) for vehicles in kinds.values())


def second_price(vehicle: Vehicle) -> int:
    """One paid second of a vehicle, in 1/3 600 000 öre."""
    return vehicle.per_hour_ore * METRES_PER_KM


def stops_of(mask: int) -> tuple[int, ...]:
    """The stops in a bit mask, ascending."""
    return tuple(stop for stop in range(mask.bit_length()) if mask >> stop & 1)


def _may_serve(vehicle: Vehicle, stop: Stop) -> bool:
    return stop.vehicle_ids is None or vehicle.id in stop.vehicle_ids


def _limits(vehicle: Vehicle, latest_return_s: int, windows: list[Window | None]) -> Ints:
    rule = vehicle.break_rule
    mode = NO_BREAK if rule is None else WORK_BREAK if rule.counts == "work" else DRIVING_BREAK
    opens = [window.opens_s if window else 0 for window in windows]
    numbers = (
        vehicle.earliest_departure_s,
        latest_return_s,
        vehicle.longest_shift_s,
        vehicle.capacity_crates,
        mode,
        rule.after_s if rule else 0,
        rule.length_s if rule else 0,
        max(opens, default=0),
        max(vehicle.earliest_departure_s, *opens, 0),
    )
    return np.array(numbers, dtype=np.int64)
