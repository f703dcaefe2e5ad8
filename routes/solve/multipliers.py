"""Price visits so that patterns and days, each chosen on its own, cost as much as possible together.

A week chooses a pattern for every stop and a set of stops for every day, and the two must agree. Without that
demand, but with a price on every visit that patterns pay and days earn, the cheapest choice of each costs no more
than any week (Lagrangian relaxation: Geoffrion 1974). Any prices bound the week; those found here by the
subgradient method (Held, Wolfe & Crowder 1974, steps by Polyak 1969) bound it well. The bound is as strong as a
linear program over all sets of stops that a day may serve.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from routes.solve.inputs import NEVER, Ints

Floats = NDArray[np.float64]

MOST_ROUNDS = 600
PATIENCE = 12  # rounds without a better bound before the steps get shorter
SHORTER = 0.6
SHORTEST = 1e-4
HOPE = 0.02  # of the bound: how much dearer the week is thought to be where none is known
BLOCK = 256  # sets looked at together


class Choosing(NamedTuple):
    """What the patterns are: stop i has the choices first[i] to first[i + 1] - 1."""

    first: Ints  # shape (n + 1,)
    visits: NDArray[np.bool_]  # shape (choices, days)
    by_day: Ints  # shape (choices, days): what a choice pays on each day beside the prices of visits

    @property
    def surplus(self) -> Ints:
        """What each choice pays beside the prices of visits, shape (choices,)."""
        paid_beside: Ints = self.by_day.sum(axis=1)
        return paid_beside


class Priced(NamedTuple):
    """Prices of visits, and the bound that they give."""

    visits: Ints  # shape (n, days)
    bound: int  # NEVER where no week can be
    is_tight: bool  # the patterns and days chosen agree, so that no prices bound more


def price_visits(
    choosing: Choosing, days: list[Ints], *, cost: int = NEVER, begin: Ints | None = None
) -> Priced:
    """Good prices for the day tables `days`, each of shape (2^n,), where some week is known to cost `cost`."""
    n, size = len(choosing.first) - 1, len(days[0])
    finite = [int(day[day < NEVER].max(initial=0)) for day in days]
    dearest = max(1, sum(finite) + int(choosing.surplus.max(initial=0)) * n)
    scale = dearest / len(days)  # floats of moderate size
    tables = np.stack([np.where(day < NEVER, day / scale, 1e9) for day in days])
    if size % BLOCK:
        tables = np.pad(tables, ((0, 0), (0, -size % BLOCK)), constant_values=1e9)
    first = np.zeros((n, len(days))) if begin is None else begin / scale
    if begin is None:
        for stop in range(n):
            first[stop] = [min(day[1 << stop], dearest) / scale / 3 for day in days]
    visits, is_tight, is_hopeless = _ascend(
        tables,
        choosing.first,
        choosing.visits,
        choosing.surplus / scale,
        first,
        cost / scale if cost < NEVER else 0.0,
        dearest / scale,
    )
    whole = np.round(visits * scale).astype(np.int64)
    bound = NEVER if is_hopeless else bound_of(whole, choosing, days)
    return Priced(visits=whole, bound=bound, is_tight=bool(is_tight))


def bound_of(visits: Ints, choosing: Choosing, days: list[Ints]) -> int:
    """What no week costs less than, by these prices, in whole numbers; NEVER where some day has no set at all."""
    prices = choice_prices(visits, choosing)
    total = sum(int(prices[a:b].min()) for a, b in zip(choosing.first, choosing.first[1:], strict=False))
    for weekday, day in enumerate(days):
        total += int((day - paid(visits[:, weekday]))[day < NEVER].min(initial=NEVER))
    return min(total, NEVER)


def choice_bounds(visits: Ints, choosing: Choosing, days: list[Ints]) -> Ints:
    """What no week with each choice costs less than, by these prices, shape (choices,)."""
    n = len(visits)
    prices = choice_prices(visits, choosing)
    stops = np.repeat(np.arange(n), np.diff(choosing.first))
    cheapest = np.array([prices[a:b].min() for a, b in zip(choosing.first, choosing.first[1:], strict=False)])
    without, with_it = np.zeros((n, len(days)), dtype=np.int64), np.zeros((n, len(days)), dtype=np.int64)
    for weekday, day in enumerate(days):
        without[:, weekday], with_it[:, weekday] = _least_by_stop(day, paid(visits[:, weekday]), n)
    each = np.where(choosing.visits, with_it[stops], without[stops])
    impossible = (each >= NEVER).any(axis=1)
    bounds: Ints = cheapest.sum() - cheapest[stops] + prices + np.where(each < NEVER, each, 0).sum(axis=1)
    bounds[impossible] = NEVER
    return bounds


def choice_prices(visits: Ints, choosing: Choosing) -> Ints:
    """What each choice pays in all, shape (choices,)."""
    prices: Ints = day_prices(visits, choosing).sum(axis=1)
    return prices


def day_prices(visits: Ints, choosing: Choosing) -> Ints:
    """What each choice pays on each day, shape (choices, days)."""
    stops = np.repeat(np.arange(len(visits)), np.diff(choosing.first))
    prices: Ints = choosing.by_day + np.where(choosing.visits, visits[stops], 0)
    return prices


def paid(prices: Ints) -> Ints:
    """The sum of the prices of each set of stops, shape (2^n,)."""
    sums = np.zeros(1, dtype=np.int64)
    for price in prices:
        sums = np.concatenate((sums, sums + price))
    return sums


@njit(cache=True, nogil=True)
def _least_by_stop(table, earned, n):
    """The least reduced price of the sets without and with each stop; NEVER where there is none."""
    without, with_it = np.full(n, NEVER, dtype=np.int64), np.full(n, NEVER, dtype=np.int64)
    for mask in range(table.size):
        if table[mask] < NEVER:
            price = table[mask] - earned[mask]
            for stop in range(n):
                if mask >> stop & 1:
                    with_it[stop] = min(with_it[stop], price)
                else:
                    without[stop] = min(without[stop], price)
    return without, with_it


@njit(cache=True, nogil=True, fastmath=True)
def _cheapest_set(table, prices):
    """The set of the least reduced cost, and that cost."""
    n = prices.size
    low = np.zeros(BLOCK)
    for stop in range(min(n, 8)):
        for mask in range(1 << stop):
            low[mask | 1 << stop] = low[mask] + prices[stop]
    best, least = 0, np.inf
    for block in range(table.size // BLOCK):
        high = 0.0
        for stop in range(8, n):
            if block >> (stop - 8) & 1:
                high += prices[stop]
        lowest = np.inf
        for mask in range(BLOCK):
            lowest = min(lowest, table[block * BLOCK + mask] - low[mask])
        if lowest - high < least:
            best, least = block, lowest - high
    for mask in range(BLOCK):
        if table[best * BLOCK + mask] - low[mask] <= least + 1e-12 + _high(prices, best):
            return best * BLOCK + mask, least
    return best * BLOCK, least


@njit(cache=True, nogil=True)
def _high(prices, block):
    total = 0.0
    for stop in range(8, prices.size):
        if block >> (stop - 8) & 1:
            total += prices[stop]
    return total


@njit(cache=True, nogil=True)
def _cheapest_choice(first, end, visits, surplus, prices):
    """The choice of a stop that pays least, and what it pays."""
    chosen, least = first, np.inf
    for choice in range(first, end):
        price = surplus[choice]
        for day in range(prices.size):
            if visits[choice, day]:
                price += prices[day]
        if price < least:
            chosen, least = choice, price
    return chosen, least


@njit(cache=True, nogil=True)
def _ascend(tables, first, visits, surplus, begin, cost, dearest):
    """The best prices found, whether they are tight, and whether the bound exceeds what any week could cost."""
    n, days = begin.shape
    prices, best_prices = begin.copy(), begin.copy()
    best, step, waited = -np.inf, 1.0, 0
    slope = np.zeros((n, days))
    for _ in range(MOST_ROUNDS):
        bound = 0.0
        slope[:] = 0.0
        for stop in range(n):
            chosen, least = _cheapest_choice(first[stop], first[stop + 1], visits, surplus, prices[stop])
            bound += least
            for day in range(days):
                slope[stop, day] += visits[chosen, day]
        for day in range(days):
            mask, least = _cheapest_set(tables[day], prices[:, day].copy())
            bound += least
            for stop in range(n):
                slope[stop, day] -= mask >> stop & 1
        steepness = (slope * slope).sum()
        if bound > best:
            waited = 0 if bound > best + 1e-6 * abs(best) else waited + 1
            best = bound
            best_prices[:] = prices
        else:
            waited += 1
        if steepness == 0.0:
            return prices, True, False
        if best > 1.001 * dearest + 1e-6:
            return best_prices, False, True
        if waited >= PATIENCE:
            step *= SHORTER
            waited = 0
            prices[:] = best_prices
            if step < SHORTEST:
                break
            continue
        hoped = cost if cost > 0.0 else best + HOPE * max(abs(best), 0.1)
        prices += step * max(hoped - bound, 1e-9) / steepness * slope
    return best_prices, False, False
