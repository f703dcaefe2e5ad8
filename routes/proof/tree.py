"""Branch over the weekdays of the stops, compiled: which weeks of the relaxation cost less than a plan?

Stops get their options one after the other. What a partial week costs at least is the price of the options given,
the least price of each option still open, and for every day the least reduced cost over all sets of stops that
agree with the options given. The latter is one look in a table: `fold` holds it for every number of stops given.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit

from routes.proof.numbers import NEVER, Ints

MOST_NODES = 500_000_000
FIRST_ROOM = 256


class Branches(NamedTuple):
    """The weeks that the relaxation cannot rule out."""

    leaves: Ints  # shape (m, n): the option of each stop, stops in the order that they were branched on
    is_complete: bool  # whether these are all


def fold(tables: Sequence[Ints]) -> Ints:
    """For each day the least of every table over the stops not given yet, shape (days, 2^(n + 1)).

    Entry 2^k + A: the first k stops are given, and those in A, no others of them, are visited.
    """
    n = len(tables[0]).bit_length() - 1
    folded = np.full((len(tables), 2 << n), NEVER, dtype=np.int64)
    for row, table in zip(folded, tables, strict=True):
        row[1 << n :] = table
        for k in reversed(range(n)):
            inner = row[2 << k : 4 << k]
            row[1 << k : 2 << k] = np.minimum(inner[: 1 << k], inner[1 << k :])
    return folded


def branch(
    folded: Ints,
    prices: Sequence[Sequence[int]],
    visits: Sequence[Sequence[Sequence[bool]]],
    *,
    below: int,
    most_leaves: int,
) -> Branches:
    """Every week whose bound is less than `below`.

    `prices` of the options of each stop, and their `visits`: for each stop, option and day of `folded`.
    """  # fmt: skip
    first = np.cumsum([0, *map(len, prices)])
    flat = np.array([price for own in prices for price in own], dtype=np.int64)
    days = np.array([v for own in visits for v in own], dtype=np.bool_).reshape(len(flat), len(folded))
    least = [min(own, default=NEVER) for own in prices]
    ahead = np.array([sum(least[k:]) for k in range(len(least) + 1)], dtype=np.int64)
    leaves, count, is_complete = _branch(folded, first, flat, days, ahead, below, most_leaves)
    return Branches(leaves=leaves[:count], is_complete=bool(is_complete))


@njit(cache=True, nogil=True)
def _branch(folded, first, prices, visits, ahead, below, most_leaves):
    n, days = first.size - 1, len(folded)
    given = np.zeros(n + 1, dtype=np.int64)  # the next option to try of each stop
    spent = np.zeros(n + 1, dtype=np.int64)
    sets = np.zeros((n + 1, days), dtype=np.int64)
    leaves, count, nodes, k = np.zeros((FIRST_ROOM, n), dtype=np.int64), 0, 0, 0
    given[0] = first[0]
    while k >= 0:
        if k == n:
            if count == most_leaves:
                return leaves, count, False
            if count == len(leaves):
                leaves = np.concatenate((leaves, np.zeros_like(leaves)))
            for stop in range(n):
                leaves[count, stop] = given[stop] - 1 - first[stop]
            count += 1
        if k == n or given[k] == first[k + 1]:
            k -= 1
            continue
        option = given[k]
        given[k] += 1
        nodes += 1
        if nodes > MOST_NODES:
            return leaves, count, False
        spent[k + 1] = spent[k] + prices[option]
        bound = spent[k + 1] + ahead[k + 1]
        for day in range(days):
            sets[k + 1, day] = sets[k, day] | (np.int64(visits[option, day]) << k)
            bound += folded[day, (2 << k) + sets[k + 1, day]]
        if bound < below:
            k += 1
            if k < n:
                given[k] = first[k]
    return leaves, count, True
