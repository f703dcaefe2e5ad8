"""Price many runs at once for the crates they really carry, compiled."""

import numpy as np
from numba import njit

from routes.solve.carrying import PACKED_BITS
from routes.solve.cheapest_run import least_price
from routes.solve.inputs import DayInputs, Ints
from routes.solve.limits import HUB
from routes.solve.route_layers import later_masks
from routes.travel import quickest_seconds


def price_runs(
    least: DayInputs, per_crate: Ints, delivered: Ints, collected: Ints, masks: Ints, taken: Ints
) -> Ints:
    """The least prices of runs through these sets with these crates; NEVER where none is allowed.

    `least` holds the least crates and the service time for them; `delivered` and `collected`, shape (n, offers),
    are the crates of the offers that `taken` tells (`routes.solve.carrying`), `per_crate` seconds of service.
    """
    home_s = quickest_seconds(least.seconds)[:, HUB].copy()
    prices: Ints = _price_runs(
        least, per_crate, delivered, collected, masks, taken, home_s, later_masks(least)
    )
    return prices


@njit(cache=True, nogil=True)
def _price_runs(least, per_crate, delivered, collected, masks, taken, home_s, later):
    prices = np.zeros(masks.size, dtype=np.int64)
    for index in range(masks.size):
        count = 0
        stops = np.zeros(least.opens.size, dtype=np.int64)
        for stop in range(least.opens.size):
            if masks[index] >> stop & 1:
                stops[count] = stop
                count += 1
        prices[index] = _price(
            least, per_crate, delivered, collected, stops[:count], taken[index], home_s, later
        )
    return prices


@njit(cache=True, nogil=True)
def _price(least, per_crate, delivered, collected, stops, taken, home_s, later):
    """The price of the run through `stops` as a small instance of its own."""
    n = stops.size
    seconds, metres = np.zeros((n + 1, n + 1), dtype=np.int64), np.zeros((n + 1, n + 1), dtype=np.int64)
    service, own_delivered, own_collected = np.zeros((3, n), dtype=np.int64)
    own_later, own_home = np.zeros(n, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    for a in range(n + 1):
        here = stops[a - 1] + 1 if a else HUB
        own_home[a] = home_s[here]
        for b in range(n + 1):
            there = stops[b - 1] + 1 if b else HUB
            seconds[a, b], metres[a, b] = least.seconds[here, there], least.metres[here, there]
    for k in range(n):
        stop = stops[k]
        offer = taken >> PACKED_BITS * stop & ((1 << PACKED_BITS) - 1)
        own_delivered[k], own_collected[k] = delivered[stop, offer], collected[stop, offer]
        more = own_delivered[k] + own_collected[k] - least.delivered[stop] - least.collected[stop]
        service[k] = least.service[stop] + per_crate[stop] * more
        for other in range(n):
            own_later[k] |= (later[stop] >> stops[other] & 1) << other
    inputs = DayInputs(
        seconds,
        metres,
        least.metre_price,
        least.second_price,
        least.run_price,
        least.is_open[stops],
        least.opens[stops],
        least.closes[stops],
        service,
        own_delivered,
        own_collected,
        least.before,
        least.limits,
    )
    return least_price(inputs, own_home, own_later)
