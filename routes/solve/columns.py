"""List the routes, with the crates they carry, that can be part of a week cheaper than one that is known.

A route is left out if its reduced price alone exceeds the gap between the bound and that week. What remains has
the price that the tables bound it by; `routes.solve.partitioning` prices anew what a solver chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from routes.solve.carrying import NO_OFFER, PACKED_BITS, unpack
from routes.solve.day import Crates
from routes.solve.inputs import stops_of
from routes.solve.relaxation import Fleet, Relaxation

MOST_COLUMNS = 60_000  # of a week: more make models that nobody waits for
FIRST_COLUMNS = 1024


@dataclass(slots=True, kw_only=True)
class Column:
    """A route through a set of stops with one offer of crates for each."""

    fleet: int  # index into the fleets
    mask: int
    taken: int  # see routes.solve.carrying
    price: int  # in 1/3 600 000 öre: a bound, or exact
    is_exact: bool = False

    def moved(self, fleet: Fleet) -> dict[int, Crates]:
        """The crates of each stop."""
        numbers = {stop: unpack(self.taken, stop) for stop in stops_of(self.mask)}
        return {s: (int(fleet.delivered[s, k]), int(fleet.collected[s, k])) for s, k in numbers.items()}


def columns_within(fleets: Sequence[Fleet], relaxed: Relaxation, gap: int) -> list[Column] | None:
    """Every route whose reduced price is at most `gap`; None if they are too many."""
    columns: list[Column] = []
    for index, (fleet, run_price) in enumerate(zip(fleets, relaxed.run_prices, strict=True)):
        offers = fleet.offers(relaxed.gains[fleet.weekday])
        room = MOST_COLUMNS - len(columns)
        worth = fleet.lowest - run_price - gap
        places, taken = _list_within(fleet.masks, worth, offers, fleet.capacity, room)
        if len(places) > room:
            return None
        for place, packed in zip(places, taken, strict=True):
            column = Column(
                fleet=index,
                mask=int(fleet.masks[place]),
                taken=int(packed),
                price=int(fleet.lowest[place]),
            )
            column.price += sum(int(fleet.dearer[s, unpack(column.taken, s)]) for s in stops_of(column.mask))
            columns.append(column)
    return columns


@njit(cache=True, nogil=True)
def _list_within(masks, worth, offers, capacity, room):
    """Where the sets are that can earn their worth, and all ways to; one more than `room` if they are many."""
    n = offers.gains.shape[0]
    places, taken = np.empty(FIRST_COLUMNS, dtype=np.int64), np.empty(FIRST_COLUMNS, dtype=np.int64)
    found = 0
    stops, picks = np.zeros(n + 1, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    ahead = np.zeros(n + 1, dtype=np.int64)
    gains, loads, backs = (
        np.zeros(n + 1, dtype=np.int64),
        np.zeros(n + 1, dtype=np.int64),
        np.zeros(n + 1, dtype=np.int64),
    )
    packed = np.zeros(n + 1, dtype=np.int64)
    for index in range(masks.size):
        count = 0
        for stop in range(n):
            if masks[index] >> stop & 1:
                stops[count] = stop
                count += 1
        ahead[count] = 0
        for k in range(count - 1, -1, -1):
            ahead[k] = ahead[k + 1] + offers.gains[stops[k]].max()
        if ahead[0] < worth[index]:
            continue
        depth = 0
        picks[0] = -1
        while depth >= 0:
            picks[depth] += 1
            stop, offer = stops[depth], picks[depth]
            if offer == offers.gains.shape[1] or offers.gains[stop, offer] == NO_OFFER:
                depth -= 1
                continue
            gain = gains[depth] + offers.gains[stop, offer]
            load, back = (
                loads[depth] + offers.delivered[stop, offer],
                backs[depth] + offers.collected[stop, offer],
            )
            if load > capacity or back > capacity or gain + ahead[depth + 1] < worth[index]:
                continue
            gains[depth + 1], loads[depth + 1], backs[depth + 1] = gain, load, back
            packed[depth + 1] = packed[depth] | offer << PACKED_BITS * stop
            depth += 1
            picks[depth] = -1
            if depth == count:
                if found == places.size:
                    places, taken = np.concatenate((places, places)), np.concatenate((taken, taken))
                places[found], taken[found] = index, packed[depth]
                found += 1
                if found > room:
                    return places[:found], taken[:found]
                depth -= 1
    return places[:found], taken[:found]
