"""List every run whose reduced price is within the gap, compiled (Baldacci, Christofides & Mingozzi 2008).

No other run can be part of a week cheaper than the one known. A partial run is carried on only while some walk
from the other side completes it within the gap; of two that served the same calls and stand at the same node,
the cheaper one is enough if it is also no fuller and no later.
"""

import numpy as np
from numba import njit

from routes.solve.borrowing import borrowed
from routes.solve.bounds.labels import (
    BITS,
    BREAK_PRICE,
    COST,
    CUT_WORDS,
    FREE_WORK,
    FULLEST,
    LEG_WORK,
    MARK,
    NOBODY,
    NODE,
    PARENT,
    PICKED,
    READY,
    WAITING,
    WORDS,
    WORK,
    borrowed_labels,
    borrowed_side,
    bucket_of,
    can_end,
    extend,
    joined,
    room,
)
from routes.solve.bounds.network import NEVER

PRICE = WAITING  # the column of the true price so far; nothing waits here
NEXT = MARK  # the column of the next label with as good a slot of the table
SPREAD = np.int64(-7046029254386353131)  # an odd number without pattern (Knuth's golden ratio)


@njit(cache=True, nogil=True)
def legs_within(side, ones, others, end_buckets, cost):
    """Which legs some run of reduced price under `cost` drives; the labels are all those of each side."""
    side, ones, others = borrowed_side(side), borrowed_labels(ones), borrowed_labels(others)
    limits, n = side.limits, len(side.nodes)
    used = np.zeros((n, n), dtype=np.bool_)
    for i in range(n):
        for k in range(ones.first[i, 0], ones.first[i, -1]):
            last = bucket_of(room(ones.rows, k, limits, end_buckets), end_buckets)
            for j in range(n):
                if not used[i, j] and i != j:
                    used[i, j] = _meets(k, j, ones, others, last, side, cost)
    return used


@njit(cache=True, nogil=True)
def _meets(k, j, ones, others, last, side, cost):
    legs, _, penalties, limits = side
    spare = cost - ones.rows[k, COST] - legs[ones.rows[k, NODE], j, 0]
    if others.least[j, last] >= spare:
        return False
    for b in range(last + 1):
        for o in range(others.first[j, b], others.first[j, b + 1]):
            if others.rows[o, COST] >= spare:
                break
            if joined(ones.rows, k, others.rows, o, j, legs, penalties, limits) < cost:
                return True
    return False


@njit(cache=True, nogil=True)
def list_runs(side, prices, served, ends, end_buckets, cost, most_labels, halt):
    """All labels of runs within `cost`, and those at which one may end: label and price of the whole run.

    `prices` are those of the legs, shape (m + 1, m + 1). The labels remember all stops; where these do not tell
    the calls, `served`, shape (m + 1, words), has a bit for each call, which the labels have at their end. The
    third value is whether there was room and time for all.
    """
    side, ends, prices = borrowed_side(side), borrowed_labels(ends), borrowed(prices)
    legs, nodes, penalties, limits = side
    n, served_at = len(nodes), BITS + limits[WORDS] + limits[CUT_WORDS]
    own_rows = np.zeros((1 << 14, served_at + served.shape[1]), dtype=np.int64)
    rows = borrowed(own_rows)
    table = np.full(1 << 16, NOBODY, dtype=np.int64)
    lasts = np.zeros((1 << 14, 2), dtype=np.int64)
    rows[0, READY], rows[0, PARENT] = nodes[0, 2], NOBODY
    count, ended, k = 1, 0, -1
    while k + 1 < count:
        k += 1
        if rows[k, COST] == NEVER:
            continue
        if count + n > most_labels or halt[0]:
            return own_rows, lasts[:ended], False
        if count + n > len(rows):
            own_rows = np.concatenate((own_rows, np.zeros_like(own_rows)))
            rows = borrowed(own_rows)
            table = _chained(rows, count, 4 * len(table), limits, served_at)
        i = rows[k, NODE]
        if i and joined(rows, k, ends.rows, 0, 0, legs, penalties, limits) < cost:
            if ended == len(lasts):
                lasts = np.concatenate((lasts, np.zeros_like(lasts)))
            lasts[ended, 0], lasts[ended, 1] = k, rows[k, PRICE] + prices[i, 0]
            if rows[k, WORK] + legs[i, 0, LEG_WORK] > limits[FREE_WORK]:
                lasts[ended, 1] += limits[BREAK_PRICE]
            ended += 1
        for j in range(1, n):
            if not extend(rows, k, count, j, legs, nodes, penalties, limits):
                continue
            rows[count, PARENT], rows[count, PRICE] = k, rows[k, PRICE] + prices[i, j]
            for w in range(served.shape[1]):
                rows[count, served_at + w] = rows[k, served_at + w] | served[j, w]
            slot = _slot(rows, count, len(table), limits, served_at)
            if not _is_needless(rows, count, table[slot], limits, served_at) and can_end(
                rows, count, side, ends, end_buckets, cost
            ):
                rows[count, NEXT] = table[slot]
                table[slot] = count
                count += 1
    return own_rows, lasts[:ended], True


