"""Keep the labels that no other dominates, compiled.

The labels of one node and one bucket lie side by side on a shelf, by rising cost.
"""

import numpy as np
from numba import njit

from routes.solve.bounds.labels import (
    BITS,
    COST,
    CUT_WORDS,
    FULLEST,
    MARK,
    NOBODY,
    NODE,
    PARENT,
    PICKED,
    READY,
    WORDS,
    WORK,
    charge,
)
from routes.solve.bounds.network import NEVER

EVERYTHING, ALL_BUT_CUTS, LOADS_AND_TIMES, MAIN_ALONE = range(4)  # what dominance compares: less keeps fewer
DROPPED = -2  # as the mark of a label: it was dominated
FIRST, SIZE, ROOM = range(3)  # of a shelf
SMALL_SHELF = 4


@njit(cache=True, nogil=True)
def _dominates(ones, one, others, other, penalties, limits, mode):
    """Whether label `one` can do all that `other` can, for less; both at one node, and `one` not dearer."""
    if mode == MAIN_ALONE:
        return True  # only labels of the same bucket, or one after it, are compared
    cuts = BITS + limits[WORDS]
    if mode <= ALL_BUT_CUTS:
        for w in range(BITS, cuts):
            if ones[one, w] & ~others[other, w]:
                return False
    if (
        ones[one, FULLEST] > others[other, FULLEST]
        or ones[one, PICKED] > others[other, PICKED]
        or ones[one, READY] > others[other, READY]
        or ones[one, WORK] > others[other, WORK]
    ):
        return False
    if mode >= ALL_BUT_CUTS:
        return True
    spare = others[other, COST] - ones[one, COST]
    for w in range(limits[CUT_WORDS]):
        odd = ones[one, cuts + w] & ~others[other, cuts + w]
        if odd:
            spare -= charge(odd, w, penalties)
            if spare < 0:
                return False
    return True


@njit(cache=True, nogil=True)
def is_dominated(rows, k, shelved, shelves, bucket, penalties, limits, mode):
    """Whether a label on the shelves of its node dominates label k."""
    node, cost = rows[k, NODE], rows[k, COST]
    for b in range(bucket + 1):
        first = shelves[node, b, FIRST]
        for o in range(first, first + shelves[node, b, SIZE]):
            if shelved[o, COST] > cost:
                break
            if _dominates(shelved, o, rows, k, penalties, limits, mode):
                return True
    return False


@njit(cache=True, nogil=True)
def drop_dominated(rows, k, shelved, shelves, bucket, penalties, limits, mode):
    """Take the labels that label k dominates from the shelves of its node."""
    node, cost = rows[k, NODE], rows[k, COST]
    for b in range(bucket, shelves.shape[1]):
        first = left = shelves[node, b, FIRST]
        for o in range(first, first + shelves[node, b, SIZE]):
            if shelved[o, COST] >= cost and _dominates(rows, k, shelved, o, penalties, limits, mode):
                rows[shelved[o, MARK], MARK] = DROPPED
            else:
                if left < o:
                    shelved[left] = shelved[o]
                left += 1
        shelves[node, b, SIZE] = left - first


@njit(cache=True, nogil=True)
def shelve(rows, k, shelved, shelves, bucket, top):
    """Put label k on its shelf, which moves to the top if it is full; where the top is then."""
    shelf = shelves[rows[k, NODE], bucket]
    if shelf[SIZE] == shelf[ROOM]:
        for o in range(shelf[SIZE]):
            shelved[top + o] = shelved[shelf[FIRST] + o]
        shelf[FIRST], shelf[ROOM] = top, max(SMALL_SHELF, 2 * shelf[ROOM])
        top += shelf[ROOM]
    at = shelf[FIRST] + shelf[SIZE]
    while at > shelf[FIRST] and shelved[at - 1, COST] >= rows[k, COST]:
        shelved[at] = shelved[at - 1]
        at -= 1
    shelved[at] = rows[k]
    shelved[at, MARK] = k
    shelf[SIZE] += 1
    return top


@njit(cache=True, nogil=True)
def in_order(rows, shelved, shelves):
    """The labels in the order of the shelves, then the others; and the first of every shelf."""
    n, buckets = shelves.shape[:2]
    first = np.zeros((n, buckets + 1), dtype=np.int64)
    new = np.full(len(rows), NOBODY, dtype=np.int64)
    count = 0
    for node in range(n):
        for b in range(buckets):
            first[node, b] = count
            for o in range(shelves[node, b, SIZE]):
                new[shelved[shelves[node, b, FIRST] + o, MARK]] = count
                count += 1
        first[node, buckets] = count
    for k in range(len(rows)):
        if new[k] == NOBODY:
            new[k] = count
            count += 1
    ordered = np.empty_like(rows)
    for k in range(len(rows)):
        ordered[new[k]] = rows[k]
        if rows[k, PARENT] != NOBODY:
            ordered[new[k], PARENT] = new[rows[k, PARENT]]
    return ordered, first


@njit(cache=True, nogil=True)
def least_of(rows, first):
    """The least cost in each bucket or one before it, shape (m + 1, buckets)."""
    least = np.full((len(first), first.shape[1] - 1), NEVER, dtype=np.int64)
    for node in range(len(least)):
        for b in range(least.shape[1]):
            if b:
                least[node, b] = least[node, b - 1]
            if first[node, b] < first[node, b + 1]:
                least[node, b] = min(least[node, b], rows[first[node, b], COST])
    return least
