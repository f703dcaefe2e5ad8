"""Find the cheapest run through given stops, and its order."""

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, DayInputs
from routes.solve.limits import HUB
from routes.solve.part_run import read_limits
from routes.solve.route_layers import (
    LAST,
    NO_LIMIT,
    PARENT,
    close,
    extend_all,
    extended_sets,
    label_at,
    layers_of,
    start_rows,
)


def cheapest_run(inputs: DayInputs, *, at_most: int = NEVER) -> tuple[int, tuple[int, ...]]:
    """The price and order of the cheapest run through all stops; NEVER if no allowed one costs `at_most` or less.

    Partial runs that cannot end within `at_most` are dropped: the way through the stops still ahead, without
    windows and loads, bounds what they will cost (as in A*, Hart, Nilsson & Raphael 1968).
    """
    n = len(inputs.opens)
    price, unwaited = (np.full(1 << n, NEVER, dtype=np.int64) for _ in range(2))
    layers = list(layers_of(inputs, _prices_ahead(inputs), at_most - inputs.run_price, price, unwaited))
    cheapest = int(price[-1]) + inputs.run_price
    if not n or cheapest > at_most or price[-1] >= NEVER:
        return NEVER, ()
    place = int(_cheapest_end(layers[-1], inputs))
    backward = []
    for rows in reversed(layers):
        backward.append(int(rows[place, LAST]))
        place = int(rows[place, PARENT])
    return cheapest, tuple(reversed(backward))


@njit(cache=True, nogil=True)
def least_price(inputs, home_s, later):
    """The least price of a run through all stops; NEVER if none is allowed. `later` is of `later_masks`."""
    n = inputs.opens.size
    price, unwaited = np.full(1 << n, NEVER, dtype=np.int64), np.full(1 << n, NEVER, dtype=np.int64)
    begins, ends = np.zeros(1 << n, dtype=np.int64), np.zeros(1 << n, dtype=np.int64)
    ends[0] = 1
    rows = start_rows(inputs.limits)
    for size in range(1, n + 1):
        masks = extended_sets(n, size, begins, ends, later, inputs)
        rows, bounds = extend_all(
            masks, rows, begins, ends, inputs, home_s, later, NO_LIMIT, NEVER, price, unwaited
        )
        for index in range(masks.size):
            begins[masks[index]], ends[masks[index]] = bounds[index], bounds[index + 1]
        if not len(rows):
            return np.int64(NEVER)
    return price[-1] + inputs.run_price if price[-1] < NEVER else np.int64(NEVER)


@njit(cache=True, nogil=True)
def _cheapest_end(rows, inputs):
    """Which label of the set of all stops ends the cheapest run."""
    limits = read_limits(inputs.limits)
    best, least = 0, np.int64(NEVER)
    for place in range(len(rows)):
        paid = close(label_at(rows, place), inputs, inputs.service.sum(), limits)[0]
        if paid < least:
            best, least = place, paid
    return best


@njit(cache=True, nogil=True)
def _prices_ahead(inputs):
    """The least price from each set and last stop through all other stops and home (Held & Karp 1962)."""
    n = inputs.opens.size
    whole = (1 << n) - 1
    legs = inputs.metre_price * inputs.metres + inputs.second_price * inputs.seconds
    ahead = np.full(n << n, NEVER, dtype=np.int64)
    for mask in range(whole, 0, -1):
        for last in range(n):
            if not mask >> last & 1:
                continue
            least = legs[last + 1, HUB] if mask == whole else NEVER
            for stop in range(n):
                if not mask >> stop & 1:
                    service = inputs.second_price * inputs.service[stop]
                    least = min(
                        least, legs[last + 1, stop + 1] + service + ahead[(mask | 1 << stop) * n + stop]
                    )
            ahead[mask * n + last] = least
    return ahead