@njit(cache=True, nogil=True)
def trace(rows, ends):
    """The nodes of the runs that end at these labels, one after the other, and where each run begins."""
    first = np.zeros(len(ends) + 1, dtype=np.int64)
    for r in range(len(ends)):
        first[r + 1] = first[r]
        k = ends[r]
        while k > 0:
            first[r + 1] += 1
            k = rows[k, PARENT]
    nodes = np.zeros(first[-1], dtype=np.int64)
    for r in range(len(ends)):
        at, k = first[r + 1], ends[r]
        while k > 0:
            at -= 1
            nodes[at] = rows[k, NODE]
            k = rows[k, PARENT]
    return nodes, first


@njit(cache=True, nogil=True)
def _slot(rows, k, size, limits, served_at):
    """Where the label is looked for in the table: by its node, stops and calls."""
    mixed = rows[k, NODE] * SPREAD
    for w in range(BITS, rows.shape[1]):
        if w < BITS + limits[WORDS] or w >= served_at:
            mixed = (mixed ^ rows[k, w]) * SPREAD
            mixed ^= mixed >> 29
    return mixed & (size - 1)


@njit(cache=True, nogil=True)
def _chained(rows, count, size, limits, served_at):
    """The table of all labels, larger."""
    table = np.full(size, NOBODY, dtype=np.int64)
    for k in range(1, count):
        if rows[k, COST] != NEVER:
            slot = _slot(rows, k, size, limits, served_at)
            rows[k, NEXT] = table[slot]
            table[slot] = k
    return table


@njit(cache=True, nogil=True)
def _is_needless(rows, k, o, limits, served_at):
    """Whether a label of the chain from o on does all that k does; those that k makes needless are marked."""
    while o != NOBODY:
        if rows[o, NODE] == rows[k, NODE] and _same_calls(rows, o, k, limits, served_at):
            if _serves(rows, o, k):
                return True
            if _serves(rows, k, o):
                rows[o, COST] = NEVER
        o = rows[o, NEXT]
    return False


@njit(cache=True, nogil=True)
def _same_calls(rows, one, other, limits, served_at):
    differ = 0
    for w in range(BITS, rows.shape[1]):
        if w < BITS + limits[WORDS] or w >= served_at:
            differ |= rows[one, w] ^ rows[other, w]
    return differ == 0


@njit(cache=True, nogil=True)
def _serves(rows, one, other):
    return (
        rows[one, PRICE] <= rows[other, PRICE]
        and rows[one, FULLEST] <= rows[other, FULLEST]
        and rows[one, PICKED] <= rows[other, PICKED]
        and rows[one, READY] <= rows[other, READY]
        and rows[one, WORK] <= rows[other, WORK]
    )
