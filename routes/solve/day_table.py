"""Find the cheapest way to serve every set of stops on one day with the vehicles there are.

A day's runs are a partition of its stops into sets, one for each run, so prices are combined over disjoint sets
(a subset convolution in the (min, +) semiring). Runs of alike vehicles are told apart by the highest stop of what
is left, which halves the work; exact numbers of runs are kept apart, so that a day may have a largest number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, Ints  # NEVER is small enough to be added up

FOUR = 4  # sets looked at together
Layers = tuple[Ints, ...]  # by number of runs less one, each of shape (2^n,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayTable:
    """The cheapest runs for every set of stops; masks index the arrays, NEVER where they cannot be served."""

    cost: Ints  # shape (most runs + 1, 2^n): with at most so many runs, in the unit of the routes
    alike: tuple[Layers, ...]  # for each kind of vehicle: with its runs only
    joined: tuple[Layers, ...]  # for each kind: with its runs and those of the kinds before it

    def parts(self, mask: int) -> tuple[tuple[int, ...], ...]:
        """For each kind the sets of its runs in the cheapest way to serve `mask`; KeyError if there is none."""
        if not mask:
            return tuple(() for _ in self.alike)
        runs = int(np.argmin(self.cost[:, mask]))
        if self.cost[runs, mask] >= NEVER:
            raise KeyError(mask)
        parts = []
        for kind in range(len(self.alike) - 1, -1, -1):
            before = self.joined[kind - 1] if kind else ()
            own, taken = _share(mask, runs, self.joined[kind][runs - 1], before, self.alike[kind])
            parts.append(_single_runs(taken, own, self.alike[kind]))
            mask, runs = mask ^ taken, runs - own
            if not runs:
                parts.extend(() for _ in range(kind))
                break
        return tuple(reversed(parts))


def day_table(prices: Sequence[Ints], vehicles: Sequence[int], most_runs: int | None = None) -> DayTable:
    """Combine the route prices by mask, shape (2^n,), of each kind of vehicle, of which there are so many."""
    size = len(prices[0])
    most = min(sum(vehicles), size.bit_length() - 1, sum(vehicles) if most_runs is None else most_runs)
    alike = tuple(_alike(each, min(count, most)) for each, count in zip(prices, vehicles, strict=True))
    joined: list[Layers] = []
    for layers in alike:
        joined.append(_join(joined[-1], layers, most) if joined else layers)
    cost = np.full((most + 1, size), NEVER, dtype=np.int64)
    cost[:, 0] = 0
    for runs in range(most):
        cost[runs + 1] = cost[runs]
        if runs < len(joined[-1]):
            np.minimum(cost[runs], joined[-1][runs], out=cost[runs + 1])
    return DayTable(cost=cost, alike=alike, joined=tuple(joined))


def _alike(prices: Ints, most: int) -> Layers:
    layers: list[Ints] = []
    for _ in range(most):
        layers.append(prices)
        if len(layers) > 1:
            layers[-1] = np.full_like(prices, NEVER)
            _lower(layers[-1], prices, layers[-2], takes_highest=True)
    return tuple(layers)


def _join(before: Layers, own: Layers, most: int) -> Layers:
    """The layers of two groups of vehicles together."""
    if not before or not own:
        return before or own
    layers = []
    for runs in range(1, min(most, len(before) + len(own)) + 1):
        whole = np.full(len(own[0]), NEVER, dtype=np.int64)
        for alone in (before, own):
            if runs <= len(alone):
                np.minimum(whole, alone[runs - 1], out=whole)
        for mine in range(max(1, runs - len(before)), min(len(own), runs - 1) + 1):
            _lower(whole, own[mine - 1], before[runs - mine - 1], takes_highest=False)
        layers.append(whole)
    return tuple(layers)


def _lower(whole: Ints, one: Ints, other: Ints, *, takes_highest: bool) -> None:
    """Lower `whole` where a set costs less as a part by `one`, perhaps with its highest stop, and a rest."""
    if whole.size < FOUR:  # at most one stop: no two runs share it
        return
    _combine(one, other, whole, (one.reshape(-1, FOUR) < NEVER).any(axis=1), takes_highest)


@njit(cache=True, nogil=True)
def _combine(one, other, whole, is_finite, takes_highest):
    """Four sets at a time: those that differ in the two lowest stops."""
    for high in range(whole.size // FOUR):
        w0, w1, w2, w3 = whole[4 * high], whole[4 * high + 1], whole[4 * high + 2], whole[4 * high + 3]
        highest = 0
        if takes_highest and high:
            highest = 1
            while 2 * highest <= high:
                highest *= 2
        rest = high ^ highest
        taken = rest
        while True:
            if is_finite[taken | highest]:
                a, b = 4 * (taken | highest), 4 * (rest ^ taken)
                a0, a1, a2, a3 = one[a], one[a + 1], one[a + 2], one[a + 3]
                b0, b1, b2, b3 = other[b], other[b + 1], other[b + 2], other[b + 3]
                w0 = min(w0, a0 + b0)
                w1 = min(w1, a0 + b1, a1 + b0)
                w2 = min(w2, a0 + b2, a2 + b0)
                w3 = min(w3, a0 + b3, a1 + b2, a2 + b1, a3 + b0)
            if not taken:
                break
            taken = (taken - 1) & rest
        whole[4 * high], whole[4 * high + 1], whole[4 * high + 2], whole[4 * high + 3] = w0, w1, w2, w3


def _share(mask: int, runs: int, joined: Ints, before: Layers, own: Layers) -> tuple[int, int]:
    """How many of the runs, and which part of the set, the last kind has in the price that `joined` tells."""
    wanted = int(joined[mask])
    if runs <= len(before) and before[runs - 1][mask] == wanted:
        return 0, 0
    if runs <= len(own) and own[runs - 1][mask] == wanted:
        return runs, mask
    for mine in range(max(1, runs - len(before)), min(len(own), runs - 1) + 1):
        taken = int(_part(own[mine - 1], before[runs - mine - 1], mask, wanted, False))
        if taken:
            return mine, taken
    raise AssertionError(mask)  # `joined` was made from these


def _single_runs(mask: int, runs: int, layers: Layers) -> tuple[int, ...]:
    """The sets of the single runs of alike vehicles."""
    parts = []
    while runs > 1:
        parts.append(int(_part(layers[0], layers[runs - 2], mask, int(layers[runs - 1][mask]), True)))
        mask, runs = mask ^ parts[-1], runs - 1
    return (*parts, mask) if runs else ()


@njit(cache=True, nogil=True)
def _part(one, other, mask, wanted, takes_highest):
    """The part by `one`, if the set costs as much as wanted that way; 0 otherwise."""
    highest = 1
    while 2 * highest <= mask:
        highest *= 2
    taken = (mask - 1) & mask
    while taken:
        if (taken & highest or not takes_highest) and one[taken] + other[mask ^ taken] == wanted:
            return taken
        taken = (taken - 1) & mask
    return 0
