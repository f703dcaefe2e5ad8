"""Bound what a choice of all patterns costs, day by day, with the crates that they move, compiled.

A day's stops and crates come up again and again among the choices, so what was found out about them is kept: the
bound made here from the tables of single runs, or the exact price once it was settled (`routes.solve.settling`).
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.solve.carrying import PACKED_BITS
from routes.solve.inputs import NEVER, Ints

MOST_SHARED = 12  # stops of a day that more than two runs are found for here
TRIES = 8  # places looked at for one day
FREE = -1
SET_BITS = 32  # for the mask of a day, below its number


class Leaves(NamedTuple):
    """What days are made of, stops in the order of branching, and what is known of them."""

    order: Ints  # shape (n,): the problem's number of each stop
    lowest: Ints  # shape (tables, 2^n), by mask of the problem's stops
    table: Ints  # shape (days, kinds): which of them, or FREE
    runs: Ints  # shape (days, kinds)
    capacity: Ints  # shape (days, kinds)
    delivered: Ints  # shape (days, n, offers)
    collected: Ints  # shape (days, n, offers)
    counted: Ints  # shape (days, n, offers): the surplus of the crates
    sets: Ints  # shape (kept,), a power of two: weekday and mask of a day that is known, or FREE
    crates: Ints  # shape (kept,): the crates taken on it
    prices: Ints  # shape (kept,): what it costs at least


@njit(cache=True, nogil=True)
def day_bound(leaves, day, mask, taken):
    """What the day costs at least; exact if it was settled. NEVER if it cannot be driven."""
    if not mask:
        return np.int64(0)
    place = _place(leaves, day, mask, taken)
    if leaves.sets[place] != _set_of(day, mask) or leaves.crates[place] != taken:
        leaves.sets[place], leaves.crates[place] = _set_of(day, mask), taken
        leaves.prices[place] = _day_price(leaves, day, mask, taken)
    return leaves.prices[place]


@njit(cache=True, nogil=True)
def known_bound(leaves, day, mask, taken):
    """What is known already of what the day costs at least."""
    place = _place(leaves, day, mask, taken)
    is_known = leaves.sets[place] == _set_of(day, mask) and leaves.crates[place] == taken
    return leaves.prices[place] if is_known else np.int64(0)


@njit(cache=True, nogil=True)
def note(leaves, day, mask, taken, price):
    """Keep what was found out about a day."""
    place = _place(leaves, day, mask, taken)
    leaves.sets[place], leaves.crates[place], leaves.prices[place] = _set_of(day, mask), taken, price


@njit(cache=True, nogil=True)
def _set_of(day, mask):
    return day << SET_BITS | mask


@njit(cache=True, nogil=True)
def _place(leaves, day, mask, taken):
    """Where a day is kept, or where it may be: a free place, or else one whose day is forgotten."""
    own = _set_of(day, mask)
    mixed = (taken * 2654435761 + own * 40503) & 0x7FFFFFFFFFFFFFFF
    mixed ^= mixed >> 29
    first = mixed & (leaves.prices.size - 1)
    for tries in range(TRIES):
        place = (first + tries) & (leaves.prices.size - 1)
        if leaves.sets[place] == FREE or (leaves.sets[place] == own and leaves.crates[place] == taken):
            return place
    return first


@njit(cache=True, nogil=True)
def _day_price(leaves, day, mask, taken):
    n = leaves.order.size
    count, vehicles = 0, 0
    for stop in range(n):
        count += mask >> stop & 1
    for kind in range(leaves.table.shape[1]):
        vehicles += leaves.runs[day, kind]
    if vehicles > 2 and count > MOST_SHARED:
        return np.int64(0)  # sharing so many among so many takes too long here
    masks, counted, delivered, collected = _parts(leaves, day, mask, taken, count)
    size = masks.size
    shared = np.full(size, NEVER, dtype=np.int64)
    shared[0] = 0
    prices = np.empty(size, dtype=np.int64)
    used = 0
    for kind in range(leaves.table.shape[1]):
        if leaves.table[day, kind] == FREE:
            continue
        lowest = leaves.lowest[leaves.table[day, kind]]
        for part in range(size):
            fits = max(delivered[part], collected[part]) <= leaves.capacity[day, kind]
            prices[part] = min(NEVER, lowest[masks[part]] + counted[part]) if fits else NEVER
        for _ in range(leaves.runs[day, kind]):
            used += 1
            if used == vehicles:  # from here on only the whole day matters
                return _share(shared, prices, size - 1)
            for part in range(size - 1, 0, -1):
                shared[part] = _share(shared, prices, part)
    return shared[-1]


@njit(cache=True, nogil=True)
def _parts(leaves, day, mask, taken, count):
    """For every subset of a day's stops its mask in the problem, its surplus and its crates."""
    size = 1 << count
    masks, counted = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    delivered, collected = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    half = 1
    for stop in range(leaves.order.size):
        if mask >> stop & 1:
            offer = taken >> PACKED_BITS * stop & ((1 << PACKED_BITS) - 1)
            for part in range(half):
                masks[half + part] = masks[part] | 1 << leaves.order[stop]
                counted[half + part] = counted[part] + leaves.counted[day, stop, offer]
                delivered[half + part] = delivered[part] + leaves.delivered[day, stop, offer]
                collected[half + part] = collected[part] + leaves.collected[day, stop, offer]
            half *= 2
    return masks, counted, delivered, collected


@njit(cache=True, nogil=True)
def _share(shared, prices, whole):
    """The least price of a set of which one run more may take a part."""
    least = shared[whole]
    taken = whole
    while taken:
        if prices[taken] < least:
            least = min(least, prices[taken] + shared[whole ^ taken])
        taken = (taken - 1) & whole
    return least
