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
    FULLEST,
    HUB,
    LAST,
    LATEST,
    NEXT,
    NOBODY,
    PARENT,
    TOTAL,
    WAY,
)

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
    home_s = _quickest(inputs.seconds)[:, HUB].copy()
    price, unwaited, best, best_unwaited, parent, last = _fill(
        inputs.seconds, inputs.metres, inputs.metre_price, inputs.second_price, home_s, inputs.is_open,
        inputs.opens, inputs.closes, inputs.service, inputs.delivered, inputs.collected, inputs.limits,
    )  # fmt: skip
    price[price < NEVER] += inputs.run_price
    unwaited[unwaited < NEVER] += inputs.run_price
    return RouteTable(
        price=price, price_unwaited=unwaited, best=best, best_unwaited=best_unwaited, parent=parent, last=last
    )


def _quickest(seconds: Ints) -> Ints:
    """Least seconds between places by any detour: the cheapest ways need not be the fastest (Floyd 1962)."""
    quickest = seconds.copy()
    for via in range(len(quickest)):
        quickest = np.minimum(quickest, quickest[:, via, None] + quickest[None, via, :])
    return quickest


@njit(cache=True, nogil=True)
def _fill(
    seconds,
    metres,
    metre_price,
    second_price,
    home_s,
    is_open,
    opens,
    closes,
    service,
    delivered,
    collected,
    limits,
):
    n = opens.size
    kept = np.empty((FIRST_LABELS, COLUMNS), dtype=np.int32)
    kept[0] = labels.start(limits)
    count, freed = 1, NOBODY
    heads = np.full(n << n, NOBODY, dtype=np.int32)
    price = np.full(1 << n, NEVER, dtype=np.int64)
    unwaited = price.copy()
    best = np.full(1 << n, NOBODY, dtype=np.int64)
    best_unwaited = best.copy()
    trial = np.empty(COLUMNS, dtype=np.int32)
    for mask in range(1 << n):
        service_s = 0
        for stop in range(n):
            if mask >> stop & 1:
                service_s += service[stop]
        for end in range(max(n, 1) if mask else 1):
            label = heads[mask * n + end] if mask else 0
            while label != NOBODY:
                here = kept[label, LAST] + 1
                if mask:
                    for rests in range(2):
                        trial[:] = kept[label]
                        trial[WAY] += metres[here, HUB]
                        if not labels.go_home(trial, seconds[here, HUB], rests, service_s, limits):
                            continue
                        way = metre_price * trial[WAY]
                        if way + second_price * labels.lasts(trial) < price[mask]:
                            price[mask] = way + second_price * labels.lasts(trial)
                            best[mask] = label
                        if way + second_price * trial[TOTAL] < unwaited[mask]:
                            unwaited[mask] = way + second_price * trial[TOTAL]
                            best_unwaited[mask] = label
                for stop in range(n):
                    if mask >> stop & 1 or not is_open[stop]:
                        continue
                    for rests in range(2):
                        trial[:] = kept[label]
                        trial[WAY] += metres[here, stop + 1]
                        if not labels.drive(trial, seconds[here, stop + 1], rests, limits):
                            continue
                        if trial[labels.EARLIEST] > closes[stop]:
                            continue
                        labels.serve(trial, opens[stop], closes[stop], service[stop], limits)
                        labels.load(trial, delivered[stop], collected[stop])
                        if trial[TOTAL] + home_s[stop + 1] > limits[labels.SHIFT]:
                            continue
                        if not labels.is_allowed(trial, limits):
                            continue
                        slot = (mask | 1 << stop) * n + stop
                        freed, fits = _make_room(kept, heads, slot, trial, freed, limits)
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
