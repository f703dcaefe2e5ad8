"""Find the cheapest run through every set of stops at once, by dynamic programming over subsets.

Labels (see `routes.solve.labels`) are kept for every pair of a set and its last stop; sets are bit masks and
are finished in ascending order, for every run through a set extends one through a smaller mask.

Source: Held & Karp 1962 for the recursion; Desrochers & Soumis 1988 for labels and dominance.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from routes.solve import labels
from routes.solve.inputs import NEVER, DayInputs, Ints
from routes.solve.labels import (
    COLUMNS,
    EARLIEST,
    HUB,
    LAST,
    NEXT,
    NOBODY,
    PARENT,
    TOTAL,
    WAY,
)
from routes.travel import quickest_seconds

FIRST_LABELS = 4096


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RouteTable:
    """The cheapest run through every set of stops; masks index the arrays, NEVER where no run is allowed."""

    price: Ints  # shape (2^n,), in 1/3 600 000 öre
    price_unwaited: Ints  # shape (2^n,): the least price of an allowed run if its waiting were not paid
    best: Ints  # shape (2^n,): the last label of the cheapest run
    best_unwaited: Ints  # shape (2^n,)
    parent: Ints
    last: Ints

    def order(self, mask: int, *, unwaited: bool = False) -> tuple[int, ...]:
        """The stops of `mask` in the order of its cheapest run; KeyError if none is allowed."""
        label = int((self.best_unwaited if unwaited else self.best)[mask])
        if label == NOBODY:
            raise KeyError(mask)
        backward = []
        while self.last[label] != NOBODY:
            backward.append(int(self.last[label]))
            label = int(self.parent[label])
        return tuple(reversed(backward))


def route_table(inputs: DayInputs) -> RouteTable:
    """The route table of one kind of vehicle on one weekday."""
    n = len(inputs.opens)
    return _table(inputs, np.zeros(n << n, dtype=np.int64), NEVER)


def cheapest_run(inputs: DayInputs, *, at_most: int = NEVER) -> tuple[int, tuple[int, ...]]:
    """The price and order of the cheapest run through all stops; NEVER if no allowed one costs `at_most` or less.

    Partial runs that cannot end within `at_most` are dropped: the way through the stops still ahead, without
    windows and loads, bounds what they will cost (as in A*, Hart, Nilsson & Raphael 1968).
    """
    table = _table(inputs, _prices_ahead(inputs), at_most - inputs.run_price)
    price = int(table.price[-1])
    if price > at_most or price >= NEVER:
        return NEVER, ()
    return price, table.order(len(table.price) - 1)


def _table(inputs: DayInputs, ahead: Ints, at_most: int) -> RouteTable:
    home_s = quickest_seconds(inputs.seconds)[:, HUB].copy()
    price, unwaited, best, best_unwaited, parent, last = _fill(inputs, home_s, ahead, at_most)
    price[price < NEVER] += inputs.run_price
    unwaited[unwaited < NEVER] += inputs.run_price
    return RouteTable(
        price=price, price_unwaited=unwaited, best=best, best_unwaited=best_unwaited, parent=parent, last=last
    )


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


@njit(cache=True, nogil=True)
def _fill(inputs, home_s, ahead, at_most):
    n = inputs.opens.size
    kept = np.empty((FIRST_LABELS, COLUMNS), dtype=np.int32)
    kept[0] = labels.start(inputs.limits)
    count, freed = 1, NOBODY
    heads = np.full(n << n, NOBODY, dtype=np.int32)
    price, unwaited = np.full(1 << n, NEVER, dtype=np.int64), np.full(1 << n, NEVER, dtype=np.int64)
    best, best_unwaited = np.full(1 << n, NOBODY, dtype=np.int64), np.full(1 << n, NOBODY, dtype=np.int64)
    trial = np.empty(COLUMNS, dtype=np.int32)
    for mask in range(1 << n):
        for end in range(n if mask else min(n, 1)):
            label = heads[mask * n + end] if mask else 0
            while label != NOBODY:
                _close(kept[label], label, mask, inputs, trial, price, unwaited, best, best_unwaited)
                for stop in range(n):
                    if mask >> stop & 1 or not inputs.is_open[stop]:
                        continue
                    slot = (mask | 1 << stop) * n + stop
                    for rests in range(2):
                        if not _extend(kept[label], stop, rests, inputs, home_s, trial):
                            continue
                        so_far = inputs.metre_price * np.int64(trial[WAY])
                        so_far += inputs.second_price * np.int64(trial[TOTAL])
                        if so_far + ahead[slot] > at_most:
                            continue
                        freed, fits = _make_room(kept, heads, slot, trial, freed, inputs.limits)
                        if not fits:
                            continue
                        if freed != NOBODY:
                            place, freed = freed, kept[freed, NEXT]
                        else:
                            if count == len(kept):
                                kept = np.concatenate((kept, np.empty_like(kept)))
                            place, count = count, count + 1
                        trial[PARENT], trial[LAST], trial[NEXT] = label, stop, heads[slot]
                        kept[place] = trial
                        heads[slot] = place
                label = kept[label, NEXT]
    return price, unwaited, best, best_unwaited, kept[:count, PARENT].copy(), kept[:count, LAST].copy()


@njit(cache=True, nogil=True)
def _close(label, place, mask, inputs, trial, price, unwaited, best, best_unwaited):
    """Drive home from `label` with and without the break, and note the run if it is the cheapest of its set."""
    if not mask:
        return
    here = label[LAST] + 1
    service_s = 0
    for stop in range(inputs.opens.size):
        if mask >> stop & 1:
            service_s += inputs.service[stop]
    for rests in range(2):
        trial[:] = label
        trial[WAY] += inputs.metres[here, HUB]
        if not labels.go_home(trial, inputs.seconds[here, HUB], rests, service_s, inputs.limits):
            continue
        way = inputs.metre_price * np.int64(trial[WAY])
        if way + inputs.second_price * np.int64(labels.lasts(trial)) < price[mask]:
            price[mask] = way + inputs.second_price * np.int64(labels.lasts(trial))
            best[mask] = place
        if way + inputs.second_price * np.int64(trial[TOTAL]) < unwaited[mask]:
            unwaited[mask] = way + inputs.second_price * np.int64(trial[TOTAL])
            best_unwaited[mask] = place


@njit(cache=True, nogil=True)
def _extend(label, stop, rests, inputs, home_s, trial):
    """Fill `trial` with `label` after one more visit, the break on the way if `rests`; whether it is allowed."""
    here = label[LAST] + 1
    trial[:] = label
    trial[WAY] += inputs.metres[here, stop + 1]
    if not labels.drive(trial, inputs.seconds[here, stop + 1], rests, inputs.limits):
        return False
    if trial[EARLIEST] > inputs.closes[stop]:
        return False
    labels.serve(trial, inputs.opens[stop], inputs.closes[stop], inputs.service[stop], inputs.limits)
    labels.load(trial, inputs.delivered[stop], inputs.collected[stop])
    if trial[TOTAL] + home_s[stop + 1] > inputs.limits[labels.SHIFT]:
        return False
    return labels.is_allowed(trial, inputs.limits)


@njit(cache=True, nogil=True)
def _make_room(kept, heads, slot, trial, freed, limits):
    """Drop what `trial` dominates from a slot; the free list, and whether nothing there dominates `trial`."""
    previous, label = NOBODY, heads[slot]
    while label != NOBODY:
        following = kept[label, NEXT]
        if labels.dominates(kept[label], trial, limits):
            return freed, False
        if labels.dominates(trial, kept[label], limits):
            if previous == NOBODY:
                heads[slot] = following
            else:
                kept[previous, NEXT] = following
            kept[label, NEXT] = freed
            freed = label
        else:
            previous = label
        label = following
    return freed, True
