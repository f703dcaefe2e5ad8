"""Price the cheapest run through every set of stops, by dynamic programming over sets (Held & Karp 1962)."""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.proof import walk
from routes.proof.numbers import NEVER, Ints, Numbers
from routes.proof.walk import COLUMNS

FIRST_ROOM = 1 << 14
NONE = -1


class Prices(NamedTuple):
    """The least price of each set of stops, shape (2^n,), in 1/3 600 000 öre; NEVER where no run is allowed."""

    paid: Ints
    unwaited: Ints  # as if waiting were not paid


def price_sets(numbers: Numbers) -> Prices:
    """The cheapest run through every set; bit i of a mask is stop i. The empty set has no run."""
    paid, unwaited = _price_sets(numbers)
    return Prices(paid=paid, unwaited=unwaited)


@njit(cache=True, nogil=True)
def _price_sets(numbers):
    """Sets in ascending order: every run through a set goes on from one through a smaller mask."""
    n = numbers.opens.size
    paid, unwaited = np.full(1 << n, NEVER, dtype=np.int64), np.full(1 << n, NEVER, dtype=np.int64)
    runs, after = np.empty((FIRST_ROOM, COLUMNS), dtype=np.int64), np.full(FIRST_ROOM, NONE, dtype=np.int32)
    first = np.full(n << n, NONE, dtype=np.int32)  # the runs of each set and last stop are chained
    earlier, limits = _masks(numbers.later), numbers.limits
    free, used = NONE, 0
    for mask in range(1 << n):
        picked, service_s = _sums(mask, numbers)
        for last in range(n if mask else min(n, 1)):
            place = last + 1 if mask else 0
            chain = first[mask * n + last]
            while mask == 0 or chain != NONE:
                run = walk.read(runs, chain) if mask else walk.begin(limits)
                if mask:
                    _close(run, place, mask, service_s, numbers, paid, unwaited)
                for stop in range(n):
                    if mask >> stop & 1 or not numbers.may_serve[stop] or earlier[stop] & mask:
                        continue
                    slot = (mask | 1 << stop) * n + stop
                    for rests in range(1 + walk.may_rest(run, limits)):
                        trial = _visit(run, place, stop, rests, picked, numbers)
                        too_long = trial.lasts_s + numbers.home_s[stop + 1] > limits.shift_s
                        if too_long or not walk.keeps_rules(trial, limits):
                            continue
                        free, fits = _make_room(runs, after, first, slot, trial, free, limits)
                        if not fits:
                            continue
                        if free == NONE:
                            runs, after, free, used = _more_room(runs, after, used)
                        new, free = free, after[free]
                        walk.write(runs, new, trial)
                        after[new], first[slot] = first[slot], new
                if mask == 0:
                    break
                following = after[chain]
                after[chain], free = free, chain
                chain = following
    return paid, unwaited


@njit(cache=True, nogil=True)
def _visit(run, place, stop, rests, picked, numbers):
    """The run after driving to a stop and serving it."""
    arrived = walk.drive(
        run, numbers.metres[place, stop + 1], numbers.seconds[place, stop + 1], rests, numbers.limits
    )
    return walk.serve(
        arrived,
        numbers.opens[stop],
        numbers.closes[stop],
        numbers.service[stop],
        numbers.delivered[stop],
        picked + numbers.collected[stop],
        numbers.limits,
    )


@njit(cache=True, nogil=True)
def _close(run, place, mask, service_s, numbers, paid, unwaited):
    """Drive home, without and with the rest on the way, and note the price if it is the least of the set."""
    limits = numbers.limits
    for rests in range(1 + walk.may_rest(run, limits)):
        whole = walk.drive(run, numbers.metres[place, 0], numbers.seconds[place, 0], rests, limits)
        whole = walk.end(whole, limits)
        if walk.keeps_rules(whole, limits) and not walk.drives_too_long(whole, service_s, limits):
            price = numbers.run_price + numbers.metre_price * whole.way_m
            paid[mask] = min(paid[mask], price + numbers.second_price * walk.paid_s(whole))
            unwaited[mask] = min(unwaited[mask], price + numbers.second_price * whole.lasts_s)


@njit(cache=True, nogil=True)
def _more_room(runs, after, used):
    """The arrays with a row free at the end."""
    if used == len(after):
        runs, after = np.concatenate((runs, runs)), np.concatenate((after, after))
    after[used] = NONE
    return runs, after, used, used + 1


@njit(cache=True, nogil=True)
def _make_room(runs, after, first, slot, trial, free, limits):
    """Free the runs of a slot that `trial` beats; the free chain, and whether none there beats `trial`."""
    previous, chain = NONE, first[slot]
    while chain != NONE:
        following = after[chain]
        other = walk.read(runs, chain)
        if _is_no_worse(other, trial, limits):
            return free, False
        if _is_no_worse(trial, other, limits):
            if previous == NONE:
                first[slot] = following
            else:
                after[previous] = following
            after[chain], free = free, chain
        else:
            previous = chain
        chain = following
    return free, True


@njit(cache=True, nogil=True)
def _is_no_worse(run, other, limits):
    """Whether `run` can go on wherever `other` can, at no higher price; both have served the same stops."""
    return run.way_m <= other.way_m and walk.is_ahead(run, other, limits)


@njit(cache=True, nogil=True)
def _masks(later):
    """For each stop the stops that come after it, as a mask: with one of them served it is too late."""
    masks = np.zeros(len(later), dtype=np.int64)
    for row in range(len(later)):
        for column in range(len(later)):
            if later[row, column]:
                masks[row] |= 1 << column
    return masks


@njit(cache=True, nogil=True)
def _sums(mask, numbers):
    """The crates collected and the seconds of service at all stops of a set."""
    picked = service_s = 0
    for stop in range(numbers.opens.size):
        if mask >> stop & 1:
            picked += numbers.collected[stop]
            service_s += numbers.service[stop]
    return picked, service_s
