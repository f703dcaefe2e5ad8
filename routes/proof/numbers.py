"""Turn a problem into the whole numbers that the compiled loops of the proof read.

No sum of theirs may wrap, or a false proof would look true. So what is larger than any week asks for is refused
(`TooLarge`): the dearest run that can be put together (MOST_PRICE), what a visit or a run is worth (MOST_WORTH),
and metres, seconds and crates (MOST_COUNT). Then, with at most 20 stops a day where sets are listed:

- Adding up sets: the visits of a day are worth at most 20 MOST_WORTH, its runs cost at most 20 MOST_PRICE.
  Together these are below NEVER, so no price of a set is taken for that of what cannot be driven.
- Branching: an option comes to at most 5 MOST_WORTH + 5 MOST_PRICE, 20 stops and 5 days with NEVER on each of them
  to less than 2^62. Costs to be proven are cut off at NEVER.
- Labelling: a run may come back to stops, so its visits are as many as its parts (2 million) in the worst case.
  It gives up where a price leaves -NEVER to NEVER, before one more visit is added, which changes the price by at
  most MOST_WORTH + 2 MOST_PRICE. Metres, seconds and crates come to less than 2^21 (2 million) MOST_COUNT.

What is added up outside the compiled loops are Python's whole numbers, which have no end.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routes.fleet import Vehicle
from routes.places import DAY_S, Stop
from routes.problem import Problem
from routes.travel import quickest_seconds

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Moved = tuple[int, int]  # crates delivered and collected at one visit

ORE = 1000 * 3600  # prices are counted exactly, in 1/3 600 000 öre: metres to km, seconds to hours
NEVER = 1 << 58  # the price of what cannot be driven; several of them can be added up
MOST_WORTH = 1 << 53  # 25 million kr
MOST_PRICE = 1 << 52  # half of that
MOST_COUNT = 1 << 40
NO_RULE, WORK, DRIVING = range(3)  # what the driver's rest goes by


class TooLarge(Exception):
    """The numbers of a week, or what its visits are worth, are larger than can be added up safely."""


class Limits(NamedTuple):
    """What every run of a vehicle on a weekday must keep."""

    leave_s: int  # earliest departure
    return_s: int  # latest return
    shift_s: int
    capacity: int
    rule: int
    after_s: int  # of work or driving without a rest
    rest_s: int
    last_opening_s: int  # of all stops: a run that leaves later never waits


class Numbers(NamedTuple):
    """One kind of vehicle, some stops, one weekday; place 0 is the hub, place i + 1 the i-th stop."""

    seconds: Ints  # shape (n + 1, n + 1), row = from
    metres: Ints  # shape (n + 1, n + 1)
    home_s: Ints  # shape (n + 1,): least seconds back to the hub by any detour
    metre_price: int  # in 1/3 600 000 öre, like all prices
    second_price: int
    run_price: int
    may_serve: Bools  # shape (n,)
    opens: Ints  # shape (n,), seconds after midnight; when service may begin
    closes: Ints  # shape (n,)
    service: Ints  # shape (n,), seconds
    delivered: Ints  # shape (n,), crates
    collected: Ints  # shape (n,), crates
    later: Bools  # shape (n, n): on a run with both, the column comes after the row
    limits: Limits

    @property
    def key(self) -> bytes:
        """The same for vehicles and days that no run can tell apart."""
        return b"|".join(np.asarray(part).tobytes() for part in self)


def read_numbers(
    problem: Problem, vehicle: Vehicle, weekday: int, stops: Sequence[Stop], moved: Sequence[Moved]
) -> Numbers:
    """The numbers of a vehicle on a weekday, for these stops when each moves these crates."""
    ways = problem.ways(vehicle.id, weekday)
    at = [ways.place_ids.index(place) for place in (problem.hub.place_id, *(stop.place_id for stop in stops))]
    seconds = np.ascontiguousarray(ways.seconds[np.ix_(at, at)], dtype=np.int64)
    windows = [stop.windows[weekday] for stop in stops]
    served = [stop.vehicle_ids is None or vehicle.id in stop.vehicle_ids for stop in stops]
    service = [
        stop.service_fixed_s + stop.service_per_crate_s * sum(crates)
        for stop, crates in zip(stops, moved, strict=True)
    ]
    later = np.zeros((len(stops), len(stops)), dtype=np.bool_)
    for row, stop in enumerate(stops):
        later[row] = [other.id in stop.before for other in stops]
    numbers = Numbers(
        seconds=seconds,
        metres=np.ascontiguousarray(ways.metres[np.ix_(at, at)], dtype=np.int64),
        home_s=quickest_seconds(seconds)[:, 0].copy(),
        metre_price=vehicle.per_km_ore * 3600,
        second_price=vehicle.per_hour_ore * 1000,
        run_price=vehicle.fixed_ore * ORE,
        may_serve=np.array(served, dtype=np.bool_)
        & np.array([w is not None for w in windows], dtype=np.bool_),
        opens=_ints([window.opens_s if window else 0 for window in windows]),
        closes=_ints([window.closes_s if window else 0 for window in windows]),
        service=_ints(service),
        delivered=_ints([delivered for delivered, _ in moved]),
        collected=_ints([collected for _, collected in moved]),
        later=later,
        limits=_limits(vehicle, problem.latest_return_s(vehicle), [w.opens_s for w in windows if w]),
    )
    _refuse_large(numbers)
    return numbers


def _refuse_large(numbers: Numbers) -> None:
    """Refuse ways and limits too large to be added up, and prices at which a run could exceed MOST_PRICE."""
    legs, limits = len(numbers.seconds), numbers.limits
    longest_s, farthest_m = int(numbers.seconds.max()), max(1, int(numbers.metres.max()))
    service_s = max(numbers.service.tolist(), default=0)
    lasts_s = DAY_S + limits.rest_s + legs * (longest_s + service_s)
    dearest = numbers.run_price + numbers.metre_price * legs * farthest_m + numbers.second_price * lasts_s
    if dearest > MOST_PRICE or max(longest_s, farthest_m, *limits) > MOST_COUNT:
        raise TooLarge


def _limits(vehicle: Vehicle, return_s: int, opens: Sequence[int]) -> Limits:
    rest = vehicle.break_rule
    return Limits(
        leave_s=vehicle.earliest_departure_s,
        return_s=return_s,
        shift_s=vehicle.longest_shift_s,
        capacity=vehicle.capacity_crates,
        rule=NO_RULE if rest is None else WORK if rest.counts == "work" else DRIVING,
        after_s=rest.after_s if rest else 0,
        rest_s=rest.length_s if rest else 0,
        last_opening_s=max(vehicle.earliest_departure_s, *opens, 0),
    )


def _ints(values: Sequence[int]) -> Ints:
    if max(values, default=0) > MOST_COUNT:
        raise TooLarge
    return np.array(values, dtype=np.int64)
