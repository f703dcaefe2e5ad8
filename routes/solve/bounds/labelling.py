"""Walk a network from one end and keep the walks that may become part of a cheapest run, compiled.

A label is a partial run, the node where it stands and what the rest of the run must know of it. Labels are
extended node by node, in the order of one resource cut into buckets (Righini & Salani 2006; Sadykov, Uchoa &
Pessoa 2021), and dropped when another label at the node can do all they can, for less.

Which stops a label has served it remembers only near them: every node has a neighbourhood of stops that it
remembers, and forgets the others (ng-routes: Baldacci, Mingozzi & Roberti 2011). A run in this sense may come
back to a stop after a long way round, which makes it cheaper than any true run could be: the bound stays valid.

Beside the load the label carries one bit for every subset-row cut that has seen an odd number of its stops
(Jepsen et al. 2008), forgotten outside the memory of the cut (Pecin et al. 2017).
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.solve.bounds.network import NEVER, WORD
from routes.solve.inputs import Ints

# columns of a label; after them the words of remembered stops, then the words of cuts
COST, FULLEST, PICKED, READY, WORK, NODE, PARENT, NEXT, WAITING, BITS = range(10)
# what the kernels read of a network: a leg, shape (m + 1, m + 1, 3)
LEG_COST, LEG_CLOCK, LEG_WORK = range(3)
# a node; after these the words OWN, FORBIDS, REMEMBERS of stops and TOUCHES, KEEPS of cuts
LIFTS, DROPS, OPENS, CLOSES, WORK_LEFT, OWN = range(6)
CAPACITY_OF, CLOCKS, MOST_WORK, WORDS, CUT_WORDS = range(5)  # of all nodes together

NOBODY = -1
DROPPED = -2  # in NEXT: the label was dominated
FIRST_ROOM = 1 << 14  # labels
EVERYTHING, LOADS_AND_TIMES, MAIN_ALONE = range(3)  # what dominance compares: less keeps fewer labels
DROP, STOP, GO_ON = range(3)  # what becomes of labels beyond the half


class Side(NamedTuple):
    """A network with the prices that the duals make, for one direction of walking."""

    legs: Ints  # shape (m + 1, m + 1, 3); LEG_COST is NEVER where no leg is
    nodes: Ints  # shape (m + 1, columns)
    penalties: Ints  # shape (cuts,): what a cut charges for every second of its stops
    limits: Ints  # shape (5,)


class Buckets(NamedTuple):
    """The order in which labels are made: by the resource `main`, from `low`, in steps of `width`."""

    main: int
    low: int
    width: int
    number: int


class Labels(NamedTuple):
    """The labels of one direction."""

    rows: Ints  # shape (many, columns)
    heads: Ints  # shape (m + 1, buckets): the first label of each, then NEXT, by rising cost; or NOBODY
    least: Ints  # shape (m + 1, buckets): the least cost in a bucket or one before it
    made: int
    is_complete: bool  # False: there was no room or no time for all


@njit(cache=True, nogil=True)
def walk(side, buckets, half, beyond, mode, ends, end_buckets, cost, most_labels, halt):
    """The labels from one end, freely as far as the main resource is at most `half`.

    Beyond that, labels are dropped, kept where they are, or go on if one of `ends` completes them for less than
    `cost`. Gives up beyond `most_labels`, or when halt[0] is set by another thread.
    """
    legs, nodes, penalties, limits = side
    n = len(nodes)
    rows = np.zeros((FIRST_ROOM, BITS + limits[WORDS] + limits[CUT_WORDS]), dtype=np.int64)
    heads = np.full((n, buckets.number), NOBODY, dtype=np.int64)
    stacks = np.full(buckets.number, NOBODY, dtype=np.int64)
    rows[0, READY], rows[0, PARENT], rows[0, NEXT], rows[0, WAITING] = nodes[0, OPENS], NOBODY, NOBODY, NOBODY
    start = bucket_of(rows[0, buckets.main], buckets)
    heads[0, start] = stacks[start] = 0
    count, is_complete = 1, True
    for bucket in range(buckets.number):
        while stacks[bucket] != NOBODY and is_complete:
            k = stacks[bucket]
            stacks[bucket] = rows[k, WAITING]
            if rows[k, NEXT] == DROPPED:
                continue
            is_complete = count + n <= most_labels and halt[0] == 0
            if count + n > len(rows):
                rows = np.concatenate((rows, np.zeros_like(rows)))
            for j in range(1, n):
                if not extend(rows, k, count, j, legs, nodes, penalties, limits):
                    continue
                level = rows[count, buckets.main]
                if level > half and (
                    beyond == DROP
                    or (beyond == GO_ON and not can_end(rows, count, side, ends, end_buckets, cost))
                ):
                    continue
                rows[count, PARENT] = k
                b = bucket_of(level, buckets)
                if _keep(rows, count, heads, b, penalties, limits, mode):
                    if level <= half or beyond == GO_ON:
                        rows[count, WAITING] = stacks[b]
                        stacks[b] = count
                    count += 1
    return Labels(rows, heads, _least(rows, heads), count, is_complete)


@njit(cache=True, nogil=True)
def bucket_of(level, buckets):
    """The bucket of a resource level, the last one for all above."""
    return min(max((level - buckets.low) // buckets.width, 0), buckets.number - 1)


@njit(cache=True, nogil=True)
def extend(rows, k, new, j, legs, nodes, penalties, limits):
    """Let row `new` be label k one node further; whether it may be."""
    i, words, cut_words = rows[k, NODE], limits[WORDS], limits[CUT_WORDS]
    if legs[i, j, LEG_COST] >= NEVER // 2:
        return False
    for w in range(words):
        if rows[k, BITS + w] & nodes[j, OWN + words + w]:
            return False
    picked = rows[k, PICKED] + nodes[j, DROPS]
    fullest = max(rows[k, FULLEST] + nodes[j, LIFTS], picked)
    ready = max(rows[k, READY] + legs[i, j, LEG_CLOCK], nodes[j, OPENS])
    work = rows[k, WORK] + legs[i, j, LEG_WORK]
    if fullest > limits[CAPACITY_OF] or ready > nodes[j, CLOSES] or work > nodes[j, WORK_LEFT]:
        return False
    rows[new, PICKED], rows[new, FULLEST], rows[new, READY], rows[new, WORK] = picked, fullest, ready, work
    for w in range(words):
        rows[new, BITS + w] = (rows[k, BITS + w] & nodes[j, OWN + 2 * words + w]) | nodes[j, OWN + w]
    cost = rows[k, COST] + legs[i, j, LEG_COST]
    for w in range(cut_words):
        touched = nodes[j, OWN + 3 * words + w]
        odd = rows[k, BITS + words + w] & nodes[j, OWN + 3 * words + cut_words + w]
        cost += _charge(odd & touched, w, penalties)
        rows[new, BITS + words + w] = odd ^ touched
    rows[new, COST], rows[new, NODE] = cost, j
    return True


@njit(cache=True, nogil=True)
def _charge(odd, word, penalties):
    """What the cuts in a word of bits charge."""
    total, k = 0, word * WORD
    while odd:
        if odd & 1:
            total += penalties[k]
        odd >>= 1
        k += 1
    return total


@njit(cache=True, nogil=True)
def _dominates(rows, one, other, penalties, limits, mode):
    """Whether label `one` can do all that `other` can, for less; both at one node, and `one` not dearer."""
    if mode == MAIN_ALONE:
        return True  # only labels of the same bucket, or one after it, are compared
    if (
        rows[one, FULLEST] > rows[other, FULLEST]
        or rows[one, PICKED] > rows[other, PICKED]
        or rows[one, READY] > rows[other, READY]
        or rows[one, WORK] > rows[other, WORK]
    ):
        return False
    if mode == LOADS_AND_TIMES:
        return True
    cuts = BITS + limits[WORDS]
    for w in range(BITS, cuts):
        if rows[one, w] & ~rows[other, w]:
            return False
    spare = rows[other, COST] - rows[one, COST]
    for w in range(limits[CUT_WORDS]):
        odd = rows[one, cuts + w] & ~rows[other, cuts + w]
        if odd:
            spare -= _charge(odd, w, penalties)
            if spare < 0:
                return False
    return True


@njit(cache=True, nogil=True)
def _keep(rows, k, heads, bucket, penalties, limits, mode):
    """Put label k among those of its node unless one dominates it, and drop those it dominates."""
    node, cost = rows[k, NODE], rows[k, COST]
    for b in range(bucket + 1):
        o = heads[node, b]
        while o != NOBODY and rows[o, COST] <= cost:
            if _dominates(rows, o, k, penalties, limits, mode):
                return False
            o = rows[o, NEXT]
    for b in range(bucket, heads.shape[1]):
        before, o = NOBODY, heads[node, b]
        while o != NOBODY:
            after = rows[o, NEXT]
            if rows[o, COST] >= cost and _dominates(rows, k, o, penalties, limits, mode):
                if before == NOBODY:
                    heads[node, b] = after
                else:
                    rows[before, NEXT] = after
                rows[o, NEXT] = DROPPED
            else:
                before = o
            o = after
    before, o = NOBODY, heads[node, bucket]
    while o != NOBODY and rows[o, COST] < cost:
        before, o = o, rows[o, NEXT]
    rows[k, NEXT] = o
    if before == NOBODY:
        heads[node, bucket] = k
    else:
        rows[before, NEXT] = k
    return True


@njit(cache=True, nogil=True)
def _least(rows, heads):
    least = np.full(heads.shape, NEVER, dtype=np.int64)
    for node in range(len(heads)):
        for b in range(heads.shape[1]):
            if b:
                least[node, b] = least[node, b - 1]
            if heads[node, b] != NOBODY:
                least[node, b] = min(least[node, b], rows[heads[node, b], COST])
    return least


@njit(cache=True, nogil=True)
def room(rows, k, limits, buckets):
    """The most that a walk from the other side may have of its own main resource."""
    if buckets.main == READY:
        return limits[CLOCKS] - rows[k, READY]
    if buckets.main == PICKED:
        return limits[CAPACITY_OF] - rows[k, FULLEST]
    return limits[CAPACITY_OF] - rows[k, PICKED]


@njit(cache=True, nogil=True)
def joined(ones, k, others, o, j, legs, penalties, limits):
    """The cost of labels k and o of the two sides that meet over a leg to j; NEVER if they do not fit."""
    i = ones[k, NODE]
    if (
        ones[k, FULLEST] + others[o, PICKED] > limits[CAPACITY_OF]
        or ones[k, PICKED] + others[o, FULLEST] > limits[CAPACITY_OF]
        or ones[k, READY] + legs[i, j, LEG_CLOCK] + others[o, READY] > limits[CLOCKS]
        or ones[k, WORK] + legs[i, j, LEG_WORK] + others[o, WORK] > limits[MOST_WORK]
    ):
        return NEVER
    cuts = BITS + limits[WORDS]
    for w in range(BITS, cuts):
        if ones[k, w] & others[o, w]:
            return NEVER
    total = ones[k, COST] + legs[i, j, LEG_COST] + others[o, COST]
    for w in range(limits[CUT_WORDS]):
        total += _charge(ones[k, cuts + w] & others[o, cuts + w], w, penalties)
    return total


@njit(cache=True, nogil=True)
def can_end(rows, k, side, ends, buckets, cost):
    """Whether some walk from the other side, among `ends`, completes label k for less than `cost`."""
    legs, nodes, penalties, limits = side
    end_rows, heads, least, _, _ = ends
    i, so_far = rows[k, NODE], rows[k, COST]
    last = bucket_of(room(rows, k, limits, buckets), buckets)
    for j in range(len(nodes)):
        spare = cost - so_far - legs[i, j, LEG_COST]
        if least[j, last] >= spare:
            continue
        for b in range(last + 1):
            o = heads[j, b]
            while o != NOBODY and end_rows[o, COST] < spare:
                if joined(rows, k, end_rows, o, j, legs, penalties, limits) < cost:
                    return True
                o = end_rows[o, NEXT]
    return False
