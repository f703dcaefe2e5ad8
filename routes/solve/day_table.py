"""Find the cheapest way to serve every set of stops on one day with the vehicles there are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, Ints  # NEVER is small enough to be added up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayTable:
    """The cheapest runs for every set of stops; masks index the arrays, NEVER where they cannot be served."""

    cost: Ints  # shape (vehicles + 1, 2^n): with the first k vehicles, in the unit of the routes
    part: Ints  # shape (vehicles + 1, 2^n): the mask that vehicle k - 1 takes of it

    def parts(self, mask: int) -> tuple[int, ...]:
        """What each vehicle serves of `mask`, in the order of the vehicles; 0 for one that stays at home."""
        masks = []
        for k in range(len(self.cost) - 1, 0, -1):
            masks.append(int(self.part[k, mask]))
            mask ^= masks[-1]
        return tuple(reversed(masks))


def day_table(routes: Sequence[Ints]) -> DayTable:
    """Combine the route costs by mask, shape (2^n,), of every vehicle; a vehicle may stay at home."""
    size = len(routes[0])
    cost = np.full((len(routes) + 1, size), NEVER, dtype=np.int64)
    part = np.zeros_like(cost)
    cost[0, 0] = 0
    for k, prices in enumerate(routes):
        _add_vehicle(prices, cost[k], cost[k + 1], part[k + 1])
    return DayTable(cost=cost, part=part)


@njit(cache=True, nogil=True)
def _add_vehicle(prices, without, cost, part):
    for mask in range(prices.size):
        cost[mask] = without[mask]
        taken = mask
        while taken:
            whole = prices[taken] + without[mask ^ taken]
            if whole < cost[mask]:
                cost[mask] = whole
                part[mask] = taken
            taken = (taken - 1) & mask
