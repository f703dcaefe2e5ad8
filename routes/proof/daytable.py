"""Find the cheapest way to serve every set of stops on a day with the runs that its vehicles may make."""

from collections.abc import Iterator, Sequence

import numpy as np
from numba import njit

from routes.proof.numbers import NEVER, Ints


def price_days(prices: Sequence[Ints], runs: Sequence[int], at_most: int, n: int) -> Ints:
    """The least price of serving each set of n stops, shape (2^n,); NEVER where the vehicles cannot.

    `prices` of each kind of vehicle by set, `runs` that each kind may make, and that all may make together.
    """
    best = np.full(1 << n, NEVER, dtype=np.int64)
    best[0] = 0
    for counts in _shared_out(runs, at_most):
        best = np.minimum(best, _price_runs(prices, counts))
    return best


def _price_runs(prices: Sequence[Ints], counts: Sequence[int]) -> Ints:
    """The least price of each set with at most so many runs of each kind."""
    table, are_alike = None, True
    for own, count in zip(prices, counts, strict=True):
        are_alike = are_alike and table is None
        for _ in range(count):
            if table is None:
                table = own.copy()
                table[0] = 0
            else:
                table = _one_more(own, table, are_alike)
    return np.full(1, NEVER, dtype=np.int64) if table is None else table


def _shared_out(runs: Sequence[int], at_most: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out as many runs as may be made among the kinds."""
    if not runs:
        if not at_most:
            yield ()
        return
    others = sum(runs[1:])
    for own in range(max(0, at_most - others), min(runs[0], at_most) + 1):
        for rest in _shared_out(runs[1:], at_most - own):
            yield (own, *rest)


@njit(cache=True, nogil=True)
def _one_more(prices, table, alike):
    """The table with one run more; where all runs are alike the new one takes the first stop of the set."""
    larger = table.copy()
    for mask in range(1, table.size):
        must = mask & -mask if alike else 0
        free = mask ^ must
        best, taken = table[mask], free
        while True:
            part = taken | must
            if part and prices[part] < best:
                best = min(best, prices[part] + table[mask ^ part])
            if taken == 0:
                break
            taken = (taken - 1) & free
        larger[mask] = best
    return larger
