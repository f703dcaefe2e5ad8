"""Price a run as it is truly driven, waiting and break included."""

from itertools import pairwise

import numpy as np

from routes.solve import part_run
from routes.solve.limits import BREAK_MODE, HUB, NO_BREAK, NOBODY
from routes.solve.numbers import Numbers


def true_price(numbers: Numbers, fleet: int, calls: tuple[int, ...]) -> int | None:
    """The least price of the run, its break where it costs least; None if it may not be driven."""
    limits = numbers.limits[fleet]
    places = [HUB, *(int(numbers.place[call]) for call in calls), HUB]
    metres = numbers.metres[numbers.fleet_ways[fleet]]
    driven_m = sum(int(metres[i, j]) for i, j in pairwise(places))
    rests = [NOBODY, *(range(len(calls) + 1) if limits[BREAK_MODE] != NO_BREAK else ())]
    durations = [_duration_s(numbers, fleet, calls, rest) for rest in rests]
    possible = [duration for duration in durations if duration is not None]
    if not possible or _breaks_order(numbers, calls):
        return None
    price = int(numbers.metre_price[fleet]) * driven_m + int(numbers.run_price[fleet])
    return price + int(numbers.second_price[fleet]) * min(possible)


def _duration_s(numbers: Numbers, fleet: int, calls: tuple[int, ...], rest: int) -> int | None:
    """How long the run lasts with the break on leg `rest`, NOBODY for none; None if it may not be driven so."""
    limits, seconds = part_run.read_limits(numbers.limits[fleet]), numbers.seconds[numbers.fleet_ways[fleet]]
    label, at, picked = part_run.start(limits), HUB, 0
    for leg, call in enumerate(calls):
        to, opens, closes = int(numbers.place[call]), int(numbers.opens[call]), int(numbers.closes[call])
        label = part_run.drive(label, 0, int(seconds[at, to]), leg == rest, limits)
        if label.earliest > closes:
            return None
        label = part_run.serve(label, to - 1, opens, closes, int(numbers.service[call]), limits)
        picked += int(numbers.collected[call])
        label = part_run.load(label, int(numbers.delivered[call]), picked)
        if not part_run.is_allowed(label, 0, limits):
            return None
        at = to
    service_s = int(numbers.service[list(calls)].sum())
    home_s = int(seconds[at, HUB])
    label, allowed = part_run.go_home(label, 0, home_s, len(calls) == rest, service_s, limits)
    return int(part_run.lasts(label)) if allowed else None


def _breaks_order(numbers: Numbers, calls: tuple[int, ...]) -> bool:
    """Whether a stop comes before one that must come before it."""
    stops = numbers.place[list(calls)] - 1
    if not numbers.before.size:
        return False
    ordered = numbers.before[np.ix_(stops, stops)]
    return bool(np.tril(ordered, -1).any())
