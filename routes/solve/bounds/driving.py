"""Price a run as it is truly driven, waiting and break included."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from routes.solve import part_run
from routes.solve.bounds.pricing import Route
from routes.solve.cheapest_run import cheapest_run
from routes.solve.inputs import NEVER, DayInputs
from routes.solve.limits import BREAK_MODE, HUB, NO_BREAK, NOBODY
from routes.solve.numbers import Numbers

MOST_CALLS = 14  # of a run whose orders are all compared


def truly_driven(numbers: Numbers, route: Route) -> Route | None:
    """The cheapest run through the calls of a route, if no order of theirs is priced less; None if there is none.

    A route of very many calls stays as it is: no dearer than it is in truth.
    """
    if len(route.calls) > MOST_CALLS or true_price(numbers, route.fleet, route.calls) == route.price:
        return route
    price, order = cheapest_run(_inputs(numbers, route))
    if price >= NEVER:
        return None
    return replace(route, calls=tuple(route.calls[k] for k in order), price=price)


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


def _inputs(numbers: Numbers, route: Route) -> DayInputs:
    """The calls of a route as the stops of a day."""
    fleet, calls = route.fleet, list(route.calls)
    places = [HUB, *numbers.place[calls]]
    at = np.ix_(places, places)
    stops = numbers.place[calls] - 1
    return DayInputs(
        seconds=numbers.seconds[numbers.fleet_ways[fleet]][at],
        metres=numbers.metres[numbers.fleet_ways[fleet]][at],
        metre_price=int(numbers.metre_price[fleet]),
        second_price=int(numbers.second_price[fleet]),
        run_price=int(numbers.run_price[fleet]),
        is_open=numbers.may_serve[fleet][stops],
        opens=numbers.opens[calls],
        closes=numbers.closes[calls],
        service=numbers.service[calls],
        delivered=numbers.delivered[calls],
        collected=numbers.collected[calls],
        before=numbers.before[np.ix_(stops, stops)] if numbers.before.size else numbers.before,
        limits=numbers.limits[fleet],
    )


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
