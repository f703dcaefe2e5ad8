"""Turn a problem into the whole numbers that the compiled loops read."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routes.cost import METRES_PER_KM, SECONDS_PER_HOUR
from routes.fleet import Vehicle
from routes.places import Window
from routes.problem import Problem
from routes.solve.labels import DRIVING_BREAK, NO_BREAK, WORK_BREAK

Ints = NDArray[np.int64]

ORE = METRES_PER_KM * SECONDS_PER_HOUR  # prices are counted exactly, in 1/3 600 000 öre
NEVER = int(np.iinfo(np.int64).max) // 4  # the price of what cannot be driven


class DayInputs(NamedTuple):
    """One kind of vehicle on one weekday; index 0 is the hub, index i + 1 the i-th stop."""

    seconds: Ints  # shape (n + 1, n + 1), row = from
    metres: Ints  # shape (n + 1, n + 1)
    metre_price: int  # in 1/3 600 000 öre
    second_price: int  # one paid second, in 1/3 600 000 öre
    run_price: int  # one run, in 1/3 600 000 öre
    is_open: NDArray[np.bool_]  # shape (n,)
    opens: Ints  # shape (n,), seconds after midnight
    closes: Ints  # shape (n,)
    service: Ints  # shape (n,), seconds
    delivered: Ints  # shape (n,), crates
    collected: Ints  # shape (n,), crates
    limits: Ints  # see routes.solve.labels

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
            limits=self.limits,
        )


def day_inputs(
    problem: Problem, vehicle: Vehicle, weekday: int, delivered: Ints, collected: Ints
) -> DayInputs:
    """The numbers of `vehicle` on `weekday` when each stop moves these crates, shapes (n,)."""
    travel = problem.travel[vehicle.id]
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
        is_open=np.array([window is not None for window in windows], dtype=np.bool_),
        opens=np.array([w.opens_s if w else 0 for w in windows], dtype=np.int64),
        closes=np.array([w.closes_s if w else 0 for w in windows], dtype=np.int64),
        service=fixed + per_crate * (delivered + collected),
        delivered=delivered,
        collected=collected,
        limits=_limits(vehicle, windows),
    )


def second_price(vehicle: Vehicle) -> int:
    """One paid second of a vehicle, in 1/3 600 000 öre."""
    return vehicle.per_hour_ore * METRES_PER_KM


def stops_of(mask: int) -> tuple[int, ...]:
    """The stops in a bit mask, ascending."""
    return tuple(stop for stop in range(mask.bit_length()) if mask >> stop & 1)


def _limits(vehicle: Vehicle, windows: list[Window | None]) -> Ints:
    rule = vehicle.break_rule
    mode = NO_BREAK if rule is None else WORK_BREAK if rule.counts == "work" else DRIVING_BREAK
    opens = [window.opens_s if window else 0 for window in windows]
    numbers = (
        vehicle.earliest_departure_s,
        vehicle.latest_return_s,
        vehicle.longest_shift_s,
        vehicle.capacity_crates,
        mode,
        rule.after_s if rule else 0,
        rule.length_s if rule else 0,
        max(opens, default=0),
        max(vehicle.earliest_departure_s, *opens, 0),
    )
    return np.array(numbers, dtype=np.int64)
