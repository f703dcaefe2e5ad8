"""Price a run as it is truly driven, waiting and break included."""

from itertools import pairwise

import numpy as np

from routes.solve.labels import (
    BREAK_MODE,
    HUB,
    NO_BREAK,
    drive,
    go_home,
    is_allowed,
    lasts,
    load,
    serve,
    start,
)
from routes.solve.numbers import Numbers


def true_price(numbers: Numbers, fleet: int, calls: tuple[int, ...]) -> int | None:
    """The least price of the run, its break where it costs least; None if it may not be driven."""
    limits = numbers.limits[fleet]
    places = [HUB, *(int(numbers.place[call]) for call in calls), HUB]
    metres = numbers.metres[numbers.fleet_ways[fleet]]
    driven_m = sum(int(metres[i, j]) for i, j in pairwise(places))
    rests = [-1, *(range(len(calls) + 1) if limits[BREAK_MODE] != NO_BREAK else ())]
    durations = [_duration_s(numbers, fleet, calls, rest) for rest in rests]
    possible = [duration for duration in durations if duration is not None]
    if not possible or _breaks_order(numbers, calls):
        return None
    price = int(numbers.metre_price[fleet]) * driven_m + int(numbers.run_price[fleet])
    return price + int(numbers.second_price[fleet]) * min(possible)


def _duration_s(numbers: Numbers, fleet: int, calls: tuple[int, ...], rest: int) -> int | None:
    """How long the run lasts with the break on leg `rest`, -1 for none; None if it may not be driven so."""
    limits, seconds = numbers.limits[fleet], numbers.seconds[numbers.fleet_ways[fleet]]
    label, at = start(limits), HUB
    for leg, call in enumerate(calls):
        to = int(numbers.place[call])
        if not drive(label, seconds[at, to], leg == rest, limits):
            return None
        serve(label, numbers.opens[call], numbers.closes[call], numbers.service[call], limits)
        load(label, numbers.delivered[call], numbers.collected[call])
        if not is_allowed(label, limits):
            return None
        at = to
    service_s = int(numbers.service[list(calls)].sum())
    if not go_home(label, seconds[at, HUB], len(calls) == rest, service_s, limits):
        return None
    return int(lasts(label))


def _breaks_order(numbers: Numbers, calls: tuple[int, ...]) -> bool:
    """Whether a stop comes before one that must come before it."""
    stops = numbers.place[list(calls)] - 1
    if not numbers.before.size:
        return False
    ordered = numbers.before[np.ix_(stops, stops)]
    return bool(np.tril(ordered, -1).any())
