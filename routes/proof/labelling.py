"""Find the smallest reduced cost of a run among more stops than sets can be listed for, from below, compiled.

A run may come back to a stop that it has forgotten: it remembers a stop only while it stays among places near that
stop (ng-routes: Baldacci, Mingozzi & Roberti 2011). These are all true runs and some more, so the smallest reduced
cost over them bounds that of the true ones from below. The more a run remembers, the closer the bound.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.proof import walk
from routes.proof.numbers import DRIVING, NEVER, Bools, Ints, Numbers
from routes.proof.walk import COLUMNS, Walk

WORD = 62  # stops in one word of memory
MOST_STOPS = 2 * WORD
MOST_PARTS = 2_000_000
FIRST_ROOM = 1 << 14
NONE = -1


class Smallest(NamedTuple):
    """The smallest reduced cost, 0 or less: a run need not be made."""

    price: int
    is_complete: bool  # False: part runs were too many or earned too much, and the price proves nothing


class Part(NamedTuple):
    """A part run at the stop where it ends."""

    price: int  # of its way and time, less what its visits are worth
    run: Walk
    stop: int  # or the call, where a stop has several
    picked: int  # crates
    service_s: int
    low: int  # the remembered stops 0 to 61
    high: int  # and the others


TAGS = 6  # all of a part but its run


def smallest_reduced(numbers: Numbers, owner: Ints, worth: Ints, run_worth: int, *, near: int) -> Smallest:
    """Over all runs that remember, at each stop, the `near` nearest ones.

    `numbers` and `worth` are of calls; `owner`, shape (calls,), is the stop of each, the calls of a stop together.
    """
    first = np.unique(owner, return_index=True)[1]  # a call of each stop
    remembered = _words(_near(numbers.seconds[1:, 1:][np.ix_(first, first)], near))
    later = _words(numbers.later[np.ix_(first, first)])
    price, is_complete = _search(numbers, owner, worth, run_worth - numbers.run_price, remembered, later)
    return Smallest(price=int(price), is_complete=bool(is_complete))


def _near(seconds: Ints, count: int) -> Bools:
    """Which stops are remembered at each stop, itself included, shape (n, n)."""
    both_ways = seconds + seconds.T
    np.fill_diagonal(both_ways, -1)
    ranks = np.argsort(np.argsort(both_ways, kind="stable"), kind="stable")
    return ranks < count


def _words(flags: Bools) -> Ints:
    """Each row of flags as two words, shape (n, 2)."""
    words = np.zeros((len(flags), 2), dtype=np.int64)
    for row, column in zip(*np.nonzero(flags), strict=True):
        words[row, column // WORD] |= 1 << int(column % WORD)
    return words


@njit(cache=True, nogil=True)
def _search(numbers, owner, worth, run_worth, near, later):
    """Part runs in the order in which they are made; those that another beats are passed over."""
    n, limits = numbers.opens.size, numbers.limits
    runs, tags = np.empty((FIRST_ROOM, COLUMNS), dtype=np.int64), np.empty((FIRST_ROOM, TAGS), dtype=np.int64)
    after, is_beaten = np.full(FIRST_ROOM, NONE, dtype=np.int32), np.zeros(FIRST_ROOM, dtype=np.bool_)
    first = np.full(n, NONE, dtype=np.int32)  # the parts that end at each stop are chained, cheapest first
    least, count, at = np.int64(0), 1, 0
    _keep(runs, tags, 0, Part(0, walk.begin(limits), NONE, 0, 0, 0, 0))
    while at < count:
        part = _part(runs, tags, at)
        for stop in range(n if not is_beaten[at] else 0):
            if not numbers.may_serve[stop] or _remembers(part, owner[stop]):
                continue
            if part.low & later[owner[stop], 0] or part.high & later[owner[stop], 1]:
                continue  # one that comes after it has been served
            for rests in range(1 + walk.may_rest(part.run, limits)):
                trial = _visit(part, stop, owner[stop], rests, numbers, worth, near)
                if abs(trial.price) > NEVER:
                    return least, False  # the sums of more visits might wrap
                too_long = trial.run.lasts_s + numbers.home_s[stop + 1] > limits.shift_s
                if too_long or not walk.keeps_rules(trial.run, limits):
                    continue
                previous, fits = _make_room(runs, tags, after, is_beaten, first, trial, limits)
                if not fits:
                    continue
                least = min(least, _whole_price(trial, numbers) - run_worth)
                if count == MOST_PARTS:
                    return least, False
                if count == len(after):
                    runs, tags = np.concatenate((runs, runs)), np.concatenate((tags, tags))
                    after, is_beaten = np.concatenate((after, after)), np.concatenate((is_beaten, is_beaten))
                _keep(runs, tags, count, trial)
                is_beaten[count] = False
                if previous == NONE:
                    after[count], first[stop] = first[stop], count
                else:
                    after[count], after[previous] = after[previous], count
                count += 1
        at += 1
    return least, True


@njit(cache=True, nogil=True)
def _visit(part, stop, own, rests, numbers, worth, near):
    """The part run after driving to a stop and serving it."""
    place, service_s = part.stop + 1, numbers.service[stop]
    leg_m, leg_s = numbers.metres[place, stop + 1], numbers.seconds[place, stop + 1]
    picked = part.picked + numbers.collected[stop]
    run = walk.serve(
        walk.drive(part.run, leg_m, leg_s, rests, numbers.limits),
        numbers.opens[stop],
        numbers.closes[stop],
        service_s,
        numbers.delivered[stop],
        picked,
        numbers.limits,
    )
    low, high = part.low & near[own, 0], part.high & near[own, 1]
    if own < WORD:
        low |= np.int64(1) << own
    else:
        high |= np.int64(1) << (own - WORD)
    spent = numbers.metre_price * leg_m + numbers.second_price * (run.lasts_s - part.run.lasts_s)
    return Part(part.price + spent - worth[stop], run, stop, picked, part.service_s + service_s, low, high)


@njit(cache=True, nogil=True)
def _whole_price(part, numbers):
    """The least price of driving home, its fixed price left out; 0 where that is not allowed."""
    least, place, limits = np.int64(0), part.stop + 1, numbers.limits
    for rests in range(1 + walk.may_rest(part.run, limits)):
        whole = walk.drive(part.run, numbers.metres[place, 0], numbers.seconds[place, 0], rests, limits)
        whole = walk.end(whole, limits)
        if walk.keeps_rules(whole, limits) and not walk.drives_too_long(whole, part.service_s, limits):
            spent_s = whole.lasts_s - part.run.lasts_s
            home = numbers.metre_price * numbers.metres[place, 0] + numbers.second_price * spent_s
            least = min(least, part.price + home)
    return least


@njit(cache=True, nogil=True)
def _make_room(runs, tags, after, is_beaten, first, trial, limits):
    """Unchain the parts that `trial` beats; the part to chain it behind, and whether none beats it."""
    behind, at = NONE, first[trial.stop]
    while at != NONE and tags[at, 0] <= trial.price:
        if _is_no_worse(_part(runs, tags, at), trial, limits):
            return NONE, False
        behind, at = at, after[at]
    previous = behind
    while at != NONE:
        if _is_no_worse(trial, _part(runs, tags, at), limits):
            is_beaten[at] = True
            if previous == NONE:
                first[trial.stop] = after[at]
            else:
                after[previous] = after[at]
        else:
            previous = at
        at = after[at]
    return behind, True


@njit(cache=True, nogil=True)
def _is_no_worse(part, other, limits):
    """Whether `part` can go on wherever `other` can, at no higher price; both end at one stop."""
    return (
        part.price <= other.price
        and part.picked <= other.picked
        and part.low & ~other.low == 0
        and part.high & ~other.high == 0
        and (limits.rule != DRIVING or _driven_s(part, limits) <= _driven_s(other, limits))
        and walk.is_ahead(part.run, other.run, limits)
    )


@njit(cache=True, nogil=True)
def _driven_s(part, limits):
    return part.run.lasts_s - part.service_s - part.run.rested * limits.rest_s


@njit(cache=True, nogil=True)
def _remembers(part, stop):
    if stop < WORD:
        return part.low >> stop & 1
    return part.high >> (stop - WORD) & 1


@njit(cache=True, nogil=True)
def _part(runs, tags, row):
    t = tags[row]
    return Part(t[0], walk.read(runs, row), t[1], t[2], t[3], t[4], t[5])


@njit(cache=True, nogil=True)
def _keep(runs, tags, row, part):
    walk.write(runs, row, part.run)
    tags[row, 0], tags[row, 1], tags[row, 2] = part.price, part.stop, part.picked
    tags[row, 3], tags[row, 4], tags[row, 5] = part.service_s, part.low, part.high
